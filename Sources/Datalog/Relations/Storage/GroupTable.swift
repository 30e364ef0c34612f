/// The best row of each group of a relation that keeps the least or greatest value of a column.
///
/// Invariant: `rows` has room for `capacity` row numbers; those of the groups that `directory`
/// numbered are set, to ``none`` where the group's tuple was taken out. `dead` marks the rows that
/// better ones have replaced.
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
  private let dead: UnsafeMutablePointer<RowMarks>
  /// The rows that were replaced since the list was emptied.
  var replaced: [UInt32] = []

  private static let none = UInt32.max

  init(arity: Int, best: RelationInfo.BestValue, dead: UnsafeMutablePointer<RowMarks>) {
    self.arity = arity
    self.best = best
    self.dead = dead
    directory = TupleDirectory(width: arity - 1)
  }

  var byteCount: Int { directory.byteCount + (rows.count + replaced.count) * 4 }

  /// The row of a tuple, if it is its group's best.
  func row(of tuple: [UInt32], _ log: ColumnLog) -> Int? {
    row(ofGroup: tuple).flatMap { log.value($0, best.column) == tuple[best.column] ? $0 : nil }
  }

  /// The row of a group; the column of the best value is not looked at.
  func row(ofGroup tuple: [UInt32]) -> Int? {
    var key = tuple
    key.remove(at: best.column)
    let group = directory.find(key)
    guard group != KeyDirectory.absent, rows[Int(group)] != Self.none else { return nil }
    return Int(rows[Int(group)])
  }

  /// Leaves a group without a tuple.
  mutating func remove(_ tuple: [UInt32]) {
    var key = tuple
    key.remove(at: best.column)
    let group = directory.find(key)
    if group != KeyDirectory.absent { rows[Int(group)] = Self.none }
  }

  /// Adds a tuple to a log, unless its group has a value that is as good.
  mutating func insert(
    _ tuple: UnsafePointer<UInt32>, into log: inout ColumnLog,
    isBetter: (UInt32, UInt32) -> Bool
  ) -> Insertion {
    let group = number(of: tuple)
    let value = tuple[best.column]
    if group < rows.count, rows[group] == Self.none {
      rows[group] = UInt32(log.count)
    } else if group < rows.count {
      let row = Int(rows[group])
      guard isBetter(value, log.value(row, best.column)) else { return .refused }
      if row >= visible {
        log[best.column][row] = value
        return .improved
      }
      dead.pointee.insert(row)
      replaced.append(rows[group])
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
    replaced = []
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
