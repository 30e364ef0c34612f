/// Where an evaluation finds the facts of the graph.
///
/// A source does not change: it is a snapshot. Its values are numbered by its own symbol table.
public protocol FactSource: Sendable {
  /// The table that numbers the source's values.
  var symbols: SymbolTable.Frozen { get }

  /// The facts of a relation as columns of value numbers, without repetitions; `nil` if the source
  /// has no such relation.
  func columns(of relation: String) -> FactColumns?
}

/// The facts of one relation, column by column.
public struct FactColumns: Sendable {
  /// One array for each column, all of length ``count``.
  public let columns: [[UInt32]]
  /// The number of facts.
  public let count: Int

  /// Wraps columns.
  public init(columns: [[UInt32]], count: Int) {
    self.columns = columns
    self.count = count
  }
}
