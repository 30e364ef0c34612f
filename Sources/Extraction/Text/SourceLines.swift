/// A line of the original file without the white space around it.
struct SourceLine: Sendable {
  /// Offsets in the original file.
  var range: Range<Int>
  /// How many empty lines stand before it.
  var blanksBefore: Int
}

/// The folded scalars of a file and questions about its lines.
struct SourceLines: Sendable {
  let folded: Scalars
  private(set) var lines: [SourceLine] = []

  init(source: Scalars) {
    folded = PageFlow.fold(source)
    splitLines(source)
    lines = lines.flatMap(unglued)
  }

  private mutating func splitLines(_ source: Scalars) {
    var start = 0
    var blanks = 0
    var index = 0
    while index <= folded.count {
      if index == folded.count || folded[index] == Glyph.newline {
        var lower = start
        var upper = index
        while lower < upper, folded[lower] == Glyph.space { lower += 1 }
        while upper > lower, folded[upper - 1] == Glyph.space { upper -= 1 }
        if lower < upper {
          lines.append(SourceLine(range: lower..<upper, blanksBefore: blanks))
          blanks = 0
        } else {
          blanks += 1
        }
        // A carriage return with its line feed is one line break.
        if index + 1 < folded.count, source[index] == 0x0D, source[index + 1] == 0x0A { index += 1 }
        start = index + 1
      }
      index += 1
    }
  }

  /// Cuts a headline off the body that it is glued to.
  private func unglued(_ line: SourceLine) -> [SourceLine] {
    guard line.range.count > 40, let cut = bodyStart(line.range) else { return [line] }
    var upper = cut
    while upper > line.range.lowerBound, folded[upper - 1] == Glyph.space { upper -= 1 }
    guard upper > line.range.lowerBound else { return [line] }
    return [
      SourceLine(range: line.range.lowerBound..<upper, blanksBefore: line.blanksBefore),
      SourceLine(range: cut..<line.range.upperBound, blanksBefore: 0),
    ]
  }

  /// Where the body starts in a line that opens with a headline.
  private func bodyStart(_ range: Range<Int>) -> Int? {
    let window = range.lowerBound..<min(range.upperBound, range.lowerBound + 130)
    for words in [LayoutWords.datelines, LayoutWords.summaryMarks] {
      if let found = words.first(in: window, of: folded) {
        if found.lowerBound == range.lowerBound { return nil }
        let prefix = range.lowerBound..<found.lowerBound
        if !prefix.contains(where: { Glyph.endsSentence(folded[$0]) && $0 + 1 < prefix.upperBound })
        {
          return found.lowerBound
        }
      }
    }
    guard range.contains(where: { folded[$0] == Glyph.fullStop }) else { return nil }
    if startsWithTime(range.lowerBound, limit: range.upperBound) { return nil }
    // 滨州日报滨城讯(通讯员夏玉忠报道)9月21日: the credit of the body's own line.
    let opening = range.lowerBound..<min(range.upperBound, range.lowerBound + 20)
    if Self.ownDatelines.first(in: opening, of: folded) != nil { return nil }
    var hasComma = false
    for index in window.dropFirst(6) {
      let scalar = folded[index]
      if Glyph.endsSentence(scalar) { return nil }
      if scalar == Glyph.comma { hasComma = true }
      let afterSpace = folded[index - 1] == Glyph.space
      if afterSpace, startsWithTime(index, limit: range.upperBound) { return index }
      if !hasComma, index - range.lowerBound <= 60,
        startsWithFullDate(index, range) || startsWithOpening(index, range)
      {
        return index
      }
    }
    return nil
  }

  private static let ownDatelines = WordList("讯( 讯: 讯 通讯员 记者 报道: 消息: 消息(")

  /// `近日,`: a word that opens a sentence and a comma, with a headline's length in front of them.
  private func startsWithOpening(_ index: Int, _ range: Range<Int>) -> Bool {
    guard index - range.lowerBound >= 8, !Self.inSentence.contains(folded[index - 1]),
      let length = Self.openings.match(at: index, in: folded, limit: range.upperBound),
      index + length < range.upperBound
    else { return false }
    return folded[index + length] == Glyph.comma
  }

