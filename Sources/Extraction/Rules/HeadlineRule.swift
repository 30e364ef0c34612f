/// States an article's headline and page: `区领导督导 高砦农贸市场提升整治`.
struct HeadlineRule: ExtractionRule {
  static let name = "headline"

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    let name = facts.articleName(article)
    let span = headline(of: article)
    facts.add("entity", name, EntityKind.article.rawValue, in: article, at: span, rule: Self.name)
    facts.add(
      "headline", name, page.flow.text(span), in: article, at: span, rule: Self.name, confidence: 1)
    facts.add(
      "in_page", name, page.page.name, in: article, at: span, rule: Self.name, confidence: 1)
  }

  /// The headline; an article that prints none is called by its first words.
  private func headline(of article: ArticleReading) -> Span {
    if !article.text.headline.isEmpty { return article.text.headline }
    guard let first = article.sentences.first?.span else { return article.text.headline }
    return first.lowerBound..<min(first.upperBound, first.lowerBound + 40)
  }
}
