import Foundation

/// The facts of a file, with the numbers that a program's table gives their values.
final class LoadedFacts: @unchecked Sendable {
  // Unchecked: the columns go and the relation comes under the lock. The relation is complete, and guards
  // its indexes itself.
  private let lock = NSLock()
  /// The columns as the file has them, until the relation is made.
  private var columns: [[UInt32]]
  private var made: Relation?
  /// The number of rows in the file, some of which may be there twice.
  let count: Int

  init(columns: [[UInt32]], count: Int) {
    self.columns = columns
    self.count = count
  }

  /// A relation of the facts in the order of their numbers, for all evaluations.
  func relation(threads: Int) -> Relation {
    lock.withLock {
      if let made { return made }
      let relation = RowOrder.makeRelation(&columns, count: count, threads: threads)
      relation.isShared = true
      made = relation
      return relation
    }
  }
}
