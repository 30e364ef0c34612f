/// States where a meeting was held: `在622会议室组织召开了……推进会`, `揭牌仪式在金岱产业集聚区举行`.
struct MeetingPlaceRule: ExtractionRule {
  static let name = "meeting-place"

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    let text = page.flow.scalars
    for sentence in article.sentences where sentence.role == .paragraph {
      for meeting in article.mentions(in: sentence.span, .meeting)
      where !article.isInSpeech(meeting.span.lowerBound) {
        for place in article.mentions(in: sentence.span, .place, .unit)
        where !place.isInsideTitle && !place.isReference {
          // 在经开区滨河新城举行
          let area = article.mentions(
            in: sentence.span.lowerBound..<place.span.lowerBound, .unit
          ).last { $0.span.upperBound == place.span.lowerBound }
          let start = area?.span.lowerBound ?? place.span.lowerBound
          guard start > sentence.span.lowerBound, text[start - 1] == 0x5728 else { continue }
          let after = place.span.upperBound
          guard Self.holding.match(at: after, in: text, limit: sentence.span.upperBound) != nil
          else { continue }
          let gap = meeting.span.upperBound
          let day = MeetingWords.days.match(at: gap, in: text, limit: sentence.span.upperBound) ?? 0
          let isNear =
            start - gap - day == 1
            || (meeting.span.lowerBound >= after && meeting.span.lowerBound - after <= 12)
          if isNear {
            facts.add(
              "held_at", meeting.name, place.name, in: article, at: sentence.span, rule: Self.name)
          }
        }
      }
    }
  }

  private static let holding = WordList("召开 举行 举办 组织召开 隆重举行 顺利召开 隆重召开 成功举办 拉开 主持召开 正式")
}
