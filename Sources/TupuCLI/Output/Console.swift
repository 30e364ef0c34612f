import Foundation

/// Writes data to standard output and messages to standard error.
enum Console {
  static func write(_ text: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
  }

  static func say(_ message: String) {
    try? FileHandle.standardError.write(contentsOf: Data((message + "\n").utf8))
  }
}

/// What the command tells its caller.
enum ExitStatus: Int32 {
  case fine = 0
  case failed = 1
  case usage = 2
  case script = 3
  case limit = 4
  case file = 5
  case interrupted = 130

  /// The graver of two: what a run of several scripts ends with.
  func joined(with other: ExitStatus) -> ExitStatus { rawValue >= other.rawValue ? self : other }
}
