import Tupu

/// One object a fact, with the names of its columns and all that is known of its place.
struct JSONLinesFacts: FactFormat {
  let ending = "jsonl"

  private static let columns = Dictionary(
    Ontology.relations.map { ($0.name, $0.columns.map(\.name)) },
    uniquingKeysWith: { first, _ in first })

  func text(of extraction: PageExtraction, page: Page) -> String {
    let lines = PageLines(of: page)
    return extraction.facts.map { object($0, page, lines) + "\n" }.joined()
  }

  private func object(_ fact: ExtractedFact, _ page: Page, _ lines: PageLines) -> String {
    let names = Self.columns[fact.relation] ?? []
    let arguments = fact.arguments.enumerated().map { index, argument in
      let name = index < names.count ? names[index] : "column\(index + 1)"
      return "\(JSONText.quote(name)): \(value(argument))"
    }
    let range = fact.evidence.range
    return "{\"relation\": \(JSONText.quote(fact.relation)), "
      + "\"arguments\": {\(arguments.joined(separator: ", "))}, "
      + "\"page\": \(JSONText.quote(page.name)), \"article\": \(fact.article), "
      + "\"from\": \(range.lowerBound), \"to\": \(range.upperBound), "
      + "\"line\": \(lines.line(at: range.lowerBound)), "
      + "\"evidence\": \(JSONText.quote(fact.evidence.text)), "
      + "\"rule\": \(JSONText.quote(fact.rule)), \"confidence\": \(fact.confidence)}"
  }

  private func value(_ argument: FactArgument) -> String {
    switch argument {
    case .text(let text), .date(let text): JSONText.quote(text)
    case .integer(let number): String(number)
    case .number(let number): Int(exactly: number).map { String($0) } ?? String(number)
    }
  }
}
