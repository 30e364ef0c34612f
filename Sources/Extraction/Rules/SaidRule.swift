/// States who said what: `崔绍营指出:“我们召开……”`.
struct SaidRule: ExtractionRule {
  static let name = "said"

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    var number = 0
    for statement in article.statements {
      guard let speaker = statement.speaker, !statement.content.isEmpty else { continue }
      number += 1
      let text = spoken(statement.content, page)
      let id = "\(facts.articleName(article))/statement\(number)"
      facts.add(
        "said", speaker, statement.verb, text, in: article, at: statement.evidence, rule: Self.name)
      facts.add("statement", id, in: article, at: statement.evidence, rule: Self.name)
      facts.add(
        "statement_article", id, facts.articleName(article), in: article, at: statement.evidence,
        rule: Self.name)
      facts.add(
        "statement_speaker", id, speaker, in: article, at: statement.evidence, rule: Self.name)
      facts.add(
        "statement_verb", id, statement.verb, in: article, at: statement.evidence, rule: Self.name)
      facts.add("statement_text", id, text, in: article, at: statement.content, rule: Self.name)
    }
  }

  /// The words said, at most the first thousand characters of them, without the closing quotation mark.
  private func spoken(_ content: Span, _ page: PageReading) -> String {
    var span = content.lowerBound..<min(content.upperBound, content.lowerBound + 1000)
    while let last = span.last, page.flow.scalars[last] == Glyph.closeQuote {
      span = span.lowerBound..<last
    }
    return page.flow.text(span)
  }
}
