/// Finds statements: a person or unit, a verb of speaking, and what follows.
struct StatementReader {
  let scanner: NameScanner
  let mentions: [Mention]
  let sentences: [Sentence]
  private var statements: [Statement] = []
  private var lastSpeaker: Mention?
  private var lastOfficial: Mention?
  private var nextMention = 0

  var text: Scalars { scanner.text }

  init(scanner: NameScanner, mentions: [Mention], sentences: [Sentence]) {
    self.scanner = scanner
    self.mentions = mentions
    self.sentences = sentences
  }

  /// The statements of an article, in reading order.
  static func read(scanner: NameScanner, mentions: [Mention], sentences: [Sentence]) -> [Statement]
  {
    var reader = StatementReader(scanner: scanner, mentions: mentions, sentences: sentences)
    reader.readAll()
    return reader.statements
  }

  private mutating func readAll() {
    for (index, sentence) in sentences.enumerated() where sentence.role == .paragraph {
      readSentence(sentence, index)
    }
    extendContents()
  }

  private mutating func readSentence(_ sentence: Sentence, _ index: Int) {
    while nextMention < mentions.count,
      mentions[nextMention].span.lowerBound < sentence.span.lowerBound
    {
      nextMention += 1
    }
    var agents: [Mention] = []
    var at = nextMention
    while at < mentions.count, mentions[at].span.lowerBound < sentence.span.upperBound {
      let mention = mentions[at]
      if mention.kind == .official || mention.kind == .unit && !mention.isInsideTitle {
        agents.append(mention)
      }
      at += 1
    }
    var start = sentence.span.lowerBound
    if readTrailing(sentence, agents) { return }
    while let verb = SpeechVerbs.stating.first(in: start..<sentence.span.upperBound, of: text) {
      if let statement = statement(verb: verb, in: sentence, agents: agents) {
        statements.append(statement)
        lastSpeaker =
          agents.last { $0.span.upperBound <= verb.lowerBound && $0.name == statement.speaker }
          ?? lastSpeaker
        if let last = lastSpeaker, last.kind == .official { lastOfficial = last }
        readFurther(sentence, from: verb.upperBound)
        return
      }
      start = verb.upperBound
    }
    if let last = agents.first(where: { $0.kind == .official }) {
      lastSpeaker = last
      lastOfficial = last
    }
    if let first = agents.first, first.kind == .unit,
      first.span.lowerBound == sentence.span.lowerBound, !first.isReference
    {
      lastSpeaker = first
    }
  }

  /// `他指出,……;他强调,……`: what the same speaker says next, behind a semicolon.
  private mutating func readFurther(_ sentence: Sentence, from start: Int) {
    guard let speaker = statements.last?.speaker else { return }
    var index = start
    while index < sentence.span.upperBound {
      guard text[index] == Glyph.semicolon else {
        index += 1
        continue
      }
      index += 1
      guard let length = Self.saysAgain.match(at: index, in: text, limit: sentence.span.upperBound)
      else { continue }
      let verb = index + length - 2..<index + length
      guard let content = contentStart(after: verb, word: scanner.flow.text(verb), in: sentence)
      else { continue }
      let last = statements.count - 1
      statements[last].content = statements[last].content.lowerBound..<index - 1
      statements[last].isWhole = true
      statements.append(
        Statement(
          speaker: speaker, speakerKind: statements[last].speakerKind,
          verb: scanner.flow.text(verb), content: content..<sentence.span.upperBound,
          evidence: index..<sentence.span.upperBound))
      index = content
    }
  }

  static let saysAgain = WordList(
    "并强调 并要求 并指出 并表示 还强调 还要求 还指出 他强调 他要求 他指出 他表示 他还强调 他还要求 他还指出 她强调 她要求 她指出 她表示 同时强调 同时要求")

  /// `“……。”二七区委书记陈红民表示。`: the speaker stands behind the speech.
  private mutating func readTrailing(_ sentence: Sentence, _ agents: [Mention]) -> Bool {
    guard let speaker = agents.last(where: { $0.kind == .official }),
      let verb = SpeechVerbs.stating.match(
        at: speaker.span.upperBound, in: text, limit: sentence.span.upperBound),
      speaker.span.upperBound + verb >= sentence.span.upperBound - 1
    else { return false }
    guard let (open, close) = quotation(before: speaker.span.lowerBound, in: sentence) else {
      return false
    }
    let content = open + 1..<max(open + 1, close)
    statements.append(
      Statement(
        speaker: speaker.name, speakerKind: .official,
        verb: scanner.flow.text(speaker.span.upperBound..<speaker.span.upperBound + verb),
        content: content,
        evidence: sentence.span, isWhole: true))
    return true
  }

