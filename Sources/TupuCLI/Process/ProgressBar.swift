import Foundation

/// How far reading pages has come, on a terminal; nothing where messages go elsewhere.
struct ProgressBar {
  private static let width = 30
  /// Work that is done sooner needs no bar.
  private static let patience = Duration.milliseconds(300)

  private let isShown = isatty(STDERR_FILENO) == 1
  private let start = ContinuousClock.now
  private var lastDrawn: ContinuousClock.Instant?

  /// Draws the bar, at most ten times a second; when all is done it goes away.
  mutating func show(_ done: Int, of total: Int) {
    guard isShown, total > 0 else { return }
    guard done < total else {
      if lastDrawn != nil { write("\r\u{1B}[K") }
      return
    }
    let now = ContinuousClock.now
    let isDue = lastDrawn.map { now - $0 > .milliseconds(100) } ?? (now - start > Self.patience)
    guard isDue else { return }
    lastDrawn = now
    write("\r\(Self.line(done, of: total))\u{1B}[K")
  }

  /// The bar as one line of text.
  static func line(_ done: Int, of total: Int) -> String {
    let full = total > 0 ? min(width, max(0, done) * width / total) : width
    return "[" + String(repeating: "#", count: full) + String(repeating: ".", count: width - full)
      + "] \(done) of \(total) pages"
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
