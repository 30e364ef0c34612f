/// Cuts the parts of an article into sentences and takes the bylines out.
struct SentenceCutter {
  let scanner: NameScanner
  private(set) var sentences: [Sentence] = []
  private(set) var bylines: [Span] = []
  private var paragraph = -1

  init(scanner: NameScanner) {
    self.scanner = scanner
  }

  /// Reads one part.
  mutating func read(_ part: PagePart) {
    paragraph += 1
    guard part.role != .byline else {
      bylines.append(part.span)
      return
    }
    var pieces = [part.span]
    // A page of one line can hold many credits; each is at an end or in brackets.
    var rounds = 0
    while rounds < 64, let last = pieces.last,
      let byline = BylineMentions(scanner: scanner).find(in: last)
    {
      rounds += 1
      bylines.append(byline)
      pieces.removeLast()
      pieces.append(last.lowerBound..<byline.lowerBound)
      pieces.append(byline.upperBound..<last.upperBound)
    }
    for piece in pieces { cut(piece, role: part.role) }
  }

  private mutating func cut(_ piece: Span, role: PartRole) {
    let text = scanner.text
    var start = skipDateline(piece)
    guard role == .paragraph else {
      append(start..<piece.upperBound, role)
      return
    }
    var index = start
    while index < piece.upperBound {
      if Glyph.endsSentence(text[index]) {
        var end = index + 1
        while end < piece.upperBound, Glyph.endsSentence(text[end]) || Glyph.closes(text[end]) {
          end += 1
        }
        append(start..<end, role)
        start = end
        index = end
      } else {
        index += 1
      }
    }
    append(start..<piece.upperBound, role)
  }

  private func skipDateline(_ piece: Span) -> Int {
    var start = piece.lowerBound
    for words in [LayoutWords.summaryMarks, LayoutWords.datelines] {
      if let length = words.match(at: start, in: scanner.text, limit: piece.upperBound) {
        start += length
      }
      while start < piece.upperBound, Self.skipped.contains(scanner.text[start]) { start += 1 }
    }
    return start
  }

  private static let skipped: Set<UInt32> = [Glyph.space, Glyph.colon, 0x5D]

  private mutating func append(_ span: Span, _ role: PartRole) {
    var lower = span.lowerBound
    var upper = span.upperBound
    while lower < upper, scanner.text[lower] == Glyph.space { lower += 1 }
    while upper > lower, scanner.text[upper - 1] == Glyph.space { upper -= 1 }
    while upper - lower > Self.longest {
      let end = clauseEnd(in: lower + Self.longest / 2..<lower + Self.longest)
      appendWords(lower..<end, role)
      lower = end
    }
    appendWords(lower..<upper, role)
  }

  /// No sentence that somebody wrote is longer.
  ///
  /// What is, is cut at a comma: rules look from each name of a sentence at all others of it, and text without full
  /// stops must not make that quadratic.
  private static let longest = 1200

  private func clauseEnd(in range: Span) -> Int {
    let comma = range.last { index in
      scanner.text[index] == Glyph.comma || scanner.text[index] == Glyph.semicolon
    }
    return comma.map { $0 + 1 } ?? range.upperBound
  }

  private mutating func appendWords(_ span: Span, _ role: PartRole) {
    guard span.contains(where: { Glyph.isWord(scanner.text[$0]) }) else { return }
    // 某某融媒讯(记者 …): what stands in front of a credit is no sentence.
    if span.count <= 12, let last = span.last, scanner.text[last] == 0x8BAF { return }
    sentences.append(Sentence(span: span, role: role, paragraph: paragraph))
  }
}
