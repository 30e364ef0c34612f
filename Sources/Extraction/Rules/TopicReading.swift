/// What the rules of campaigns share: who carries a campaign out, and what an article is about.
struct TopicReading {
  let article: ArticleReading
  let page: PageReading

  var text: Scalars { page.flow.scalars }

  /// The campaigns that the article is about: those of its headline, of its first sentence and of its visits.
  var topics: [Mention] {
    var topics: [Mention] = []
    for sentence in article.sentences where sentence.role == .headline {
      topics += article.mentions(in: sentence.span, .campaign)
    }
    for sentence in opening { topics += article.mentions(in: sentence.span, .campaign) }
    if topics.isEmpty, let first = article.mentions.first(where: isCarriedOut) { topics = [first] }
    topics.removeAll(where: isAttribute)
    // ……现场办公,他强调,要落实门前五包: what is demanded is for others to do, where anything else is named.
    let own = topics.filter { !isDemanded($0) }
    return own.isEmpty ? topics : own
  }

  /// The first sentence of the body that says something: no `某某日报讯`.
  var lead: Sentence? {
    article.sentences.first { $0.role == .paragraph && $0.span.count >= 16 }
      ?? article.sentences.first { $0.role == .paragraph }
  }

  /// The sentences of the body up to the first that says who does something: `为……建设平安校园。近日,区教育局……`.
  private var opening: [Sentence] {
    let body = article.sentences.filter { $0.role == .paragraph }.prefix(4)
    guard let lead, let index = body.firstIndex(where: { $0.span == lead.span }) else { return [] }
    let acting = body[index...].prefix(3).firstIndex { sentence in
      !article.mentions(in: sentence.span, .unit, .official, .meeting).isEmpty
    }
    let isPurpose =
      Self.purposeful.match(
        at: lead.span.lowerBound, in: text, limit: lead.span.upperBound) != nil
    if isPurpose, let next = body[index...].dropFirst().first, next.paragraph == lead.paragraph,
      !lead.span.contains(where: { text[$0] == 0x65E5 })
    {
      return [lead, next]
    }
    guard let acting, acting > index else { return [lead] }
    return Array(body[index...acting])
  }

  private static let purposeful = WordList("为 为了 为进一步 为切实 为深入 为全面 为持续")

  /// Whether the words state that somebody carries a campaign out: `开展了非法烟花爆竹专项整治行动`.
  private func isCarriedOut(_ campaign: Mention) -> Bool {
    guard campaign.kind == .campaign, !article.isInSpeech(campaign.span.lowerBound) else {
      return false
    }
    let before = max(0, campaign.span.lowerBound - 14)..<campaign.span.lowerBound
    guard let verb = Self.carryingOut.last(in: before, of: text) else { return false }
    return !(verb.upperBound..<before.upperBound).contains {
      !Glyph.isWord(text[$0]) && !Glyph.isQuote(text[$0])
    }
  }

  private static let carryingOut = WordList("开展 开展了 启动 启动了 组织开展 组织开展了 实施 实施了 集中开展 扎实开展")

  /// `“双报到”单位`: the words only tell one sort of body from the others.
  func isAttribute(_ campaign: Mention) -> Bool {
    var end = campaign.span.upperBound
    if end < text.count, Glyph.isQuote(text[end]) { end += 1 }
    return Self.bearers.match(at: end, in: text, limit: text.count) != nil
  }

  private static let bearers = WordList("责任书 倡议书 承诺书 宣传单 职责分工 单位 小组 人员 队伍 队员 督查组 督导组 检查组 代表")

  /// 食品安全 that somebody inspects is everybody's, unless the words say whose.
  func isFieldOnly(_ campaign: Mention) -> Bool {
    !article.visits.isEmpty && article.mainMeeting == nil
      && (campaign.name == "安全生产" || CampaignWords.lines.contains(campaign.name)
        || campaign.name.hasSuffix("保供"))
  }

  /// The topics that a visit went to see: those of the headline, and those that the first sentence names in front of
  /// what somebody demands (`要求……,为创建文明城市打好基础`).
  var visitTopics: [Mention] {
    topics.filter { !isDemanded($0) }
  }

  /// Whether the first sentence names a campaign only behind what somebody demands.
  private func isDemanded(_ campaign: Mention) -> Bool {
    guard let sentence = article.sentence(at: campaign.span.lowerBound),
      sentence.role == .paragraph
    else { return false }
    return Self.demanding.first(
      in: sentence.span.lowerBound..<campaign.span.lowerBound, of: text) != nil
  }

  private static let demanding = WordList(",他强调 ,他要求 ,他指出 ,她强调 。他强调 ,要求 ,强调 ,指出 ,希望 ,并要求 ,并强调 ,强调要")

  /// Whether the article's meeting was held on the way of a visit that the headline tells of.
  var isMeetingOnTheWay: Bool {
    guard let meeting = article.mainMeeting else { return false }
    // 现场召开工作协调会: what was held on the spot is part of the visit's own business.
    let before = max(0, meeting.span.lowerBound - 4)..<meeting.span.lowerBound
    guard Self.onTheSpot.first(in: before, of: text) == nil else { return false }
    let headline = article.text.headline
    // What an article opens with is not about a meeting that only a later sentence tells of.
    if article.mentions(in: headline, .meeting).isEmpty, let last = opening.last, !topics.isEmpty,
      article.mentions.first(where: { $0.name == meeting.name })?.span.lowerBound ?? 0
        > last.span.upperBound
    {
      return true
    }
    guard article.mentions(in: headline, .meeting).isEmpty,
      page.scanner.lexicon.visitVerbs.first(in: headline, of: text) != nil
        || Self.inspections.first(in: headline, of: text) != nil
    else { return false }
    return article.visits.contains { visit in
      visit.evidence.lowerBound < meeting.span.lowerBound
        && visit.leaders.contains { $0.kind == .official }
    }
  }

  private static let onTheSpot = WordList("现场")
  private static let inspections = WordList("执法检查 现场办公 观摩")

  /// The campaigns of the headline.
  var headlineTopics: [Mention] {
    article.sentences.filter { $0.role == .headline }.flatMap {
      article.mentions(in: $0.span, .campaign)
    }
  }

  /// The units that convened the article's meeting.
  var conveners: [Mention] {
    guard let meeting = article.mainMeeting,
      let sentence = article.sentence(at: meeting.span.lowerBound)
    else { return [] }
    return SubjectReading(sentence, of: article, page: page).actors(before: meeting.span.lowerBound)
  }

  static let localSorts: Set<String> = ["subdistrict", "town", "township", "community", "village"]
  static let motions = WordList("到 在 走进 深入 来到 前往 赴 深入到")
}
