/// States which unit carries out a campaign: `樱桃沟管委会……开展“全城清洁”卫生整治活动`.
///
/// The unit is the one whose campaign the words say it is, or the subject of the sentence. A campaign that no sentence
/// of the article gives a unit is carried out by who convened the article's meeting, by the unit that the headline
/// opens with, or by the page's district.
struct ConductsCampaignRule: ExtractionRule {
  static let name = "conducts-campaign"

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    let topic = TopicReading(article: article, page: page)
    var left: [(campaign: Mention, sentence: Sentence)] = []
    var settled: Set<String> = []
    for sentence in bodyFirst(article.sentences) {
      let subjects = SubjectReading(sentence, of: article, page: page)
      var last: (campaign: Mention, agents: [Mention])?
      for campaign in article.mentions(in: sentence.span, .campaign)
      where !isExplained(campaign, page) {
        if sentence.role == .headline, settled.contains(campaign.name) { continue }
        var agents = topic.agents(of: campaign, in: sentence, subjects)
        if let last, continues(last.campaign, to: campaign, page) { agents = last.agents }
        last = (campaign, agents)
        for agent in agents {
          settled.insert(campaign.name)
          // What the members of a consultative conference discuss is for the district to do.
          let name =
            agent.sort == "consultative" && !topic.isOrganized(campaign, by: agent)
            ? page.home.defaultOwner ?? agent.name : agent.name
          facts.add(
            "conducts", name, campaign.name, in: article, at: sentence.span, rule: Self.name,
            confidence: 0.8)
        }
        if agents.isEmpty, sentence.role != .headline,
          !topic.isReported(campaign, in: sentence, subjects),
          !topic.isIdea(campaign), !topic.isAttribute(campaign),
          !isAtPlace(campaign, article, page),
          !topic.isFieldOnly(campaign)
        {
          left.append((campaign, sentence))
        }
      }
    }
    addHeadlines(topic, page, &settled, &facts)
    addNamesakes(article, page, &facts)
    for agent in topic.addressed() {
      settled.insert(agent.campaign.name)
      facts.add(
        "conducts", agent.unit.name, agent.campaign.name, in: article, at: agent.sentence.span,
        rule: Self.name, confidence: 0.7)
    }
    let conveners = topic.conveners.map(\.name)
    let fallback =
      conveners.isEmpty
      ? [
        owner(of: article, page) ?? leadSubject(of: article, page) ?? soleLocal(in: article)
          ?? ownArea(of: article, page)
      ].compactMap { $0 } : conveners
    for (campaign, sentence) in left
    where !settled.contains(campaign.name) || !conveners.isEmpty {
      for name in fallback {
        facts.add(
          "conducts", name, campaign.name, in: article, at: sentence.span, rule: Self.name,
          confidence: 0.6)
      }
    }
  }

  /// The body says more exactly than the headline who acts.
  private func bodyFirst(_ sentences: [Sentence]) -> [Sentence] {
    sentences.filter { $0.role != .headline } + sentences.filter { $0.role == .headline }
  }

  /// What only the headline names is done by the subject of the first sentence.
  private func addHeadlines(
    _ topic: TopicReading, _ page: PageReading, _ settled: inout Set<String>,
    _ facts: inout FactCollector
  ) {
    let article = topic.article
    guard article.visits.isEmpty, let lead = topic.lead else { return }
    for campaign in topic.headlineTopics where !settled.contains(campaign.name) {
      let subjects = SubjectReading(lead, of: article, page: page)
      for agent in subjects.actors(before: lead.span.upperBound) {
        settled.insert(campaign.name)
        facts.add(
          "conducts", agent.name, campaign.name, in: article, at: lead.span, rule: Self.name,
          confidence: 0.6)
      }
    }
  }

  /// `“双迎攻坚”领导小组` is there for what it is called after.
  private func addNamesakes(
    _ article: ArticleReading, _ page: PageReading, _ facts: inout FactCollector
  ) {
    let campaigns = Set(article.mentions.lazy.filter { $0.kind == .campaign }.map(\.name))
    for unit in article.mentions where unit.kind == .unit {
      guard ["group", "headquarters"].contains(unit.sort), !isInMeetingName(unit, article),
        Self.inspecting.match(
          endingAt: unit.span.upperBound, in: page.flow.scalars, from: unit.span.lowerBound) == nil,
        let campaign = article.mentions(in: unit.span, .campaign).first?.name
          ?? campaigns.filter({ unit.name.hasPrefix($0) }).max(by: { $0.count < $1.count })
      else { continue }
      facts.add(
        "conducts", unit.name, campaign, in: article, at: unit.span, rule: Self.name,
        confidence: 0.8)
    }
  }

  /// `“一长”:每条道路都要有一个路长` explains a word.
  private func isExplained(_ campaign: Mention, _ page: PageReading) -> Bool {
    let next = page.flow.at(campaign.span.upperBound)
    return next == Glyph.colon || next == 0x5373
  }

  /// `街道探索创新的“路长制”下的“三会一平台”`: only 的 or a separator between two of one owner.
  private func continues(_ last: Mention, to campaign: Mention, _ page: PageReading) -> Bool {
    let gap = last.span.upperBound..<campaign.span.lowerBound
    if gap.isEmpty { return true }
    return gap.count <= 3 && Self.between.contains(page.flow.text(gap))
  }

  private static let between = WordList("的 下的 、 和 及 与 以及 ”“")

  private func isInMeetingName(_ unit: Mention, _ article: ArticleReading) -> Bool {
    guard let sentence = article.sentence(at: unit.span.lowerBound) else { return false }
    let around = unit.span.lowerBound - 64..<unit.span.upperBound + 64
    return article.mentions(in: around.clamped(to: sentence.span), .meeting).contains {
      $0.span.contains(unit.span.lowerBound) && $0.span.upperBound > unit.span.upperBound
    }
  }

  /// `陇海路沿线违章建筑拆除`: the campaign stands behind its place.
  private func isAtPlace(
    _ campaign: Mention, _ article: ArticleReading, _ page: PageReading
  ) -> Bool {
    let before = max(0, campaign.span.lowerBound - 24)..<campaign.span.lowerBound
    return article.mentions(in: before, .place).contains {
      campaign.span.lowerBound - $0.span.upperBound <= 4
        && CampaignWords.conducting.match(
          endingAt: campaign.span.lowerBound, in: page.flow.scalars, from: $0.span.upperBound)
          == nil
    }
  }

  /// Who inspects is called after what others do.
  private static let inspecting = WordList("检查组 督查组 督导组 督察组 调研组 观摩团 观摩组 考核组 评估组 验收组")

  private static let carryingOut = WordList("开展 启动 推进 实施 落实")

  /// The town or office that the first sentence of an article without a visit says to act.
  private func leadSubject(of article: ArticleReading, _ page: PageReading) -> String? {
    guard article.visits.isEmpty, let lead = TopicReading(article: article, page: page).lead else {
      return nil
    }
    let subjects = SubjectReading(lead, of: article, page: page)
    guard let unit = subjects.subject(before: lead.span.upperBound)?.first,
      TopicReading.localSorts.contains(unit.sort)
    else { return nil }
    return unit.name
  }

  /// The only town or subdistrict that an article without a visit or a meeting names, more than once.
  private func soleLocal(in article: ArticleReading) -> String? {
    guard article.visits.isEmpty, article.mainMeeting == nil else { return nil }
    let local = article.mentions.filter {
      $0.kind == .unit && ["subdistrict", "town", "township"].contains($0.sort)
    }
    let names = Set(local.map(\.name))
    return names.count == 1 && local.count >= 2 ? names.first : nil
  }

  /// The page's own area, unless it calls itself by another level: 我市 is no county that the page names.
  private func ownArea(of article: ArticleReading, _ page: PageReading) -> String? {
    guard let owner = page.home.defaultOwner, let level = owner.last else { return nil }
    let lead = TopicReading(article: article, page: page).lead?.span.upperBound ?? 0
    let first = article.text.headline.lowerBound
    let opening = first..<max(first, min(lead, first + 240))
    guard let own = Self.ownAreas.first(in: opening, of: page.flow.scalars) else { return owner }
    return page.flow.text(own).last == level || "区县市旗州".contains(level) == false ? owner : nil
  }

  private static let ownAreas = WordList("我市 我县 我区 我旗 我州")

  /// The unit that the headline opens with, unless it is there to inspect others.
  private func owner(of article: ArticleReading, _ page: PageReading) -> String? {
    let headline = article.text.headline
    let units = article.mentions(in: headline, .unit).filter { !$0.isInsideTitle }
    guard var unit = units.first else { return nil }
    // 陆良县芳华镇: the town acts, and the county is where it lies.
    for next in units.dropFirst() where next.span.lowerBound == unit.span.upperBound { unit = next }
    let rest = unit.span.upperBound..<max(unit.span.upperBound, headline.upperBound)
    let inspects =
      article.visits.isEmpty
      ? nil : page.scanner.lexicon.visitVerbs.first(in: rest, of: page.flow.scalars)
    // 彭李街道开展现场督导
    if let inspects,
      Self.carryingOut.first(
        in: unit.span.upperBound..<inspects.lowerBound, of: page.flow.scalars) != nil
    {
      return unit.name
    }
    return inspects == nil ? unit.name : nil
  }
}
