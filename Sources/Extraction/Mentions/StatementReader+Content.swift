/// Where a speech starts behind its verb, and which verbs open none.
extension StatementReader {
  /// Where the words said start, or nil if the verb is no verb of saying here.
  func contentStart(
    after verb: Span, word: String, in sentence: Sentence, isNamed: Bool = false
  ) -> Int? {
    let end = verb.upperBound
    let limit = sentence.span.upperBound
    if verb.lowerBound > sentence.span.lowerBound {
      let before = text[verb.lowerBound - 1]
      // 的要求, 按要求, 听说, 小说, 据说
      if !isNamed && Self.nounMarkers.contains(before) || before == Glyph.closeTitle { return nil }
      if Self.spoken.contains(word) {
        let isSaid = end < limit && (text[end] == Glyph.comma || text[end] == Glyph.colon)
        guard isSaid, before != 0x636E else { return nil }
      }
    } else if word == "说" || word == "介绍" || word == "明确" || word == "希望" || word == "提出" {
      return nil
    }
    guard end < limit else { return word.contains("要求") || word.contains("意见") ? limit : nil }
    if SpeechVerbs.evaluation.match(at: verb.lowerBound, in: text, limit: limit) != nil {
      return nil
    }
    if SpeechVerbs.thing.match(at: end, in: text, limit: limit) != nil { return nil }
    if text[end] == Glyph.semicolon { return nil }
    if Glyph.endsSentence(text[end]) {
      guard word != "要求", word.contains("要求") || word.contains("意见") || word.contains("讲话")
      else { return nil }
      return end + 1 < limit ? nil : limit
    }
    // 听取了……的情况介绍,了解: an introduction, and nobody's words.
    if word == "介绍", text[end] == Glyph.comma,
      Self.accounts.match(endingAt: verb.lowerBound, in: text, from: sentence.span.lowerBound)
        != nil
    {
      return nil
    }
    // 按照上级要求,坚持……: what one goes by, and nobody's words.
    if word == "要求", text[end] == Glyph.comma, isGoneBy(verb, sentence.span) { return nil }
    // 指出了存在的问题: what was shown, and not said.
    if text[end] == 0x4E86 { return nil }
    if word == "指出", let stop = Self.findings.first(in: end..<min(limit, end + 32), of: text),
      stop.upperBound >= limit || !Glyph.isWord(text[stop.upperBound]),
      !(end..<stop.lowerBound).contains(where: { !Glyph.isWord(text[$0]) })
    {
      return nil
    }
    // 作了介绍,并对……: nothing is said.
    if text[end] == Glyph.comma, end + 1 < limit, text[end + 1] == 0x5E76 { return nil }
    // 提出要求,就……提出意见: nothing is said.
    if text[end] == Glyph.comma, word.contains("要求"), end + 1 < limit,
      text[end + 1] == 0x5C31
    {
      return nil
    }
    // 提出明确要求,强调要……: the second verb leads the words.
    if text[end] == Glyph.comma,
      word.hasPrefix("提出") || word.hasPrefix("作出") || word == "要求",
      SpeechVerbs.stating.match(at: end + 1, in: text, limit: limit) != nil
        || Self.saysAgain.match(at: end + 1, in: text, limit: limit) != nil
    {
      return nil
    }
    // 指出并要求: the last verb of speaking leads the words.
    if let joint = Self.joints.match(at: end, in: text, limit: limit),
      SpeechVerbs.stating.match(at: end + joint, in: text, limit: limit) != nil
    {
      return nil
    }
    var start = end
    // 要求相关部门、乡镇:一是……: whom it is said to stands in front of the colon.
    if word == "要求",
      let colon = (end..<min(limit, end + 24)).first(where: {
        text[$0] == Glyph.colon || text[$0] == Glyph.comma || Glyph.isQuote(text[$0])
      }), text[colon] == Glyph.colon
    {
      start = colon
    }
    while start < limit, Self.skipped.contains(text[start]) { start += 1 }
    return start < limit ? start : nil
  }

  /// Verbs that say something only with a comma or a colon behind them: 解释答复 does not.
  private static let accounts = WordList("情况 工作情况 进展情况 的")
  private static let spoken = WordList("说 介绍 明确 希望 提出 认为 解释 透露 呼吁")
  private static let joints = WordList("并 、 和")
  private static let findings = WordList("问题 不足 短板 薄弱环节")
  /// 的, 按, 据, 照, 合, 新, 小, 述, 总.
  private static let nounMarkers: Set<UInt32> = [
    0x7684, 0x6309, 0x636E, 0x7167, 0x5408, 0x65B0, 0x5C0F, 0x8FF0, 0x603B, 0x662F, 0x6709, 0x9879,
    0x5404, 0x51C6, 0x672F, 0x70B9,
  ]
  private static let skipped: Set<UInt32> = [
    Glyph.comma, Glyph.colon, Glyph.openQuote, Glyph.space, 0x9053,
  ]

  /// Whether the clause of a verb opens with 按照 or 根据.
  private func isGoneBy(_ verb: Span, _ sentence: Span) -> Bool {
    var start = verb.lowerBound
    while start > sentence.lowerBound, verb.lowerBound - start < 40, text[start - 1] != Glyph.comma
    {
      start -= 1
    }
    return Self.rules.first(in: start..<verb.lowerBound, of: text) != nil
  }

  private static let rules = WordList("按照 根据 对照 依照 遵照 依据 落实 符合 达到 贯彻")
}
