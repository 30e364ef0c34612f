public import Datalog

/// The facts of a store at one moment; it never changes and may be shared.
public struct Snapshot: FactSource {
  /// The table that numbers its values.
  public let symbols: SymbolTable.Frozen
  private let relations: [String: FactColumns]

  init(_ relations: [StoredRelation], symbols: SymbolTable.Frozen) {
    self.symbols = symbols
    self.relations = Dictionary(
      relations.map { ($0.schema.name, FactColumns(columns: $0.columns, count: $0.count)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The facts of a relation.
  public func columns(of relation: String) -> FactColumns? { relations[relation] }
}
