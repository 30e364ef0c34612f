/// Who carries a campaign out, as far as the words around it say.
extension TopicReading {
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
      let first = subjects.groups.first(where: { $0.span.lowerBound > campaign.span.upperBound }),
      !isCompany(first, in: sentence)
    {
      return first.units
    }
    let pointed = pointedAt(in: sentence, before: campaign.span.lowerBound)
    if !pointed.isEmpty { return pointed }
    return visitedAreas(for: campaign, in: sentence)
  }

  /// `副主任某某带队调研……,区城管局、住建局负责人陪同`: who came along carries nothing out.
  private func isCompany(_ group: SubjectReading.Group, in sentence: Sentence) -> Bool {
    article.visits.contains { visit in
      visit.evidence.overlaps(sentence.span)
        && visit.companions.contains { companion in
          group.units.contains { $0.span == companion.span }
        }
    }
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
    guard let last = units.last,
      Self.localSorts.contains(last.sort) || last.sort == "district" && !last.isReference
    else { return [] }
    var areas = [last]
    for unit in units.dropLast().reversed()
    where Self.localSorts.contains(unit.sort) || unit.sort == last.sort {
      guard let first = areas.first,
        page.scanner.listSeparator(at: unit.span.upperBound, limit: first.span.lowerBound)
          == first.span.lowerBound - unit.span.upperBound
      else { break }
      areas.insert(unit, at: 0)
    }
    // 到柳荫镇和东山景区检查: the town is only one of the stops.
    if page.scanner.listSeparator(at: last.span.upperBound, limit: campaign.span.lowerBound) != nil
    {
      return []
    }
    // 来到白庙乡、城郊乡、尚屯镇: what stands between in the list may be no known area.
    if let first = areas.first, text[max(0, first.span.lowerBound - 1)] == Glyph.enumerationComma,
      let start = listStart(before: first.span.lowerBound, in: sentence)
    {
      areas = article.mentions(in: start..<last.span.upperBound, .unit).filter {
        Self.localSorts.contains($0.sort)
      }
      if let first = areas.first { areas[0].span = start..<first.span.upperBound }
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
    // 上街区近期安全生产工作
    if let time = Self.times.match(at: gap.lowerBound, in: text, limit: start), time == gap.count {
      return [unit]
    }
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

  private static let purposes = WordList("为 为了 为进一步 围绕 针对 结合 按照 根据")
  private static let founding = WordList(
    "提出 推行 实施 开展 打造 推动 创新 探索 创建 建立 发起 部署 倡导 组织 谋划 推出 首创 推广")
  private static let times = WordList(
    "近期 今年 去年 前期 当前 目前 上半年 下半年 前三季度 今年以来 近年来 一季度 本年度 今后 下一步 春季 冬季 夏季 秋季 秋冬季")
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
      && (page.scanner.lexicon.visitVerbs.first(in: gap, of: text) != nil || isLookedAt(campaign))
  }

  /// The start of the list that a verb of motion opens, as far as nothing but its members stands between.
  private func listStart(before end: Int, in sentence: Sentence) -> Int? {
    let near = max(sentence.span.lowerBound, end - 40)..<end
    guard let motion = Self.motions.last(in: near, of: text),
      !(motion.upperBound..<end).contains(where: {
        !Glyph.isWord(text[$0]) && text[$0] != Glyph.enumerationComma
      })
    else { return nil }
    return motion.upperBound
  }

  /// A comma behind which no verb of visiting goes on: `到柳荫街道东风市场,督导……`.
  private func isBreak(_ index: Int, limit: Int) -> Bool {
    guard text[index] == Glyph.comma else { return Glyph.endsSentence(text[index]) }
    // 来到某区,就……进行调研
    if Self.subjectMarks.match(at: index + 1, in: text, limit: limit) != nil { return false }
    let verbs = page.scanner.lexicon.visitVerbs
    if verbs.match(at: index + 1, in: text, limit: limit) != nil { return false }
    guard let adverb = VisitVerbs.adverbs.match(at: index + 1, in: text, limit: limit) else {
      return true
    }
    return verbs.match(at: index + 1 + adverb, in: text, limit: limit) == nil
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

  private static let notInspecting = WordList("开展 推进 落实 实施 进行 做好 抓好 展开")
}
