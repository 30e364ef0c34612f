/// Finds the bindings of a rule's body, and adds the head's tuples to a relation or hands the
/// bindings to a sink.
///
/// The steps run over numbered registers, forth when a condition holds and back when it does not.
/// No reference is counted and nothing is allocated on the way, except by conditions over text.
final class RuleMachine {
  /// Called with the registers for each binding.
  typealias Sink = (
    _ registers: UnsafePointer<UInt32>, _ symbols: inout SymbolTable, _ watch: inout LimitWatch
  ) throws -> Void

  /// The registers: the rule's variables, then constants, then results of head expressions.
  let registers: UnsafeMutablePointer<UInt32>
  /// Where the values of the head's columns are; those of an aggregate only if one is kept best.
  let headRegisters: [Int32]
  /// The rows that steps with a limit read have smaller stamps than this too.
  var stampLimit = Int.max
  /// Where the arguments of each aggregate of the head are.
  let argumentRegisters: [[Int32]]

  let steps: UnsafeMutablePointer<MachineStep>
  let stepCount: Int
  private let sources: [MachineSource]
  private(set) var conditions: ConditionEvaluator
  let emitter: UnsafeMutablePointer<MachineEmitter>?
  /// Kept, because steps hold addresses of their storage.
  private let targets: [Relation]

  init(_ compiled: MachineCompiler) {
    stepCount = compiled.steps.count
    steps = .allocate(capacity: stepCount)
    for (position, step) in compiled.steps.enumerated() { (steps + position).initialize(to: step) }
    registers = .allocate(capacity: compiled.registerCount + 1)
    registers.initialize(repeating: 0, count: compiled.registerCount + 1)
    for (register, value) in compiled.constants { registers[Int(register)] = value }
    headRegisters = compiled.headRegisters
    argumentRegisters = compiled.argumentRegisters
    sources = compiled.sources
    conditions = ConditionEvaluator(compiled.conditions)
    targets = compiled.targets
    emitter = compiled.emitter.map {
      let made = UnsafeMutablePointer<MachineEmitter>.allocate(capacity: 1)
      made.initialize(to: $0)
      return made
    }
  }

  deinit {
    for position in 0..<stepCount {
      let step = steps[position]
      step.key.destroy()
      step.keyBuffer?.deallocate()
      step.binds.destroy()
      step.checks.destroy()
      step.repeats.destroy()
      step.code.destroy()
      step.intersection?.pointee.destroy()
      step.intersection?.deallocate()
      step.collected?.pointee.destroy()
      step.collected?.deallocate()
      step.fold?.pointee.destroy()
      step.fold?.deallocate()
    }
    steps.deallocate()
    registers.deallocate()
    emitter?.pointee.destroy()
    emitter?.deallocate()
  }

  /// Takes hold of the rows that are there now.
  func prepare() {
    for source in sources {
      let step = steps + source.step
      let relation = source.relation
      switch source.rows {
      case .all: (step.pointee.low, step.pointee.high) = (0, relation.count)
      case .old: (step.pointee.low, step.pointee.high) = (0, relation.delta.lowerBound)
      case .delta:
        (step.pointee.low, step.pointee.high) = (relation.delta.lowerBound, relation.count)
      case .stampedBefore(let stamp):
        let limit = min(stamp, stampLimit)
        (step.pointee.low, step.pointee.high) = (0, relation.firstRow(stampedFrom: limit))
      }
      step.pointee.hasDeadRows = relation.deadCount > 0
    }
  }

