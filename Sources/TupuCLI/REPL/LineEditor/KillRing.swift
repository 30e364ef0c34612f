/// Text that was cut, the last in front; cuts in a row are one.
struct KillRing {
  private var texts: [String] = []
  private var isCutting = false

  /// Takes a cut text in.
  mutating func cut(_ text: String, backwards: Bool) {
    guard !text.isEmpty else { return }
    if isCutting, let last = texts.popLast() {
      texts.append(backwards ? text + last : last + text)
    } else {
      texts.append(text)
    }
    isCutting = true
    if texts.count > 60 { texts.removeFirst() }
  }

  /// The next cut is one of its own.
  mutating func endCutting() { isCutting = false }

  /// The last text.
  var last: String? { texts.last }

  /// Puts the last text behind all others, and gives the one that is the last then.
  mutating func rotate() -> String? {
    guard let last = texts.popLast() else { return nil }
    texts.insert(last, at: 0)
    return texts.last
  }
}
