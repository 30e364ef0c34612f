/// States who holds which post: `二七区委常委、纪委书记高天翼`.
struct HoldsPostRule: ExtractionRule {
  static let name = "holds-post"

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    guard let first = article.text.parts.first, let last = article.text.parts.last else { return }
    let range = first.span.lowerBound..<last.span.upperBound
    // 区领导 says less than any other post of the page.
    let precise = Set(
      page.posts.lazy.filter { !PostTitles.vague.contains($0.post) && $0.unit != nil }
        .map(\.person))
    // 副市长 in the headline is the 常务副市长 of the text.
    let standing = Set(
      page.posts.lazy.filter { $0.post.hasPrefix("常务") }.map {
        $0.person + String($0.post.dropFirst(2))
      })
    // 党工委书记某某 alone is the one that the page names with the 办事处 elsewhere.
    let named = page.posts.filter { !isBare($0, page) }
    for post in page.posts where range.contains(post.span.lowerBound) {
      if isBare(post, page),
        named.contains(where: {
          $0.person == post.person && $0.post == post.post && $0.unit != post.unit
        })
      {
        continue
      }
      guard let unit = post.unit, !unit.isEmpty else { continue }
      if standing.contains(post.person + post.post) { continue }
      if PostTitles.vague.contains(post.post), precise.contains(post.person) { continue }
      facts.add(
        "holds", post.person, post.post, unit, in: article, at: post.evidence, rule: Self.name,
        confidence: 0.95)
      if HomeArea.levels.contains(unit) { continue }
      let sort = page.home.areas.contains(unit) ? UnitMentions.areaSort(unit) : ""
      if !sort.isEmpty {
        facts.addEntity(unit, .unit, sort: sort, in: article, at: post.evidence, rule: Self.name)
      }
    }
  }

  /// Whether the words print no unit in front of the post.
  private func isBare(_ post: PostMention, _ page: PageReading) -> Bool {
    page.flow.text(post.evidence).hasPrefix(post.post) && post.unit == page.home.defaultOwner
  }
}
