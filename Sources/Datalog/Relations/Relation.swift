/// A set of tuples of one arity while a program is evaluated.
///
/// Tuples are rows of columns that only grow. During a round of evaluation the rows in
/// ``columns`` stay as they are and new ones gather apart; ``finishRound(at:)`` joins them. So a
/// rule may read a relation that it derives, and the rows `delta` of the last round are a range.
///
/// A relation that keeps the best value of each group (recursion through `min` or `max`) may hold
/// rows that a better one has replaced; they are marked dead and leave with ``removeDeadRows()``.
final class Relation {
  let arity: Int
  let best: RelationInfo.BestValue?
  /// The columns' values; all have `count` of them.
  private(set) var columns: [[UInt32]]
  /// The number of rows, those of the present round not counted.
  private(set) var count = 0
  /// The rows that the last finished round added.
  private(set) var delta = 0..<0
  /// Rows that are dead; only relations with a best value have any.
  private(set) var dead: Set<Int> = []

  private var pending: [[UInt32]]
  private var pendingCount = 0
  /// Row numbers plus one by the hash of the key columns.
  ///
  /// 0 is a free slot; there are none until they are needed.
  private var slots: [UInt32] = []
  private var isHashed = false
  private let keyColumns: [Int]
  private var indexes: [[Int]: RelationIndex] = [:]
  private var stamps: [(firstRow: Int, stamp: Int)] = []

  init(arity: Int, best: RelationInfo.BestValue? = nil) {
    self.arity = arity
    self.best = best
    columns = Array(repeating: [], count: arity)
    pending = Array(repeating: [], count: arity)
    keyColumns = (0..<arity).filter { $0 != best?.column }
  }

  /// A relation over columns that hold no tuple twice; they are shared, not copied.
  init(distinct columns: [[UInt32]], count: Int) {
    arity = columns.count
    best = nil
    self.columns = columns
    self.count = count
    delta = 0..<count
    pending = Array(repeating: [], count: columns.count)
    keyColumns = Array(columns.indices)
    stamps = [(0, 0)]
  }

  /// The rows, those of the present round included.
  var countWithPending: Int { count + pendingCount }

  /// A rough measure of the bytes it takes.
  var byteCount: Int {
    countWithPending * arity * 4 + slots.count * 4 + indexes.values.reduce(0) { $0 + $1.byteCount }
  }

  // MARK: - Reading

  /// The value at a row and column, also of the present round.
  func value(row: Int, column: Int) -> UInt32 {
    row < count ? columns[column][row] : pending[column][row - count]
  }

  func tuple(at row: Int) -> [UInt32] { columns.map { $0[row] } }

  /// Whether it holds a tuple, also one of the present round.
  func contains(_ tuple: [UInt32]) -> Bool { findRow(tuple) != nil }

  /// The row with a tuple's key columns.
  func findRow(_ tuple: [UInt32]) -> Int? {
    hashRows()
    let slot = findSlot(tuple)
    let entry = slots[slot]
    guard entry != 0 else { return nil }
    let row = Int(entry) - 1
    if let best, value(row: row, column: best.column) != tuple[best.column] { return nil }
    return row
  }

