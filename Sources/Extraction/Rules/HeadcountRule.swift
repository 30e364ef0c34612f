/// States how many people took part: `共260余人参加了会议`, `参与人员及群众共计120余人`.
struct HeadcountRule: ExtractionRule {
  static let name = "headcount"

  private static let people = WordList("人 名 位")
  private static let taking = WordList("参加 出席 参会 参与 与会 参训 聆听 参加了会议")

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    let text = page.flow.scalars
    for sentence in article.sentences
    where sentence.role == .paragraph && !article.isInSpeech(sentence.span.lowerBound) {
      let taking = Self.taking.first(in: sentence.span, of: text)
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
          taking.map({ abs($0.lowerBound - end) <= 24 }) ?? false
            || isActing(end + counter, text) || isTold(index, in: sentence.span, text),
          let subject = subject(of: sentence, article, text)
        {
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

  /// The meeting, or the campaign that the sentence names, or the one that 本次活动 points back to.
  private func subject(of sentence: Sentence, _ article: ArticleReading, _ text: Scalars)
    -> Mention?
  {
    if let meeting = article.mainMeeting { return meeting }
    if let campaign = article.mentions(in: sentence.span, .campaign).first { return campaign }
    guard Self.pointing.first(in: sentence.span, of: text) != nil else { return nil }
    return article.mentions.last {
      $0.kind == .campaign && $0.sort == "drive" && $0.span.upperBound <= sentence.span.lowerBound
    }
  }

  /// `号召党员志愿者等800余人开展“清洁家园”行动`.
  private func isActing(_ end: Int, _ text: Scalars) -> Bool {
    Self.acting.match(at: end, in: text, limit: text.count) != nil
  }

  /// `这次全城清洁活动,共70多人,`: nothing but the number stands in its clause.
  private func isTold(_ index: Int, in sentence: Span, _ text: Scalars) -> Bool {
    guard let lead = Self.sums.match(endingAt: index, in: text, from: sentence.lowerBound) else {
      return false
    }
    let comma = index - lead - 1
    return comma > sentence.lowerBound && text[comma] == Glyph.comma
      && Self.events.match(endingAt: comma, in: text, from: sentence.lowerBound) != nil
  }

  private static let acting = WordList("开展 开展了 集中开展 走进 投身 投入到")
  private static let pointing = WordList("本次活动 此次活动 这次活动 本次行动 此次行动 这次行动 该活动 该行动")
  private static let sums = WordList("共 共有 共计 约 近")
  private static let events = WordList("活动 行动 会议 培训")
  private static let notPeople = WordList("人次 人大")
}
