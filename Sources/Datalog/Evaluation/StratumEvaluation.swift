extension ProgramEvaluator {
  /// Derives the facts of a stratum whose premises from other strata are complete.
  func evaluate(_ stratum: Stratum) throws(EvaluationError) {
    if stratum.relations.allSatisfy({ program[$0].isOnDemand }) {
      finish(stratum)
      return
    }
    let factsBefore = watch.derivedFacts
    worked = (stratum.initialRules.first ?? stratum.recursiveRules.first ?? 0, 0)
    do {
      try watch.passStratum(symbols)
      try derive(stratum)
      if mayHoldStaleFacts(stratum) { try settle(stratum) }
      finish(stratum)
      try watch.passStratum(symbols)
    } catch {
      finalRows = [:]
      aggregation = nil
      forgetSharedJoins()
      discard(stratum)
      watch.discount(to: factsBefore)
      throw failure(error, rule: worked.rule, round: worked.round)
    }
  }

  private func derive(_ stratum: Stratum) throws {
    try runInitial(stratum.initialRules)
    finishRound(stratum)
    for relation in stratum.relations { rows(relation).makeAllDelta() }
    try recur(stratum)
  }

  /// Runs rounds until one brings nothing new.
  func recur(_ stratum: Stratum) throws {
    guard !stratum.recursiveRules.isEmpty else { return }
    let relations = stratum.relations.map { rows($0) }
    var all = stratum.recursiveRules.flatMap { variants(of: $0, in: stratum) }
    repeat {
      worked.round += 1
      for index in all.indices {
        worked.rule = all[index].rule
        try run(&all[index])
      }
      finishRound(stratum)
    } while relations.contains { !$0.delta.isEmpty }
  }

  private func finishRound(_ stratum: Stratum) {
    Relation.finishRound(
      of: stratum.relations.map { rows($0) }, at: stamp, watch.limits)
    stamp += 1
  }

  // MARK: - Variants

  /// One choice of rows for each atom of this stratum in a rule: it reads the delta, those before
  /// it the older rows and those behind it all.
  private func variants(of index: Int, in stratum: Stratum) -> [RuleVariant] {
    let body = program.rules[index].body
    var recursive: [(position: Int, relation: Relation)] = []
    for (position, literal) in body.enumerated() {
      if case .atom(let atom) = literal, stratum.relations.contains(atom.relation) {
        recursive.append((position, rows(atom.relation)))
      }
    }
    return recursive.indices.map { delta in
      var choice: [RulePlan.Rows] = body.map { _ in .all }
      choice[recursive[delta].position] = .delta
      for earlier in recursive[..<delta] { choice[earlier.position] = .old }
      return RuleVariant(
        rule: index, choice: choice, delta: recursive[delta].relation,
        older: recursive[..<delta].map(\.relation))
    }
  }

  /// Runs a variant with the rows of this round; plans it anew when sizes have changed much.
  private func run(_ variant: inout RuleVariant) throws {
    guard !variant.delta.delta.isEmpty,
      !variant.older.contains(where: { $0.delta.lowerBound == 0 })
    else { return }
    let sizes = [variant.delta.delta.count] + variant.older.map(\.count)
    let team: MachineTeam
    if let known = variant.team, RuleVariant.isAlike(sizes, variant.sizes) {
      team = known
    } else {
      team = makeTeam(variant.rule, rows: variant.choice)
      variant.team = team
      variant.sizes = sizes
    }
    try run(variant.rule, team)
  }

  // MARK: - Best values

  /// Whether facts may have been derived from values that were not the best in the end.
  private func mayHoldStaleFacts(_ stratum: Stratum) -> Bool {
    stratum.relations.contains { rows($0).deadCount > 0 }
      && stratum.relations.contains { program[$0].best == nil }
  }

  /// Derives a stratum anew with its best values known: only they are taken, so nothing follows
  /// from a value that was replaced, and every fact's stamp is that of a proof.
  private func settle(_ stratum: Stratum) throws {
    for relation in stratum.relations where program[relation].best != nil {
      rows(relation).removeDeadRows()
      finalRows[relation] = rows(relation)
    }
    discard(stratum)
    try derive(stratum)
    // A value that can be reached only through values it replaced was still the best.
    for (relation, final) in finalRows.sorted(by: { $0.key.index < $1.key.index }) {
      for row in 0..<final.count { rows(relation).insert(final.tuple(at: row)) }
    }
    finishRound(stratum)
    if finalRows.keys.contains(where: { !rows($0).delta.isEmpty }) { try recur(stratum) }
    finalRows = [:]
  }

  // MARK: - Failures

  func failure(_ error: any Error, rule index: Int, round: Int) -> EvaluationError {
    let rule = program.rules[index]
    let head = program[program[rule.head].origin ?? rule.head]
    let name = head.isMadeUp ? "this statement" : "'\(head.schema.name)'"
    let place = round > 0 ? "\(name), round \(round)" : name
    switch error {
    case let error as ArithmeticError:
      return EvaluationError(
        diagnostic: Diagnostic(error.code, error.message, at: error.span)
          .noting("while evaluating \(place)", at: rule.span))
    case let stop as LimitWatch.Stop:
      return EvaluationError(
        diagnostic: Diagnostic(
          stop.code, "\(stop.message) while evaluating \(place)", at: rule.span))
    default:
      return EvaluationError(
        diagnostic: Diagnostic(.limitReached, "\(error) while evaluating \(place)", at: rule.span))
    }
  }
}

/// A recursive rule with one atom that reads the newest rows, and the machines that run it.
private struct RuleVariant {
  let rule: Int
  let choice: [RulePlan.Rows]
  /// The relation of the atom that reads the newest rows.
  let delta: Relation
  /// Those of the atoms that read older rows.
  let older: [Relation]
  var team: MachineTeam?
  /// The sizes that the machines were planned for.
  var sizes: [Int] = []

  /// Whether a plan for some sizes is still good for others.
  static func isAlike(_ sizes: [Int], _ planned: [Int]) -> Bool {
    for (size, before) in zip(sizes, planned) {
      if size > before * 16 + 256 || before > size * 16 + 256 { return false }
    }
    return true
  }
}
