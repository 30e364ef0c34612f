/// Which words in front of a number belong to it.
extension FigureReader {
  func segmentStart(before end: Int, in sentence: Span) -> Int {
    var start = end
    while start > sentence.lowerBound, end - start < 36 {
      let scalar = text[start - 1]
      // 印制“致市民朋友、致商户”一封信20余万份: a quotation is one word.
      if scalar == Glyph.closeQuote, text[start] != Glyph.comma,
        let open = scanner.openingQuote(before: start - 1, from: sentence.lowerBound, maximum: 30)
      {
        start = open
        continue
      }
      if scalar == Glyph.comma || scalar == Glyph.enumerationComma || scalar == Glyph.semicolon
        || scalar == Glyph.colon
        || scalar == Glyph.closeParenthesis
        || scalar == Glyph.closeQuote && end - start > 0 && text[start] == Glyph.comma
      {
        if scalar == Glyph.enumerationComma,
          let clause = listStart(before: start - 1, in: sentence),
          end - clause <= 26
        {
          return clause
        }
        break
      }
      start -= 1
    }
    return start
  }

  /// `暂扣三轮车、货架、烧烤槽子等工具20余件`: the verb of a list whose members are counted together.
  func listStart(before comma: Int, in sentence: Span) -> Int? {
    var start = comma
    while start > sentence.lowerBound,
      Glyph.isHan(text[start - 1]) || text[start - 1] == Glyph.enumerationComma
    { start -= 1 }
    guard start == sentence.lowerBound || text[start - 1] == Glyph.comma,
      FigureWords.verbs.match(at: start, in: text, limit: comma) != nil,
      FigureWords.verbs.first(in: comma..<min(sentence.upperBound, comma + 4), of: text)
        .map({ !isWord($0) }) ?? true
    else { return nil }
    return start
  }

  /// 对, 向, 在, 为.
  static let links = Set("对向在为".unicodeScalars.map(\.value))

  /// `拆迁工地防尘覆盖率已达90%`: what a rate is of may hold verbs.
  func rateWords(_ span: Span) -> Span {
    var lower = span.lowerBound
    while lower < span.upperBound,
      let length = FigureWords.openers.match(at: lower, in: text, limit: span.upperBound)
    {
      lower += length
    }
    // 红旗街道查处率: the unit in front is whose it is.
    for index in lower..<max(lower, span.upperBound - 2) {
      let area =
        scanner.home.names.match(at: index, in: text, limit: span.upperBound)
        ?? UnitSuffixes.localAreaWords.match(at: index, in: text, limit: span.upperBound)
        ?? UnitSuffixes.bodyWords.match(at: index, in: text, limit: span.upperBound)
      if let area, index + area < span.upperBound - 2 { lower = max(lower, index + area) }
    }
    return lower..<span.upperBound
  }

  /// The words between the segment's start and the number, without 共计, 约 and the like at either end.
  func leadWords(_ span: Span) -> Span {
    var lower = span.lowerBound
    var upper = span.upperBound
    while let length = FigureWords.beforeNumber.match(endingAt: upper, in: text, from: lower),
      length > 1 || scanner.boundaries.startsWord(at: upper - 1)
    {
      upper -= length
    }
    // The last verb of doing starts the measure: 活动共清理卫生死角 is 清理卫生死角.
    if let verb = lastVerb(in: lower..<upper) {
      var first = verb
      // 出动大型拆除机械3台: a verb inside what is sent out.
      if let length = FigureWords.verbs.match(at: lower, in: text, limit: upper),
        Self.sending.contains(string(lower..<lower + length)), verb.lowerBound > lower + length,
        verb.upperBound < upper
      {
        first = lower..<lower + length
      }
      // 拆除违规设置的户外广告: a verb with 的 behind it says which.
      let isRelative = verb.upperBound < upper && text[verb.upperBound] == 0x7684
      if let earlier = FigureWords.verbs.last(in: lower..<verb.lowerBound, of: text),
        verb.lowerBound == earlier.upperBound || isRelative
      {
        first = earlier
      }
      lower = first.lowerBound
    }
    while lower < upper,
      FigureWords.verbs.match(at: lower, in: text, limit: upper) == nil,
      let length = FigureWords.openers.match(at: lower, in: text, limit: upper)
    {
      lower += length
    }
    return lower..<upper
  }

  /// The last verb that is no part of a noun: 宣传资料 tells nobody anything by itself.
  func lastVerb(in span: Span) -> Span? {
    guard var last = FigureWords.verbs.last(in: span, of: text) else { return nil }
    // 洒水车, 绿化带, 违法建设: a verb inside a noun.
    while !isWord(last) {
      guard let earlier = FigureWords.verbs.last(in: span.lowerBound..<last.lowerBound, of: text)
      else { return nil }
      last = earlier
    }
    guard string(last) == "宣传",
      Self.printed.match(at: last.upperBound, in: text, limit: span.upperBound) != nil
    else { return last }
    return FigureWords.verbs.last(in: span.lowerBound..<last.lowerBound, of: text) ?? last
  }

  func isWord(_ span: Span) -> Bool {
    scanner.boundaries.startsWord(at: span.lowerBound)
      && (scanner.boundaries.startsWord(at: span.upperBound)
        || scanner.boundaries.stopsName(at: span.lowerBound)
        || scanner.flow.at(span.upperBound) == 0x9879)
      && !Glyph.isQuote(scanner.flow.at(span.upperBound))
  }

  static let printed = WordList("资料 单 页 品 册 材料 手册 海报 标语 彩页 折页 横幅 画册 用品")
}
