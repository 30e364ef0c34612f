/// Translates a rule's plan to the steps of a machine.
struct MachineCompiler {
  /// What becomes of the bindings.
  enum Head {
    /// They are handed over with the registers of the variables alone.
    case none
    /// They are handed over with the values of the head's columns and of aggregates' arguments.
    case values(withBest: Bool)
    /// The head's tuples are added to the relation.
    case relation(Relation)
  }

  private(set) var steps: [MachineStep] = []
  private(set) var conditions: [MachineCondition] = []
  private(set) var sources: [MachineSource] = []
  private(set) var constants: [(register: Int32, value: UInt32)] = []
  private(set) var registerCount: Int
  private(set) var headRegisters: [Int32] = []
  private(set) var argumentRegisters: [[Int32]] = []
  private(set) var emitter: MachineEmitter?
  /// Relations that steps hold addresses of, besides those of `sources`.
  private(set) var targets: [Relation] = []

  private var registersOfConstants: [UInt32: Int32] = [:]
  /// The last step that gives several bindings.
  private var generator: Int32 = -1

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
  }

  // MARK: - Registers

  private mutating func newRegister() -> Int32 {
    registerCount += 1
    return Int32(registerCount - 1)
  }

  private mutating func register(of value: Value, _ symbols: inout SymbolTable) -> Int32 {
    register(ofConstant: symbols.intern(value).bits)
  }

  private mutating func register(ofConstant bits: UInt32) -> Int32 {
    if let known = registersOfConstants[bits] { return known }
    let register = newRegister()
    constants.append((register, bits))
    registersOfConstants[bits] = register
    return register
  }

  /// The register of a column whose value is known; -1 of others.
  private mutating func register(of column: RulePlan.Column, _ symbols: inout SymbolTable) -> Int32
  {
    switch column {
    case .constant(let value): register(of: value, &symbols)
    case .check(let variable): Int32(variable)
    case .bind, .ignore: -1
    }
  }

  private mutating func registers(
    of columns: some Sequence<RulePlan.Column>, _ symbols: inout SymbolTable
  ) -> [Int32] {
    var registers: [Int32] = []
    for column in columns { registers.append(register(of: column, &symbols)) }
    return registers
  }

  /// The register that has an expression's value; a step computes it if need be.
  private mutating func register(of expression: ScalarExpression, _ symbols: inout SymbolTable)
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

  private mutating func add(_ step: MachineStep, isGenerator: Bool = false) {
    var step = step
    step.back = generator
    if step.key.count > 1 { step.keyBuffer = .allocate(capacity: step.key.count) }
    steps.append(step)
    if isGenerator { generator = Int32(steps.count - 1) }
  }

  private mutating func addCondition(_ condition: MachineCondition) {
    var step = MachineStep(operation: .condition)
    step.condition = Int32(conditions.count)
    conditions.append(condition)
    add(step)
  }

  private mutating func addComputation(
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

  // MARK: - Relations

  /// A step that reads rows by the columns that are known; the others are bound or checked.
  private mutating func rowStep(
    _ access: RulePlan.Access, keyColumns: [Int], _ relation: Relation,
    _ symbols: inout SymbolTable
  ) -> MachineStep {
    var step = MachineStep(operation: keyColumns.isEmpty ? .scan : .rows)
    var binds: [MachineStep.Move] = []
    var checks: [MachineStep.Move] = []
    for (column, kind) in access.columns.enumerated() where !keyColumns.contains(column) {
      switch kind {
      case .bind(let variable):
        binds.append(.init(column: Int32(column), register: Int32(variable)))
      case .check, .constant:
        checks.append(.init(column: Int32(column), register: register(of: kind, &symbols)))
      case .ignore: break
      }
    }
    step.binds = MoveList(binds)
    step.checks = MoveList(checks)
    step.log = relation.log
    step.groups = relation.groupTable
    step.isExistential = access.isExistential
    step.choice = access.rows.choice
    if !keyColumns.isEmpty {
      step.key = RegisterList(registers(of: keyColumns.map { access.columns[$0] }, &symbols))
      step.index = relation.index(over: keyColumns, entry: .row)
    }
    return step
  }

  private mutating func addMatch(
    _ access: RulePlan.Access, _ relation: Relation, _ symbols: inout SymbolTable
  ) {
    // The newest rows are read once when they come first: to index them would cost more.
    let isFirstDelta = access.rows.choice == .delta && generator < 0
    let keyColumns = isFirstDelta ? [] : access.keyColumns
    let isPlain = relation.best == nil && !access.rows.isStamped
    sources.append(MachineSource(step: steps.count, relation: relation, rows: access.rows))
    if isPlain, keyColumns.count == relation.arity, relation.arity > 0, !relation.isGrowing {
      add(membership(access, relation, &symbols))
      return
    }
    let others = access.columns.indices.filter { !keyColumns.contains($0) }
    if isPlain, !keyColumns.isEmpty, others.count == 1, let other = others.first {
      var step = MachineStep(operation: .values)
      step.choice = access.rows.choice
      step.key = RegisterList(registers(of: keyColumns.map { access.columns[$0] }, &symbols))
      step.index = relation.index(over: keyColumns, entry: .value(column: other))
      if case .bind(let variable) = access.columns[other], !access.isExistential {
        step.register = Int32(variable)
        add(step, isGenerator: true)
        return
      }
      // The only other column is not read, so it cannot be one that is checked either.
      step.operation = .hasEntries
      add(step)
      return
    }
    add(rowStep(access, keyColumns: keyColumns, relation, &symbols), isGenerator: true)
  }

  /// Adds one step for an atom that gives a variable its values and those behind it that then only
  /// have to agree; gives their number, 0 if there are none.
  private mutating func addIntersection(
    _ steps: ArraySlice<RulePlan.Step>, _ relation: (RelationID) -> Relation,
    _ symbols: inout SymbolTable
  ) -> Int {
    guard case .match(let first)? = steps.first, let variable = first.onlyNewVariable else {
      return 0
    }
    var members: [Intersection.Member] = []
    for step in steps {
      guard case .match(let access) = step,
        let column = access.onlyColumn(of: variable), access.rows.choice == .all,
        !access.rows.isStamped, members.isEmpty || access.keyColumns.count == access.columns.count
      else { break }
      let relation = relation(access.relation)
      guard !relation.isGrowing, relation.best == nil else { break }
      var registers = registers(of: access.columns, &symbols)
      registers.remove(at: column)
      members.append(.init(set: relation.rowTable(over: column), key: registers))
      targets.append(relation)
    }
    guard members.count > 1 else {
      for member in members { member.destroy() }
      return 0
    }
    var step = MachineStep(operation: .intersect)
    step.register = Int32(variable)
    step.intersection = .allocate(capacity: 1)
    step.intersection?.initialize(to: Intersection(members))
    add(step, isGenerator: true)
    return members.count - 1
  }

  private mutating func membership(
    _ access: RulePlan.Access, _ relation: Relation, _ symbols: inout SymbolTable
  ) -> MachineStep {
    var step = MachineStep(operation: .contains)
    var registers = registers(of: access.columns, &symbols)
    step.register = registers.remove(at: relation.setColumn)
    step.key = RegisterList(registers)
    step.set = relation.rowTable()
    return step
  }

  private mutating func addAbsent(
    _ access: RulePlan.Access, _ relation: Relation, _ symbols: inout SymbolTable
  ) {
    let keyColumns = access.keyColumns
    targets.append(relation)
    if keyColumns.count == relation.arity, relation.arity > 0, relation.best == nil {
      var step = membership(access, relation, &symbols)
      step.isNegated = true
      add(step)
      return
    }
    var step = MachineStep(operation: .hasEntries)
    step.isNegated = true
    step.key = RegisterList(registers(of: keyColumns.map { access.columns[$0] }, &symbols))
    step.index = relation.index(over: keyColumns, entry: .row)
    add(step)
  }

  private mutating func addGroup(
    _ access: RulePlan.Access, _ missing: Value?, _ relation: Relation,
    _ symbols: inout SymbolTable
  ) {
    let last = relation.arity - 1
    let keyColumns = access.keyColumns.filter { $0 != last }
    var step = rowStep(access, keyColumns: keyColumns, relation, &symbols)
    step.operation = .group
    step.isExistential = false
    if keyColumns.isEmpty { step.index = relation.index(over: [], entry: .row) }
    if let missing { step.first = register(of: missing, &symbols) }
    sources.append(MachineSource(step: steps.count, relation: relation, rows: access.rows))
    add(step, isGenerator: true)
  }

  private mutating func addInnerGroup(
    _ body: InnerBody, _ access: RulePlan.Access, _ missing: Value?, _ symbols: inout SymbolTable
  ) {
    guard let last = access.columns.last else { return }
    let result: MachineCondition.ResultColumn =
      switch last {
      case .bind(let variable): .bind(Int32(variable))
      case .check, .constant: .check(register(of: last, &symbols))
      case .ignore: .ignore
      }
    addCondition(
      .groupInner(
        body, registers(of: access.columns.dropLast(), &symbols), result: result,
        missing: missing.map { symbols.intern($0).bits }))
  }

  // MARK: - Head

  private mutating func addHead(_ head: Head, of rule: Rule, _ symbols: inout SymbolTable) {
    let withBest: Bool
    switch head {
    case .none:
      add(MachineStep(operation: .visit))
      return
    case .values(let best): withBest = best
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
}

extension MachineCompiler {
  /// Makes the last step that gives the head a value the one to go on with: the bindings that later
  /// steps would still find are of the same tuple.
  private mutating func cutBack() {
    let read = Set(headRegisters + argumentRegisters.joined())
    let last = steps.indices.last { !read.isDisjoint(with: writtenRegisters(steps[$0])) }
    generator = Int32(
      steps[..<((last ?? -1) + 1)].lastIndex { $0.operation.isGenerator && !$0.isExistential } ?? -1
    )
  }

  private func writtenRegisters(_ step: MachineStep) -> [Int32] {
    switch step.operation {
    case .scan, .rows, .group: (0..<step.binds.count).map { step.binds[$0].register }
    case .values, .intersect, .range, .compute: [step.register]
    case .condition:
      switch conditions[Int(step.condition)] {
      case .assign(let register, _), .groupInner(_, _, .bind(let register), _): [register]
      default: []
      }
    case .contains, .hasEntries, .compare, .emit, .emitValues, .emitIntersection, .emitBest, .visit:
      []
    }
  }
}

extension MachineStep.Operation {
  /// Whether a step gives several bindings.
  fileprivate var isGenerator: Bool {
    switch self {
    case .scan, .values, .intersect, .rows, .group, .range: true
    default: false
    }
  }
}

extension RulePlan.Rows {
  fileprivate var choice: RowChoice {
    switch self {
    case .all, .stampedBefore: .all
    case .old: .old
    case .delta: .delta
    }
  }

  fileprivate var isStamped: Bool { if case .stampedBefore = self { true } else { false } }
}

extension RulePlan.Access {
  /// The variable that it binds, if it binds just one and knows all other columns.
  fileprivate var onlyNewVariable: Int? {
    guard columns.count > 1, keyColumns.count == columns.count - 1, !isExistential else {
      return nil
    }
    for case .bind(let variable) in columns { return variable }
    return nil
  }

  /// The column where a variable stands, if it stands in just one.
  fileprivate func onlyColumn(of variable: Int) -> Int? {
    let found = columns.indices.filter { column in
      switch columns[column] {
      case .bind(let other), .check(let other): other == variable
      case .constant, .ignore: false
      }
    }
    return found.count == 1 ? found[0] : nil
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
