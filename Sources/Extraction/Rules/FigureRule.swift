/// States counted results and inputs: `清除小广告200余处`, `出动6名工作人员`.
struct FigureRule: ExtractionRule {
  static let name = "figure"

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    var reader = FigureReader(scanner: page.scanner)
    var subjects: [Mention] = []
    for sentence in article.sentences where sentence.role == .paragraph || sentence.role == .caption
    {
      let reading = SubjectReading(sentence, of: article, page: page)
      for figure in reader.read(sentence.span) {
        if let subject = counted(by: figure, in: sentence, reading, article, page) {
          subjects = subject
        }
        let names =
          subjects.isEmpty ? [page.home.defaultOwner].compactMap { $0 } : subjects.map(\.name)
        for name in names {
          facts.add(
            "figure",
            [
              .text(name), .text(measure(figure, of: name)), value(figure.value),
              .text(figure.counter),
              .text(figure.isApproximate ? "about" : "exact"),
            ],
            in: article, at: sentence.span, rule: Self.name, confidence: 0.8)
        }
      }
      if let subject = reading.subject(before: sentence.span.upperBound) { subjects = subject }
    }
  }

  /// `红柳街道保洁员月工资`: whose it is stands in front already.
  private func measure(_ figure: Figure, of owner: String) -> String {
    for opener in ["", "原来的"] where figure.measure.hasPrefix(opener + owner) {
      let rest = figure.measure.dropFirst(opener.count + owner.count)
      if rest.count > 1 { return opener + rest }
    }
    return figure.measure
  }

  private func value(_ number: Double) -> FactArgument {
    if number == number.nearestWhole, abs(number) < 1e15 { return .integer(Int(number)) }
    return .number(number)
  }

  /// Who did what a figure counts: the unit that it was left to, the area counted in, or the subject.
  private func counted(
    by figure: Figure, in sentence: Sentence, _ reading: SubjectReading, _ article: ArticleReading,
    _ page: PageReading
  ) -> [Mention]? {
    let start = figure.span.lowerBound
    let near = max(sentence.span.lowerBound, figure.span.upperBound - 120)..<figure.span.upperBound
    // 协调李南岗社区派出铲车1辆, 二七区108万人
    let unit = article.mentions(in: near, .unit).last {
      !$0.isInsideTitle && ($0.span.lowerBound == start || isDelegated($0, near, page))
    }
    if let unit { return [unit] }
    if let subject = reading.subject(before: figure.span.upperBound) { return subject }
    // 副区长到街道慰问,送去慰问金2万元: who does it is a person.
    let person = article.mentions(in: sentence.span.lowerBound..<figure.span.lowerBound, .official)
      .first
    return person.map { [$0] }
  }

  private func isDelegated(_ unit: Mention, _ window: Span, _ page: PageReading) -> Bool {
    Self.delegating.match(
      endingAt: unit.span.lowerBound, in: page.flow.scalars, from: window.lowerBound) != nil
  }

  private static let delegating = WordList("协调 责成 委托 安排 指派 督促 要求 由")
}