  /// The quotation that ends in front of a speaker's title, wherever in the paragraph it starts.
  private func quotation(before end: Int, in sentence: Sentence) -> (open: Int, close: Int)? {
    var close = end
    while close > sentence.span.lowerBound - 1, close > 0, end - close <= 30,
      text[close - 1] != Glyph.closeQuote
    {
      close -= 1
    }
    guard text[close - 1] == Glyph.closeQuote else { return nil }
    var open = close - 2
    while open >= 0, close - open <= 1500, text[open] != Glyph.newline {
      if text[open] == Glyph.openQuote { return (open, close - 1) }
      open -= 1
    }
    return nil
  }

  private func statement(verb: Span, in sentence: Sentence, agents: [Mention]) -> Statement? {
    let word = scanner.flow.text(verb)
    // 李新强调 is no 新强调.
    let isNamed = agents.contains { $0.span.upperBound == verb.lowerBound }
    guard let contentStart = contentStart(after: verb, word: word, in: sentence, isNamed: isNamed)
    else { return nil }
    let lower = sentence.span.lowerBound
    var speaker: Mention?
    if let subject = subject(before: verb, lower: lower, agents: agents) {
      speaker = subject
    } else if hasCollectiveSubject(before: verb, lower: lower) {
      speaker = nil
    } else if verb.lowerBound == lower || pronoun(before: verb, lower: lower) {
      speaker = verb.lowerBound == lower ? lastSpeaker : lastOfficial ?? lastSpeaker
      if speaker == nil { return nil }
    } else {
      return nil
    }
    var statement = Statement(
      speaker: speaker?.name, speakerKind: speaker?.kind ?? .official, verb: Self.plainVerb(word),
      content: contentStart..<max(contentStart, sentence.span.upperBound),
      evidence: (speaker.map { max(lower, $0.span.lowerBound) } ?? lower)..<sentence.span.upperBound
    )
    if let speaker, speaker.kind == .unit {
      let between = speaker.span.upperBound..<max(speaker.span.upperBound, verb.lowerBound)
      statement.isConvener = MeetingWords.convenes.first(in: between, of: text) != nil
    }
    return statement
  }

  /// `提出具体要求` is 要求.
  private static func plainVerb(_ word: String) -> String {
    if word.contains("要求") { return "要求" }
    if word.hasPrefix("讲话") { return word.hasSuffix("强调") ? "强调" : "指出" }
    if word == "强调指出" || word == "强调说" { return "强调" }
    if word == "介绍说" { return "介绍" }
    if word == "表示说" { return "表示" }
    if word == "说道" { return "说" }
    return word
  }

  /// The agent that the verb's clause is about.
  private func subject(before verb: Span, lower: Int, agents: [Mention]) -> Mention? {
    let candidates = agents.filter { $0.span.upperBound <= verb.lowerBound }
    guard let last = candidates.last else { return nil }
    if last.kind == .official {
      guard close(last, verb) else { return nil }
      return leader(of: candidates, before: verb) ?? last
    }
    // In 王彬对街道下一步工作提出要求 the subject is the person in front of 对.
    if let person = candidates.last(where: { $0.kind == .official }), close(person, verb) {
      return person
    }
    let clauseStart = clauseStart(before: verb.lowerBound, lower: lower)
    if let unit = candidates.first(where: {
      $0.span.lowerBound == lower || $0.span.lowerBound == clauseStart
    }),
      !unit.isReference || unit.rule == "local-area-reference", !followedByPossessive(unit)
    {
      return unit
    }
    return nil
  }

  /// `县长甲,副县长乙、丙到……调研,要求……`: the first of those who went there.
  private func leader(of candidates: [Mention], before verb: Span) -> Mention? {
    let people = candidates.filter { $0.kind == .official }
    guard people.count > 1, let first = people.first, let last = people.last,
      close(first, verb) || verb.lowerBound - last.span.upperBound <= 60
    else { return nil }
    let gap = last.span.upperBound..<verb.lowerBound
    let between = first.span.upperBound..<last.span.lowerBound
    guard gap.contains(where: { text[$0] == Glyph.comma }),
      VisitVerbs.all.first(in: gap, of: text) != nil, between.count <= 24 * people.count,
      VisitVerbs.all.first(in: between, of: text) == nil,
      SpeechVerbs.speaking.first(in: between, of: text) == nil
    else { return nil }
    return first
  }

  /// `市领导甲、乙一同检查。`: what the reporter adds behind a speech.
  private func isAttendance(_ sentence: Span) -> Bool {
    var end = sentence.upperBound
    while end > sentence.lowerBound, !Glyph.isWord(text[end - 1]) { end -= 1 }
    guard let length = Self.attending.match(endingAt: end, in: text, from: sentence.lowerBound)
    else { return false }
    let first = mentions.partitioningIndex { $0.span.lowerBound >= sentence.lowerBound }
    return mentions[first...].prefix { $0.span.upperBound <= end - length }.contains {
      $0.kind == .official
    }
  }

