/// States where a place lies: `明湖办事处四大街集贸市场`, `到长江路街道督导高砦农贸市场`.
struct LocatedInRule: ExtractionRule {
  static let name = "located-in"

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    for mention in article.mentions where mention.kind == .place {
      if mention.owner == nil {
        addJurisdiction(of: mention, in: article, page: page, facts: &facts)
      }
      guard let owner = mention.owner, owner != mention.name else { continue }
      facts.add("located_in", mention.name, owner, in: article, at: mention.span, rule: Self.name)
    }
    for visit in article.visits { addTarget(of: visit, in: article, page: page, facts: &facts) }
  }

  /// `亚新社区……走进辖区政通路105号院`: 辖区 is that of the local area named before it.
  private func addJurisdiction(
    of place: Mention, in article: ArticleReading, page: PageReading, facts: inout FactCollector
  ) {
    guard page.flow.text(max(0, place.span.lowerBound - 2)..<place.span.lowerBound) == "辖区",
      let sentence = article.sentence(at: place.span.lowerBound),
      let area = article.mentions(in: sentence.span.lowerBound..<place.span.lowerBound, .unit).last(
        where: {
          ["subdistrict", "town", "township", "community", "village"].contains($0.sort)
        })
    else { return }
    facts.add(
      "located_in", place.name, area.name, in: article, at: sentence.span, rule: Self.name,
      confidence: 0.7)
  }

  /// The area that somebody goes to in order to inspect a place in it.
  private func addTarget(
    of visit: Visit, in article: ArticleReading, page: PageReading, facts: inout FactCollector
  ) {
    let places = visit.stops.map(\.place).filter {
      $0.kind == .place && $0.owner == nil && !$0.isReference
    }
    guard places.count == 1, let place = places.first else { return }
    let areas = article.mentions(in: visit.evidence, .unit).filter {
      ["subdistrict", "town", "township", "community", "village"].contains($0.sort)
        && !$0.isInsideTitle
        && $0.span.upperBound <= place.span.lowerBound
    }
    guard let area = areas.last,
      let motion = VisitVerbs.motion.match(
        endingAt: area.span.lowerBound, in: page.flow.scalars, from: visit.evidence.lowerBound)
    else { return }
    _ = motion
    facts.add(
      "located_in", place.name, area.name, in: article, at: visit.evidence, rule: Self.name,
      confidence: 0.75)
  }
}