  /// When a row was added: a number that grows from round to round.
  func stamp(ofRow row: Int) -> Int {
    var low = 0
    var high = stamps.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if stamps[middle].firstRow <= row { low = middle } else { high = middle }
    }
    return stamps.isEmpty ? 0 : stamps[low].stamp
  }

  /// The first row whose stamp is not smaller; rows are in the order of their stamps.
  func firstRow(stampedFrom stamp: Int) -> Int {
    stamps.first { $0.stamp >= stamp }?.firstRow ?? count
  }

  /// The index over some columns, made when it is first asked for.
  func index(over keyColumns: [Int]) -> RelationIndex {
    if let known = indexes[keyColumns] { return known }
    let index = RelationIndex(keyColumns: keyColumns)
    index.add(rows: 0..<count, of: columns)
    indexes[keyColumns] = index
    return index
  }

  /// The number of different keys over some columns, if an index knows it.
  func distinctKeys(over keyColumns: [Int]) -> Int? { indexes[keyColumns]?.keyCount }

  // MARK: - Adding

  /// Adds a tuple to the present round, unless it is there; true if it was added.
  ///
  /// With a best value, a tuple that is not better than its group's is not added, and one that is
  /// marks the old one dead; `isBetter` compares two values of that column.
  func insert(_ tuple: [UInt32], isBetter: (UInt32, UInt32) -> Bool = { _, _ in false }) -> Bool {
    hashRows()
    if (countWithPending + 1) * 2 > slots.count { rehash(capacity: max(16, slots.count * 2)) }
    let slot = findSlot(tuple)
    if slots[slot] != 0 {
      let row = Int(slots[slot]) - 1
      guard let best, isBetter(tuple[best.column], value(row: row, column: best.column))
      else { return false }
      dead.insert(row)
    }
    slots[slot] = UInt32(countWithPending + 1)
    for column in 0..<arity { pending[column].append(tuple[column]) }
    pendingCount += 1
    return true
  }

  /// Joins the new rows to the others: they are the new `delta`.
  func finishRound(at stamp: Int) {
    let first = count
    for column in 0..<arity {
      columns[column].append(contentsOf: pending[column])
      pending[column].removeAll(keepingCapacity: pendingCount < 1 << 16)
    }
    count += pendingCount
    if pendingCount > 0 { stamps.append((first, stamp)) }
    pendingCount = 0
    delta = first..<count
    for index in indexes.values { index.add(rows: delta, of: columns) }
  }

  /// Makes all rows the delta: so does the first round of a recursion begin.
  func makeAllDelta() { delta = 0..<count }

  /// Takes the dead rows out.
  func removeDeadRows() {
    guard !dead.isEmpty else { return }
    let alive = (0..<count).filter { !dead.contains($0) }
    var kept: [(firstRow: Int, stamp: Int)] = []
    for (position, row) in alive.enumerated() {
      let stamp = stamp(ofRow: row)
      if kept.last?.stamp != stamp { kept.append((position, stamp)) }
    }
    columns = columns.map { column in alive.map { column[$0] } }
    stamps = kept
    count = alive.count
    dead = []
    delta = 0..<0
    indexes = [:]
    isHashed = false
  }

  // MARK: - Hashing

  private func hashRows() {
    guard !isHashed else { return }
    isHashed = true
    var capacity = 16
    while capacity < countWithPending * 2 + 2 { capacity *= 2 }
    rehash(capacity: capacity)
  }

  private func rehash(capacity: Int) {
    slots = Array(repeating: 0, count: capacity)
    let mask = capacity - 1
    for row in 0..<countWithPending where best == nil || !dead.contains(row) {
      var hash = TupleHash()
      for column in keyColumns { hash.combine(value(row: row, column: column)) }
      var slot = hash.value & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(row + 1)
    }
  }

  /// The slot with a tuple's key, or the free one where it belongs.
  private func findSlot(_ tuple: [UInt32]) -> Int {
    var hash = TupleHash()
    for column in keyColumns { hash.combine(tuple[column]) }
    let mask = slots.count - 1
    var slot = hash.value & mask
    while slots[slot] != 0 {
      let row = Int(slots[slot]) - 1
      if row < count {
        if keyColumns.allSatisfy({ columns[$0][row] == tuple[$0] }) { return slot }
      } else if keyColumns.allSatisfy({ pending[$0][row - count] == tuple[$0] }) {
        return slot
      }
      slot = (slot + 1) & mask
    }
    return slot
  }
}

/// Hashes the values of a tuple's columns.
struct TupleHash {
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  mutating func combine(_ value: UInt32) {
    let product = (state ^ UInt64(value)).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    state = product.high ^ product.low
  }

  var value: Int { Int(truncatingIfNeeded: state >> 1) }
}
