import Foundation

/// Shows on a terminal how far a long work has come; elsewhere it shows nothing.
struct ProgressBar {
  private let total: Int
  private let isShown: Bool
  private var done = 0
  private static let width = 30

  /// Prepares to show the progress of some steps; of one alone there is nothing to show.
  init(total: Int) {
    self.total = total
    isShown = total > 1 && isatty(STDERR_FILENO) == 1
  }

  /// Shows that one step more is done.
  mutating func advance() {
    done += 1
    guard isShown else { return }
    let filled = total == 0 ? 0 : done * Self.width / total
    let bar =
      String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
    Self.write("\r\(bar) \(done)/\(total)")
  }

  /// Takes the bar away.
  func finish() {
    if isShown { Self.write("\r\u{1B}[K") }
  }

  private static func write(_ text: String) {
    let bytes = Array(text.utf8)
    // A bar that cannot be shown is not missed.
    _ = bytes.withUnsafeBytes { Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