  /// Runs the steps.
  ///
  /// - Parameter rows: The rows that the first step goes through; all it has to, unless said
  ///   otherwise.
  /// - Throws: `ArithmeticError`, `LimitWatch.Stop`, ``GroupFold/Unfit``, and what the sink throws.
  func run(
    _ rows: Range<Int>? = nil, symbols: inout SymbolTable, watch: inout LimitWatch,
    _ sink: Sink = { _, _, _ in }
  ) throws {
    prepare()
    collected?.pointee.removeAll()
    if let rows, let first = firstScan {
      (steps[first].low, steps[first].high) = (rows.lowerBound, rows.upperBound)
    }
    let (steps, registers, emitter) = (steps, registers, emitter)
    var place = 0
    var isEntering = true
    while place >= 0 {
      try watch.tick(symbols)
      let step = steps + place
      let holds: Bool
      switch step.pointee.operation {
      case .scan: holds = RuleMachine.scan(step, registers, isEntering)
      case .values: holds = RuleMachine.nextValue(step, registers, isEntering)
      case .intersect: holds = RuleMachine.nextCommonValue(step, registers, isEntering)
      case .given:
        if isEntering { step.pointee.cursor = 0 }
        holds = RuleMachine.takeNextEntry(step, registers)
      case .rows: holds = RuleMachine.nextRow(step, registers, isEntering)
      case .sortedRows: holds = RuleMachine.nextSortedRow(step, registers, isEntering)
      case .group: holds = RuleMachine.nextOfGroup(step, registers, isEntering)
      case .contains:
        let key = step.pointee.currentKey(registers)
        let value = registers[Int(step.pointee.register)]
        holds = step.pointee.set?.pointee.contains(key, value) != step.pointee.isNegated
      case .hasEntries:
        let key = step.pointee.currentKey(registers)
        let isEmpty = step.pointee.index?.pointee.entries(key, step.pointee.choice).isEmpty ?? true
        holds = isEmpty == step.pointee.isNegated
      case .compare: holds = try compare(step, &symbols, &watch)
      case .compute: holds = try compute(step, &symbols, &watch)
      case .condition:
        holds = try conditions.holds(
          Int(step.pointee.condition), registers, &symbols, &watch)
      case .range: holds = nextNumber(step, &symbols, isEntering)
      case .emit:
        if emitter?.pointee.emit(registers) == true { try watch.countFacts(1) }
        holds = false
      case .emitValues:
        let key = step.pointee.currentKey(registers)
        if let index = step.pointee.index, let emitter {
          let values = index.pointee.entries(key, step.pointee.choice)
          watch.spend(values.count)
          try watch.countFacts(emitter.pointee.emit(values, registers))
        }
        holds = false
      case .emitIntersection:
        if let intersection = step.pointee.intersection, let emitter {
          let values = intersection.pointee.values(registers)
          watch.spend(values.count)
          try watch.countFacts(emitter.pointee.emit(values, registers))
        }
        holds = false
      case .emitBest:
        if emitter?.pointee.emitBest(registers, symbols) == true { try watch.countFacts(1) }
        holds = false
      case .collect:
        step.pointee.collected?.pointee.insert(registers[Int(step.pointee.register)])
        holds = false
      case .collectValues:
        let key = step.pointee.currentKey(registers)
        if let index = step.pointee.index {
          let values = index.pointee.entries(key, step.pointee.choice)
          watch.spend(values.count)
          step.pointee.collected?.pointee.insert(values)
        }
        holds = false
      case .fold:
        if step.pointee.fold?.pointee.add(registers, symbols) != true { throw GroupFold.Unfit() }
        holds = false
      case .foldRows:
        try foldRows(step, symbols, &watch)
        holds = false
      case .visit:
        try sink(registers, &symbols, &watch)
        holds = false
      }
      place = holds ? place &+ 1 : Int(isEntering ? step.pointee.failBack : step.pointee.back)
      isEntering = holds
    }
  }

  // MARK: - Relations

  @inline(__always)
  private static func scan(
    _ step: UnsafeMutablePointer<MachineStep>, _ registers: UnsafeMutablePointer<UInt32>,
    _ isEntering: Bool
  ) -> Bool {
    if isEntering {
      step.pointee.cursor = step.pointee.low
    } else if step.pointee.isExistential {
      return false
    }
    var row = step.pointee.cursor
    let high = step.pointee.high
    while row < high {
      if step.pointee.checks.count > 0, let log = step.pointee.log {
        let check = step.pointee.checks[0]
        let value = registers[Int(check.register)]
        let column = Int(check.column)
        guard
          let next = log.pointee.firstRow(with: value, in: column, from: row, below: high)
        else { return false }
        row = next
      }
      row &+= 1
      if step.pointee.take(row &- 1, registers) {
        step.pointee.cursor = row
        return true
      }
    }
    return false
  }

  @inline(__always)
  private static func nextValue(
    _ step: UnsafeMutablePointer<MachineStep>, _ registers: UnsafeMutablePointer<UInt32>,
    _ isEntering: Bool
  ) -> Bool {
    if isEntering {
      guard let index = step.pointee.index else { return false }
      let found = index.pointee.entries(step.pointee.currentKey(registers), step.pointee.choice)
      step.pointee.entries = found.baseAddress
      step.pointee.end = found.count
      step.pointee.cursor = 0
    }
    return takeNextEntry(step, registers)
  }

  @inline(__always)
  private static func nextCommonValue(
    _ step: UnsafeMutablePointer<MachineStep>, _ registers: UnsafeMutablePointer<UInt32>,
    _ isEntering: Bool
  ) -> Bool {
    if isEntering {
      guard let intersection = step.pointee.intersection else { return false }
      let found = intersection.pointee.values(registers)
      step.pointee.entries = found.baseAddress
      step.pointee.end = found.count
      step.pointee.cursor = 0
    }
    return takeNextEntry(step, registers)
  }

  @inline(__always)
  private static func takeNextEntry(
    _ step: UnsafeMutablePointer<MachineStep>, _ registers: UnsafeMutablePointer<UInt32>
  ) -> Bool {
    let cursor = step.pointee.cursor
    guard cursor < step.pointee.end, let entries = step.pointee.entries else { return false }
    registers[Int(step.pointee.register)] = entries[cursor]
    step.pointee.cursor = cursor &+ 1
    return true
  }

