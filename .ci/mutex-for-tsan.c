// Tells the thread sanitizer of the locks of Swift's Mutex that a thread waits for, or that others wait for.
//
// On Linux that happens within libswiftSynchronization, which is not built with the sanitizer: without this, whatever a
// lock protects is reported as a race as soon as two threads meet there. To take a lock that is free, and to give one
// back that nobody waits for, is compiled into the program, where the sanitizer sees it. Loaded by .ci/threads.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

#define SELF __attribute__((swift_context)) void *mutex
#define SWIFT __attribute__((swiftcall))

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

typedef SWIFT void (*Lock)(uint32_t thread, SELF);
typedef SWIFT void (*Unlock)(SELF);

static void tell(const char *name, void *mutex) {
  void (*sanitizer)(void *) = (void (*)(void *))dlsym(RTLD_DEFAULT, name);
  if (sanitizer) sanitizer(mutex);
}

SWIFT void lockSlow(uint32_t thread, SELF) __asm__(LOCK);
SWIFT void lockSlow(uint32_t thread, SELF) {
  ((Lock)dlsym(RTLD_NEXT, LOCK))(thread, mutex);
  tell("__tsan_acquire", mutex);
}

SWIFT void unlockSlow(SELF) __asm__(UNLOCK);
SWIFT void unlockSlow(SELF) {
  tell("__tsan_release", mutex);
  ((Unlock)dlsym(RTLD_NEXT, UNLOCK))(mutex);
}
