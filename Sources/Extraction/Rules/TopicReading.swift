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
    for sentence in opening { topics += article.mentions(in: sentence.span, .campaign) }
    if topics.isEmpty, let first = article.mentions.first(where: isCarriedOut) { topics = [first] }
    return topics.filter { !isAttribute($0) }
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
    guard let acting, acting > index else { return [lead] }
    return Array(body[index...acting])
  }

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

  private static let bearers = WordList("单位 小组 人员 队伍 队员 督查组 督导组 检查组 代表")

  /// 食品安全 that somebody inspects is everybody's, unless the words say whose.
  func isFieldOnly(_ campaign: Mention) -> Bool {
    !article.visits.isEmpty && article.mainMeeting == nil
      && (campaign.name == "安全生产" || CampaignWords.lines.contains(campaign.name)
        || campaign.name.hasSuffix("保供"))
  }

  /// The topics that a visit went to see: those of the headline, and those that the first sentence names in front of
  /// what somebody demands (`要求……,为创建文明城市打好基础`).
  var visitTopics: [Mention] {
    topics.filter { campaign in
      guard let sentence = article.sentence(at: campaign.span.lowerBound),
        sentence.role == .paragraph
      else { return true }
      return Self.demanding.first(
        in: sentence.span.lowerBound..<campaign.span.lowerBound, of: text) == nil
    }
  }

  private static let demanding = WordList(",要求 ,强调 ,指出 ,希望 ,并要求 ,并强调 ,强调要")

  /// Whether the article's meeting was held on the way of a visit that the headline tells of.
  var isMeetingOnTheWay: Bool {
    guard let meeting = article.mainMeeting else { return false }
    let headline = article.text.headline
    guard article.mentions(in: headline, .meeting).isEmpty,
      page.scanner.lexicon.visitVerbs.first(in: headline, of: text) != nil
        || Self.inspections.first(in: headline, of: text) != nil
    else { return false }
    // 现场召开工作协调会: what was held on the spot is part of the visit's own business.
    let before = max(0, meeting.span.lowerBound - 4)..<meeting.span.lowerBound
    guard Self.onTheSpot.first(in: before, of: text) == nil else { return false }
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

  /// Who carries out a campaign, as far as its sentence says.
  func agents(
    of campaign: Mention, in sentence: Sentence, _ subjects: SubjectReading
  ) -> [Mention] {
    var actors = subjects.actors(before: campaign.span.lowerBound)
    // Whoever demands something leaves it to others.
    if let speech = article.speech(at: campaign.span.lowerBound) {
      actors.removeAll { $0.span.lowerBound < speech.content.lowerBound }
    }
    // In a meeting's name 全区 says little; the one who convened the meeting acts.
    if isInMeetingName(campaign, sentence), !actors.isEmpty { return actors }
    let owners = possessors(of: campaign, in: sentence)
    if !owners.isEmpty { return owners }
    if isIdea(campaign) || isAttribute(campaign) { return [] }
    let heard = heard(of: campaign, in: sentence)
    if !heard.isEmpty { return heard }
    if isReported(campaign, in: sentence, subjects) { return [] }
    if !actors.isEmpty {
      return isInspected(campaign, by: actors) ? [] : actors
    }
    // 为加强“双迎”工作,明湖办事处……: the subject stands behind its purpose.
    if isPurpose(campaign, in: sentence),
      let first = subjects.groups.first(where: { $0.span.lowerBound > campaign.span.upperBound })
    {
      return first.units
    }
    let pointed = pointedAt(in: sentence, before: campaign.span.lowerBound)
    if !pointed.isEmpty { return pointed }
    return visitedAreas(for: campaign, in: sentence)
  }

  /// The unit that 该局 or 该街道 at the start of a clause points back to.
  private func pointedAt(in sentence: Sentence, before end: Int) -> [Mention] {
    guard !article.isInSpeech(end) else { return [] }
    let near = max(sentence.span.lowerBound, end - 80)..<end
    guard let word = Self.pointers.last(in: near, of: text),
      word.lowerBound == sentence.span.lowerBound || !Glyph.isWord(text[word.lowerBound - 1])
    else { return [] }
    let ending = page.flow.text(word.lowerBound + 1..<word.upperBound)
    let first = article.text.headline.lowerBound
    let earlier = article.mentions(in: first..<max(first, word.lowerBound), .unit)
    return earlier.suffix(24).last { $0.name.hasSuffix(ending) && $0.name != ending }.map { [$0] }
      ?? []
  }

  private static let pointers = WordList(
    "该局 该分局 该办 该中心 该大队 该中队 该支队 该所 该院 该校 该公司 该集团 该镇 该街道 该乡 该社区 该村 该县 该区 该市 该旗")

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
    // 到白沙县柳荫镇督查
    if let first = areas.first, let index = units.firstIndex(where: { $0.span == first.span }),
      index > 0, units[index - 1].span.upperBound == first.span.lowerBound
    {
      areas[0].span = units[index - 1].span.lowerBound..<first.span.upperBound
    }
    guard let first = areas.first,
      isVisited(from: first, to: last, for: campaign, in: sentence)
    else { return [] }
    return areas
  }

  private static let setting = WordList("部署 开展 推进 落实 组织 启动 实施")

  /// `听取了柳荫镇关于森林防火工作的汇报`: a town or an office that reports on a campaign carries it out.
  private func heard(of campaign: Mention, in sentence: Sentence) -> [Mention] {
    let lower = max(sentence.span.lowerBound, campaign.span.lowerBound - 40)
    let near = lower..<campaign.span.lowerBound
    guard let verb = Self.hearing.last(in: near, of: text) else { return [] }
    let told = verb.upperBound..<near.upperBound
    let after = campaign.span.upperBound..<min(text.count, campaign.span.upperBound + 16)
    guard
      let about = Self.subjectMarks.first(in: told, of: text)
        ?? (Self.telling.first(in: after, of: text) == nil
          ? nil : told.upperBound..<told.upperBound)
    else { return [] }
    return article.mentions(in: verb.upperBound..<about.lowerBound, .unit).filter {
      Self.localSorts.contains($0.sort) || $0.sort == "bureau"
    }
  }

  private static let hearing = WordList("听取 听取了")
  private static let telling = WordList("汇报 介绍")
  private static let subjectMarks = WordList("关于 就 对")

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
    // 柳荫镇的重点项目建设
    if gap.count == 1, text[gap.lowerBound] == 0x7684 { return [unit] }
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

  /// `区政协组织……“回头看”视察活动`: what the members themselves set going.
  func isOrganized(_ campaign: Mention, by agent: Mention) -> Bool {
    let gap = agent.span.upperBound..<max(agent.span.upperBound, campaign.span.lowerBound)
    guard gap.count <= 40 else { return false }
    return Self.organizing.first(in: gap, of: text) != nil
      && !gap.contains { text[$0] == Glyph.comma }
  }

  private static let organizing = WordList("组织 组织了 开展 开展了 启动")

  /// `区人大常委会督导“三项工程”`: who inspects a campaign does not carry it out.
  private func isInspected(_ campaign: Mention, by actors: [Mention]) -> Bool {
    guard let end = actors.last?.span.upperBound, end < campaign.span.lowerBound,
      campaign.span.lowerBound - end <= 200, !article.isInSpeech(campaign.span.lowerBound)
    else { return false }
    let gap = end..<campaign.span.lowerBound
    if isLookedAt(campaign) { return true }
    guard let verb = page.scanner.lexicon.visitVerbs.last(in: gap, of: text) else { return false }
    return !(verb.upperBound..<gap.upperBound).contains {
      text[$0] == Glyph.comma || text[$0] == Glyph.semicolon
    } && Self.notInspecting.first(in: verb.upperBound..<gap.upperBound, of: text) == nil
  }

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
    let near = end..<min(text.count, end + 30)
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
    let lower = max(0, start - 40)
    while start > lower, text[start - 1] != Glyph.comma, !Glyph.endsSentence(text[start - 1]) {
      start -= 1
    }
    let before = start..<campaign.span.lowerBound
    guard let asking = Self.asking.last(in: before, of: text) else { return false }
    return Self.looking.first(in: asking.upperBound..<before.upperBound, of: text) == nil
  }

  private static let asking = WordList("了解 询问 听取 问及 询问了 了解了 听取了")
  private static let looking = WordList("查看 察看 检查 督导 调研 督查 视察")

  private static let planning = WordList(
    "进行安排部署 进行了安排部署 进行部署 进行了部署 进行再部署 进行了再部署 进行动员部署 进行了动员部署 进行研究部署 进行了研究部署 进行安排 进行了安排 作了部署 作出部署 作出安排 作了安排 作安排部署"
  )
  private static let objectMarks = WordList("对 就")
  private static let doingThis = WordList("进行 进行了 开展 开展了")
  private static let notInspecting = WordList("开展 推进 落实 实施 进行 做好 抓好 展开")
  /// Whether the clause of a campaign says what something is done for.
  private func isPurpose(_ campaign: Mention, in sentence: Sentence) -> Bool {
    var start = campaign.span.lowerBound
    while start > sentence.span.lowerBound, campaign.span.lowerBound - start < 60,
      Glyph.isWord(text[start - 1]) || Glyph.isQuote(text[start - 1])
        || text[start - 1] == Glyph.enumerationComma
    {
      start -= 1
    }
    return Self.purposes.match(at: start, in: text, limit: campaign.span.lowerBound) != nil
      || Self.purposes.match(
        at: sentence.span.lowerBound, in: text, limit: campaign.span.lowerBound) != nil
  }

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
      && !gap.contains { isBreak($0, limit: gap.upperBound) }
      && Self.motions.match(
        endingAt: first.span.lowerBound, in: text, from: sentence.span.lowerBound) != nil
      && page.scanner.lexicon.visitVerbs.first(in: gap, of: text) != nil
  }

  /// A comma behind which no verb of visiting goes on: `到柳荫街道东风市场,督导……`.
  private func isBreak(_ index: Int, limit: Int) -> Bool {
    guard text[index] == Glyph.comma else { return Glyph.endsSentence(text[index]) }
    let verbs = page.scanner.lexicon.visitVerbs
    if verbs.match(at: index + 1, in: text, limit: limit) != nil { return false }
    guard let adverb = VisitVerbs.adverbs.match(at: index + 1, in: text, limit: limit) else {
      return true
    }
    return verbs.match(at: index + 1 + adverb, in: text, limit: limit) == nil
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
  func isReported(
    _ campaign: Mention, in sentence: Sentence, _ subjects: SubjectReading? = nil
  ) -> Bool {
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
    let window = max(sentence.span.lowerBound, start - 60)..<start
    let near = article.mentions(in: window, .place)
    if let place = near.first(where: { self.end(of: $0, limit: start) == start }) { return [place] }
    guard let place = near.last else { return [] }
    if let listed = listedPlaces(endingWith: place, near, before: start) { return listed }
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

  /// `丹城路9号院、影院街2号院等4个老旧小区改造项目`: the members of a list are where its campaign is carried out.
  private func listedPlaces(endingWith last: Mention, _ near: [Mention], before start: Int)
    -> [Mention]?
  {
    var index = last.span.upperBound
    guard index < start, text[index] == 0x7B49 else { return nil }
    index += 1
    while index < start, Glyph.isDigit(text[index]) || ChineseNumber.digits[text[index]] != nil {
      index += 1
    }
    if index < start, Self.counters.match(at: index, in: text, limit: start) != nil { index += 1 }
    guard index == start else { return nil }
    var places = [last]
    for place in near.dropLast().reversed() {
      guard let first = places.first,
        page.scanner.listSeparator(at: place.span.upperBound, limit: first.span.lowerBound)
          == first.span.lowerBound - place.span.upperBound
      else { break }
      places.insert(place, at: 0)
    }
    return places
  }

  private static let counters = WordList("个 处 家 条 片 座")

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
