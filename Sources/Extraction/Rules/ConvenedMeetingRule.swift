/// States which unit convened a meeting: `二七区召开全区安全生产委员会第三次全体会议`.
struct ConvenedMeetingRule: ExtractionRule {
  static let name = "convened-meeting"

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    for sentence in article.sentences {
      for meeting in article.mentions(in: sentence.span, .meeting) {
        if let owner = meeting.owner {
          facts.add(
            "meeting_of", meeting.name, owner, in: article, at: sentence.span, rule: Self.name)
        }
        for unit in conveners(of: meeting, in: sentence, article, page) {
          facts.add(
            "meeting_of", meeting.name, unit.name, in: article, at: sentence.span, rule: Self.name)
        }
      }
    }
  }

  /// The units in front of 召开, with nobody between them and the verb.
  private func conveners(
    of meeting: Mention, in sentence: Sentence, _ article: ArticleReading, _ page: PageReading
  ) -> [Mention] {
    let text = page.flow.scalars
    let before = sentence.span.lowerBound..<meeting.span.lowerBound
    guard let verb = MeetingWords.convenes.last(in: before, of: text),
      meeting.span.lowerBound - verb.upperBound <= 2
    else { return [] }
    let agents = article.mentions(in: sentence.span.lowerBound..<verb.lowerBound, .unit, .official)
    guard let last = agents.last(where: { !$0.isInsideTitle && !isTarget($0, text) }),
      last.kind == .unit, !hasMotion(last, verb, text)
    else { return [] }
    if agents.contains(where: { $0.kind == .official && $0.span.lowerBound > last.span.upperBound })
    {
      return []
    }
    var units = [last]
    for unit in agents.dropLast().reversed() where unit.kind == .unit && !unit.isInsideTitle {
      guard let first = units.first, first.span.lowerBound - unit.span.upperBound <= 1,
        first.span.lowerBound >= unit.span.upperBound
      else { break }
      units.insert(unit, at: 0)
    }
    return units
  }

  /// 在金岱产业集聚区召开: the unit is where, not who.
  private func isTarget(_ unit: Mention, _ text: Scalars) -> Bool {
    let before = unit.span.lowerBound - 1
    return before >= 0 && (text[before] == 0x5728 || text[before] == 0x5230)
  }

  private func hasMotion(_ unit: Mention, _ verb: Span, _ text: Scalars) -> Bool {
    verb.lowerBound - unit.span.upperBound > 60
  }
}