  private static let openings = WordList("近日 日前 连日来 近期 春节将至 新春将至 昨日 昨天 今日 今天 今年以来 近年来")
  /// 于, 在, 从, 自, 到, 、.
  private static let inSentence = Set("于在从自到、".unicodeScalars.map(\.value))

  /// `8月15日上午`, and not the date inside a title.
  private func startsWithFullDate(_ index: Int, _ range: Range<Int>) -> Bool {
    guard !Glyph.isDigit(folded[index - 1]),
      let (date, length) = CalendarDate.read(folded, at: index, limit: range.upperBound),
      date.month != nil, date.day != nil, index + length < range.upperBound
    else { return false }
    let next = folded[index + length]
    return next == Glyph.comma || next == 0x4E0A || next == 0x4E0B || next == 0x665A
  }

  /// Whether the text at `index` opens with a date or with a word such as 近日.
  func startsWithTime(_ index: Int, limit: Int) -> Bool {
    if let (date, _) = CalendarDate.read(folded, at: index, limit: limit) {
      return date.day != nil
    }
    return LayoutWords.openingTimes.match(at: index, in: folded, limit: limit) != nil
  }
}

extension SourceLines {
  /// Marks in front of a credit: □ and the like.
  private static let marks = Set("□■●◆▲◎○★☆".unicodeScalars.map(\.value))

  /// Whether the line credits reporters, photographers or editors and does nothing else.
  func isByline(_ line: SourceLine) -> Bool {
    var range = line.range
    guard range.count <= 90, !range.contains(where: { Glyph.endsSentence(folded[$0]) }) else {
      return false
    }
    if isNamesInBrackets(range) { return true }
    if folded[range.lowerBound] == Glyph.openParenthesis { range = range.dropFirst() }
    // □记者 张静, □邹正言
    let hasMark = Self.marks.contains(folded[range.lowerBound]) && range.count > 1
    if hasMark { range = range.dropFirst() }
    while hasMark, range.count > 1, folded[range.lowerBound] == Glyph.space {
      range = range.dropFirst()
    }
    if isNamesWithRole(range) { return true }
    if hasMark, (2...4).contains(range.count), range.allSatisfy({ Glyph.isHan(folded[$0]) }) {
      return true
    }
    if let length = LayoutWords.credit(
      at: range.lowerBound, in: folded, limit: range.upperBound)
    {
      let next = range.lowerBound + length
      guard next < range.upperBound else { return true }
      return !Glyph.isHan(folded[next]) || range.count <= length + 8
    }
    // 魏 甜
    if range.count == 3, folded[range.lowerBound + 1] == Glyph.space,
      Glyph.isHan(folded[range.lowerBound]), Glyph.isHan(folded[range.lowerBound + 2]),
      Surnames.single.contains(folded[range.lowerBound])
    {
      return true
    }
    // 胡源浩/图
    guard range.count <= 24, range.count > 2 else { return false }
    let last = folded[range.upperBound - 1]
    return folded[range.upperBound - 2] == 0x2F
      && (last == 0x56FE || last == 0x6587 || last == 0x6444)
  }

  /// `(孙大南 陈小莹)`: nothing but names in brackets.
  private func isNamesInBrackets(_ range: Range<Int>) -> Bool {
    guard range.count <= 24, range.count > 3, folded[range.lowerBound] == Glyph.openParenthesis,
      let last = range.last, folded[last] == Glyph.closeParenthesis
    else { return false }
    var end = last
    if let role = Self.bylineRoles.match(endingAt: end, in: folded, from: range.lowerBound) {
      end -= role
    }
    return areNames(range.lowerBound + 1..<end)
  }

  /// `李大居 刘素娟 摄影报道`: names with what they did behind them.
  private func isNamesWithRole(_ range: Range<Int>) -> Bool {
    guard range.count <= 24, range.count > 4,
      let role = Self.bylineRoles.match(
        endingAt: range.upperBound, in: folded, from: range.lowerBound),
      // 樊大林 摄: a space tells the word from the end of a name.
      role >= 2
        || folded[range.upperBound - 1] == 0x6444 && folded[range.upperBound - 2] == Glyph.space
    else { return false }
    return areNames(range.lowerBound..<range.upperBound - role)
  }

