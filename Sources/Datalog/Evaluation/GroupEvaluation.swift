extension ProgramEvaluator {
  /// Runs a rule that aggregates, and adds a tuple for each group.
  func aggregate(_ index: Int, _ team: MachineTeam) throws {
    let rule = program.rules[index]
    var machine = team.lead.machine
    if machine.fold != nil {
      if try fold(rule, team) { return }
      machine = makeTeam(index, rows: rule.body.map { _ in .all }, folds: false).lead.machine
    }
    if let first = machine.rowsToSplit(), first.count >= watch.limits.fewestSharedRows {
      let plan = MemberPlan(rule)
      if plan.isDistinct { return try aggregateMembers(of: index, plan) }
    }
    let groups = Aggregation(rule)
    aggregation = groups
    defer { aggregation = nil }
    let head = rows(rule.head)
    try withSymbols { symbols, watch in
      try machine.run(symbols: &symbols, watch: &watch) { registers, _, _ in
        groups.add(
          registers, group: machine.headRegisters, arguments: machine.argumentRegisters)
      }
      try groups.finish(symbols: &symbols) { tuple, _ in
        if head.insert(tuple) { try watch.countFacts(1) }
      }
    }
  }

  /// Finds the bindings of a rule that aggregates as a relation, and adds a tuple for each group.
  private func aggregateMembers(of index: Int, _ plan: MemberPlan) throws {
    let rule = program.rules[index]
    let source = memberRule(of: index, plan)
    let relation = program.rules[source].head
    // Members are no facts, and the plan was noted as that of the rule itself.
    let (facts, noting) = (watch.derivedFacts, recorder)
    watch.discount(to: .min)
    recorder = nil
    defer {
      watch.discount(to: facts)
      recorder = noting
      relations[relation.index] = nil
    }
    try run(source, rows: rule.body.map { _ in .all })
    watch.discount(to: facts)
    try aggregate(rows(relation), plan, of: rule)
  }

  /// The rule that derives the members of a rule's groups.
  private func memberRule(of index: Int, _ plan: MemberPlan) -> Int {
    if let known = memberRules[index] { return known }
    let rule = program.rules[index]
    let columns = plan.columns.indices.map { RelationSchema.Column("column\($0 + 1)") }
    let relation = addRelation(
      RelationInfo(
        schema: RelationSchema("$members\(program.relations.count)", columns), isMadeUp: true,
        isBase: false, span: rule.span))
    let made = addRule(
      Rule(
        head: relation, headTerms: plan.columns.map(HeadTerm.expression), body: rule.body,
        variables: rule.variables, span: rule.span))
    memberRules[index] = made
    return made
  }

  private func aggregate(_ members: Relation, _ plan: MemberPlan, of rule: Rule) throws {
    let head = rows(rule.head)
    if try fold(members, plan, of: rule, into: head) { return }
    let groups = Aggregation(rule, areDistinct: true)
    aggregation = groups
    defer { aggregation = nil }
    try withSymbols { symbols, watch in
      try members.forEachRow(&watch, symbols) { registers in
        groups.add(registers, group: plan.group, arguments: plan.arguments)
        return true
      }
      try groups.finish(symbols: &symbols) { tuple, _ in
        if head.insert(tuple) { try watch.countFacts(1) }
      }
    }
  }

  /// Folds distinct members; false, with nothing added, if a value cannot be folded.
  private func fold(
    _ members: Relation, _ plan: MemberPlan, of rule: Rule, into head: Relation
  ) throws -> Bool {
    guard let folding = FoldPlan(ofDistinctBindings: rule) else { return false }
    var fold = GroupFold(
      by: plan.group,
      folding.folds.map {
        .init(function: $0.function, register: plan.arguments[$0.aggregate].first ?? -1)
      }, skippingRepeatsOf: nil)
    defer { fold.destroy() }
    return try withSymbols { symbols, watch in
      let isWhole = try members.forEachRow(&watch, symbols) { fold.add($0, symbols) }
      guard isWhole, let columns = try folding.columns(of: rule, fold, &symbols) else {
        return false
      }
      try watch.countFacts(head.add(columns, count: fold.count))
      return true
    }
  }

  /// How to fold a rule's aggregates, if they can be.
  func foldPlan(_ rule: Rule) -> FoldPlan? {
    FoldPlan(rule) { atom in
      let relation = rows(atom.relation)
      return relation.withMeasures { $0.isSorted(relation) }
    }
  }

  /// Folds the bindings of a rule without keeping them; false, with nothing added, if a value cannot be
  /// folded.
  private func fold(_ rule: Rule, _ team: MachineTeam) throws -> Bool {
    guard let plan = foldPlan(rule) else { return false }
    let folding = FoldTeam(team.lead.machine, plan) { team.makeMachines(&$0).machine }
    foldTeam = folding
    defer { foldTeam = nil }
    let head = rows(rule.head)
    do {
      return try withSymbols { symbols, watch in
        guard let fold = try folding.run(symbols: &symbols, watch: &watch),
          let columns = try plan.columns(of: rule, fold.pointee, &symbols)
        else { return false }
        try watch.countFacts(head.add(columns, count: fold.pointee.count))
        return true
      }
    } catch is GroupFold.Unfit { return false }
  }
}

