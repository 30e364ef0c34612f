public import Datalog
import Synchronization

/// The facts of a store at one moment; it never changes and may be shared.
///
/// Facts are read from their file when a relation is first asked for.
public struct Snapshot: FactSource {
  /// The table that numbers its values.
  public let symbols: SymbolTable.Frozen
  private let relations: [String: StoredRelation]
  private let columns = KnownColumns()

  init(_ relations: [StoredRelation], symbols: SymbolTable.Frozen) {
    self.symbols = symbols
    self.relations = Dictionary(
      relations.map { ($0.schema.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The facts of a relation.
  public func columns(of relation: String) -> FactColumns? {
    relations[relation].map { stored in columns.of(relation) { stored.statedColumns() } }
  }
}

/// The columns that were read before.
private final class KnownColumns: Sendable {
  private let known = Mutex<[String: FactColumns]>([:])

  func of(_ relation: String, read: () -> FactColumns) -> FactColumns {
    known.withLock { known in
      if let columns = known[relation] { return columns }
      let columns = read()
      known[relation] = columns
      return columns
    }
  }
}
