extension MachineCompiler {
  /// A step that reads rows by the columns that are known; the others are bound or checked.
  private mutating func rowStep(
    _ access: RulePlan.Access, keyColumns: [Int], _ relation: Relation,
    _ symbols: inout SymbolTable
  ) -> MachineStep {
    var step = MachineStep(operation: keyColumns.isEmpty ? .scan : .rows)
    var binds: [MachineStep.Move] = []
    var checks: [MachineStep.Move] = []
    var repeats: [MachineStep.Move] = []
    for (column, kind) in access.columns.enumerated() where !keyColumns.contains(column) {
      switch kind {
      case .bind(let variable):
        binds.append(.init(column: Int32(column), register: Int32(variable)))
      case .check, .constant:
        let move = MachineStep.Move(
          column: Int32(column), register: register(of: kind, &symbols))
        if binds.contains(where: { $0.register == move.register }) {
          repeats.append(move)
        } else {
          checks.append(move)
        }
      case .ignore: break
      }
    }
    step.checks = MoveList(checks)
    step.binds = MoveList(binds)
    step.repeats = MoveList(repeats)
    step.log = relation.log
    step.dead = relation.dead
    step.isExistential = access.isExistential
    step.choice = access.rows.choice
    guard !keyColumns.isEmpty else { return step }
    step.key = RegisterList(registers(of: keyColumns.map { access.columns[$0] }, &symbols))
    if case .sorted = access.path {
      step.operation = .sortedRows
    } else {
      step.index = relation.index(over: keyColumns, entry: .row)
    }
    return step
  }

  mutating func addMatch(
    _ access: RulePlan.Access, _ relation: Relation, _ symbols: inout SymbolTable
  ) {
    // The newest rows are read once when they come first: to index them would cost more.
    let isFirstDelta = access.rows.choice == .delta && generator < 0
    let keyColumns = isFirstDelta ? [] : access.keyColumns
    let isPlain = relation.best == nil && !access.rows.isStamped
    sources.append(MachineSource(step: steps.count, relation: relation, rows: access.rows))
    switch access.path {
    case .index: break
    case .scan:
      add(rowStep(access, keyColumns: [], relation, &symbols), isGenerator: true)
      return
    case .sorted(let columns):
      add(
        rowStep(access, keyColumns: Array(0..<columns), relation, &symbols), isGenerator: true)
      return
    }
    // Of a relation that grows the newest tuples count too where older ones are asked for: what
    // follows from two of them is then found twice, but no tuple's round need be kept.
    if isPlain, keyColumns.count == relation.arity, relation.arity > 0,
      !relation.isGrowing || access.rows.choice != .delta
    {
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

  /// For fewer values it is no worse to ask for each of them than to find the smallest set.
  private static let fewestValuesToIntersect = 2.0

  /// Adds one step for an atom that gives a variable its values and those behind it that then only
  /// have to agree; gives their number, 0 if there are none.
  mutating func addIntersection(
    _ steps: ArraySlice<RulePlan.Step>, _ relation: (RelationID) -> Relation,
    _ symbols: inout SymbolTable
  ) -> Int {
    guard case .match(let first)? = steps.first, let variable = first.onlyNewVariable,
      first.rowsEach >= MachineCompiler.fewestValuesToIntersect, case .index = first.path
    else { return 0 }
    var atoms: [(access: RulePlan.Access, column: Int, relation: Relation)] = []
    for step in steps {
      guard case .match(let access) = step,
        let column = access.onlyColumn(of: variable), access.rows.choice == .all,
        !access.rows.isStamped, case .index = access.path,
        atoms.isEmpty || access.keyColumns.count == access.columns.count
      else { break }
      let relation = relation(access.relation)
      guard !relation.isGrowing, relation.best == nil else { break }
      atoms.append((access, column, relation))
    }
    guard atoms.count > 1 else { return 0 }
    var members: [Intersection.Member] = []
    for (access, column, relation) in atoms {
      var registers = registers(of: access.columns, &symbols)
      registers.remove(at: column)
      members.append(.init(set: relation.rowTable(over: column), key: registers))
      targets.append(relation)
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
    step.set = relation.finishedSet()
    return step
  }

  mutating func addAbsent(
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

  mutating func addGroup(
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

  mutating func addInnerGroup(
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
