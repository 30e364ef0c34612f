import Datalog
import Extraction
import GraphStore

/// Turns what the extractor found into facts of the store.
enum FactMapping {
  /// The relations of the ontology, as the store defines them.
  static let schemas: [RelationSchema] = Ontology.relations.map { signature in
    RelationSchema(
      signature.name,
      signature.columns.map { RelationSchema.Column($0.name, type(of: $0.type)) })
  }

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
    case .integer: .int
    case .number: .any
    case .date: .date
    }
  }

  /// The facts of an extraction, each with its provenance.
  static func entries(of extraction: PageExtraction, page: Page) -> [FactStore.Entry] {
    let lines = LineNumbers(page.text)
    return extraction.facts.map { fact in
      FactStore.Entry(
        fact.relation, fact.arguments.map(value),
        Provenance(
          page: extraction.page, range: fact.evidence.range,
          line: lines.line(at: fact.evidence.range.lowerBound), text: fact.evidence.text,
          rule: fact.rule, confidence: fact.confidence))
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

/// Finds the line of an offset in a page; offsets count Unicode scalars.
private struct LineNumbers {
  private var breaks: [Int] = []

  init(_ text: String) {
    var offset = 0
    for scalar in text.unicodeScalars {
      if scalar == "\n" { breaks.append(offset) }
      offset += 1
    }
  }

  func line(at offset: Int) -> Int {
    var low = 0
    var high = breaks.count
    while low < high {
      let middle = (low + high) / 2
      if breaks[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return low + 1
  }
}
