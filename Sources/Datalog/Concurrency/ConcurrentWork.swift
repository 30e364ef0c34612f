#if canImport(Dispatch)
  import Dispatch
#endif

/// The one place where the engine has other threads work, and so all that a system without Dispatch needs.
enum ConcurrentWork {
  /// Does numbered pieces of work, on all cores where there are threads, and waits for all.
  static func perform(_ count: Int, _ piece: @Sendable (Int) -> Void) {
    #if canImport(Dispatch)
      DispatchQueue.concurrentPerform(iterations: count, execute: piece)
    #else
      for number in 0..<count { piece(number) }
    #endif
  }
}
