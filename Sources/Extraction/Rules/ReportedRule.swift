/// States who wrote and photographed an article: `记者 景静 通讯员 程楠 文/图`.
struct ReportedRule: ExtractionRule {
  static let name = "reported"

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    let id = facts.articleName(article)
    for credit in article.credits {
      facts.add(
        "reported", credit.person, id, credit.role, in: article, at: credit.evidence,
        rule: Self.name, confidence: 0.98)
    }
  }
}
