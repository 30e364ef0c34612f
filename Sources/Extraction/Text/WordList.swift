/// A list of words that text is matched against, forwards from a position or backwards from an end.
///
/// Matching looks at the words that share the first (or last) character only, so a look-up costs the length of the
/// longest of them and not the size of the list.
struct WordList: Sendable {
  private var byFirst = NumberMap<UInt32, [Scalars]>()
  private var byLast = NumberMap<UInt32, [Scalars]>()
  private var members: Set<String> = []

  /// Creates a list from words separated by spaces and line breaks.
  init(_ words: String) {
    self.init(words.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  /// Creates a list from words.
  init(_ words: some Sequence<String>) {
    for word in words where members.insert(word).inserted {
      let scalars = word.scalarValues
      guard let first = scalars.first, let last = scalars.last else { continue }
      byFirst[first, default: []].append(scalars)
      byLast[last, default: []].append(scalars)
    }
    byFirst.updateValues { $0.sort { $0.count > $1.count } }
    byLast.updateValues { $0.sort { $0.count > $1.count } }
  }

  var isEmpty: Bool { members.isEmpty }

  /// All words, in no order.
  var words: Set<String> { members }

  func contains(_ word: String) -> Bool { members.contains(word) }

  /// The length of the longest word that stands at `index` and ends by `limit`.
  func match(at index: Int, in text: Scalars, limit: Int) -> Int? {
    guard index >= 0, index < limit, let candidates = byFirst[text[index]] else { return nil }
    for word in candidates where index + word.count <= limit {
      var offset = 1
      while offset < word.count && text[index + offset] == word[offset] { offset += 1 }
      if offset == word.count { return word.count }
    }
    return nil
  }

  /// The length of the longest word that ends at `end` and starts no earlier than `start`.
  func match(endingAt end: Int, in text: Scalars, from start: Int) -> Int? {
    guard end > start, end <= text.count, let candidates = byLast[text[end - 1]] else { return nil }
    for word in candidates where end - word.count >= start {
      var offset = 0
      let base = end - word.count
      while offset < word.count && text[base + offset] == word[offset] { offset += 1 }
      if offset == word.count { return word.count }
    }
    return nil
  }

  /// The first place in `range` where a word stands whole.
  func first(in range: Span, of text: Scalars) -> Span? {
    var index = range.lowerBound
    while index < range.upperBound {
      if let length = match(at: index, in: text, limit: range.upperBound) {
        return index..<index + length
      }
      index += 1
    }
    return nil
  }

  /// The last place in `range` where a word stands whole.
  func last(in range: Span, of text: Scalars) -> Span? {
    var end = range.upperBound
    while end > range.lowerBound {
      if let length = match(endingAt: end, in: text, from: range.lowerBound) {
        return end - length..<end
      }
      end -= 1
    }
    return nil
  }

  /// All places in `range` where a word stands, from left to right and without overlaps.
  func all(in range: Span, of text: Scalars) -> [Span] {
    var found: [Span] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if let length = match(at: index, in: text, limit: range.upperBound) {
        found.append(index..<index + length)
        index += length
      } else {
        index += 1
      }
    }
    return found
  }
}
