import Foundation
import Synchronization

/// The terminal at standard input and output: its modes, its size, its bytes.
///
/// While a line is edited the terminal is raw: keys come one by one and nothing is echoed. Its own
/// modes are put back when editing ends, when the process is stopped, and when it dies of a signal.
final class Terminal {
  private var original = termios()
  private var isRaw = false

  init?() {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1,
      tcgetattr(STDIN_FILENO, &original) == 0
    else { return nil }
    TerminalSignals.install(restoring: original)
  }

  deinit { leave() }

  /// Columns and rows; 80 and 24 where the terminal does not tell.
  var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
    else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Takes keys one by one, and asks for marks around pasted text.
  func enter() {
    guard !isRaw else { return }
    // Others may have changed the modes while an editor or pager ran.
    _ = tcgetattr(STDIN_FILENO, &original)
    TerminalSignals.modes.pointee = original
    isRaw = makeRaw()
  }

  private func makeRaw() -> Bool {
    var raw = original
    cfmakeraw(&raw)
    guard tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0 else { return false }
    TerminalSignals.isRaw.store(true, ordering: .relaxed)
    write("\u{1B}[?2004h")
    return true
  }

  /// Puts the terminal's own modes back.
  func leave() {
    guard isRaw else { return }
    write("\u{1B}[?2004l\u{1B}[?25h")
    _ = tcsetattr(STDIN_FILENO, TCSADRAIN, &original)
    isRaw = false
    TerminalSignals.isRaw.store(false, ordering: .relaxed)
  }

  /// Stops the process as Ctrl-Z does, with the terminal in order; returns when it goes on.
  func suspend() {
    leave()
    kill(getpid(), SIGTSTP)
    enter()
  }

  func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes {
        Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count)
      }
      if count > 0 {
        bytes = bytes.dropFirst(count)
      } else if errno != EINTR && errno != EAGAIN {
        return
      }
    }
  }

  /// What came of waiting for input.
  enum Input {
    case bytes([UInt8])
    /// Nothing came in time.
    case nothing
    /// The size changed, or the process goes on after a stop.
    case changed
    /// The terminal is gone.
    case end
  }

  /// Waits for input.
  ///
  /// - Parameter timeout: How long, in milliseconds; `nil` waits as long as it takes.
  func read(timeout: Int32?) -> Input {
    var descriptors = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: TerminalSignals.wakeUp, events: Int16(POLLIN), revents: 0),
    ]
    let count = poll(&descriptors, 2, timeout ?? -1)
    if count == 0 { return .nothing }
    var buffer = [UInt8](repeating: 0, count: 4096)
    if count < 0 || descriptors[1].revents != 0 {
      guard count > 0 || errno == EINTR else { return .end }
      if count > 0 { _ = Foundation.read(TerminalSignals.wakeUp, &buffer, buffer.count) }
      // Whoever stopped the process may have left other modes behind.
      if TerminalSignals.hasContinued.exchange(false, ordering: .relaxed), isRaw { _ = makeRaw() }
      return .changed
    }
    let length = Foundation.read(STDIN_FILENO, &buffer, buffer.count)
    if length > 0 { return .bytes(Array(buffer[..<length])) }
    return length < 0 && (errno == EINTR || errno == EAGAIN) ? .nothing : .end
  }
}