  private static let bylineRoles = WordList("摄影报道 文/图 图/文 图文 摄 文 供稿 报道 供图")

  private func areNames(_ range: Range<Int>) -> Bool {
    let names = folded[range].split { $0 == Glyph.space || $0 == Glyph.enumerationComma }
    return !names.isEmpty
      && names.allSatisfy { name in
        (2...4).contains(name.count) && name.allSatisfy(Glyph.isHan)
          && (name.first.map(Surnames.single.contains) ?? false)
      }
  }

  /// Whether the text of a line is complete: it ends a sentence, a credit or a remark in brackets.
  func isComplete(_ range: Range<Int>) -> Bool {
    var end = range.upperBound
    while end > range.lowerBound, Glyph.closes(folded[end - 1]) { end -= 1 }
    if end > range.lowerBound, Glyph.endsSentence(folded[end - 1]) { return true }
    return endsWithCredit(range)
  }

  private func endsWithCredit(_ range: Range<Int>) -> Bool {
    var start = range.upperBound
    let lowest = max(range.lowerBound, range.upperBound - 120)
    while start > lowest, !Glyph.endsSentence(folded[start - 1]) { start -= 1 }
    while start < range.upperBound, Glyph.closes(folded[start]) || folded[start] == Glyph.space {
      start += 1
    }
    guard start < range.upperBound else { return true }
    if folded[start] == Glyph.openParenthesis,
      folded[range.upperBound - 1] == Glyph.closeParenthesis
    {
      return start > range.lowerBound
    }
    if folded[start] == Glyph.openParenthesis { start += 1 }
    return LayoutWords.credit(at: start, in: folded, limit: range.upperBound) != nil
  }

  /// Whether a line reads as a headline, section head or caption rather than as body text.
  func isHead(_ line: SourceLine) -> Bool {
    let range = line.range
    guard range.count <= 70, let lastOffset = range.last else { return false }
    if isShortQuestion(range) { return true }
    let last = folded[lastOffset]
    let endings = [Glyph.comma, Glyph.semicolon, Glyph.enumerationComma]
    guard !endings.contains(last), !range.contains(where: { folded[$0] == Glyph.fullStop }) else {
      return false
    }
    if startsBody(range) || longestRun(range) > 46 || hasOpenQuote(range) { return false }
    return last != 0x21 || range.count <= 40
  }

  private func isShortQuestion(_ range: Range<Int>) -> Bool {
    guard let lastOffset = range.last, folded[lastOffset] == 0x3F else { return false }
    return range.count <= 24 && !range.dropLast().contains { Glyph.endsSentence(folded[$0]) }
  }

  /// Whether a line opens as body text does.
  func startsBody(_ range: Range<Int>) -> Bool {
    let lists = [LayoutWords.datelines, LayoutWords.summaryMarks, LayoutWords.bodyOpenings]
    let opens = lists.contains {
      $0.match(at: range.lowerBound, in: folded, limit: range.upperBound) != nil
    }
    if opens { return true }
    guard
      let (date, length) = CalendarDate.read(folded, at: range.lowerBound, limit: range.upperBound),
      date.day != nil, range.lowerBound + length < range.upperBound
    else { return false }
    let next = folded[range.lowerBound + length]
    return next == Glyph.comma || next == 0x4E0A || next == 0x4E0B
  }

  private func longestRun(_ range: Range<Int>) -> Int {
    var longest = 0
    var run = 0
    for offset in range {
      run = folded[offset] == Glyph.space ? 0 : run + 1
      longest = max(longest, run)
    }
    return longest
  }

  private func hasOpenQuote(_ range: Range<Int>) -> Bool {
    var depth = 0
    for offset in range {
      if folded[offset] == Glyph.openQuote || folded[offset] == Glyph.openTitle { depth += 1 }
      if folded[offset] == Glyph.closeQuote || folded[offset] == Glyph.closeTitle { depth -= 1 }
    }
    return depth > 0
  }
}
