/// What every mention rule looks at: the running text, where names end, and the page's home.
struct NameScanner: Sendable {
  let flow: PageFlow
  let boundaries: BoundaryMap
  let home: HomeArea
  /// What the user adds to the word lists.
  var lexicon = Lexicon()

  var text: Scalars { flow.scalars }

  /// The furthest position left of `end` that a name ending there can start at.
  ///
  /// - Parameter quotes: Whether the name may run over a quotation in quotation marks.
  func leftEdge(of end: Int, from lower: Int, maximum: Int, quotes: Bool = false) -> Int {
    var start = end
    while start > lower, end - start < maximum {
      let scalar = text[start - 1]
      if quotes, scalar == Glyph.closeQuote {
        guard let open = openingQuote(before: start - 1, from: lower, maximum: 24) else { break }
        start = open
        continue
      }
      if !Glyph.isWord(scalar) { break }
      // 银都花苑: an adverb stands in front of a verb, and never in front of the last word of a name.
      if boundaries.stopsName(at: start - 1),
        !(start == end && Self.adverbs.contains(scalar) && start - 1 > lower
          && !boundaries.stopsName(at: start - 2) && Glyph.isHan(text[start - 2]))
      {
        break
      }
      start -= 1
    }
    return start
  }

  /// 都.
  private static let adverbs: Set<UInt32> = [0x90FD]

  /// The position of the quotation mark that the closing one at `close` belongs to.
  func openingQuote(before close: Int, from lower: Int, maximum: Int) -> Int? {
    var index = close - 1
    while index >= lower, close - index <= maximum {
      if text[index] == Glyph.openQuote || text[index] == Glyph.openInnerQuote { return index }
      if Glyph.isQuote(text[index]) || Glyph.endsSentence(text[index]) { return nil }
      index -= 1
    }
    return nil
  }

  /// Whether `word` stands at `index`.
  func has(_ word: WordList, at index: Int, limit: Int) -> Int? {
    word.match(at: index, in: text, limit: limit)
  }

  /// Whether a name that starts at `start` starts cleanly: after punctuation, a boundary word or the part's start.
  func isCleanStart(_ start: Int) -> Bool {
    start <= 0 || !Glyph.isWord(text[start - 1]) || boundaries.stopsName(at: start - 1)
  }

  /// The separator at `index`, if one joins the members of a list: 、, 和, 及, 与, 以及, and 、 with quotation marks.
  func listSeparator(at index: Int, limit: Int) -> Int? {
    Self.separators.match(at: index, in: text, limit: limit)
  }

  static let separators = WordList("、 和 及 与 以及 暨 ,以及 、以及 ”“ ”、“")
}

extension String {
  /// Whether the string starts with one of `prefixes`; the longest that does.
  func longestPrefix(of prefixes: some Sequence<String>) -> String? {
    prefixes.filter { hasPrefix($0) }.max { $0.count < $1.count }
  }
}
