extension ProgramEvaluator {
  /// Runs a rule that aggregates, and adds a tuple for each group.
  func aggregate(_ index: Int, _ team: MachineTeam) throws {
    let rule = program.rules[index]
    var machine = team.lead.machine
    if machine.fold != nil {
      if try fold(rule, team) { return }
      machine = makeTeam(index, rows: rule.body.map { _ in .all }, folds: false).lead.machine
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
