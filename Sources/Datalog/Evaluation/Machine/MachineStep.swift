/// One step of a machine: plain numbers and addresses, so that running it costs no more than that.
///
/// A step that gives several bindings keeps its place in `cursor`. When a later step has no more
/// bindings, the machine goes on with the step at `back`; when it had none at all, with the one at
/// `failBack`, behind which nothing can change that.
struct MachineStep {
  enum Operation: UInt8 {
    /// Goes through rows of a relation.
    case scan
    /// Goes through the values that an index has for a key.
    case values
    /// Goes through the values that several relations have in common.
    case intersect
    /// Goes through values that were given before the run.
    case given
    /// Goes through the rows that an index has for a key.
    case rows
    /// Goes through the rows of a sorted relation whose first columns have a key.
    case sortedRows
    /// As `rows`; a key without rows gives one binding with a value of its own.
    case group
    /// Whether a relation holds a tuple.
    case contains
    /// Whether an index has anything for a key.
    case hasEntries
    /// Compares the numbers of two registers.
    case compare
    /// Computes the value of a register.
    case compute
    /// Asks something that takes whole values: see ``MachineCondition``.
    case condition
    /// Goes through whole numbers.
    case range
    /// Adds the head's tuple to its relation.
    case emit
    /// Adds the head's tuples for all values that an index has for a key.
    case emitValues
    /// Adds the head's tuples for all values that several relations have in common.
    case emitIntersection
    /// Adds the head's tuple to a relation that keeps the best value of each group.
    case emitBest
    /// Collects a value.
    case collect
    /// Collects all values that an index has for a key.
    case collectValues
    /// Folds the binding into its group.
    case fold
    /// Folds the bindings of all rows of a relation.
    case foldRows
    /// Hands the registers to the machine's user.
    case visit
  }

  /// A column of a row and the register that its value goes to or is compared with.
  struct Move {
    var column: Int32
    var register: Int32
  }

  var operation: Operation
  /// The step to go on with when this one has no more bindings; -1 ends the run.
  var back: Int32 = -1
  /// The last step that gives a register that this one reads, where that is known; otherwise `back`.
  var failBack: Int32 = -1
  /// Whether one binding is enough.
  var isExistential = false
  var isNegated = false
  var comparison = ComparisonOperator.equal
  /// Whether rows may be dead.
  var hasDeadRows = false

  // What it reads.
  var choice = RowChoice.all
  var log: UnsafeMutablePointer<ColumnLog>?
  var index: UnsafeMutablePointer<PostingIndex>?
  var set: UnsafeMutablePointer<RowTable>?
  /// The rows that do not count any more.
  var dead: UnsafeMutablePointer<RowMarks>?
  var intersection: UnsafeMutablePointer<Intersection>?
  var collected: UnsafeMutablePointer<ValueSet>?
  var fold: UnsafeMutablePointer<GroupFold>?
  /// The rows to read; set when a run begins.
  var low = 0
  var high = 0
  /// The registers of the key, and room for it in one piece.
  var key = RegisterList()
  var keyBuffer: UnsafeMutablePointer<UInt32>?
  /// The columns that are compared with what was known before, those whose values are taken, and
  /// those that are compared with a value just taken.
  var checks = MoveList()
  var binds = MoveList()
  var repeats = MoveList()

  // What it computes with: registers, or the place of a condition or a computation.
  var register: Int32 = -1
  var first: Int32 = -1
  var second: Int32 = -1
  var condition: Int32 = -1
  var code = NumberCode()

  // Where it is.
  var cursor = 0
  var end = 0
  var entries: UnsafePointer<UInt32>?

  /// The key as it is now.
  @inline(__always)
  func currentKey(_ registers: UnsafeMutablePointer<UInt32>) -> UnsafePointer<UInt32> {
    if key.count == 1 { return UnsafePointer(registers + Int(key[0])) }
    guard let keyBuffer else { return UnsafePointer(registers) }
    for position in 0..<key.count { keyBuffer[position] = registers[Int(key[position])] }
    return UnsafePointer(keyBuffer)
  }

  /// Takes the values of a row, if the row agrees with what is known.
  @inline(__always)
  func take(_ row: Int, _ registers: UnsafeMutablePointer<UInt32>) -> Bool {
    guard let log else { return false }
    if hasDeadRows, let dead, dead.pointee.contains(row) { return false }
    guard agrees(row, with: checks, registers) else { return false }
    for position in 0..<binds.count {
      let move = binds[position]
      registers[Int(move.register)] = log.pointee.value(row, Int(move.column))
    }
    return agrees(row, with: repeats, registers)
  }

  @inline(__always)
  private func agrees(
    _ row: Int, with moves: MoveList, _ registers: UnsafeMutablePointer<UInt32>
  ) -> Bool {
    for position in 0..<moves.count {
      let move = moves[position]
      guard log?.pointee.value(row, Int(move.column)) == registers[Int(move.register)] else {
        return false
      }
    }
    return true
  }
}

/// A list of plain values at a fixed place; the machine that made it frees it.
struct FixedList<Element> {
  private var start: UnsafeMutablePointer<Element>?
  private(set) var count = 0

  init() {}

  init(_ elements: [Element]) {
    count = elements.count
    guard count > 0 else { return }
    let made = UnsafeMutablePointer<Element>.allocate(capacity: count)
    for (position, element) in elements.enumerated() {
      (made + position).initialize(to: element)
    }
    start = made
  }

  @inline(__always)
  subscript(position: Int) -> Element {
    assert(position >= 0 && position < count)
    return start.unsafelyUnwrapped[position]
  }

  func destroy() { start?.deallocate() }
}

typealias RegisterList = FixedList<Int32>
typealias MoveList = FixedList<MachineStep.Move>