extension FoldPlan {
  /// The most numbers whose sum is the same in floating point, in whatever order they are added.
  private static let mostForAverage = 1 << 23

  /// The columns of a rule's head, with a row for each group; `nil` if an average needs more care.
  fileprivate func columns(
    of rule: Rule, _ fold: GroupFold, _ symbols: inout SymbolTable
  ) throws -> [[UInt32]]? {
    var columns: [[UInt32]] = []
    var (groupColumn, aggregate) = (0, 0)
    for term in rule.headTerms {
      guard case .aggregate(_, _, let span) = term else {
        columns.append((0..<fold.count).map { fold.groups.value($0, groupColumn) })
        groupColumn += 1
        continue
      }
      guard let column = try column(results[aggregate], fold, span, &symbols) else { return nil }
      columns.append(column)
      aggregate += 1
    }
    return columns
  }

  private func column(
    _ result: Result, _ fold: GroupFold, _ span: SourceSpan, _ symbols: inout SymbolTable
  ) throws -> [UInt32]? {
    var column: [UInt32] = []
    column.reserveCapacity(fold.count)
    for group in 0..<fold.count {
      switch result {
      case .number(let place):
        let number = fold.result(place, ofGroup: group)
        column.append((ValueID(inline: number) ?? symbols.intern(.int(number))).bits)
      case .value(let place):
        column.append(UInt32(truncatingIfNeeded: fold.result(place, ofGroup: group)))
      case .average(let sum, let count):
        let count = fold.result(count, ofGroup: group)
        guard count <= Self.mostForAverage else { return nil }
        let sum = Value.float(Double(fold.result(sum, ofGroup: group)))
        guard let value = try Arithmetic.apply(.divide, sum, .float(Double(count)), span) else {
          return nil
        }
        column.append(symbols.intern(value).bits)
      }
    }
    return column
  }
}

extension Relation {
  /// Calls a function with the values of each row, those of the present round included, until it is
  /// false; whether it never was.
  @discardableResult
  fileprivate func forEachRow(
    _ watch: inout LimitWatch, _ symbols: borrowing SymbolTable,
    _ use: (UnsafeMutablePointer<UInt32>) -> Bool
  ) throws -> Bool {
    try withUnsafeTemporaryAllocation(of: UInt32.self, capacity: arity + 1) { values in
      guard let values = values.baseAddress else { return false }
      for row in 0..<countWithPending {
        try watch.tick(symbols)
        for column in 0..<arity { values[column] = log.pointee.value(row, column) }
        guard use(values) else { return false }
      }
      return true
    }
  }
}
