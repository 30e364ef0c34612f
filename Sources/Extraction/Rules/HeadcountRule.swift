/// States how many people took part: `共260余人参加了会议`, `参与人员及群众共计120余人`.
struct HeadcountRule: ExtractionRule {
  static let name = "headcount"

  private static let people = WordList("人 名 位")
  private static let taking = WordList("参加 出席 参会 参与 与会 参训 聆听 参加了会议")

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    let text = page.flow.scalars
    for sentence in article.sentences
    where sentence.role == .paragraph && !article.isInSpeech(sentence.span.lowerBound) {
      guard let taking = Self.taking.first(in: sentence.span, of: text) else { continue }
      var index = sentence.span.lowerBound
      while index < sentence.span.upperBound {
        guard let number = ChineseNumber.read(text, at: index, limit: sentence.span.upperBound)
        else {
          index += 1
          continue
        }
        let end = index + number.length
        if number.value >= 5,
          let counter = Self.people.match(at: end, in: text, limit: sentence.span.upperBound),
          Self.notPeople.match(at: end, in: text, limit: sentence.span.upperBound) == nil,
          abs(taking.lowerBound - end) <= 24,
          let subject = article.mainMeeting
            ?? article.mentions(in: sentence.span, .campaign).first
        {
          _ = counter
          let approximate = number.isApproximate || FigureReader.isApproximate(before: index, text)
          facts.add(
            "headcount",
            [
              .text(subject.name), .integer(Int(min(number.value, 1e15).nearestWhole)),
              .text(approximate ? "about" : "exact"),
            ],
            in: article, at: sentence.span, rule: Self.name)
          return
        }
        index = end
      }
    }
  }

  private static let notPeople = WordList("人次 人大")
}
