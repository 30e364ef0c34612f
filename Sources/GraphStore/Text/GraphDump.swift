import Datalog

/// A graph as plain text: facts as the query language writes them, below each where it comes from.
///
/// ```
/// relation visited(who: text, place: text, verb: text, on: date).
/// visited("高天翼", "高砦农贸市场", "督导", @XXXX-08-09).
/// %@ "甲.txt" 120 152 7 "visited-place" 0.9 3 "8月9日,二七区委常委…"
/// ```
///
/// Behind `%@` stand the page, the first character and the one behind the last, the line, the
/// extraction rule, how sure it is, the transaction, and the words. Texts are quoted as the language
/// quotes them. For the language these are comments, so a dump is a script too.
public struct GraphDump {
  private let store: FactStore

  /// Prepares to write a store.
  public init(of store: FactStore) { self.store = store }

  static let heading = "% tupu dump 1"

  /// Gives the text in pieces, each of whole lines.
  ///
  /// Facts are in the order of their values, so that equal graphs have equal dumps.
  ///
  /// - Complexity: O(facts × log facts).
  public func write(_ piece: (String) throws -> Void) rethrows {
    try piece(
      """
      \(Self.heading)
      %
      % Below each fact, behind %@: the page, the first character and the one behind the last, the
      % line, the extraction rule, how sure it is, the transaction, and the words.

      """)
    for key in store.metadataKeys {
      try piece("%metadata \(Value.quote(key)) \(Value.quote(store.metadata(key) ?? ""))\n")
    }
    for name in store.ruleNames {
      try piece("%rules \(Value.quote(name)) \(Value.quote(store.rules(named: name) ?? ""))\n")
    }
    for schema in store.schemas {
      try piece("\nrelation \(Self.declaration(schema)).\n")
      for fact in sortedFacts(of: schema.name) {
        try piece(Self.lines(fact, store.provenance(of: fact)))
      }
    }
  }

  private func sortedFacts(of relation: String) -> [GroundFact] {
    var facts: [GroundFact] = []
    store.forEachFact(of: relation) { fact, _ in facts.append(fact) }
    return facts.sorted { $0.values.lexicographicallyPrecedes($1.values) }
  }

  private static func declaration(_ schema: RelationSchema) -> String {
    let columns = schema.columns.map { column in
      let isWord = column.name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
      return (isWord ? column.name : "`\(column.name)`") + ": \(column.type.rawValue)"
    }
    return RelationSchema.spelling(of: schema.name) + "(\(columns.joined(separator: ", ")))"
  }

  private static func lines(_ fact: GroundFact, _ provenance: [Provenance]) -> String {
    let values = fact.values.map(\.description).joined(separator: ", ")
    var text = "\(RelationSchema.spelling(of: fact.relation))(\(values)).\n"
    for origin in provenance {
      text +=
        "%@ \(Value.quote(origin.page)) \(origin.range.lowerBound) \(origin.range.upperBound) "
        + "\(origin.line) \(Value.quote(origin.rule)) \(origin.confidence) \(origin.transaction) "
        + "\(Value.quote(origin.text))\n"
    }
    return text
  }
}