  @inline(__always)
  private static func nextRow(
    _ step: UnsafeMutablePointer<MachineStep>, _ registers: UnsafeMutablePointer<UInt32>,
    _ isEntering: Bool
  ) -> Bool {
    if isEntering {
      guard let index = step.pointee.index else { return false }
      let found = index.pointee.entries(step.pointee.currentKey(registers), step.pointee.choice)
      step.pointee.entries = found.baseAddress
      step.pointee.end = found.count
      step.pointee.cursor = 0
    } else if step.pointee.isExistential {
      return false
    }
    guard let entries = step.pointee.entries else { return false }
    var cursor = step.pointee.cursor
    while cursor < step.pointee.end {
      let row = Int(entries[cursor])
      cursor &+= 1
      if row >= step.pointee.high { return false }
      if step.pointee.take(row, registers) {
        step.pointee.cursor = cursor
        return true
      }
    }
    return false
  }

  @inline(__always)
  private static func nextSortedRow(
    _ step: UnsafeMutablePointer<MachineStep>, _ registers: UnsafeMutablePointer<UInt32>,
    _ isEntering: Bool
  ) -> Bool {
    if isEntering {
      guard let log = step.pointee.log else { return false }
      let found = log.pointee.sortedRows(
        with: step.pointee.currentKey(registers), width: step.pointee.key.count)
      (step.pointee.cursor, step.pointee.end) = (found.lowerBound, found.upperBound)
    } else if step.pointee.isExistential {
      return false
    }
    while step.pointee.cursor < step.pointee.end {
      step.pointee.cursor &+= 1
      if step.pointee.take(step.pointee.cursor &- 1, registers) { return true }
    }
    return false
  }

  /// As ``nextRow``; without any row the value at hand in `first` stands for one, if there is one.
  private static func nextOfGroup(
    _ step: UnsafeMutablePointer<MachineStep>, _ registers: UnsafeMutablePointer<UInt32>,
    _ isEntering: Bool
  ) -> Bool {
    let isFound = nextRow(step, registers, isEntering)
    guard isEntering, step.pointee.end == 0, step.pointee.first >= 0 else { return isFound }
    let missing = registers[Int(step.pointee.first)]
    for position in 0..<step.pointee.binds.count {
      registers[Int(step.pointee.binds[position].register)] = missing
    }
    for checks in [step.pointee.checks, step.pointee.repeats] {
      for position in 0..<checks.count where registers[Int(checks[position].register)] != missing {
        return false
      }
    }
    return true
  }

  // MARK: - Values

  @inline(__always)
  private func compare(
    _ step: UnsafeMutablePointer<MachineStep>, _ symbols: inout SymbolTable,
    _ watch: inout LimitWatch
  ) throws -> Bool {
    let first = registers[Int(step.pointee.first)]
    let second = registers[Int(step.pointee.second)]
    let comparison = step.pointee.comparison
    // Numbers that are held inline have the order of their bits.
    let areNumbers = first & second & ValueID.inlineFlag != 0
    switch comparison {
    case .equal where first == second: return !step.pointee.isNegated
    case .notEqual where first == second: return step.pointee.isNegated
    case .equal where areNumbers || symbols.differAsText(first, second):
      return step.pointee.isNegated
    case .notEqual where areNumbers || symbols.differAsText(first, second):
      return !step.pointee.isNegated
    case .less where areNumbers: return (first < second) != step.pointee.isNegated
    case .lessOrEqual where areNumbers: return (first <= second) != step.pointee.isNegated
    case .greater where areNumbers: return (first > second) != step.pointee.isNegated
    case .greaterOrEqual where areNumbers: return (first >= second) != step.pointee.isNegated
    default:
      return try conditions.holds(Int(step.pointee.condition), registers, &symbols, &watch)
    }
  }

  @inline(__always)
  private func compute(
    _ step: UnsafeMutablePointer<MachineStep>, _ symbols: inout SymbolTable,
    _ watch: inout LimitWatch
  ) throws -> Bool {
    guard let number = step.pointee.code.evaluate(registers) else {
      return try conditions.holds(Int(step.pointee.condition), registers, &symbols, &watch)
    }
    registers[Int(step.pointee.register)] =
      (ValueID(inline: number) ?? symbols.intern(.int(number))).bits
    return true
  }

  /// Gives the register every number from `first` to `second`, or tests the one it has.
  private func nextNumber(
    _ step: UnsafeMutablePointer<MachineStep>, _ symbols: inout SymbolTable, _ isEntering: Bool
  ) -> Bool {
    let register = Int(step.pointee.register)
    if isEntering {
      let low = symbols[ValueID(bits: registers[Int(step.pointee.first)])]
      let high = symbols[ValueID(bits: registers[Int(step.pointee.second)])]
      guard case .int(let low) = low, case .int(let high) = high, low <= high else { return false }
      if step.pointee.isExistential {
        guard register >= 0 else { return true }
        guard case .int(let number) = symbols[ValueID(bits: registers[register])] else {
          return false
        }
        return low <= number && number <= high
      }
      (step.pointee.cursor, step.pointee.end) = (low, high)
    } else {
      guard !step.pointee.isExistential, step.pointee.cursor < step.pointee.end else {
        return false
      }
      step.pointee.cursor += 1
    }
    let number = step.pointee.cursor
    registers[register] = (ValueID(inline: number) ?? symbols.intern(.int(number))).bits
    return true
  }
}

/// A step and the relation whose rows it reads.
struct MachineSource {
  let step: Int
  let relation: Relation
  let rows: RulePlan.Rows
}
