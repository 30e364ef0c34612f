import Foundation
import Tupu

/// Data on standard output, messages on standard error.
///
/// Data is gathered and written in large pieces. Before a message the data so far is written, so
/// that both stand in their order where they go to the same place.
final class Console {
  private var pending: [UInt8] = []
  /// Where data goes.
  private var descriptor = STDOUT_FILENO
  /// Whether data is kept for the caller instead of being written.
  private var isCapturing = false
  private static let most = 1 << 16

  /// How much is said beside data.
  enum Detail { case errors, usual, all }
  var detail = Detail.usual
  private var choice = ColorChoice.auto
  /// How data is coloured.
  private(set) var style: Style
  /// How messages are coloured.
  private(set) var messageStyle: Style

  init() {
    let environment = ProcessInfo.processInfo.environment
    style = Style(.auto, of: STDOUT_FILENO, environment)
    messageStyle = Style(.auto, of: STDERR_FILENO, environment)
  }

  /// Takes over what `--color` says.
  func color(_ choice: ColorChoice) {
    self.choice = choice
    let environment = ProcessInfo.processInfo.environment
    style = Style(choice, of: STDOUT_FILENO, environment)
    messageStyle = Style(choice, of: STDERR_FILENO, environment)
  }

  /// Writes data.
  func write(_ text: String) {
    pending.append(contentsOf: text.utf8)
    if pending.count >= Self.most, !isCapturing { flush() }
  }

  /// Writes data that a closure appends.
  func write(_ append: (inout [UInt8]) -> Void) {
    append(&pending)
    if pending.count >= Self.most, !isCapturing { flush() }
  }

  /// What data a piece of work gives, instead of writing it.
  func capture(_ work: () -> Void) -> String {
    flush()
    isCapturing = true
    work()
    isCapturing = false
    defer { pending.removeAll(keepingCapacity: true) }
    return String(decoding: pending, as: UTF8.self)
  }

  /// Sends data to an open file; `nil` sends it to standard output again.
  func redirect(to file: Int32?) {
    flush()
    if descriptor != STDOUT_FILENO { close(descriptor) }
    descriptor = file ?? STDOUT_FILENO
    style = Style(choice, of: descriptor, ProcessInfo.processInfo.environment)
  }

  /// Whether data goes to standard output.
  var isRedirected: Bool { descriptor != STDOUT_FILENO }

  /// Writes a message and ends its line.
  func say(_ message: String) {
    flush()
    // Where no message can be written, none can be written about that either.
    _ = Self.write(Array("\(message)\n".utf8), to: STDERR_FILENO)
  }

  /// Writes a message that `--quiet` leaves out.
  func remark(_ message: String) {
    if detail != .errors { say(message) }
  }

  /// Writes a message that only `--verbose` asks for.
  func explain(_ message: @autoclosure () -> String) {
    if detail == .all { say(message()) }
  }

  /// Writes messages about scripts; warnings are remarks.
  func say(_ diagnostics: some Sequence<Diagnostic>) {
    let renderer = DiagnosticRenderer(usesColor: messageStyle.isOn)
    for diagnostic in diagnostics where detail != .errors || diagnostic.severity == .error {
      say(renderer.render(diagnostic))
    }
  }

  /// Writes the data that was gathered.
  ///
  /// Ends the process when nobody reads it any more (as `head` does after some lines), which is no
  /// failure, or when it cannot be written, which is.
  func flush() {
    guard !pending.isEmpty, !isCapturing else { return }
    let problem = Self.write(pending, to: descriptor)
    pending.removeAll(keepingCapacity: true)
    guard let problem else { return }
    if problem == EPIPE { exit(ExitStatus.fine.rawValue) }
    say("tupu: standard output cannot be written: \(String(cString: strerror(problem)))")
    exit(ExitStatus.file.rawValue)
  }

  /// Writes all bytes; returns the error's number when that fails.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
        let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
        if count >= 0 {
          written += count
        } else if errno == EAGAIN {
          usleep(1000)  // Somebody made the pipe non-blocking, and it is full.
        } else if errno != EINTR {
          return errno
        }
      }
      return nil
    }
  }
}

extension Console {
  /// Whether somebody sits at both ends: types the input and reads the output.
  static var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  /// The cells across the terminal; `nil` when data goes elsewhere.
  static var width: Int? { size.flatMap { $0.ws_col > 0 ? Int($0.ws_col) : nil } }

  /// The rows of the terminal; `nil` when data goes elsewhere.
  static var height: Int? { size.flatMap { $0.ws_row > 0 ? Int($0.ws_row) : nil } }

  private static var size: winsize? {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 else {
      return nil
    }
    return size
  }
}
