/// What a position of the text is covered by, as far as names are concerned.
struct BoundaryMap: Sendable {
  /// For each position: whether a boundary word or punctuation stands there.
  private(set) var stops: [Bool]
  /// For each position: whether a word starts there.
  private(set) var starts: [Bool]

  /// Whether no name can run over the position.
  func stopsName(at index: Int) -> Bool {
    index < 0 || index >= stops.count || stops[index]
  }

  /// Whether a word, or an unknown character, starts at the position.
  func startsWord(at index: Int) -> Bool {
    index < 0 || index >= starts.count || starts[index]
  }
}

/// Cuts text into known words by the fewest pieces, so that the 和 of 和平路 is not the 和 of 甲和乙.
struct Segmenter: Sendable {
  static let shared = Segmenter()

  private let trie: WordTrie

  private init() {
    var trie = WordTrie()
    for word in BoundaryWords.characters.split(separator: " ") {
      trie.insert(String(word), isStop: true)
    }
    let stops = BoundaryWords.words.split(whereSeparator: \.isWhitespace).map(String.init)
    let safe = BoundaryWords.safeWords.split(whereSeparator: \.isWhitespace).map(String.init)
    for word in stops { trie.insert(word, isStop: true) }
    for word in safe { trie.insert(word, isStop: false) }
    for word in Cities.fullNames.words { trie.insert(word, isStop: false) }
    for word in Cities.bareNames.words { trie.insert(word, isStop: false) }
    for word in Districts.prefectures.keys where word.unicodeScalars.count > 2 {
      trie.insert(word, isStop: false)
    }
    for group in UnitSuffixes.bodies + UnitSuffixes.areas + PlaceSuffixes.sorts
      + MeetingWords.suffixes
    {
      for word in group.words.split(whereSeparator: \.isWhitespace) where word.count > 1 {
        trie.insert(String(word), isStop: false)
      }
    }
    self.trie = trie
  }

  /// Marks the boundaries of a text.
  ///
  /// - Complexity: linear in the text, times the length of the longest word.
  func boundaries(of text: Scalars, extra: WordTrie = WordTrie()) -> BoundaryMap {
    var stops = [Bool](repeating: false, count: text.count)
    var starts = [Bool](repeating: true, count: text.count)
    var start = 0
    while start < text.count {
      // Punctuation cuts the text, so each piece is short.
      guard Glyph.isWord(text[start]) else {
        stops[start] = true
        start += 1
        continue
      }
      var end = start
      while end < text.count, end - start < 400, Glyph.isWord(text[end]) { end += 1 }
      segment(text, start..<end, extra, &stops, &starts)
      start = end
    }
    return BoundaryMap(stops: stops, starts: starts)
  }

  private func segment(
    _ text: Scalars, _ range: Span, _ extra: WordTrie, _ stops: inout [Bool], _ starts: inout [Bool]
  ) {
    let count = range.count
    var cost = [Int32](repeating: .max, count: count + 1)
    var back = [Int32](repeating: 0, count: count + 1)
    var stopsAt = [Bool](repeating: false, count: count + 1)
    cost[0] = 0
    for offset in 0..<count where cost[offset] < .max {
      let base = cost[offset]
      if base + 13 < cost[offset + 1] {
        cost[offset + 1] = base + 13
        back[offset + 1] = Int32(offset)
        stopsAt[offset + 1] = false
      }
      let visit = { (length: Int, isStop: Bool) in
        let price: Int32 = base + 10
        if price < cost[offset + length] || (price == cost[offset + length] && isStop) {
          cost[offset + length] = price
          back[offset + length] = Int32(offset)
          stopsAt[offset + length] = isStop
        }
      }
      trie.visitWords(at: range.lowerBound + offset, in: text, limit: range.upperBound, visit)
      if !extra.isEmpty {
        extra.visitWords(at: range.lowerBound + offset, in: text, limit: range.upperBound, visit)
      }
    }
    var end = count
    while end > 0 {
      let start = Int(back[end])
      for offset in start..<end {
        stops[range.lowerBound + offset] = stopsAt[end]
        starts[range.lowerBound + offset] = offset == start
      }
      end = start
    }
  }
}

/// A trie of words with one bit each.
struct WordTrie: Sendable {
  private var children = NumberMap<UInt64, Int32>()
  private var roots = NumberMap<UInt32, Int32>()
  /// 0: no word ends here, 1: a safe word, 2: a boundary word.
  private var marks: [UInt8] = [0]

  var isEmpty: Bool { roots.isEmpty }

  mutating func insert(_ word: String, isStop: Bool) {
    let scalars = word.scalarValues
    guard let first = scalars.first else { return }
    var node = roots[first] ?? newNode()
    roots[first] = node
    for scalar in scalars.dropFirst() {
      let key = UInt64(UInt32(node)) << 32 | UInt64(scalar)
      if let next = children[key] {
        node = next
      } else {
        let next = newNode()
        children[key] = next
        node = next
      }
    }
    let mark: UInt8 = isStop ? 2 : 1
    if marks[Int(node)] < mark { marks[Int(node)] = mark }
  }

  private mutating func newNode() -> Int32 {
    marks.append(0)
    return Int32(marks.count - 1)
  }

  /// Calls `body` with the length of every word that starts at `index`.
  func visitWords(
    at index: Int, in text: Scalars, limit: Int, _ body: (_ length: Int, _ isStop: Bool) -> Void
  ) {
    guard index < limit, var node = roots[text[index]] else { return }
    var length = 1
    while true {
      let mark = marks[Int(node)]
      if mark != 0 { body(length, mark == 2) }
      guard index + length < limit,
        let next = children[UInt64(UInt32(node)) << 32 | UInt64(text[index + length])]
      else { return }
      node = next
      length += 1
    }
  }
}
