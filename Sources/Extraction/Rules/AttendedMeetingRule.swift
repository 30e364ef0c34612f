/// States who was at a meeting: `区巡改办、各镇街道主要负责人参加会议`.
struct AttendedMeetingRule: ExtractionRule {
  static let name = "attended-meeting"

  private static let verbs = WordList(
    "参加会议 参加了会议 出席会议 出席了会议 列席会议 列席了会议 参加此次会议 收听收看 收听收看了会议 收看会议 收看了会议 参加 出席 列席 参会 应邀参加 应邀出席 参加活动 出席活动 出席仪式 参加仪式 参加座谈"
  )

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    guard let main = article.mainMeeting else { return }
    let text = page.flow.scalars
    for sentence in article.sentences where sentence.role == .paragraph {
      if article.visits.contains(where: { $0.evidence == sentence.span && !$0.companions.isEmpty })
      {
        continue
      }
      var lower = sentence.span.lowerBound
      // 甲、乙出席会议,丙列席会议: each verb has its own subjects.
      for verb in Self.verbs.all(in: sentence.span, of: text).prefix(8) {
        guard !article.isInSpeech(verb.lowerBound) else { continue }
        add(verb, from: lower, sentence, article, main, page, &facts)
        lower = verb.upperBound
      }
    }
  }

  private func add(
    _ verb: Span, from lower: Int, _ sentence: Sentence, _ article: ArticleReading, _ main: Mention,
    _ page: PageReading, _ facts: inout FactCollector
  ) {
    let text = page.flow.scalars
    let after = article.mentions(in: verb.upperBound..<sentence.span.upperBound, .meeting).first
    let end = verb.upperBound
    let isMeeting =
      after != nil || verb.count > 2 || end >= sentence.span.upperBound
      || !Glyph.isWord(text[end])
      || Self.meetingWords.match(at: end, in: text, limit: sentence.span.upperBound) != nil
    guard isMeeting else { return }
    let held = article.mentions.last {
      $0.kind == .meeting && $0.rule == "convened-meeting" && $0.span.upperBound <= verb.lowerBound
        && !article.isInSpeech($0.span.lowerBound)
    }
    for agent in attendants(at: verb, from: lower, sentence, article, text) {
      facts.add(
        "attended", agent.name, (after ?? held ?? main).name, in: article, at: sentence.span,
        rule: Self.name, confidence: 0.85)
    }
  }

  /// `参加会议的有甲、乙`: who attends stands behind the verb.
  private func attendants(
    at verb: Span, from lower: Int, _ sentence: Sentence, _ article: ArticleReading,
    _ text: Scalars
  ) -> [Mention] {
    guard Self.listed.match(at: verb.upperBound, in: text, limit: sentence.span.upperBound) != nil
    else { return attendants(in: lower..<verb.lowerBound, article, text) }
    var end = verb.upperBound
    while end < sentence.span.upperBound, text[end] != Glyph.comma { end += 1 }
    return article.mentions(in: verb.upperBound..<end, .official, .unit).filter {
      !$0.isInsideTitle && !$0.isReference && !isOnlyPrefix($0, text)
    }
  }

  private static let listed = WordList("的有 的还有 的领导有")
  private static let meetingWords = WordList("并 会议 了会议 座谈会 推进会 仪式 活动")

  /// The people and bodies of the clauses in front of the verb, back to the one that held or said something.
  private func attendants(
    in clauses: Span, _ article: ArticleReading, _ text: Scalars
  ) -> [Mention] {
    var start = clauses.lowerBound
    let end = clauses.upperBound
    // 甲在研究相关议题时列席会议: only what a comma closes off is another clause's verb.
    for held in Self.otherVerbs.all(in: clauses, of: text).reversed() {
      guard let comma = (held.upperBound..<end).first(where: { text[$0] == Glyph.comma }) else {
        continue
      }
      start = comma
      break
    }
    return article.mentions(in: start..<end, .official, .unit).filter {
      !$0.isInsideTitle && !$0.isReference && !isOnlyPrefix($0, text)
    }
  }

  /// 区直各相关单位, 二七区各部门: an area in front of 各 attends nothing itself.
  private func isOnlyPrefix(_ mention: Mention, _ text: Scalars) -> Bool {
    guard mention.kind == .unit, mention.span.upperBound < text.count else { return false }
    let next = text[mention.span.upperBound]
    if ["town", "township", "subdistrict", "village", "community"].contains(mention.sort),
      Self.memberWords.match(at: mention.span.upperBound, in: text, limit: text.count) != nil
    {
      return true
    }
    return next == 0x5404 || next == 0x76F4 || next == 0x6709 || next == 0x76F8
      || ["district", "city"].contains(mention.sort)
      || Self.memberBodies.match(at: mention.span.upperBound, in: text, limit: text.count) != nil
  }

  private static let memberBodies = WordList("成员单位 重点成员单位 各成员 委员单位 组成单位")

  private static let memberWords = WordList("全体 府 机关 班子 党政 干部 两委 “两委 党员 村民 居民 群众 志愿者")
  private static let otherVerbs = WordList("召开 举行 主持 组织召开 部署 动员 总结 强调 指出 讲话 研究 主持会议 安排部署")
}
