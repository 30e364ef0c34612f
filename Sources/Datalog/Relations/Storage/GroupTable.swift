/// The best row of each group of a relation that keeps the least or greatest value of a column.
///
/// Invariant: `rows` has room for `capacity` row numbers; those of the groups that `directory`
/// numbered are set. `dead` has a mark for every row of the log up to the last dead one.
struct GroupTable {
  enum Insertion {
    /// The group's value is as good.
    case refused
    /// The tuple took the place of a row of the present round.
    case improved
    case added
  }

  private let arity: Int
  let best: RelationInfo.BestValue
  /// The rows that were there before this round; later ones are replaced in their place.
  var visible = 0
  private var directory: TupleDirectory
  private var rows: [UInt32] = []
  private var dead: [Bool] = []
  private(set) var deadCount = 0

  init(arity: Int, best: RelationInfo.BestValue) {
    self.arity = arity
    self.best = best
    directory = TupleDirectory(width: arity - 1)
  }

  var byteCount: Int { directory.byteCount + rows.count * 4 + dead.count }

  /// Whether a better row has replaced this one.
  @inline(__always)
  func isDead(_ row: Int) -> Bool { row < dead.count && dead[row] }

  /// Whether a tuple is its group's best.
  func holds(_ tuple: [UInt32], _ log: ColumnLog) -> Bool {
    var key = tuple
    let value = key.remove(at: best.column)
    let group = directory.find(key)
    guard group != KeyDirectory.absent else { return false }
    return log.value(Int(rows[Int(group)]), best.column) == value
  }

  /// Adds a tuple to a log, unless its group has a value that is as good.
  mutating func insert(
    _ tuple: UnsafePointer<UInt32>, into log: inout ColumnLog,
    isBetter: (UInt32, UInt32) -> Bool
  ) -> Insertion {
    let group = number(of: tuple)
    let value = tuple[best.column]
    if group < rows.count {
      let row = Int(rows[group])
      guard isBetter(value, log.value(row, best.column)) else { return .refused }
      if row >= visible {
        log[best.column][row] = value
        return .improved
      }
      while dead.count <= row { dead.append(false) }
      dead[row] = true
      deadCount += 1
      rows[group] = UInt32(log.count)
    } else {
      rows.append(UInt32(log.count))
    }
    log.reserve(1)
    let row = log.count
    for column in 0..<arity { log[column][row] = tuple[column] }
    log.advance(by: 1)
    return .added
  }

  private mutating func number(of tuple: UnsafePointer<UInt32>) -> Int {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: arity) { key in
      guard let key = key.baseAddress else { return 0 }
      var position = 0
      for column in 0..<arity where column != best.column {
        key[position] = tuple[column]
        position += 1
      }
      return Int(directory.intern(key))
    }
  }

  /// Numbers the groups of a log anew, in which every row is its group's best.
  mutating func rebuild(_ log: ColumnLog) {
    directory.destroy()
    directory = TupleDirectory(width: arity - 1)
    rows = []
    dead = []
    deadCount = 0
    visible = log.count
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: arity) { tuple in
      guard let tuple = tuple.baseAddress else { return }
      for row in 0..<log.count {
        for column in 0..<arity { tuple[column] = log.value(row, column) }
        _ = number(of: tuple)
        rows.append(UInt32(row))
      }
    }
  }

  /// Gives all memory back; the table must not be used any more.
  mutating func destroy() { directory.destroy() }
}
