/// States which unit a unit is of: `市水务局` is of 郑州市, 侯寨乡大气办 is of 侯寨乡.
struct PartOfUnitRule: ExtractionRule {
  static let name = "part-of-unit"

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    for mention in article.mentions where mention.kind == .unit && !mention.isInsideTitle {
      guard let owner = mention.owner, owner != mention.name else { continue }
      facts.add(
        "part_of", mention.name, owner, in: article, at: mention.span, rule: Self.name,
        confidence: 0.85)
    }
  }
}
