import Foundation

/// Numbers and times as people read them.
enum Spelling {
  /// `1 240`: groups of three digits, between them a space that does not break.
  static func count(_ number: Int) -> String {
    var digits = String(abs(number))
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return (number < 0 ? "-" : "") + ([digits] + groups).joined(separator: "\u{A0}")
  }

  /// `1 row`, `2 rows`.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(count(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  /// `20 µs`, `0.3 ms`, `12 ms`, `1.25 s`.
  static func time(_ duration: Duration) -> String {
    let seconds = duration / .seconds(1)
    if seconds < 0.0001 { return String(format: "%.0f µs", seconds * 1_000_000) }
    if seconds < 0.01 { return String(format: "%.1f ms", seconds * 1000) }
    if seconds < 1 { return String(format: "%.0f ms", seconds * 1000) }
    return String(format: "%.2f s", seconds)
  }
}
