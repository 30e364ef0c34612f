/// What the rules of campaigns share: who carries a campaign out, and what an article is about.
struct TopicReading {
  let article: ArticleReading
  let page: PageReading

  private var text: Scalars { page.flow.scalars }

  /// The campaigns that the article is about: those of its headline, of its first sentence and of its visits.
  var topics: [Mention] {
    var topics: [Mention] = []
    for sentence in article.sentences where sentence.role == .headline {
      topics += article.mentions(in: sentence.span, .campaign)
    }
    if let first = article.sentences.first(where: { $0.role == .paragraph }) {
      topics += article.mentions(in: first.span, .campaign)
    }
    return topics
  }

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

  /// Who carries out a campaign, as far as its sentence says.
  func agents(
    of campaign: Mention, in sentence: Sentence, _ subjects: SubjectReading
  ) -> [Mention] {
    let actors = subjects.actors(before: campaign.span.lowerBound)
    // In a meeting's name 全区 says little; the one who convened the meeting acts.
    if isInMeetingName(campaign, sentence), !actors.isEmpty { return actors }
    let owners = possessors(of: campaign, in: sentence)
    if !owners.isEmpty { return owners }
    if isReported(campaign, in: sentence) || isIdea(campaign) { return [] }
    if !actors.isEmpty {
      return isInspected(campaign, by: actors) ? [] : actors
    }
    // 为加强“双迎”工作,明湖办事处……: the subject stands behind its purpose.
    if Self.purposes.match(
      at: sentence.span.lowerBound, in: text, limit: campaign.span.lowerBound) != nil,
      let first = subjects.groups.first(where: { $0.span.lowerBound > campaign.span.upperBound })
    {
      return first.units
    }
    return visitedAreas(for: campaign, in: sentence)
  }

  /// The area that a visit went to, with those that stand in a list with it: `到甲镇、乙镇督查防火工作`.
  private func visitedAreas(for campaign: Mention, in sentence: Sentence) -> [Mention] {
    let start = max(sentence.span.lowerBound, campaign.span.lowerBound - 80)
    let units = article.mentions(in: start..<campaign.span.lowerBound, .unit)
    guard let last = units.last, Self.localSorts.contains(last.sort) else { return [] }
    var areas = [last]
    for unit in units.dropLast().reversed() where Self.localSorts.contains(unit.sort) {
      guard let first = areas.first,
        page.scanner.listSeparator(at: unit.span.upperBound, limit: first.span.lowerBound)
          == first.span.lowerBound - unit.span.upperBound
      else { break }
      areas.insert(unit, at: 0)
    }
    guard let first = areas.first,
      isVisited(from: first, to: last, for: campaign, in: sentence)
    else { return [] }
    return areas
  }

  private func isInMeetingName(_ campaign: Mention, _ sentence: Sentence) -> Bool {
    let around = campaign.span.lowerBound - 64..<campaign.span.upperBound + 64
    return article.mentions(in: around.clamped(to: sentence.span), .meeting).contains {
      $0.span.lowerBound <= campaign.span.lowerBound
        && $0.span.upperBound >= campaign.span.upperBound
    }
  }

  /// Whose campaign the words right in front of it say it is: `全区“双迎攻坚”`, `区委提出的“五个一”`.
  func possessors(of campaign: Mention, in sentence: Sentence) -> [Mention] {
    let start = campaign.span.lowerBound
    let window = max(sentence.span.lowerBound, start - 32)..<start
    let units = article.mentions(in: window, .unit).filter { !$0.isInsideTitle }
    guard let unit = units.last else { return [] }
    let gap = unit.span.upperBound..<start
    if gap.isEmpty { return [unit] }
    if Self.ownWork.match(at: gap.lowerBound, in: text, limit: start) != nil { return [unit] }
    guard gap.count <= 12, text[start - 1] == 0x7684,
      Self.founding.first(in: gap, of: text) != nil,
      !gap.contains(where: { text[$0] == Glyph.comma || text[$0] == Glyph.semicolon })
    else { return [] }
    // 区委、区政府谋划推动的“六街六片区”
    var owners = [unit]
    for other in units.dropLast().reversed() {
      let end = other.span.upperBound
      let distance = (owners.first?.span.lowerBound ?? end) - end
      guard distance == 0 || page.scanner.listSeparator(at: end, limit: start) == distance else {
        break
      }
      owners.insert(other, at: 0)
    }
    return owners
  }

  /// `区人大常委会督导“三项工程”`: who inspects a campaign does not carry it out.
  private func isInspected(_ campaign: Mention, by actors: [Mention]) -> Bool {
    guard let end = actors.last?.span.upperBound, end < campaign.span.lowerBound,
      campaign.span.lowerBound - end <= 200, !article.isInSpeech(campaign.span.lowerBound)
    else { return false }
    let gap = end..<campaign.span.lowerBound
    guard let verb = VisitVerbs.all.last(in: gap, of: text) else { return false }
    return !(verb.upperBound..<gap.upperBound).contains {
      text[$0] == Glyph.comma || text[$0] == Glyph.semicolon
    } && Self.notInspecting.first(in: verb.upperBound..<gap.upperBound, of: text) == nil
  }

