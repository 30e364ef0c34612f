/// States who visited which place: `高天翼一行实地察看了高砦农贸市场`.
///
/// The visit itself is an entity that joins leaders, companions, places, verb and date.
struct VisitedPlaceRule: ExtractionRule {
  static let name = "visited-place"

  func apply(to article: ArticleReading, of page: PageReading, facts: inout FactCollector) {
    var number = 0
    for visit in article.visits where !visit.stops.isEmpty || !visit.companions.isEmpty {
      number += 1
      let id = "\(facts.articleName(article))/visit\(number)"
      facts.add("visit", id, in: article, at: visit.evidence, rule: Self.name)
      facts.add(
        "visit_article", id, facts.articleName(article), in: article, at: visit.evidence,
        rule: Self.name)
      facts.add(
        "visit_date", [.text(id), .date(visit.date.text)], in: article, at: visit.evidence,
        rule: Self.name)
      for leader in visit.leaders {
        facts.add("visit_leader", id, leader.name, in: article, at: visit.evidence, rule: Self.name)
        for stop in visit.stops {
          facts.add(
            "visited",
            [.text(leader.name), .text(stop.place.name), .text(stop.verb), .date(visit.date.text)],
            in: article, at: stop.evidence, rule: Self.name)
        }
      }
      for stop in visit.stops {
        facts.add(
          "visit_place", id, stop.place.name, in: article, at: stop.evidence, rule: Self.name)
        facts.add("visit_verb", id, stop.verb, in: article, at: stop.evidence, rule: Self.name)
        facts.add(
          "visit_stop", id, stop.place.name, stop.verb, in: article, at: stop.evidence,
          rule: Self.name)
      }
      for companion in visit.companions {
        facts.add(
          "visit_companion", id, companion.name, in: article, at: visit.evidence, rule: Self.name)
      }
    }
  }
}
