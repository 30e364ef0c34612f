/// States who spoke at a meeting: `区长苏建设对下一步工作提出要求`, `马寨镇、建设局分别介绍了情况`.
struct SpokeAtMeetingRule: ExtractionRule {
  static let name = "spoke-at-meeting"

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    guard let meeting = article.mainMeeting else { return }
    let start = firstMention(of: meeting, article)
    for statement in article.statements
    where statement.content.upperBound > start && !statement.isConvener {
      guard let speaker = statement.speaker,
        statement.speakerKind == .official || isAtMeeting(statement, page)
      else { continue }
      let held = meetingHeld(before: statement.content.lowerBound, article) ?? meeting
      facts.add(
        "spoke_at", speaker, held.name, in: article, at: statement.evidence, rule: Self.name)
    }
    for sentence in article.sentences
    where sentence.role == .paragraph && sentence.span.upperBound > start {
      guard !article.isInSpeech(sentence.span.lowerBound) else { continue }
      for speaker in speakers(in: sentence, article, page) + heard(in: sentence, article, page) {
        let held = meetingHeld(before: speaker.span.lowerBound, article) ?? meeting
        facts.add(
          "spoke_at", speaker.name, held.name, in: article, at: sentence.span, rule: Self.name,
          confidence: 0.8)
      }
    }
  }

  /// Whether a unit says it at the meeting: `县纪委负责人在会上强调`.
  private func isAtMeeting(_ statement: Statement, _ page: PageReading) -> Bool {
    let start = statement.evidence.lowerBound
    let lead = start..<max(start, statement.content.lowerBound)
    return Self.places.first(in: lead, of: page.flow.scalars) != nil
  }

  private static let places = WordList("在会上 会上")

  /// The meeting that the article told of last, outside what anybody says: `……召开总结会,会上,某某通报了情况`.
  private func meetingHeld(before end: Int, _ article: ArticleReading) -> Mention? {
    article.mentions.last {
      $0.kind == .meeting && $0.rule == "convened-meeting" && $0.span.upperBound <= end
        && !article.isInSpeech($0.span.lowerBound)
    }
  }

  private func firstMention(of meeting: Mention, _ article: ArticleReading) -> Int {
    article.sentence(at: meeting.span.lowerBound)?.span.lowerBound ?? meeting.span.lowerBound
  }

  /// The subjects of 传达, 通报, 介绍 and the like.
  private func speakers(in sentence: Sentence, _ article: ArticleReading, _ page: PageReading)
    -> [Mention]
  {
    let text = page.flow.scalars
    var found: [Mention] = []
    var lower = sentence.span.lowerBound
    for verb in Self.verbs.all(in: sentence.span, of: text).prefix(8)
    where !article.isInSpeech(verb.lowerBound)
      && Self.reported.match(at: verb.upperBound, in: text, limit: sentence.span.upperBound) == nil
    {
      let agents = article.mentions(in: lower..<max(lower, verb.lowerBound), .official, .unit)
        .filter { !$0.isInsideTitle }
      lower = verb.upperBound
      found += speakers(agents, verb, sentence, page)
    }
    return found
  }

  /// `座谈会上,检查组听取了甲、乙关于……的汇报`: who reports.
  private func heard(in sentence: Sentence, _ article: ArticleReading, _ page: PageReading)
    -> [Mention]
  {
    let text = page.flow.scalars
    guard let hearing = Self.hearing.first(in: sentence.span, of: text),
      isAtMeeting(before: hearing.lowerBound, sentence, article, text),
      let report = Self.reports.first(in: hearing.upperBound..<sentence.span.upperBound, of: text)
    else { return [] }
    var end = hearing.upperBound
    var found: [Mention] = []
    for agent in article.mentions(in: hearing.upperBound..<report.lowerBound, .official, .unit) {
      let gap = agent.span.lowerBound - end
      guard
        gap == 0
          || page.scanner.listSeparator(at: end, limit: agent.span.lowerBound) == gap
          || agent.kind == .official && gap <= 20
            && (end..<agent.span.lowerBound).allSatisfy({
              Glyph.isHan(text[$0]) || text[$0] == Glyph.enumerationComma
            })
      else { break }
      found.append(agent)
      end = agent.span.upperBound
    }
    guard let last = found.last,
      last.kind == .official
        || last.span.upperBound == report.lowerBound
        || Self.afterReporters.match(
          at: last.span.upperBound, in: text, limit: sentence.span.upperBound) != nil
    else { return [] }
    return found.filter { !$0.isInsideTitle }
  }

  private static let afterReporters = WordList(
    "关于 就 对 的 等 负责人 主要负责人 相关 有关 工作 情况 主要 分管 以及 代表")

  /// Whether the words in front name the meeting or say 会上.
  private func isAtMeeting(
    before end: Int, _ sentence: Sentence, _ article: ArticleReading, _ text: Scalars
  ) -> Bool {
    let lead = sentence.span.lowerBound..<end
    return !article.mentions(in: lead, .meeting).isEmpty
      || Self.meetings.match(at: lead.lowerBound, in: text, limit: lead.upperBound) != nil
      || Self.places.first(in: lead, of: text) != nil
  }

  private static let meetings = WordList("会议 大会")
  private static let hearing = WordList("听取 听取了")
  private static let reports = WordList("汇报 介绍 报告")

  /// The agents in front of one verb that are its subjects.
  private func speakers(
    _ agents: [Mention], _ verb: Span, _ sentence: Sentence, _ page: PageReading
  ) -> [Mention] {
    let text = page.flow.scalars
    // 甲作了总结;乙镇作了发言: each clause has its own subject.
    let semicolon = (sentence.span.lowerBound..<verb.lowerBound).last {
      text[$0] == Glyph.semicolon
    }
    let agents = agents.filter { $0.span.lowerBound >= semicolon ?? 0 }
    if let person = agents.last(where: { $0.kind == .official }) {
      let gap = person.span.upperBound..<verb.lowerBound
      let hasTopic =
        Self.topics.match(at: gap.lowerBound, in: text, limit: gap.upperBound) != nil
        && !gap.contains { text[$0] == Glyph.comma }
      guard gap.count <= (hasTopic ? 60 : 20), agents.last?.kind == .official || hasTopic,
        !Self.weak.contains(page.flow.text(verb))
          || MeetingWords.convening.first(in: gap, of: text) == nil
      else {
        return []
      }
      var people = [person]
      for other in agents.dropLast().reversed() where other.kind == .official {
        guard let start = people.first?.span.lowerBound,
          page.scanner.listSeparator(at: other.span.upperBound, limit: start)
            == start - other.span.upperBound
        else { break }
        people.insert(other, at: 0)
      }
      return people
    }
    guard let first = agents.first, opensClause(first, sentence, text), !first.isReference
    else { return [] }
    let convenes =
      MeetingWords.convenes.first(in: sentence.span.lowerBound..<verb.lowerBound, of: text) != nil
    guard !convenes, let last = agents.last else { return [] }
    let gap = last.span.upperBound..<verb.lowerBound
    let isPresented = Self.presenters.first(in: gap, of: text) != nil
    let hasTopic =
      Self.topics.match(at: gap.lowerBound, in: text, limit: gap.upperBound) != nil
      && !gap.contains { text[$0] == Glyph.comma }
    guard gap.count <= (hasTopic ? 50 : isPresented ? 30 : 14) else { return [] }
    return agents.filter {
      !$0.isReference && $0.sort != "district" && $0.sort != "city" && isListed($0, agents, text)
    }
  }

  /// What shows a speech to be told of: 讲话精神.
  private static let reported = WordList("精神 稿 会上")

  /// Words that lead what somebody speaks of.
  private static let topics = WordList("对 就 围绕 代表 结合 针对 传达 从")
  /// Verbs that say something at a meeting only of who does not hold it.
  private static let weak = WordList("总结 安排部署 安排 部署 传达学习")
  private static let presenters = WordList("负责人 负责同志 主要领导 分管领导 等单位 等部门 代表")

  private func opensClause(_ unit: Mention, _ sentence: Sentence, _ text: Scalars) -> Bool {
    let start = unit.span.lowerBound
    return start == sentence.span.lowerBound || text[start - 1] == Glyph.comma
      || text[start - 1] == Glyph.semicolon
  }

  /// Whether only list separators stand between the first unit and this one.
  private func isListed(_ unit: Mention, _ agents: [Mention], _ text: Scalars) -> Bool {
    guard let first = agents.first else { return false }
    let gap = first.span.upperBound..<max(first.span.upperBound, unit.span.lowerBound)
    return !gap.contains { text[$0] == Glyph.comma || text[$0] == 0x5BF9 }
  }

  private static let verbs = WordList(
    "总结 安排部署 进行部署 进行安排 作安排 作说明 作了说明 作辅导 作培训 授课 传达学习 作经验介绍 作经验交流 作典型发言 表态发言 交流发言 作总结讲话 作总结 安排 部署 传达了 传达 通报了 汇报了 介绍了 介绍 作了 做了 发言 讲话 致辞 宣读 宣读了 作汇报 汇报 解读了 作表态发言 作交流发言 并讲话 点评 通报 作报告 作总结发言 做总结发言 作部署 作动员 讲了话 作交流 座谈发言 表态"
  )
}
