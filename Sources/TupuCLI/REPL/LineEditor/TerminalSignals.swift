import Foundation
import Synchronization

/// What signals do to the terminal.
///
/// A handler may do next to nothing: it writes a byte into a pipe for which the editor waits, or puts
/// the terminal's modes back, which is allowed there.
enum TerminalSignals {
  static let isRaw = Atomic<Bool>(false)
  static let hasContinued = Atomic<Bool>(false)
  private static let isInstalled = Atomic<Bool>(false)
  private static let pipe: (read: Int32, write: Int32) = {
    var ends: [Int32] = [-1, -1]
    guard Foundation.pipe(&ends) == 0 else { return (-1, -1) }
    for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }()
  /// The terminal's own modes; memory of its own, as a handler may not reach for Swift's.
  nonisolated(unsafe) static let modes = UnsafeMutablePointer<termios>.allocate(capacity: 1)

  /// Readable after the size changed or the process went on.
  static var wakeUp: Int32 { pipe.read }

  static func install(restoring original: termios) {
    guard !isInstalled.exchange(true, ordering: .relaxed) else { return }
    modes.initialize(to: original)
    // Made here, as a handler may not.
    _ = (pipe, isRaw.load(ordering: .relaxed), hasContinued.load(ordering: .relaxed))
    signal(SIGWINCH) { _ in TerminalSignals.wake() }
    signal(SIGCONT) { _ in
      TerminalSignals.hasContinued.store(true, ordering: .relaxed)
      TerminalSignals.wake()
    }
    for number in [SIGTERM, SIGHUP, SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP] {
      signal(number) { number in
        TerminalSignals.restore()
        signal(number, SIG_DFL)
        raise(number)
      }
    }
    atexit { TerminalSignals.restore() }
  }

  private static func wake() {
    var byte: UInt8 = 0
    _ = write(pipe.write, &byte, 1)
  }

  /// Puts the modes back if they were changed.
  private static func restore() {
    guard isRaw.exchange(false, ordering: .relaxed) else { return }
    _ = tcsetattr(STDIN_FILENO, TCSANOW, modes)
    // Ends bracketed paste and shows the cursor.
    let codes: StaticString = "\u{1B}[?2004l\u{1B}[?25h\r\n"
    _ = write(STDOUT_FILENO, codes.utf8Start, codes.utf8CodeUnitCount)
  }
}
