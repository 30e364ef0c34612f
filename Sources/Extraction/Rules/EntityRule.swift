/// States every entity that an article names, with its kind and sort, and that the article mentions it.
///
/// A body that is named only inside a post is none: the 区委 of 区委书记 says who somebody is, not what the 区委 does.
struct EntityRule: ExtractionRule {
  static let name = "entity"

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    let id = facts.articleName(article)
    for mention in article.mentions where !mention.isInsideTitle {
      facts.addEntity(
        mention.name, mention.kind, sort: mention.sort, in: article, at: mention.span,
        rule: mention.rule)
      facts.add("mentions", id, mention.name, in: article, at: mention.span, rule: Self.name)
      if mention.kind == .unit, let owner = mention.owner, mention.rule != "local-area" {
        addOwner(owner, of: mention, in: article, page: page, facts: &facts)
      }
    }
    for credit in article.credits {
      let kind: EntityKind = page.officials.contains(credit.person) ? .official : .person
      facts.addEntity(credit.person, kind, in: article, at: credit.span, rule: "byline")
      facts.add("mentions", id, credit.person, in: article, at: credit.span, rule: Self.name)
    }
  }

  /// The area in a body's name is named with it: 市水务局 names 郑州市.
  private func addOwner(
    _ owner: String, of mention: Mention, in article: ArticleReading, page: PageReading,
    facts: inout FactCollector
  ) {
    guard page.home.areas.contains(owner) else { return }
    facts.addEntity(
      owner, .unit, sort: UnitMentions.areaSort(owner), in: article, at: mention.span,
      rule: Self.name)
  }
}
