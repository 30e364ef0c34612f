/// States counted results and inputs: `清除小广告200余处`, `出动6名工作人员`.
struct FigureRule: ExtractionRule {
  static let name = "figure"

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    var reader = FigureReader(scanner: page.scanner)
    var subjects: [Mention] = []
    for sentence in article.sentences where sentence.role == .paragraph || sentence.role == .caption
    {
      let agents = article.mentions(in: sentence.span, .unit).filter { !$0.isInsideTitle }
      for figure in reader.read(sentence.span) {
        let near = agents.filter { $0.span.lowerBound < figure.span.upperBound }
        if let subject = subject(near, page) { subjects = subject }
        let names =
          subjects.isEmpty ? [page.home.defaultOwner].compactMap { $0 } : subjects.map(\.name)
        for name in names {
          facts.add(
            "figure",
            [
              .text(name), .text(figure.measure), value(figure.value), .text(figure.counter),
              .text(figure.isApproximate ? "about" : "exact"),
            ],
            in: article, at: sentence.span, rule: Self.name, confidence: 0.8)
        }
      }
      if let subject = subject(agents, page) { subjects = subject }
    }
  }

  private func value(_ number: Double) -> FactArgument {
    if number == number.nearestWhole, abs(number) < 1e15 { return .integer(Int(number)) }
    return .number(number)
  }

  /// The unit that acted last, with those that stand side by side with it.
  private func subject(_ agents: [Mention], _ page: PageReading) -> [Mention]? {
    guard let last = agents.last else { return nil }
    var group = [last]
    for agent in agents.dropLast().reversed() {
      guard let first = group.first, first.span.lowerBound - agent.span.upperBound <= 0,
        first.span.lowerBound >= agent.span.upperBound
      else { break }
      group.insert(agent, at: 0)
    }
    return group
  }
}
