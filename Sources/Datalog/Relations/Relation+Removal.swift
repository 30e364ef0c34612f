/// Taking tuples out of a relation that was complete, between rounds.
extension Relation {
  /// The row of a tuple, those of the present round not looked at.
  ///
  /// The first few are searched for; once that has cost more than an index, one is made.
  func row(of tuple: [UInt32]) -> Int? {
    guard arity > 0 else { return count > 0 ? 0 : nil }
    if let groups = groupTable { return groups.pointee.row(of: tuple, log.pointee) }
    guard contains(tuple) else { return nil }
    let all = Array(0..<arity)
    if hasIndex(over: all, entry: .row) || searchedRows > 64 * count {
      return index(over: all, entry: .row).pointee.entries(tuple, .all).first.map { Int($0) }
    }
    searchedRows += count
    var row = 0
    while let found = log.pointee.firstRow(with: tuple[0], in: 0, from: row, below: count) {
      if !isDead(found), (1..<arity).allSatisfy({ value(row: found, column: $0) == tuple[$0] }) {
        return found
      }
      row = found + 1
    }
    return nil
  }

  /// Takes the tuple of a row out; its row stays in the log as a dead one.
  func remove(row: Int) {
    for index in indexes { index.pointee.remove(row, of: log.pointee) }
    guard arity > 0 else {
      return empty()
    }
    for set in sets.values { set.pointee.remove(row, of: log.pointee) }
    finished?.pointee.remove(row, of: log.pointee)
    groupTable?.pointee.remove(tuple(at: row))
    dead.pointee.insert(row)
  }

  /// Takes the rows that better ones replaced since it was called last out of the indexes.
  ///
  /// - Returns: These rows.
  func forgetReplacedRows() -> [UInt32] {
    guard let groups = groupTable, !groups.pointee.replaced.isEmpty else { return [] }
    let rows = groups.pointee.replaced
    groups.pointee.replaced = []
    for row in rows {
      for index in indexes { index.pointee.remove(Int(row), of: log.pointee) }
    }
    return rows
  }
}
