/// States what a meeting or article is about: `二七区召开……大气污染防治工作推进会`.
struct ConcernsCampaignRule: ExtractionRule {
  static let name = "concerns-campaign"

  /// 工作汇报, 的汇报: what was heard is no telling.
  private static let nounLeads = WordList("工作 的 情况 全区 全市 全县 专题 听取 等")
  static let reporting = WordList("通报 通报了 汇报 传达 传达了 汇报了 解读 解读了")

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    let topic = TopicReading(article: article, page: page)
    // A meeting on the way of a visit is not what the article is about.
    let isOnTheWay = topic.isMeetingOnTheWay
    let subject =
      isOnTheWay
      ? facts.articleName(article) : article.mainMeeting?.name ?? facts.articleName(article)
    for campaign in topic.topics {
      facts.add(
        "concerns", subject, campaign.name, in: article, at: campaign.span, rule: Self.name,
        confidence: 0.8)
    }
    if subject != facts.articleName(article), isVisit(article) {
      for campaign in topic.headlineTopics {
        facts.add(
          "concerns", facts.articleName(article), campaign.name, in: article, at: campaign.span,
          rule: Self.name, confidence: 0.7)
      }
    }
    addVisited(topic, page, &facts)
    addRoundUp(article, page, &facts)
    for sentence in article.sentences where sentence.role == .paragraph {
      for meeting in article.mentions(in: sentence.span, .meeting) {
        for campaign in article.mentions(in: meeting.span, .campaign) {
          facts.add(
            "concerns", meeting.name, campaign.name, in: article, at: sentence.span, rule: Self.name
          )
        }
      }
      for campaign in article.mentions(in: sentence.span, .campaign)
      where topic.isOnAgenda(campaign) {
        facts.add(
          "concerns", subject, campaign.name, in: article, at: sentence.span, rule: Self.name,
          confidence: 0.7)
      }
      for campaign in article.mentions(in: sentence.span, .campaign)
      where topic.isLookedAt(campaign) && !article.isInSpeech(campaign.span.lowerBound) {
        facts.add(
          "concerns", facts.articleName(article), campaign.name, in: article, at: sentence.span,
          rule: Self.name, confidence: 0.7)
      }
      let subjects = SubjectReading(sentence, of: article, page: page)
      guard
        let verb = Self.reporting.all(in: sentence.span, of: page.flow.scalars).first(where: {
          Self.nounLeads.match(
            endingAt: $0.lowerBound, in: page.flow.scalars, from: sentence.span.lowerBound) == nil
        }), !article.isInSpeech(sentence.span.lowerBound)
      else { continue }
      let told = verb.upperBound..<sentence.span.upperBound
      for campaign in article.mentions(in: told, .campaign)
      where topic.isReported(campaign, in: sentence, subjects) {
        facts.add(
          "concerns", subject, campaign.name, in: article, at: sentence.span, rule: Self.name,
          confidence: 0.7)
      }
    }
  }

  /// Whether the article is about a visit of officials, with a meeting on the way at most.
  private func isVisit(_ article: ArticleReading) -> Bool {
    article.mentions(in: article.text.headline, .meeting).isEmpty
      && article.visits.contains { visit in
        !visit.stops.isEmpty && visit.leaders.contains { $0.kind == .official }
      }
  }

  /// What a visit went to see is what its article is about, whatever meeting was held on the way.
  private func addVisited(
    _ topic: TopicReading, _ page: PageReading, _ facts: inout FactCollector
  ) {
    let article = topic.article
    for visit in article.visits
    where !visit.stops.isEmpty && visit.leaders.contains(where: { $0.kind == .official }) {
      for campaign in article.mentions(in: visit.evidence, .campaign)
      where !article.isInSpeech(campaign.span.lowerBound) && !topic.isAskedAbout(campaign)
        && article.mentions(in: campaign.span, .place).allSatisfy({ $0.sort != "road" })
      {
        facts.add(
          "concerns", facts.articleName(article), campaign.name, in: article, at: visit.evidence,
          rule: Self.name, confidence: 0.7)
      }
    }
  }

  /// An article in which several offices act, each in a paragraph of its own, is about what each of them does.
  private func addRoundUp(
    _ article: ArticleReading, _ page: PageReading, _ facts: inout FactCollector
  ) {
    var actors: Set<String> = []
    var found: [(campaign: Mention, sentence: Sentence)] = []
    var paragraph = -1
    for sentence in article.sentences where sentence.role != .headline {
      let isFirst = sentence.paragraph != paragraph
      paragraph = sentence.paragraph
      guard isFirst, !article.isInSpeech(sentence.span.lowerBound) else { continue }
      let groups = SubjectReading(sentence, of: article, page: page).groups
      let local = groups.flatMap(\.units).filter { Self.acting.contains($0.sort) }
      guard let subject = local.first else { continue }
      actors.insert(subject.name)
      for campaign in article.mentions(in: sentence.span, .campaign) {
        found.append((campaign, sentence))
      }
    }
    guard actors.count >= 3 else { return }
    for (campaign, sentence) in found {
      facts.add(
        "concerns", facts.articleName(article), campaign.name, in: article, at: sentence.span,
        rule: Self.name, confidence: 0.6)
    }
  }

  private static let acting: Set<String> = [
    "subdistrict", "town", "township", "community", "village", "bureau",
  ]
}
