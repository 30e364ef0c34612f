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
  /// The fewest facts whose columns are worth the work of several threads.
  private static let fewestShared = 1 << 14

  /// Where the values are.
  private enum Values {
    case arrays([[UInt32]])
    case elsewhere(columnCount: Int, write: @Sendable (Int, UnsafeMutablePointer<UInt32>) -> Void)
  }

  /// The number of facts.
  public let count: Int
  private let values: Values
  /// Whether the facts are in the order of their numbers, the first column deciding most.
  package var areSorted = false
  let shared = SharedRelation()

  /// Wraps columns, all of length `count`.
  public init(columns: [[UInt32]], count: Int) {
    values = .arrays(columns)
    self.count = count
  }

  /// Wraps columns that are kept elsewhere, as in a file.
  ///
  /// - Parameter write: Writes a column's values to memory that has room for `count` of them. The
  ///   values must be the same each time.
  public init(
    columnCount: Int, count: Int,
    write: @escaping @Sendable (_ column: Int, _ target: UnsafeMutablePointer<UInt32>) -> Void
  ) {
    values = .elsewhere(columnCount: columnCount, write: write)
    self.count = count
  }

  /// One array for each column, all of length ``count``.
  ///
  /// - Complexity: O(1), or O(facts) if the columns are kept elsewhere.
  public var columns: [[UInt32]] {
    switch values {
    case .arrays(let columns): columns
    case .elsewhere(let columnCount, let write):
      (0..<columnCount).map { column in
        [UInt32](filling: count) { write(column, $0.start) }
      }
    }
  }

  /// A relation of the facts.
  func makeRelation(threads: Int) -> Relation {
    let made: Relation
    switch values {
    case .arrays(let columns): made = Relation(distinct: columns, count: count)
    case .elsewhere(let columnCount, let write):
      made = Relation(arity: columnCount, count: count) { columns in
        Workers.run(columnCount, threads: count < FactColumns.fewestShared ? 1 : threads) {
          write($0, columns[$0].start)
        }
      }
    }
    if areSorted { made.withMeasures { $0.noteSorted(count) } }
    return made
  }
}

/// A relation that several evaluations read, made when it is first asked for.
final class SharedRelation: @unchecked Sendable {
  // Unchecked: the relation is made under the lock, is complete, and guards its indexes itself.
  private let lock = NSLock()
  private var relation: Relation?

  func relation(of facts: FactColumns, threads: Int) -> Relation {
    lock.withLock {
      if let relation { return relation }
      let made = facts.makeRelation(threads: threads)
      made.isShared = true
      relation = made
      return made
    }
  }
}
