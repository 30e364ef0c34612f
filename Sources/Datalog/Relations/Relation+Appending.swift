/// Adding tuples that differ from each other.
extension Relation {
  /// Adds a tuple to the present round of a relation that is not asked for tuples.
  func append(_ tuple: UnsafePointer<UInt32>) {
    assert(best == nil && sets.isEmpty)
    log.pointee.reserve(1)
    for column in 0..<arity { log.pointee[column][log.pointee.count] = tuple[column] }
    log.pointee.advance(by: 1)
  }

  /// Adds the tuples of columns, no two of them alike, to the present round, unless they are there;
  /// gives the number of those that were added.
  func add(_ columns: [[UInt32]], count rows: Int) -> Int {
    guard countWithPending == 0, !hasRowTable, arity > 0 else {
      return (0..<rows).count { row in insert(columns.map { $0[row] }) }
    }
    log.pointee.reserve(rows)
    for column in 0..<arity {
      columns[column].withUnsafeBufferPointer { values in
        if let start = values.baseAddress { log.pointee[column].update(from: start, count: rows) }
      }
    }
    log.pointee.advance(by: rows)
    return rows
  }
}
