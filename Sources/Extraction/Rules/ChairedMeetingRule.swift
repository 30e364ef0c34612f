/// States who chaired a meeting: `会议由……崔绍营主持`, `崔绍营主持召开……观摩会`.
struct ChairedMeetingRule: ExtractionRule {
  static let name = "chaired-meeting"

  private static let word = WordList("主持")

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    let text = page.flow.scalars
    for sentence in article.sentences where sentence.role == .paragraph {
      for verb in Self.word.all(in: sentence.span, of: text)
      where !article.isInSpeech(verb.lowerBound) {
        let people = article.mentions(in: sentence.span.lowerBound..<verb.lowerBound, .official)
        guard let chair = people.last, verb.lowerBound - chair.span.upperBound <= 12 else {
          continue
        }
        let after = article.mentions(in: verb.upperBound..<sentence.span.upperBound, .meeting).first
        {
          $0.span.lowerBound - verb.upperBound <= 6
        }
        guard let meeting = after ?? article.mainMeeting else { continue }
        facts.add(
          "chaired", chair.name, meeting.name, in: article, at: sentence.span, rule: Self.name)
      }
    }
  }
}
