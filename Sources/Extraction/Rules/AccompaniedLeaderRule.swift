/// States who came along on a visit: `区领导王玉红、李雅、张超参加`.
struct AccompaniedLeaderRule: ExtractionRule {
  static let name = "accompanied-leader"

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    for visit in article.visits {
      for leader in visit.leaders {
        for companion in visit.companions where companion.name != leader.name {
          facts.add(
            "accompanied", companion.name, leader.name, in: article, at: visit.evidence,
            rule: Self.name)
        }
      }
    }
  }
}
