/// States which sentences no other rule understood, by their range in the original file.
struct UnreadRule: ExtractionRule {
  static let name = "unread"

  /// Relations that say only which words are there and not what they state.
  private static let naming: Set<String> = ["entity", "sort", "alias", "mentions"]

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    let id = facts.articleName(article)
    var read = facts.facts.filter {
      $0.article == article.number && !Self.naming.contains($0.relation)
    }.map(\.evidence.range)
    read += article.statements.map { page.flow.evidence($0.content).range }
    read.sort { $0.lowerBound < $1.lowerBound }
    var next = 0
    var reached = 0
    for sentence in article.sentences where sentence.role == .paragraph || sentence.role == .caption
    {
      let range = page.flow.evidence(sentence.span).range
      while next < read.count, read[next].lowerBound < range.upperBound {
        reached = max(reached, read[next].upperBound)
        next += 1
      }
      if reached > range.lowerBound { continue }
      facts.add(
        "unread", [.text(id), .integer(range.lowerBound), .integer(range.upperBound)], in: article,
        at: sentence.span, rule: Self.name, confidence: 1)
    }
  }
}
