import Tupu

/// Facts as statements of the query language, as a graph would hold them.
struct DatalogFacts: FactFormat {
  let ending = "dl"

  func text(of extraction: PageExtraction, page: Page) -> String {
    var text = ""
    for entry in extraction.entries(of: page) {
      let origin = entry.provenance
      let fact = GroundFact(entry.relation, entry.values)
      text += "\(fact).  % \(origin.page):\(origin.line) \(origin.rule)\n"
    }
    return text
  }
}