  private static let notInspecting = WordList("开展 推进 落实 实施 进行 做好 抓好 展开")
  private static let purposes = WordList("为 为了 为进一步 围绕 针对 结合 按照 根据")
  private static let founding = WordList(
    "提出 推行 实施 开展 打造 推动 创新 探索 创建 建立 发起 部署 倡导 组织 谋划 推出 首创 推广")
  private static let ownWork = WordList("中心工作 重点工作")

  /// Whether somebody went to an area in order to see a campaign: `到长江路街道督导农贸市场整治工作`.
  private func isVisited(
    from first: Mention, to last: Mention, for campaign: Mention, in sentence: Sentence
  ) -> Bool {
    let gap = last.span.upperBound..<campaign.span.lowerBound
    return !last.isInsideTitle && !article.isInSpeech(campaign.span.lowerBound)
      && !gap.contains { text[$0] == Glyph.comma || Glyph.endsSentence(text[$0]) }
      && Self.motions.match(
        endingAt: first.span.lowerBound, in: text, from: sentence.span.lowerBound) != nil
      && VisitVerbs.all.first(in: gap, of: text) != nil
  }

  static let localSorts: Set<String> = ["subdistrict", "town", "township", "community", "village"]
  private static let motions = WordList("到 在 走进 深入 来到 前往 赴 深入到")

  /// `以“人民城市人民管”为理念` names what somebody thinks.
  func isIdea(_ campaign: Mention) -> Bool {
    campaign.sort == "slogan"
      && Self.ideas.match(at: campaign.span.upperBound, in: text, limit: text.count) != nil
  }

  private static let ideas = WordList("为理念 的理念 理念 的工作理念 工作理念 主题")

  /// What somebody reports on is not for the sentence's subject to do.
  func isReported(_ campaign: Mention, in sentence: Sentence) -> Bool {
    let lower = max(sentence.span.lowerBound, campaign.span.lowerBound - 200)
    return ConcernsCampaignRule.reporting.first(in: lower..<campaign.span.lowerBound, of: text)
      != nil
  }

  /// The local areas and managers that a speech about the article's campaign tells to act: `侯寨乡要积极对接`.
  func addressed() -> [(unit: Mention, campaign: Mention, sentence: Sentence)] {
    guard article.mainMeeting == nil || !article.visits.isEmpty, let campaign = topics.first else {
      return []
    }
    var found: [(unit: Mention, campaign: Mention, sentence: Sentence)] = []
    for sentence in article.sentences where article.isInSpeech(sentence.span.upperBound - 1) {
      for group in SubjectReading(sentence, of: article, page: page).groups {
        for unit in group.units
        where (Self.localSorts.contains(unit.sort) || unit.name.hasSuffix("管理方"))
          && Self.duties.match(at: group.span.upperBound, in: text, limit: text.count) != nil
        {
          found.append((unit, campaign, sentence))
        }
      }
    }
    return found
  }

  private static let duties = WordList("要 应 需 必须 务必 须 应当")

  /// The places inside a campaign's name, right in front of it, and where it is carried out.
  func places(of campaign: Mention, in sentence: Sentence) -> [Mention] {
    let inside = article.mentions(in: campaign.span, .place)
    if !inside.isEmpty { return inside }
    let start = campaign.span.lowerBound
    let window = max(sentence.span.lowerBound, start - 40)..<start
    let near = article.mentions(in: window, .place)
    if let place = near.first(where: { self.end(of: $0, limit: start) == start }) { return [place] }
    guard let place = near.last else { return [] }
    // 走进105号院进行“全城清洁”活动
    let end = self.end(of: place, limit: start)
    let isDone =
      Self.doing.match(at: end, in: text, limit: start).map { end + $0 == start } ?? false
    let isThere =
      Self.motions.match(
        endingAt: place.span.lowerBound, in: text, from: sentence.span.lowerBound) != nil
      || article.mentions(in: window, .unit).contains {
        $0.span.upperBound == place.span.lowerBound
      }
    return isDone && (isThere || text[place.span.lowerBound - 1] == 0x533A) ? [place] : []
  }

  /// The end of a place with 沿线, 周边 and the like.
  private func end(of place: Mention, limit: Int) -> Int {
    var end = place.span.upperBound
    while let length = PlaceSuffixes.locatives.match(at: end, in: text, limit: limit) {
      end += length
    }
    return end
  }

  private static let doing = WordList("进行 开展 开展了 进行了 实施 推行 集中开展 举行 举办")
}
