/// How the words around a campaign handle it: as what is inspected, reported, asked about or on the agenda.
extension TopicReading {
  private static let setting = WordList("部署 开展 推进 落实 组织 启动 实施")

  /// `对老旧小区改造工作进行视察`: the verb of visiting stands behind.
  func isLookedAt(_ campaign: Mention) -> Bool {
    let end = campaign.span.upperBound
    let near = end..<min(text.count, end + 28)
    guard let doing = Self.doingThis.first(in: near, of: text),
      !(end..<doing.lowerBound).contains(where: {
        text[$0] == Glyph.comma || Glyph.endsSentence(text[$0])
      }),
      Self.objectMarks.first(
        in: max(0, campaign.span.lowerBound - 16)..<campaign.span.lowerBound, of: text) != nil
    else { return false }
    var start = doing.upperBound
    if let adverb = VisitVerbs.adverbs.match(at: start, in: text, limit: text.count) {
      start += adverb
    }
    let verbs = page.scanner.lexicon.visitVerbs
    guard let verb = verbs.match(at: start, in: text, limit: text.count) else { return false }
    return !VisitVerbs.weak.contains(page.flow.text(start..<start + verb))
  }

  /// `就防汛抗旱等工作进行安排部署`: what a meeting has on its agenda.
  func isOnAgenda(_ campaign: Mention) -> Bool {
    let end = campaign.span.upperBound
    let near = end..<min(text.count, end + 56)
    guard !article.isInSpeech(campaign.span.lowerBound),
      let doing = Self.planning.first(in: near, of: text),
      !(end..<doing.lowerBound).contains(where: {
        text[$0] == Glyph.comma || Glyph.endsSentence(text[$0])
      })
    else { return false }
    let before = max(0, campaign.span.lowerBound - 48)..<campaign.span.lowerBound
    guard let mark = Self.objectMarks.last(in: before, of: text) else { return false }
    return !(mark.upperBound..<before.upperBound).contains {
      text[$0] == Glyph.comma || Glyph.endsSentence(text[$0])
    }
  }

  /// `详细了解了生活污水治理等工作`: what somebody was told on the way is not what the visit was for.
  func isAskedAbout(_ campaign: Mention) -> Bool {
    var start = campaign.span.lowerBound
    let lower = max(0, start - 80)
    while start > lower, !Glyph.endsSentence(text[start - 1]) { start -= 1 }
    let before = start..<campaign.span.lowerBound
    guard let asking = Self.asking.last(in: before, of: text) else { return false }
    return Self.looking.first(in: asking.upperBound..<before.upperBound, of: text) == nil
  }

  private static let asking = WordList("了解 询问 听取 问及 询问了 了解了 听取了")
  private static let looking = WordList("查看 察看 检查 督导 调研 督查 视察")

  private static let planning = WordList(
    "进行再安排 进行了再安排 进行安排部署 进行了安排部署 进行部署 进行了部署 进行再部署 进行了再部署 进行动员部署 进行了动员部署 进行研究部署 进行了研究部署 进行安排 进行了安排 作了部署 作出部署 作出安排 作了安排 作安排部署"
  )
  private static let objectMarks = WordList("对 就")
  private static let doingThis = WordList("进行 进行了 开展 开展了")

  /// `以“人民城市人民管”为理念` names what somebody thinks.
  func isIdea(_ campaign: Mention) -> Bool {
    campaign.sort == "slogan"
      && Self.ideas.match(at: campaign.span.upperBound, in: text, limit: text.count) != nil
  }

  private static let ideas = WordList("为理念 的理念 理念 的工作理念 工作理念 主题")

  /// What somebody reports on is not for the sentence's subject to do.
  func isReported(
    _ campaign: Mention, in sentence: Sentence, _ subjects: SubjectReading? = nil
  ) -> Bool {
    if isOnAgenda(campaign) { return false }
    var lower = max(sentence.span.lowerBound, campaign.span.lowerBound - 200)
    // 文明办通报了……,城管局部署……: another subject does another thing.
    if let subject = subjects?.lastSubject(before: campaign.span.lowerBound),
      subject.span.lowerBound > lower,
      Self.setting.first(in: subject.span.upperBound..<campaign.span.lowerBound, of: text) != nil
    {
      lower = subject.span.lowerBound
    }
    return ConcernsCampaignRule.reporting.first(in: lower..<campaign.span.lowerBound, of: text)
      != nil
  }
}
