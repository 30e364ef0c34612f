/// States the sentences of an article, and which of them no other rule understood, by their range in the original file.
///
/// A sentence is understood when some rule states a fact from it, be it one that the article has stated before, or when
/// it is part of what somebody says. Names alone are no understanding.
struct UnreadRule: ExtractionRule {
  static let name = "unread"

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    let id = facts.articleName(article)
    let read = understood(article, page, facts)
    var next = 0
    var reached = 0
    for sentence in article.sentences where sentence.role == .paragraph || sentence.role == .caption
    {
      let range = page.flow.evidenceRange(sentence.span)
      let place: [FactArgument] = [
        .text(id), .integer(range.lowerBound), .integer(range.upperBound),
      ]
      facts.add(
        "sentence", place + [.text(page.flow.text(sentence.span))], in: article, at: sentence.span,
        rule: "sentence", confidence: 1)
      while next < read.count, read[next].lowerBound < range.upperBound {
        reached = max(reached, read[next].upperBound)
        next += 1
      }
      if reached > range.lowerBound { continue }
      facts.add("unread", place, in: article, at: sentence.span, rule: Self.name, confidence: 1)
    }
  }

  /// The stretches of the file that some rule understood, by where they begin.
  private func understood(
    _ article: ArticleReading, _ page: PageReading, _ facts: FactCollector
  ) -> [Range<Int>] {
    var read = facts.facts.filter { !Ontology.namingRelations.contains($0.relation) }
      .map(\.evidence.range)
    read += facts.repetitions
    read += article.statements.map { page.flow.evidenceRange($0.content) }
    return read.sorted { $0.lowerBound < $1.lowerBound }
  }
}
