/// A set of tuples: for each combination of the other columns, the values of one column.
///
/// Invariant: `rows` has room for `capacity` rows; those of the numbers that `directory` gave are
/// initialized. A tuple's row is the number of its other values, in the order of their columns.
struct RowTable {
  /// The column whose values the rows hold.
  let column: Int
  private var directory: TupleDirectory
  private var rows: UnsafeMutablePointer<AdaptiveRow>
  private var capacity = 0
  private var initialized = 0
  /// Where the rows have their values; threads that add to different rows each use one of these.
  private var arenas: UnsafeMutablePointer<WordArena>
  private var arenaCount = 1

  /// A set of tuples with so many columns, at least one.
  init(arity: Int, column: Int) {
    self.column = column
    directory = TupleDirectory(width: arity - 1)
    rows = UnsafeMutablePointer<AdaptiveRow>.allocate(capacity: 0)
    arenas = UnsafeMutablePointer<WordArena>.allocate(capacity: 1)
    arenas.initialize(to: WordArena())
  }

  var byteCount: Int {
    (0..<arenaCount).reduce(
      directory.byteCount + capacity * MemoryLayout<AdaptiveRow>.stride
    ) { $0 + arenas[$1].byteCount }
  }

  /// Whether it holds a tuple, given as its other values and the one of the column.
  @inline(__always)
  func contains(_ key: UnsafePointer<UInt32>, _ value: UInt32) -> Bool {
    let number = directory.find(key)
    return number != KeyDirectory.absent && rows[Int(number)].contains(value)
  }

  /// The row of a key, if there is one.
  @inline(__always)
  func find(_ key: UnsafePointer<UInt32>) -> UnsafePointer<AdaptiveRow>? {
    let number = directory.find(key)
    return number == KeyDirectory.absent ? nil : UnsafePointer(rows + Int(number))
  }

  /// The number of a row, made now if it is not there; it stays the same.
  @inline(__always)
  mutating func row(_ key: UnsafePointer<UInt32>) -> Int {
    let number = Int(directory.intern(key))
    if number >= initialized { addRow() }
    return number
  }

  /// Adds a tuple; true if it was not there.
  @inline(__always)
  mutating func insert(_ key: UnsafePointer<UInt32>, _ value: UInt32) -> Bool {
    let row = row(key)
    return rows[row].insert(value, &arenas[0])
  }

  /// Adds the tuple of a row of a log with all columns.
  mutating func insert(_ row: Int, of log: ColumnLog) {
    withKey(ofRow: row, of: log) { _ = $0.insert($1, log.value(row, $0.column)) }
  }

  /// Takes the tuple of a row of a log with all columns out.
  mutating func remove(_ row: Int, of log: ColumnLog) {
    withKey(ofRow: row, of: log) { _ = $0.remove($1, log.value(row, $0.column)) }
  }

  @inline(__always)
  private mutating func withKey(
    ofRow row: Int, of log: ColumnLog, _ work: (inout RowTable, UnsafePointer<UInt32>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: log.arity) { key in
      guard let key = key.baseAddress else { return }
      var position = 0
      for other in 0..<log.arity where other != column {
        key[position] = log.value(row, other)
        position += 1
      }
      work(&self, key)
    }
  }

  /// Takes a tuple out; true if it was there.
  mutating func remove(_ key: UnsafePointer<UInt32>, _ value: UInt32) -> Bool {
    let number = directory.find(key)
    return number != KeyDirectory.absent && rows[Int(number)].remove(value)
  }

  /// Adds values to a row and writes those that were not there to `new`; gives their number.
  @inline(__always)
  mutating func insert(
    _ values: UnsafePointer<UInt32>, _ count: Int, toRow row: Int,
    new: UnsafeMutablePointer<UInt32>
  ) -> Int {
    assert(row < initialized)
    return rows[row].insert(values, count, into: new, &arenas[0])
  }

  /// Adds values to a row and writes those that were not there to `new`; gives their number.
  mutating func insert(_ values: DenseValues, toRow row: Int, new: UnsafeMutablePointer<UInt32>)
    -> Int
  {
    assert(row < initialized)
    return rows[row].insert(values, into: new, &arenas[0])
  }

  // MARK: - Several threads

  /// The number of a key's row, or ``KeyDirectory/absent``.
  @inline(__always)
  func number(of key: UnsafePointer<UInt32>) -> UInt32 { directory.find(key) }

  /// Writes those values that a row does not hold to `target`; gives their number.
  @inline(__always)
  func copyMissing(
    _ values: UnsafePointer<UInt32>, _ count: Int, fromRow row: UInt32,
    to target: UnsafeMutablePointer<UInt32>
  ) -> Int {
    guard row != KeyDirectory.absent else {
      target.update(from: values, count: count)
      return count
    }
    assert(Int(row) < initialized)
    return rows[Int(row)].copyMissing(values, count, to: target)
  }

  /// Writes those values that a row does not hold to `target`; gives their number.
  func copyMissing(
    _ values: DenseValues, fromRow row: UInt32, to target: UnsafeMutablePointer<UInt32>
  ) -> Int {
    guard row != KeyDirectory.absent else {
      guard let start = values.values.baseAddress else { return 0 }
      target.update(from: start, count: values.values.count)
      return values.values.count
    }
    assert(Int(row) < initialized)
    return rows[Int(row)].copyMissing(values, to: target)
  }

  /// Makes so many arenas ready.
  mutating func reserveArenas(_ count: Int) {
    guard count > arenaCount else { return }
    let more = UnsafeMutablePointer<WordArena>.allocate(capacity: count)
    more.moveInitialize(from: arenas, count: arenaCount)
    for arena in arenaCount..<count { (more + arena).initialize(to: WordArena()) }
    arenas.deallocate()
    arenas = more
    arenaCount = count
  }

  /// Adds values to a row, and moves those that were not there to the front; gives their number.
  ///
  /// Threads may do this at the same time with different rows and different arenas.
  @inline(__always)
  func add(
    _ values: UnsafeMutablePointer<UInt32>, _ count: Int, toRow row: Int, arena: Int
  ) -> Int {
    assert(row < initialized && arena < arenaCount)
    return rows[row].insert(values, count, into: values, &arenas[arena])
  }

  @inline(never)
  private mutating func addRow() {
    if initialized == capacity {
      let larger = max(4, capacity * 2)
      let moved = UnsafeMutablePointer<AdaptiveRow>.allocate(capacity: larger)
      moved.moveInitialize(from: rows, count: initialized)
      rows.deallocate()
      rows = moved
      capacity = larger
    }
    (rows + initialized).initialize(to: AdaptiveRow())
    initialized += 1
  }

  /// Gives all memory back; the table must not be used any more.
  mutating func destroy() {
    directory.destroy()
    for arena in 0..<arenaCount { arenas[arena].destroy() }
    arenas.deinitialize(count: arenaCount)
    arenas.deallocate()
    rows.deallocate()
  }
}
