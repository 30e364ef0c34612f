import Datalog
import Extraction
import GraphStore

/// Turns what the extractor found into facts of the store.
///
/// The store's relations are the ontology's. Where the extractor tells more than their columns
/// hold, the rest is a relation of its own: that a number is approximate, and with which verb
/// something was said.
enum FactMapping {
  /// The relations of the ontology, as the store defines them.
  static let schemas: [RelationSchema] =
    Ontology.relations.map { signature in
      RelationSchema(
        signature.name,
        storedColumns(of: signature).map {
          RelationSchema.Column(signature.columns[$0].name, type(of: signature.columns[$0].type))
        })
    } + [
      RelationSchema(
        approximate, [.init("subject", .text), .init("measure", .text), .init("number", .any)]),
      RelationSchema(lexiconVerbs, [.init("verb", .text), .init("sense", .text)]),
    ]

  /// The relation of the verbs that a lexicon adds.
  static let lexiconVerbs = "lexicon_verb"

  /// The relation that marks approximate numbers: 余, 多, 近, 约.
  private static let approximate = "approximate"
  private static let stored = Dictionary(
    Ontology.relations.map { ($0.name, storedColumns(of: $0)) },
    uniquingKeysWith: { first, _ in first })

  /// The columns of an extracted fact that its relation in the store has.
  private static func storedColumns(of signature: RelationSignature) -> [Int] {
    signature.columns.indices.filter { index in
      let name = signature.columns[index].name
      return name != "precision" && !(signature.name == "said" && name == "verb")
    }
  }

  /// The columns of a relation of the store that name entities.
  static func nameColumns(of relation: String) -> [Int] { names[relation] ?? [] }

  private static let names: [String: [Int]] = Dictionary(
    Ontology.relations.map { signature in
      let columns = storedColumns(of: signature)
      return (
        signature.name, columns.indices.filter { signature.columns[columns[$0]].namesEntity }
      )
    } + [(approximate, [0])], uniquingKeysWith: { first, _ in first })

  /// A store that knows the ontology's relations and holds no facts.
  static func emptyStore() -> FactStore {
    var store = FactStore()
    for schema in schemas {
      // A new store has no relation that could clash.
      try? store.define(schema)
    }
    return store
  }

  private static func type(of type: RelationSignature.ColumnType) -> ValueType {
    switch type {
    case .text: .text
    case .int: .int
    case .number: .any
    case .date: .date
    }
  }

  /// The facts of an extraction, each with its provenance.
  static func entries(of extraction: PageExtraction, page: Page) -> [FactStore.Entry] {
    let lines = PageLines(of: page)
    return extraction.facts.flatMap { fact -> [FactStore.Entry] in
      let origin = Provenance(
        page: extraction.page, range: fact.evidence.range,
        line: lines.line(at: fact.evidence.range.lowerBound), text: fact.evidence.text,
        rule: fact.rule, confidence: fact.confidence)
      let columns = stored[fact.relation] ?? Array(fact.arguments.indices)
      let values = columns.filter(fact.arguments.indices.contains).map { value(fact.arguments[$0]) }
      let entry = FactStore.Entry(fact.relation, values, origin)
      guard fact.arguments.last == .text("about"), columns.count < fact.arguments.count else {
        return [entry]
      }
      let measured =
        fact.relation == "figure"
        ? Array(values.prefix(3)) : [values[0], .text(fact.relation), values[1]]
      return [entry, FactStore.Entry(approximate, measured, origin)]
    }
  }

  private static func value(_ argument: FactArgument) -> Value {
    switch argument {
    case .text(let text): .text(text)
    case .integer(let number): .int(number)
    case .number(let number): Int(exactly: number).map(Value.int) ?? .float(number)
    case .date(let text): .date(CalendarDate(text) ?? .unknown)
    }
  }
}
