/// States of both of two meetings held in one what the text says of either: `第三届交流会暨示范基地揭牌仪式在会展中心举行`.
struct JoinedMeetingRule: ExtractionRule {
  static let name = "joined-meeting"

  /// Relations that hold of both, with the column of the meeting.
  private static let shared = [
    "held_on": 0, "held_at": 0, "headcount": 0, "chaired": 1, "spoke_at": 1, "attended": 1,
  ]

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    for (first, second) in pairs(article, page) {
      for fact in facts.facts where fact.article == article.number {
        guard let column = Self.shared[fact.relation], column < fact.arguments.count,
          let sentence = article.sentence(at: first.span.lowerBound)
        else { continue }
        var arguments = fact.arguments
        if arguments[column] == .text(first.name) {
          arguments[column] = .text(second.name)
        } else if arguments[column] == .text(second.name) {
          arguments[column] = .text(first.name)
        } else {
          continue
        }
        facts.add(
          fact.relation, arguments, in: article, at: sentence.span, rule: Self.name,
          confidence: 0.8)
      }
    }
  }

  /// Meetings with only 暨 and the unit of the second between them.
  private func pairs(_ article: ArticleReading, _ page: PageReading) -> [(Mention, Mention)] {
    let meetings = article.mentions.filter { $0.kind == .meeting }
    return zip(meetings, meetings.dropFirst()).prefix(64).filter { first, second in
      page.flow.at(first.span.upperBound) == 0x66A8
        && second.span.lowerBound > first.span.upperBound
        && second.span.lowerBound - first.span.upperBound <= 12
    }
  }
}
