/// States who got which award: `执法局先后获得“……先进集体”等荣誉`, `明湖办事处获得“红旗”`.
struct AwardedHonourRule: ExtractionRule {
  static let name = "awarded-honour"

  private static let verbs = WordList("获得 荣获 获评 被评为 评为 被授予 授予 获 命名为 被命名为")

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    let text = page.flow.scalars
    for sentence in article.sentences {
      var last: (agent: Mention, end: Int)?
      for honour in article.mentions(in: sentence.span, .honour) {
        let before = sentence.span.lowerBound..<honour.span.lowerBound
        // 甲获得“一”“二”等荣誉;乙荣获丙: an honour without a verb of its own goes with the one before.
        guard let verb = Self.verbs.last(in: before, of: text) else { continue }
        if let found = last, verb.upperBound <= found.end {
          last = (found.agent, found.end)
        } else {
          let agents = article.mentions(
            in: sentence.span.lowerBound..<verb.lowerBound, .unit, .official
          ).filter { !$0.isInsideTitle }
          guard let agent = agents.last ?? firstUnit(of: article) else { continue }
          last = (agent, verb.upperBound)
        }
        guard let agent = last?.agent else { continue }
        facts.add(
          "awarded", agent.name, honour.name, in: article, at: sentence.span, rule: Self.name)
      }
    }
  }

  private func firstUnit(of article: ArticleReading) -> Mention? {
    article.mentions.first { $0.kind == .unit && !$0.isInsideTitle && $0.sort != "city" }
  }
}
