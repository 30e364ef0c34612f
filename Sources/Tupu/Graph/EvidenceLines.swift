public import Datalog
import Extraction
import Foundation
public import GraphStore

extension FactStore {
  /// The printed words behind a stated fact, their place, and what was assumed, as lines to show below it.
  ///
  /// An entity that the words call by another name is a merge, and is shown as one: `二七区环保局 is printed
  /// 区环保局 here`. One that they do not name is said to come from elsewhere on the page.
  public func evidenceLines(for fact: GroundFact) -> [String] {
    let origins = provenance(of: fact)
    let names = Self.names(in: fact)
    let others = origins.isEmpty ? [] : names.map { aliases(of: $0) }
    return origins.flatMap { origin in
      [
        "“\(origin.text.joinedLines)”",
        "\(origin.page):\(origin.line), characters \(origin.range.lowerBound)–"
          + "\(origin.range.upperBound), rule \(origin.rule), confidence \(origin.confidence)",
      ]
        + zip(names, others).compactMap { name, aliases in
          assumption(about: name, aliases: aliases, in: origin)
        }
    }
  }

  /// The arguments of a fact that name entities which a sentence may print.
  private static func names(in fact: GroundFact) -> [String] {
    guard let signature = Ontology.relation(named: fact.relation), fact.relation != "alias" else {
      return []
    }
    var names: [String] = []
    for (value, column) in zip(fact.values, signature.columns) where column.namesEntity {
      // Articles are named by their pages, not by sentences.
      if case .text(let name) = value, !name.contains("#"), !names.contains(name) {
        names.append(name)
      }
    }
    return names
  }

  /// What a fact assumes about an entity; `nil` where its words print the name.
  private func assumption(about name: String, aliases: [String], in origin: Provenance) -> String? {
    let words = origin.text.key
    if words.contains(name.key) { return nil }
    for alias in aliases where words.contains(alias.key) {
      let merge = GroundFact("alias", [.text(name), .text(alias)])
      if provenance(of: merge).contains(where: { $0.page == origin.page }) {
        return "\(name) is printed \(alias) here"
      }
    }
    return "\(name) is not named here: the rest of the page implies it"
  }

  /// The other names of an entity, the longest first.
  private func aliases(of name: String) -> [String] {
    facts(of: "alias", startingWith: [.text(name)]).compactMap { fact in
      if case .text(let alias)? = fact.values.last { alias } else { nil }
    }.sorted { ($1.count, $0) < ($0.count, $1) }
  }
}

extension String {
  /// The text on one line: what a newspaper's columns broke is joined.
  fileprivate var joinedLines: String {
    split(whereSeparator: \.isNewline).joined()
  }

  /// The text as names are compared: without line breaks, spaces and quotation marks, in one width.
  fileprivate var key: String {
    precomposedStringWithCompatibilityMapping.filter { !$0.isWhitespace && !"“”‘’\"'".contains($0) }
  }
}
