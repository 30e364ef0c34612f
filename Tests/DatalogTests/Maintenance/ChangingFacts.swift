@testable import Datalog
import TestSupport

/// Facts that a test states and takes back, as a source for evaluations and as text.
struct ChangingFacts {
  /// Facts of one relation, which a script's text is written from.
  struct Fact: Hashable {
    let relation: String
    let values: [Value]

    var text: String { "\(relation)(\(values.map(\.description).joined(separator: ", ")))." }
    var ground: GroundFact { GroundFact(relation, values) }
  }

  private(set) var stated: Set<Fact> = []
  let schemas: [RelationSchema]

  init(_ schemas: [RelationSchema]) { self.schemas = schemas }

  mutating func change(adding added: [Fact], removing removed: [Fact]) {
    stated.formUnion(added)
    stated.subtract(removed)
  }

  var source: MemoryFacts { MemoryFacts(stated, schemas) }

  /// The declarations and facts as statements.
  var text: String {
    let declarations = schemas.map { schema in
      let columns = schema.columns.map { "\($0.name): \($0.type.rawValue)" }
      return "relation \(schema.name)(\(columns.joined(separator: ", "))).\n"
    }
    return declarations.joined() + stated.map { $0.text + "\n" }.sorted().joined()
  }
}

/// Facts as they are at one moment.
struct MemoryFacts: FactSource {
  let symbols: SymbolTable.Frozen
  private let facts: [String: FactColumns]

  init(_ stated: Set<ChangingFacts.Fact>, _ schemas: [RelationSchema]) {
    var table = SymbolTable()
    var facts: [String: FactColumns] = [:]
    for schema in schemas {
      let rows = stated.filter { $0.relation == schema.name }
      var columns: [[UInt32]] = schema.columns.map { _ in [] }
      for fact in rows {
        for (column, value) in fact.values.enumerated() {
          columns[column].append(table.intern(value).bits)
        }
      }
      facts[schema.name] = FactColumns(columns: columns, count: rows.count)
    }
    self.facts = facts
    symbols = table.frozen()
  }

  func columns(of relation: String) -> FactColumns? { facts[relation] }
}
