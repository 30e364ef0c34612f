/// States at which places a campaign is carried out or was inspected: `督导高砦农贸市场整治工作`.
///
/// A campaign right behind a place belongs to that place alone (`机场高速沿路绿化、滨河道路环境整治`); one that stands by
/// itself in the words of a visit belongs to every place visited there.
struct SiteOfCampaignRule: ExtractionRule {
  static let name = "site-of-campaign"

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    let topic = TopicReading(article: article, page: page)
    let topics = topic.visitTopics
    // Campaigns that belong to some place, and those of them that stand behind it.
    var attached: Set<Int> = []
    var behind: Set<Int> = []
    for sentence in article.sentences {
      for campaign in article.mentions(in: sentence.span, .campaign) {
        for place in topic.places(of: campaign, in: sentence) {
          attached.insert(campaign.span.lowerBound)
          if place.span.upperBound <= campaign.span.lowerBound {
            behind.insert(campaign.span.lowerBound)
          }
          add(place.name, campaign.name, article, sentence.span, &facts, 0.8)
        }
      }
    }
    for visit in article.visits where !visit.stops.isEmpty {
      let here = article.mentions(in: visit.evidence, .campaign).filter {
        !attached.contains($0.span.lowerBound) && !isAskedAbout($0, in: visit, page)
          && Self.aims.match(
            at: $0.span.upperBound, in: page.flow.scalars, limit: page.flow.scalars.count) == nil
          && !topic.isAskedAbout($0)
      }
      // “回头看” and 创卫 in the words of a visit to something else are only spoken of.
      let own = topics.filter { !behind.contains($0.span.lowerBound) }.prefix(1)
      let seen = here.filter { here in
        own.isEmpty || topics.contains { $0.name == here.name }
          || here.rule != "quoted-campaign" && !CampaignWords.standalone.contains(here.name)
      }
      let campaigns = seen.isEmpty ? Array(own) : seen
      for stop in visit.stops where stop.place.kind == .place && !stop.place.name.hasSuffix("会议室") {
        // 食品安全 is looked after in the market, and not in its 熟食区 alone.
        for campaign in campaigns where stop.place.sort != "area" || !topic.isFieldOnly(campaign) {
          add(stop.place.name, campaign.name, article, visit.evidence, &facts, 0.7)
        }
      }
    }
    for sentence in article.sentences where sentence.role != .headline {
      addTreated(sentence, topics, article, page, &facts)
      addGone(sentence, topics, article, page, &facts)
      addManaged(sentence, article, page, &facts)
      addMeans(sentence, article, page, &facts)
    }
  }

  /// 询问安全生产责任制落实情况: what somebody was asked about is not what the visit was for.
  private func isAskedAbout(_ campaign: Mention, in visit: Visit, _ page: PageReading) -> Bool {
    guard let last = visit.stops.last?.place.span, last.upperBound <= campaign.span.lowerBound
    else {
      return false
    }
    return Self.asking.first(
      in: last.upperBound..<campaign.span.lowerBound, of: page.flow.scalars) != nil
  }

  /// `为……创建添彩助力`: what something is good for.
  private static let aims = WordList("添彩 助力 加油 贡献力量 作贡献 做贡献 加分 打下 打好")
  private static let asking = WordList("询问 听取 汇报 问及")

  private func add(
    _ place: String, _ campaign: String, _ article: ArticleReading, _ span: Span,
    _ facts: inout FactCollector, _ confidence: Double
  ) {
    facts.add(
      "site_of", place, campaign, in: article, at: span, rule: Self.name, confidence: confidence)
  }

  /// `巡防队对朝凤路小学等学校周边的交通拥堵进行疏导`: what a unit does to a place is what it is busy with.
  private func addTreated(
    _ sentence: Sentence, _ topics: [Mention], _ article: ArticleReading, _ page: PageReading,
    _ facts: inout FactCollector
  ) {
    let text = page.flow.scalars
    guard !article.isInSpeech(sentence.span.lowerBound) else { return }
    for verb in Self.treating.all(in: sentence.span, of: text).suffix(4) {
      addTreated(by: verb, in: sentence, topics, article, page, &facts)
    }
  }

  private func addTreated(
    by verb: Span, in sentence: Sentence, _ topics: [Mention], _ article: ArticleReading,
    _ page: PageReading, _ facts: inout FactCollector
  ) {
    let text = page.flow.scalars
    var start = verb.lowerBound
    while start > sentence.span.lowerBound, verb.lowerBound - start < 120,
      text[start] != 0x5BF9 || !page.scanner.boundaries.stopsName(at: start)
    {
      start -= 1
    }
    guard text[start] == 0x5BF9 else { return }
    let places = article.mentions(in: start..<verb.lowerBound, .place)
    guard !places.isEmpty,
      article.mentions(in: start..<verb.upperBound, .campaign).isEmpty,
      let actor = SubjectReading(sentence, of: article, page: page).actors(before: start).last
        ?? lastSubject(before: sentence, article, page)
    else { return }
    let deed = page.flow.text(
      verb.upperBound..<min(sentence.span.upperBound, verb.upperBound + 4))
    let owners = [actor.name, actor.owner].compactMap { $0 }
    let known = article.mentions.filter { $0.kind == .campaign }
    let campaign =
      known.last {
        deed.contains($0.name.suffix(2)) && $0.span.lowerBound < sentence.span.lowerBound
      }
      ?? known.last { campaign in
        guard campaign.span.lowerBound < start,
          let said = article.sentence(at: campaign.span.lowerBound)
        else { return false }
        return article.mentions(in: said.span, .unit).contains { owners.contains($0.name) }
      } ?? topics.first { $0.sort == "drive" && $0.span.lowerBound < start }
    guard let campaign else { return }
    if deed.contains(campaign.name.suffix(2)) {
      facts.add(
        "conducts", actor.name, campaign.name, in: article, at: sentence.span, rule: Self.name,
        confidence: 0.6)
    }
    for place in places {
      add(place.name, campaign.name, article, sentence.span, &facts, 0.6)
    }
  }

  private static let treating = WordList("进行 进行了 开展 开展了 实施 实施了 予以")

  /// `志愿者拿着工具来到某家属院,清理杂物`: where those go who carry out what the article is about.
  private func addGone(
    _ sentence: Sentence, _ topics: [Mention], _ article: ArticleReading, _ page: PageReading,
    _ facts: inout FactCollector
  ) {
    guard !article.isInSpeech(sentence.span.lowerBound),
      !article.visits.contains(where: { $0.leaders.contains { $0.kind == .official } }),
      let campaign = article.mentions(in: sentence.span, .campaign).first
        ?? topics.first(where: { $0.sort == "drive" || $0.sort == "work" })
    else { return }
    let text = page.flow.scalars
    for place in article.mentions(in: sentence.span, .place) where place.sort != "river" {
      var start = place.span.lowerBound
      // 来到辖区某小区, 来到某社区某小区
      if let area = article.mentions(in: sentence.span.lowerBound..<start, .unit).last,
        area.span.upperBound == start
      {
        start = area.span.lowerBound
      }
      if let lead = Self.areaLeads.match(endingAt: start, in: text, from: sentence.span.lowerBound)
      {
        start -= lead
      }
      guard Self.going.match(endingAt: start, in: text, from: sentence.span.lowerBound) != nil
      else { continue }
      add(place.name, campaign.name, article, sentence.span, &facts, 0.5)
    }
  }

  private static let going = WordList("来到 走进 深入 深入到 前往 赶赴 赶到 到达 奔赴 进驻 分别来到")
  private static let areaLeads = WordList("辖区 辖区内 辖区的")

  private func lastSubject(
    before sentence: Sentence, _ article: ArticleReading, _ page: PageReading
  ) -> Mention? {
    let earlier = article.sentences.last {
      $0.paragraph == sentence.paragraph && $0.span.upperBound <= sentence.span.lowerBound
    }
    guard let earlier else { return nil }
    return SubjectReading(earlier, of: article, page: page).subject(
      before: earlier.span.upperBound)?.last
  }

  /// `市场管理方要落实“三级网格管理法”`: what the manager of a place does is done there.
  private func addManaged(
    _ sentence: Sentence, _ article: ArticleReading, _ page: PageReading,
    _ facts: inout FactCollector
  ) {
    let subjects = SubjectReading(sentence, of: article, page: page)
    for campaign in article.mentions(in: sentence.span, .campaign) {
      guard
        let manager = subjects.subject(before: campaign.span.lowerBound)?.first,
        manager.name.hasSuffix("管理方")
      else { continue }
      let place = String(manager.name.dropLast(3))
      guard article.mentions.contains(where: { $0.kind == .place && $0.name == place }) else {
        continue
      }
      add(place, campaign.name, article, sentence.span, &facts, 0.7)
    }
  }

  /// `棉纺路“商户自治示范街”……落实“门前三包”,创建“路长制”`: the mechanisms of a scheme at a place.
  private func addMeans(
    _ sentence: Sentence, _ article: ArticleReading, _ page: PageReading,
    _ facts: inout FactCollector
  ) {
    let campaigns = article.mentions(in: sentence.span, .campaign)
    guard let first = campaigns.first, campaigns.count > 1,
      let place = article.mentions(in: sentence.span.lowerBound..<first.span.lowerBound, .place)
        .first,
      place.span.lowerBound == sentence.span.lowerBound,
      place.span.upperBound == first.span.lowerBound
    else { return }
    for campaign in campaigns where campaign.sort == "scheme" {
      add(place.name, campaign.name, article, sentence.span, &facts, 0.6)
    }
  }
}
