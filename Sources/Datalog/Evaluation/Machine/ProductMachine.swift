/// Runs a rule as a product of two sides, group by group: see ``ProductPlan``.
final class ProductMachine {
  /// Where the values of one side come from.
  enum Side {
    /// They are those of the group.
    case group
    /// A machine collects them.
    case collected(RuleMachine, Growth)

    /// The index that has the values of each group, if no more is needed than that.
    fileprivate func index(
      of separators: [Int]
    ) -> (index: UnsafeMutablePointer<PostingIndex>?, rows: RowChoice) {
      guard case .collected(let machine, _) = self, separators.count == 1 else {
        return (nil, .all)
      }
      return machine.onlyIndex(by: separators[0])
    }

    /// How many bindings there are for a group of so many rows.
    fileprivate func bindings(ofGroup rows: Double) -> Double {
      switch self {
      case .group: rows
      case .collected(_, let growth): (growth.beginsWithGroup ? rows : 1) * growth.factor
      }
    }
  }

  /// How many bindings a side's steps find for one, by the sizes of its relations at the moment.
  struct Growth {
    let beginsWithGroup: Bool
    private let atoms: [(relation: Relation, keys: [Int])]

    init(_ side: ProductPlan.Side, _ relation: (RelationID) -> Relation) {
      beginsWithGroup = side.beginsWithGroup
      atoms = side.steps.compactMap { step in
        guard case .match(let access) = step, !access.isExistential else { return nil }
        return (relation(access.relation), access.keyColumns)
      }
    }

    fileprivate var factor: Double {
      atoms.reduce(1) { product, atom in
        let count = Double(atom.relation.count)
        guard let keys = atom.relation.distinctKeys(over: atom.keys), keys > 0 else {
          // Every column is known, or no index tells.
          return atom.keys.count == atom.relation.arity ? product : product * max(1, count / 64)
        }
        return product * count / Double(keys)
      }
    }
  }

  /// The groups, which machines on several threads share.
  final class Groups {
    private let relation: Relation
    private let plan: ProductPlan
    fileprivate var grouping: Grouping

    init(_ relation: Relation, _ plan: ProductPlan) {
      self.relation = relation
      self.plan = plan
      grouping = Grouping(by: plan.separatorColumns, values: plan.otherColumn)
    }

    deinit { grouping.destroy() }

    var byteCount: Int { grouping.byteCount }

    /// Whether there may be rows that do not count.
    fileprivate var hasDeadRows: Bool { relation.deadCount > 0 }

    /// How many rows there are to group.
    var rowCount: Int { rows.count }

    private var rows: Range<Int> {
      switch plan.rows {
      case .all: 0..<relation.count
      case .old: 0..<relation.delta.lowerBound
      case .delta: relation.delta
      case .stampedBefore(let stamp): 0..<relation.firstRow(stampedFrom: stamp)
      }
    }

    /// Groups the rows that are there now; gives the number of groups.
    func update() -> Int {
      grouping.group(rows, of: relation.log.pointee)
      return grouping.count
    }
  }

  let groups: Groups
  /// How many runs to wait before it is asked again whether a product is worth while.
  private var pause = 0
  private let separators: [Int]
  private let keys: Side
  private let values: Side
  private let emitter: UnsafeMutablePointer<MachineEmitter>
  /// Kept, because the emitter holds addresses of its storage.
  private let head: Relation
  private let dense: UnsafeMutablePointer<DenseValues>

  init(_ plan: ProductPlan, groups: Groups, keys: Side, values: Side, head: Relation) {
    self.groups = groups
    self.keys = keys
    self.values = values
    self.head = head
    separators = plan.separators
    emitter = .allocate(capacity: 1)
    // Its registers are a separator's, which is not read, and the key.
    emitter.initialize(
      to: MachineEmitter(head, head: [Int32](repeating: 0, count: head.arity)))
    dense = .allocate(capacity: 1)
    dense.initialize(to: DenseValues())
  }

  deinit {
    emitter.pointee.destroy()
    emitter.deallocate()
    dense.pointee.destroy()
    dense.deallocate()
  }

  /// Groups the rows that are there now, if that is worth while; gives the number of groups.
  ///
  /// The answer depends on the rows alone, so that the order of what follows does too.
  func prepare(_ limits: EvaluationLimits) -> Int? {
    let fewestBindings = limits.fewestProductBindings
    guard pause == 0, !groups.hasDeadRows else {
      pause = max(0, pause - 1)
      return nil
    }
    let rows = groups.rowCount
    let count = groups.update()
    if case .group = values { return count }
    // Where both sides are short, the rule's own steps find the values of a few rows faster.
    let size = Double(rows) / Double(max(1, count))
    if values.bindings(ofGroup: size) >= fewestBindings,
      keys.bindings(ofGroup: size) >= min(2, fewestBindings)
    {
      return count
    }
    pause = 4
    return nil
  }

  /// Whether machines for the same plan may run at the same time over different groups.
  var canSplit: Bool {
    [keys, values].allSatisfy { side in
      guard case .collected(let machine, _) = side else { return true }
      return machine.isIndependent
    }
  }

  /// From now on writes tuples to a buffer instead of adding them.
  func collect(in buffer: UnsafeMutablePointer<CandidateBuffer>) {
    emitter.pointee.candidates = buffer
  }

  /// Adds the tuples of some groups.
  ///
  /// - Throws: `ArithmeticError` and `LimitWatch.Stop`.
  func run(_ range: Range<Int>, symbols: inout SymbolTable, watch: inout LimitWatch) throws {
    let (emitter, dense) = (emitter, dense)
    let fewestDense = Int(min(ProductMachine.fewestDense, watch.limits.fewestProductBindings))
    let grouping = groups.grouping
    let (keyIndex, keyRows) = keys.index(of: separators)
    let (valueIndex, valueRows) = values.index(of: separators)
    for number in range {
      let separator = grouping.separators(of: number)
      let given = grouping.values(of: number)
      let keys =
        try keyIndex?.pointee.entries(separator, keyRows)
        ?? found(keys, separator, given, &symbols, &watch)
      guard keys.count > 0 else { continue }
      let values =
        try valueIndex?.pointee.entries(separator, valueRows)
        ?? found(values, separator, given, &symbols, &watch)
      guard values.count > 0 else { continue }
      // A single key has no use for bits: its values are each asked for once.
      let isDense =
        keys.count > 1 && values.count >= fewestDense && dense.pointee.take(values)
      let cost = isDense ? dense.pointee.wordCount : values.count
      for key in keys {
        try watch.tick(symbols)
        watch.spend(cost)
        let added =
          isDense
          ? emitter.pointee.emit(dense.pointee, key: key) : emitter.pointee.emit(values, key: key)
        try watch.countFacts(added)
      }
    }
  }

  private func found(
    _ side: Side, _ separator: UnsafePointer<UInt32>, _ given: UnsafeBufferPointer<UInt32>,
    _ symbols: inout SymbolTable, _ watch: inout LimitWatch
  ) throws -> UnsafeBufferPointer<UInt32> {
    guard case .collected(let machine, let growth) = side else { return given }
    for (place, variable) in separators.enumerated() {
      machine.registers[variable] = separator[place]
    }
    if growth.beginsWithGroup { machine.give(given) }
    try machine.run(symbols: &symbols, watch: &watch)
    return machine.collectedValues
  }

  /// The fewest values for which bits are made.
  private static let fewestDense = 16.0
}
