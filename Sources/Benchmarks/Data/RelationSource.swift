import Datalog

/// Tuples of whole numbers by the names of their relations, as a source of facts.
struct RelationSource: FactSource {
  let symbols = SymbolTable().frozen()
  let schemas: [RelationSchema]
  private var facts: [String: FactColumns] = [:]

  /// Takes tuples; those that occur twice are taken once.
  init(_ relations: [(name: String, tuples: [[Int]])]) {
    schemas = relations.map { relation in
      let arity = relation.tuples.first?.count ?? 0
      return RelationSchema(
        relation.name, (0..<arity).map { RelationSchema.Column("c\($0)", .int) })
    }
    for (schema, relation) in zip(schemas, relations) {
      var seen: Set<[Int]> = []
      var columns: [[UInt32]] = Array(repeating: [], count: schema.arity)
      for tuple in relation.tuples where seen.insert(tuple).inserted {
        for (column, number) in tuple.enumerated() {
          columns[column].append(ValueID(inline: number)?.bits ?? 0)
        }
      }
      facts[relation.name] = FactColumns(columns: columns, count: seen.count)
    }
  }

  /// The same facts, of which no evaluation has made anything yet.
  func unread() -> RelationSource {
    var copy = self
    copy.facts = facts.mapValues { FactColumns(columns: $0.columns, count: $0.count) }
    return copy
  }

  func columns(of relation: String) -> FactColumns? { facts[relation] }
}
