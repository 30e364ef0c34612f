import Foundation

/// Rows of 32-bit values in columns that only grow.
///
/// Invariant: every column has room for `capacity` values, of which the first `count` are set. A
/// column moves when it grows: its address must not be kept while rows may be added.
struct ColumnLog {
  let arity: Int
  /// The number of rows.
  private(set) var count = 0
  private var capacity = 4
  private let columns: UnsafeMutablePointer<UnsafeMutablePointer<UInt32>>

  init(arity: Int) {
    self.arity = arity
    columns = UnsafeMutablePointer.allocate(capacity: arity)
    for column in 0..<arity {
      (columns + column).initialize(to: ColumnLog.resize(nil, to: 4))
    }
  }

  var byteCount: Int { capacity * arity * 4 }

  @inline(__always)
  subscript(column: Int) -> UnsafeMutablePointer<UInt32> {
    assert(column >= 0 && column < arity)
    return columns[column]
  }

  @inline(__always)
  func value(_ row: Int, _ column: Int) -> UInt32 {
    assert(row >= 0 && row < count && column >= 0 && column < arity)
    return columns[column][row]
  }

  /// Makes room for so many more rows.
  @inline(__always)
  mutating func reserve(_ more: Int) {
    if count &+ more > capacity { grow(to: count + more) }
  }

  /// Counts rows whose values were written behind the last one, where room was reserved.
  @inline(__always)
  mutating func advance(by rows: Int) {
    assert(count + rows <= capacity || arity == 0)
    count &+= rows
  }

  /// The first of some rows that has a value in a column.
  @inline(__always)
  func firstRow(with value: UInt32, in column: Int, from first: Int, below end: Int) -> Int? {
    assert(end <= count)
    let values = self[column]
    var row = first
    // Blocks without a branch for each row: they are compared many rows at a time.
    while row &+ 64 <= end {
      var matches: UInt32 = 0
      for place in 0..<64 { matches |= values[row &+ place] == value ? 1 : 0 }
      if matches != 0 { break }
      row &+= 64
    }
    while row < end {
      if values[row] == value { return row }
      row &+= 1
    }
    return nil
  }

  /// The rows whose first columns have a key, of rows that are in the order of their values.
  ///
  /// - Complexity: O(`width` × log rows).
  @inline(__always)
  func sortedRows(with key: UnsafePointer<UInt32>, width: Int) -> Range<Int> {
    var (low, high) = (0, count)
    for column in 0..<width where low < high {
      let (values, value) = (self[column], key[column])
      low = ColumnLog.firstPlace(in: values, from: low, to: high) { $0 >= value }
      high = ColumnLog.firstPlace(in: values, from: low, to: high) { $0 > value }
    }
    return low..<high
  }

  /// The first place from which on all values have a property; near ones are found sooner.
  @inline(__always)
  private static func firstPlace(
    in values: UnsafeMutablePointer<UInt32>, from first: Int, to end: Int,
    where holds: (UInt32) -> Bool
  ) -> Int {
    var low = first
    var step = 1
    while low &+ step < end, !holds(values[low &+ step]) {
      low &+= step
      step &*= 2
    }
    var high = min(end, low &+ step)
    while low < high {
      let middle = (low &+ high) / 2
      if holds(values[middle]) { high = middle } else { low = middle &+ 1 }
    }
    return low
  }

  private mutating func grow(to needed: Int) {
    let larger = max(needed, capacity * 2, 16)
    for column in 0..<arity { columns[column] = ColumnLog.resize(columns[column], to: larger) }
    capacity = larger
  }

  /// Makes room for so many values; the system moves the pages of a large column without copying.
  private static func resize(_ column: UnsafeMutablePointer<UInt32>?, to capacity: Int)
    -> UnsafeMutablePointer<UInt32>
  {
    guard let moved = realloc(column, capacity * 4) else {
      preconditionFailure("no memory for \(capacity) rows")
    }
    return moved.bindMemory(to: UInt32.self, capacity: capacity)
  }

  mutating func removeAll() { count = 0 }

  /// Gives all memory back; the log must not be used any more.
  mutating func destroy() {
    for column in 0..<arity { free(columns[column]) }
    columns.deallocate()
  }
}