  /// `会上,县农业局作了汇报。`: behind a speech, the reporter tells on.
  private func isNarrative(_ sentence: Span) -> Bool {
    guard
      let length = Self.narrating.match(
        at: sentence.lowerBound, in: text, limit: sentence.upperBound)
    else { return false }
    let next = sentence.lowerBound + length
    return next < sentence.upperBound && text[next] == Glyph.comma
      || Self.business.match(at: next, in: text, limit: sentence.upperBound) != nil
  }

  private static let business = WordList("听取 审议 讨论 通过 研究 传达 学习 通报 原则 同意 由 审定 书面 表决 观看")

  private static let narrating = WordList(
    "会议 会议还 会上 会前 会后 座谈会上 会议期间 随后 调研中 检查中 期间 当天 活动中 活动现场 活动期间 仪式上 会议结束后 会议开始前 调研期间 检查结束后 调研结束后")

  private static let attending = WordList(
    Array(VisitReader.companionMarkers.words) + [
      "参加会议", "出席会议", "列席会议", "参加活动", "参加座谈", "参加座谈会", "参加此次会议",
    ])

  private func followedByPossessive(_ unit: Mention) -> Bool {
    let next = scanner.flow.at(unit.span.upperBound)
    return next == 0x7684 || next == Glyph.enumerationComma
  }

  private func close(_ mention: Mention, _ verb: Span) -> Bool {
    let gap = mention.span.upperBound..<verb.lowerBound
    guard gap.count <= 60 else { return false }
    return !gap.contains { Glyph.endsSentence(text[$0]) }
      && scanner.flow.at(mention.span.upperBound) != 0x7684
  }

  private func clauseStart(before end: Int, lower: Int) -> Int {
    var start = end
    while start > lower, text[start - 1] != Glyph.comma, text[start - 1] != Glyph.semicolon {
      start -= 1
    }
    return start
  }

  /// 会议要求, 督导组强调: said by nobody in particular.
  private func hasCollectiveSubject(before verb: Span, lower: Int) -> Bool {
    Self.collectives.match(endingAt: verb.lowerBound, in: text, from: lower) != nil
      || Self.collectives.match(at: lower, in: text, limit: verb.lowerBound) != nil
  }

  private static let collectives = WordList(
    "会议 大会 会上 会议还 会议要 最后,会议 大家 督导组 检查组 调研组 督查组 与会人员 参会人员 全会 会议提出三点具体 负责人 相关负责人 会议指出 会议强调 座谈会 现场会")

  private func pronoun(before verb: Span, lower: Int) -> Bool {
    SpeechVerbs.pronouns.match(endingAt: verb.lowerBound, in: text, from: lower) != nil
      || Self.adverbs.match(endingAt: verb.lowerBound, in: text, from: lower) == verb.lowerBound
        - lower
      || Self.adverbs.match(at: lower, in: text, limit: verb.lowerBound) != nil
        && scanner.flow.text(verb).contains("要求")
      || SpeechVerbs.pronouns.match(at: lower, in: text, limit: verb.lowerBound) != nil
      || SpeechVerbs.pronouns.match(
        at: clauseStart(before: verb.lowerBound, lower: lower), in: text, limit: verb.lowerBound)
        != nil
  }

  private static let adverbs = WordList("同时 并 同时还 还 并且")

  /// A speech runs on to the end of its paragraph, or to the sentence where the next one starts.
  private mutating func extendContents() {
    var sentenceIndex = 0
    for index in statements.indices where !statements[index].isWhole {
      let start = statements[index].content.lowerBound
      let next = index + 1 < statements.count ? statements[index + 1].evidence.lowerBound : Int.max
      while sentenceIndex < sentences.count, sentences[sentenceIndex].span.upperBound < start {
        sentenceIndex += 1
      }
      var end = statements[index].content.upperBound
      var at = sentenceIndex
      guard at < sentences.count else { continue }
      let paragraph = sentences[at].paragraph
      while at < sentences.count, sentences[at].paragraph == paragraph,
        sentences[at].span.lowerBound < next,
        sentences[at].span.upperBound <= next || sentences[at].span.lowerBound <= start,
        sentences[at].span.lowerBound <= start
          || !isAttendance(sentences[at].span) && !isNarrative(sentences[at].span)
      {
        end = max(end, sentences[at].span.upperBound)
        at += 1
      }
      // What is said may start with the sentence after 提出要求。
      var lower = start
      while lower < end, text[lower] == Glyph.space || text[lower] == Glyph.openQuote { lower += 1 }
      statements[index].content = lower..<max(lower, end)
    }
  }
}
