import Foundation

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
///
/// Copies share what evaluations make of the facts to find them, so a source that gives the same
/// columns again saves the next evaluation that work.
public struct FactColumns: Sendable {
  /// One array for each column, all of length ``count``.
  public let columns: [[UInt32]]
  /// The number of facts.
  public let count: Int
  let shared = SharedRelation()

  /// Wraps columns.
  public init(columns: [[UInt32]], count: Int) {
    self.columns = columns
    self.count = count
  }
}

/// A relation that several evaluations read, made when it is first asked for.
final class SharedRelation: @unchecked Sendable {
  // Unchecked: the relation is made under the lock, is complete, and guards its indexes itself.
  private let lock = NSLock()
  private var relation: Relation?

  func relation(of facts: FactColumns) -> Relation {
    lock.withLock {
      if let relation { return relation }
      let made = Relation(distinct: facts.columns, count: facts.count)
      made.isShared = true
      relation = made
      return made
    }
  }
}
