extension ProgramEvaluator {
  /// Runs a rule once and adds what it derives to the present round.
  func run(_ index: Int, rows choice: [RulePlan.Rows]) throws {
    try run(index, makeTeam(index, rows: choice))
  }

  /// Runs a team that ``makeTeam(_:rows:)`` made for a rule.
  func run(_ index: Int, _ team: MachineTeam) throws {
    guard let recorder else { return try execute(index, team) }
    let (start, factsBefore) = (ContinuousClock.now, watch.derivedFacts)
    try execute(index, team)
    recorder.add(team.lead.machine, facts: watch.derivedFacts - factsBefore, time: .now - start)
  }

  private func execute(_ index: Int, _ team: MachineTeam) throws {
    let machine = team.lead.machine
    let rule = program.rules[index]
    if rule.aggregates, program[rule.head].best == nil {
      try aggregate(index, team)
    } else if let final = finalRows[rule.head] {
      let head = rows(rule.head)
      try withSymbols { symbols, watch in
        try machine.run(symbols: &symbols, watch: &watch) { registers, _, watch in
          let tuple = machine.headRegisters.map { registers[Int($0)] }
          if final.contains(tuple), head.insert(tuple) { try watch.countFacts(1) }
        }
      }
    } else {
      self.team = team
      defer { self.team = nil }
      try withSymbols { try team.run(symbols: &$0, watch: &$1) }
    }
  }

  /// Machines that add a rule's facts to the relation of its head, or, where they need more than
  /// that, hand the head's values over.
  ///
  /// - Parameter folds: Whether aggregates are folded where they can be.
  func makeTeam(_ index: Int, rows choice: [RulePlan.Rows], folds: Bool = true) -> MachineTeam {
    load(program.rules[index])
    return makeTeam(plan(index, choice), rows: choice, folds: folds)
  }

  /// Machines that run a plan.
  func makeTeam(_ plan: RulePlan, rows choice: [RulePlan.Rows], folds: Bool = true) -> MachineTeam {
    let rule = program.rules[plan.rule]
    let isBest = program[rule.head].best != nil
    let head: MachineCompiler.Head =
      if folds, rule.aggregates, !isBest, let plan = foldPlan(rule) {
        .folded(plan)
      } else if rule.aggregates && !isBest || finalRows[rule.head] != nil {
        .values(withBest: isBest)
      } else {
        .relation(rows(rule.head))
      }
    plan.noteScans { rows($0) }
    let product = productPlan(plan, head)
    let groups = product.map { ProductMachine.Groups(rows($0.relation), $0) }
    let make = { [unowned self] (symbols: inout SymbolTable) in
      let machine = compile(plan, head: head, &symbols)
      guard let product, let groups else { return RuleMachines(machine: machine, product: nil) }
      return RuleMachines(
        machine: machine, product: compile(product, groups, of: plan.rule, &symbols))
    }
    let lead = withSymbols { symbols, _ in make(&symbols) }
    recorder?.note(plan, rows: choice, lead.machine)
    return MachineTeam(lead, makeMachines: make)
  }

  /// How to run a plan as a product, if it can be.
  private func productPlan(_ plan: RulePlan, _ head: MachineCompiler.Head) -> ProductPlan? {
    guard case .relation(let relation) = head, relation.best == nil,
      let product = ProductPlan(
        plan, of: program.rules[plan.rule], setColumn: relation.setColumn),
      rows(product.relation).best == nil
    else { return nil }
    return product
  }

  private func compile(
    _ plan: ProductPlan, _ groups: ProductMachine.Groups, of rule: Int,
    _ symbols: inout SymbolTable
  ) -> ProductMachine {
    func side(_ side: ProductPlan.Side) -> ProductMachine.Side {
      if side.beginsWithGroup, side.steps.isEmpty { return .group }
      let first: [RulePlan.Step] = side.beginsWithGroup ? [.given(plan.other)] : []
      let machine = compile(
        RulePlan(rule: rule, steps: first + side.steps, literals: []),
        head: .collected(side.variable), &symbols)
      return .collected(machine, ProductMachine.Growth(side) { self.rows($0) })
    }
    return ProductMachine(
      plan, groups: groups, keys: side(plan.keys), values: side(plan.values),
      head: rows(program.rules[rule].head))
  }

  func compile(
    _ plan: RulePlan, head: MachineCompiler.Head, _ symbols: inout SymbolTable
  ) -> RuleMachine {
    RuleMachine(
      MachineCompiler(
        plan, of: program.rules[plan.rule], head: head, symbols: &symbols,
        relation: { self.rows($0) }, innerBody: { self.innerBody($0, &$1) }))
  }

  func plan(_ index: Int, _ rows: [RulePlan.Rows], bound: Set<Int> = []) -> RulePlan {
    RulePlanner.plan(
      index, of: program, rows: rows, bound: bound,
      relation: { [unowned self] in self.rows($0) },
      number: { [unowned self] in self.symbols.id(of: $0)?.bits })
  }

  /// Makes the relations that a rule reads; that numbers the values of their facts, and so cannot
  /// wait until a machine holds the symbol table.
  func load(_ rule: Rule) {
    for literal in rule.body {
      switch literal {
      case .atom(let atom), .negatedAtom(let atom), .group(let atom, _):
        if program[atom.relation].isOnDemand {
          guard innerBodies[atom.relation] == nil else { continue }
          for inner in ownRules(of: atom.relation) { load(program.rules[inner]) }
        } else {
          _ = rows(atom.relation)
        }
      case .comparison, .test, .range: break
      }
    }
  }

  /// The inner body that stands behind a relation; `nil` if the relation has rows of its own.
  private func innerBody(_ relation: RelationID, _ symbols: inout SymbolTable) -> InnerBody? {
    guard program[relation].isOnDemand else { return nil }
    if let known = innerBodies[relation] { return known }
    var alternatives: [InnerBody.Alternative] = []
    for index in ownRules(of: relation) {
      let rule = program.rules[index]
      let given = rule.groupVariables
      let plan = plan(index, rule.body.map { _ in .all }, bound: Set(given))
      let machine = compile(plan, head: .values(withBest: false), &symbols)
      alternatives.append(InnerBody.Alternative(rule: rule, given: given, machine: machine))
    }
    let body = InnerBody(alternatives)
    innerBodies[relation] = body
    return body
  }

  /// Calls `visit` with the bindings of a rule's body that agree with what is given.
  ///
  /// - Parameters:
  ///   - rows: The rows to read, for each literal of the body.
  ///   - stepCount: How many steps of the plan to take; the rest is left out.
  func search(
    _ index: Int, rows choice: [RulePlan.Rows], given: [Int: UInt32], stepCount: Int? = nil,
    _ visit: ([UInt32], SymbolTable) throws -> Void
  ) throws -> RulePlan {
    let rule = program.rules[index]
    load(rule)
    var plan = plan(index, choice, bound: Set(given.keys))
    let whole = plan
    if let stepCount { plan.steps = Array(plan.steps.prefix(stepCount)) }
    try withSymbols { symbols, watch in
      let machine = compile(plan, head: .none, &symbols)
      for (variable, value) in given { machine.registers[variable] = value }
      try machine.run(symbols: &symbols, watch: &watch) { registers, symbols, _ in
        let values = UnsafeBufferPointer(start: registers, count: rule.variables.count)
        try visit(Array(values), symbols)
      }
    }
    return whole
  }
}
