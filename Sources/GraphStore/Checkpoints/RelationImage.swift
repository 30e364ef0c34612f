import Datalog

/// The facts of one relation in a file, sorted by the numbers of their values.
struct RelationImage: Sendable {
  let schema: RelationSchema
  let count: Int
  /// The number of values that the file has.
  let valueCount: Int
  let columns: [PackedColumn]
  /// The origin of each row.
  let origins: PackedColumn
  /// The rows, ascending, that have further origins, and these.
  let furtherRows: PackedColumn
  let furtherOrigins: PackedColumn

  /// The row of a tuple.
  ///
  /// - Complexity: O(columns × log rows).
  func row(of tuple: [UInt32]) -> Int? {
    let rows = rows(startingWith: tuple)
    return rows.isEmpty ? nil : rows.lowerBound
  }

  /// The rows whose first columns have these values.
  ///
  /// - Complexity: O(values × log rows).
  func rows(startingWith values: [UInt32]) -> Range<Int> {
    var rows = 0..<count
    for (column, value) in zip(columns, values) {
      let lower = column.firstIndex(notBelow: UInt64(value), in: rows)
      let upper = column.firstIndex(notBelow: UInt64(value) + 1, in: lower..<rows.upperBound)
      rows = lower..<upper
    }
    return rows
  }

  /// The values of a row.
  func tuple(at row: Int) -> [UInt32] { columns.map { checked($0.number32(row)) } }

  /// The value of a row in a column.
  func value(row: Int, column: Int) -> UInt32 { checked(columns[column].number32(row)) }

  /// The values of a column.
  func values(of column: Int) -> [UInt32] {
    [UInt32](filling: count) { write(column, to: $0.start) }
  }

  /// Writes the values of a column to memory with room for ``count`` of them.
  func write(_ column: Int, to target: UnsafeMutablePointer<UInt32>) {
    columns[column].write(to: target) { rows, bounds in
      let areInline = bounds.lowerBound >= 0x8000_0000 && bounds.upperBound <= UInt32.max
      guard bounds.upperBound >= valueCount, !areInline else { return }
      // What was written last is still in the cache.
      for row in rows { target[row] = checked(target[row]) }
    }
  }

  /// The number of a value that there is: only a forged file names others.
  @inline(__always)
  private func checked(_ bits: UInt32) -> UInt32 {
    bits < valueCount || bits & 0x8000_0000 != 0 ? bits : 0xC000_0000
  }

  /// The numbers of a row's origins.
  func origins(of row: Int) -> [UInt32] {
    var found = [origins.number32(row)]
    var place = furtherRows.firstIndex(notBelow: UInt64(row), in: 0..<furtherRows.count)
    while place < furtherRows.count, furtherRows.index(place) == row {
      found.append(furtherOrigins.number32(place))
      place += 1
    }
    return found
  }

  /// Visits every row with each of its origins.
  func forEachOrigin(_ visit: (_ row: Int, _ origin: UInt32) -> Void) {
    for row in 0..<count { visit(row, origins.number32(row)) }
    for place in 0..<furtherRows.count where furtherRows.index(place) < count {
      visit(furtherRows.index(place), furtherOrigins.number32(place))
    }
  }
}
