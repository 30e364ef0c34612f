/// Groups bindings, and folds the values of each group into numbers: how many there are, their sum,
/// the least or the greatest.
///
/// Groups are numbered in the order of their first bindings.
///
/// Invariant: `directory` numbers the groups, `groups` has their values, a row for each, and `results`
/// has a number for each fold of each. `last` has the values of the binding added last, those of its
/// group first, and `current` is its group's number, -1 before the first.
struct GroupFold {
  /// What becomes of a group's values.
  enum Function {
    case count
    /// The sum of whole numbers that are held inline.
    case sum
    /// The number of the least value.
    case least
    /// The number of the greatest value.
    case greatest

    fileprivate var start: Int { self == .count || self == .sum ? 0 : -1 }
  }

  /// A function with the register of the values that it takes.
  struct Fold {
    let function: Function
    let register: Int32
  }

  /// A value turned up that cannot be folded.
  struct Unfit: Error {}

  private let key: RegisterList
  private let folds: FixedList<Fold>
  /// The registers that tell a binding from the one before in its group, where some are alike.
  private let telling: RegisterList
  private let skipsRepeats: Bool
  private var directory: TupleDirectory
  private(set) var groups: ColumnLog
  private var results: UnsafeMutablePointer<Int>
  private var capacity = 16
  private let last: UnsafeMutablePointer<UInt32>
  private var current = -1

  /// - Parameters:
  ///   - key: The registers that tell groups apart.
  ///   - telling: Where bindings that are alike come one after the other and count once, the
  ///     registers that tell those of a group apart.
  init(by key: [Int32], _ folds: [Fold], skippingRepeatsOf telling: [Int32]?) {
    self.key = RegisterList(key)
    self.folds = FixedList(folds)
    self.telling = RegisterList(telling ?? [])
    skipsRepeats = telling != nil
    directory = TupleDirectory(width: key.count)
    groups = ColumnLog(arity: key.count)
    results = .allocate(capacity: 16 * folds.count)
    last = .allocate(capacity: key.count + (telling?.count ?? 0) + 1)
    last.initialize(repeating: 0, count: key.count + (telling?.count ?? 0) + 1)
  }

  /// The number of groups.
  var count: Int { groups.count }

  var byteCount: Int {
    directory.byteCount + groups.byteCount
      + capacity * folds.count * MemoryLayout<Int>.stride
  }

  /// What a fold has for a group.
  @inline(__always)
  func result(_ fold: Int, ofGroup group: Int) -> Int {
    assert(group < count && fold < folds.count)
    return results[group &* folds.count &+ fold]
  }

  /// Takes the binding in the registers; false if it has a value that cannot be folded.
  @inline(__always)
  mutating func add(
    _ registers: UnsafeMutablePointer<UInt32>, _ symbols: borrowing SymbolTable
  ) -> Bool {
    var isLike = current >= 0
    for place in 0..<key.count {
      let value = registers[Int(key[place])]
      if last[place] != value {
        last[place] = value
        isLike = false
      }
    }
    if !isLike { current = numberOfLast() }
    if skipsRepeats {
      for place in 0..<telling.count {
        let value = registers[Int(telling[place])]
        if last[key.count &+ place] != value {
          last[key.count &+ place] = value
          isLike = false
        }
      }
      if isLike { return true }
    }
    let group = results + current &* folds.count
    for place in 0..<folds.count {
      let fold = folds[place]
      switch fold.function {
      case .count: group[place] &+= 1
      case .sum:
        guard let number = ValueID(bits: registers[Int(fold.register)]).inlineNumber else {
          return false
        }
        // Fewer than 2^32 numbers of 31 bits.
        group[place] &+= number
      case .least, .greatest:
        take(Int(registers[Int(fold.register)]), fold.function, &group[place], symbols)
      }
    }
    return true
  }

  /// Adds what another fold of the same kind has for some of its groups.
  mutating func add(_ other: GroupFold, groups range: Range<Int>, _ symbols: borrowing SymbolTable)
  {
    for group in range {
      for place in 0..<key.count { last[place] = other.groups.value(group, place) }
      current = numberOfLast()
      let target = results + current &* folds.count
      for place in 0..<folds.count {
        let found = other.result(place, ofGroup: group)
        switch folds[place].function {
        case .count, .sum: target[place] &+= found
        case .least, .greatest: take(found, folds[place].function, &target[place], symbols)
        }
      }
    }
  }

  /// Keeps the better of two value numbers.
  @inline(__always)
  private func take(
    _ new: Int, _ function: Function, _ kept: inout Int, _ symbols: borrowing SymbolTable
  ) {
    guard new != kept else { return }
    guard kept >= 0 else {
      kept = new
      return
    }
    let isLess: Bool
    if new & kept & Int(ValueID.inlineFlag) != 0 {
      // Numbers that are held inline have the order of their bits.
      isLess = new < kept
    } else {
      isLess =
        symbols[ValueID(bits: UInt32(truncatingIfNeeded: new))]
        < symbols[ValueID(bits: UInt32(truncatingIfNeeded: kept))]
    }
    if isLess == (function == .least) { kept = new }
  }

  /// The number of the group whose values are in `last`, made now if there is none yet.
  @inline(__always)
  private mutating func numberOfLast() -> Int {
    let number = Int(directory.intern(last))
    if number == groups.count { addGroup() }
    return number
  }

  @inline(never)
  private mutating func addGroup() {
    if groups.count == capacity {
      let larger = UnsafeMutablePointer<Int>.allocate(capacity: capacity * 2 * folds.count)
      larger.update(from: results, count: capacity * folds.count)
      results.deallocate()
      results = larger
      capacity *= 2
    }
    let group = results + groups.count * folds.count
    for place in 0..<folds.count { group[place] = folds[place].function.start }
    groups.reserve(1)
    for place in 0..<key.count { groups[place][groups.count] = last[place] }
    groups.advance(by: 1)
  }

  /// Forgets all bindings.
  mutating func removeAll() {
    directory.destroy()
    directory = TupleDirectory(width: key.count)
    groups.removeAll()
    current = -1
  }

  /// Gives all memory back; it must not be used any more.
  mutating func destroy() {
    key.destroy()
    folds.destroy()
    telling.destroy()
    directory.destroy()
    groups.destroy()
    results.deallocate()
    last.deallocate()
  }
}
