/// Translates a rule's plan to the steps of a machine.
struct MachineCompiler {
  /// What becomes of the bindings.
  enum Head {
    /// They are handed over with the registers of the variables alone.
    case none
    /// They are handed over with the values of the head's columns and of aggregates' arguments.
    case values(withBest: Bool)
    /// They are folded into their groups.
    case folded(FoldPlan)
    /// The values of one variable are collected.
    case collected(Int)
    /// The head's tuples are added to the relation.
    case relation(Relation)
  }

  var steps: [MachineStep] = []
  var conditions: [MachineCondition] = []
  var sources: [MachineSource] = []
  var constants: [(register: Int32, value: UInt32)] = []
  var registerCount: Int
  var headRegisters: [Int32] = []
  var argumentRegisters: [[Int32]] = []
  var emitter: MachineEmitter?
  /// Relations that steps hold addresses of, besides those of `sources`.
  var targets: [Relation] = []

  private var registersOfConstants: [UInt32: Int32] = [:]
  /// The last step that gives several bindings.
  var generator: Int32 = -1

  /// Translates a plan.
  ///
  /// - Parameters:
  ///   - relation: Gives the relation that holds a predicate's rows.
  ///   - innerBody: Gives the inner body that stands behind a relation without rows of its own.
  init(
    _ plan: RulePlan, of rule: Rule, head: Head, symbols: inout SymbolTable,
    relation: (RelationID) -> Relation,
    innerBody: (RelationID, inout SymbolTable) -> InnerBody?
  ) {
    registerCount = rule.variables.count
    var skipped = 0
    for (position, step) in plan.steps.enumerated() {
      if skipped > 0 {
        skipped -= 1
        continue
      }
      switch step {
      case .given(let variable):
        var step = MachineStep(operation: .given)
        step.register = Int32(variable)
        add(step, isGenerator: true)
      case .match(let access):
        skipped = addIntersection(plan.steps[position...], relation, &symbols)
        if skipped == 0 { addMatch(access, relation(access.relation), &symbols) }
      case .absent(let access):
        if let body = innerBody(access.relation, &symbols) {
          addCondition(.absentInner(body, registers(of: access.columns, &symbols)))
        } else {
          addAbsent(access, relation(access.relation), &symbols)
        }
      case .group(let access, let missing):
        if let body = innerBody(access.relation, &symbols) {
          addInnerGroup(body, access, missing, &symbols)
        } else {
          addGroup(access, missing, relation(access.relation), &symbols)
        }
      case .assign(let variable, let expression):
        addComputation(expression, into: Int32(variable), &symbols)
      case .compare(let comparison, let left, let right, let isNegated):
        addComparison(comparison, left, right, isNegated, &symbols)
      case .test(let test, let arguments, let isNegated):
        addCondition(.test(test, arguments, isNegated: isNegated))
      case .generate(let column, let low, let high): addRange(column, low, high, &symbols)
      }
    }
    addHead(head, of: rule, &symbols)
    setFailBacks()
  }

  // MARK: - Registers

  private mutating func newRegister() -> Int32 {
    registerCount += 1
    return Int32(registerCount - 1)
  }

  mutating func register(of value: Value, _ symbols: inout SymbolTable) -> Int32 {
    register(ofConstant: symbols.intern(value).bits)
  }

  mutating func register(ofConstant bits: UInt32) -> Int32 {
    if let known = registersOfConstants[bits] { return known }
    let register = newRegister()
    constants.append((register, bits))
    registersOfConstants[bits] = register
    return register
  }

  /// The register of a column whose value is known; -1 of others.
  mutating func register(of column: RulePlan.Column, _ symbols: inout SymbolTable) -> Int32 {
    switch column {
    case .constant(let value): register(of: value, &symbols)
    case .check(let variable): Int32(variable)
    case .bind, .ignore: -1
    }
  }

  mutating func registers(
    of columns: some Sequence<RulePlan.Column>, _ symbols: inout SymbolTable
  ) -> [Int32] {
    var registers: [Int32] = []
    for column in columns { registers.append(register(of: column, &symbols)) }
    return registers
  }

  /// The register that has an expression's value; a step computes it if need be.
  mutating func register(of expression: ScalarExpression, _ symbols: inout SymbolTable)
    -> Int32
  {
    switch expression.kind {
    case .variable(let variable): return Int32(variable)
    case .constant(let value): return register(of: value, &symbols)
    default:
      let register = newRegister()
      addComputation(expression, into: register, &symbols)
      return register
    }
  }

  // MARK: - Steps

  mutating func add(_ step: MachineStep, isGenerator: Bool = false) {
    var step = step
    step.back = generator
    if step.key.count > 1 { step.keyBuffer = .allocate(capacity: step.key.count) }
    steps.append(step)
    if isGenerator { generator = Int32(steps.count - 1) }
  }

  mutating func addCondition(_ condition: MachineCondition) {
    var step = MachineStep(operation: .condition)
    step.condition = Int32(conditions.count)
    conditions.append(condition)
    add(step)
  }

  mutating func addComputation(
    _ expression: ScalarExpression, into register: Int32, _ symbols: inout SymbolTable
  ) {
    var step = MachineStep(operation: .compute)
    step.register = register
    step.code = NumberCode(expression) { self.register(of: $0, &symbols) }
    step.condition = Int32(conditions.count)
    conditions.append(.assign(register, expression))
    add(step)
  }

  private mutating func addComparison(
    _ comparison: ComparisonOperator, _ left: ScalarExpression, _ right: ScalarExpression,
    _ isNegated: Bool, _ symbols: inout SymbolTable
  ) {
    // A side without a value makes a negated comparison true, so it must not end the binding.
    let isPlain = left.isPlain && right.isPlain
    guard !isNegated || isPlain else {
      addCondition(.compare(comparison, left, right, isNegated: isNegated))
      return
    }
    let first = register(of: left, &symbols)
    let second = register(of: right, &symbols)
    var step = MachineStep(operation: .compare)
    step.comparison = comparison
    step.isNegated = isNegated
    (step.first, step.second) = (first, second)
    step.condition = Int32(conditions.count)
    conditions.append(
      .compare(
        comparison, left.inRegister(first), right.inRegister(second), isNegated: isNegated))
    add(step)
  }

  private mutating func addRange(
    _ column: RulePlan.Column, _ low: ScalarExpression, _ high: ScalarExpression,
    _ symbols: inout SymbolTable
  ) {
    var step = MachineStep(operation: .range)
    step.first = register(of: low, &symbols)
    step.second = register(of: high, &symbols)
    if case .bind(let variable) = column {
      step.register = Int32(variable)
      add(step, isGenerator: true)
    } else {
      step.register = register(of: column, &symbols)
      step.isExistential = true
      add(step)
    }
  }
}

extension ScalarExpression {
  /// Whether it is a variable or a constant.
  fileprivate var isPlain: Bool {
    switch kind {
    case .variable, .constant: true
    default: false
    }
  }

  /// The expression, once its value is in a register.
  fileprivate func inRegister(_ register: Int32) -> ScalarExpression {
    isPlain ? self : ScalarExpression(kind: .variable(Int(register)), span: span)
  }
}
