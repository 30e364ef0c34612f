/// States the other names that the text uses: 区环保局 for 二七区环保局.
struct AliasRule: ExtractionRule {
  static let name = "alias"

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    for mention in article.mentions where mention.kind != .official {
      let printed = page.flow.text(mention.span)
      guard printed != mention.name, printed.count <= 40 else { continue }
      facts.add("alias", mention.name, printed, in: article, at: mention.span, rule: Self.name)
    }
  }
}
