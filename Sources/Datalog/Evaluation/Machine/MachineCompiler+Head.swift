extension MachineCompiler {
  /// Adds what becomes of the bindings: the values of the head, and the step that takes them.
  mutating func addHead(_ head: Head, of rule: Rule, _ symbols: inout SymbolTable) {
    let withBest: Bool
    switch head {
    case .none:
      add(MachineStep(operation: .visit))
      return
    case .collected(let variable):
      headRegisters = [Int32(variable)]
      addCollection()
      return
    case .values(let best): withBest = best
    case .folded: withBest = false
    case .relation(let relation): withBest = relation.best != nil
    }
    let bodyCount = steps.count
    for term in rule.headTerms {
      switch term {
      case .expression(let expression):
        headRegisters.append(register(of: expression, &symbols))
      case .aggregate(_, let arguments, _):
        if withBest, let argument = arguments.first {
          headRegisters.append(register(of: argument, &symbols))
        } else {
          var registers: [Int32] = []
          for argument in arguments { registers.append(register(of: argument, &symbols)) }
          argumentRegisters.append(registers)
        }
      }
    }
    cutBack()
    if case .folded(let plan) = head { return addFold(plan, isAlone: steps.count == bodyCount) }
    guard case .relation(let relation) = head else {
      add(MachineStep(operation: .visit))
      return
    }
    emitter = MachineEmitter(relation, head: headRegisters)
    targets.append(relation)
    if relation.best != nil {
      add(MachineStep(operation: .emitBest))
    } else if steps.count == bodyCount, let last = steps.last,
      last.operation == .values || last.operation == .intersect, relation.arity > 0,
      headRegisters[relation.setColumn] == last.register,
      headRegisters.count(where: { $0 == last.register }) == 1
    {
      // The values that the last step finds are the head's, so they are added all at once.
      steps[steps.count - 1].operation =
        last.operation == .values ? .emitValues : .emitIntersection
    } else {
      add(MachineStep(operation: .emit))
    }
  }

  private mutating func addFold(_ plan: FoldPlan, isAlone: Bool) {
    let fold = UnsafeMutablePointer<GroupFold>.allocate(capacity: 1)
    fold.initialize(
      to: GroupFold(
        by: headRegisters,
        plan.folds.map {
          .init(function: $0.function, register: argumentRegisters[$0.aggregate].first ?? -1)
        },
        skippingRepeatsOf: plan.repeatingColumns > 0 ? argumentRegisters[0] : nil))
    if isAlone, let last = steps.last, last.operation == .scan, !last.isExistential,
      last.checks.count == 0, last.repeats.count == 0
    {
      steps[steps.count - 1].operation = .foldRows
      steps[steps.count - 1].fold = fold
    } else {
      var step = MachineStep(operation: .fold)
      step.fold = fold
      add(step)
    }
  }

  /// Collects the values of one variable.
  private mutating func addCollection() {
    cutBack()
    let collected = UnsafeMutablePointer<ValueSet>.allocate(capacity: 1)
    collected.initialize(to: ValueSet())
    if let last = steps.last, last.operation == .values, last.register == headRegisters[0] {
      steps[steps.count - 1].operation = .collectValues
      steps[steps.count - 1].collected = collected
    } else {
      var step = MachineStep(operation: .collect)
      step.register = headRegisters[0]
      step.collected = collected
      add(step)
    }
  }

  /// Makes the last step that gives the head a value the one to go on with: the bindings that later
  /// steps would still find are of the same tuple.
  private mutating func cutBack() {
    let read = headRegisters + argumentRegisters.joined()
    let last = steps.indices.last { writtenRegisters(steps[$0]).contains(where: read.contains) }
    generator = Int32(
      steps[..<((last ?? -1) + 1)].lastIndex { $0.operation.isGenerator && !$0.isExistential } ?? -1
    )
  }

  func writtenRegisters(_ step: MachineStep) -> [Int32] {
    switch step.operation {
    case .scan, .rows, .sortedRows, .group, .foldRows:
      (0..<step.binds.count).map { step.binds[$0].register }
    case .values, .intersect, .given, .range, .compute: [step.register]
    case .condition:
      switch conditions[Int(step.condition)] {
      case .assign(let register, _), .groupInner(_, _, .bind(let register), _): [register]
      default: []
      }
    case .contains, .hasEntries, .compare, .emit, .emitValues, .emitIntersection, .emitBest,
      .collect, .collectValues, .fold, .visit:
      []
    }
  }
}

extension MachineStep.Operation {
  /// Whether a step gives several bindings.
  var isGenerator: Bool {
    switch self {
    case .scan, .values, .intersect, .given, .rows, .sortedRows, .group, .range, .foldRows: true
    default: false
    }
  }
}
