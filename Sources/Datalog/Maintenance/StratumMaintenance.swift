/// Brings the relations of a stratum up to date after a change below them: "delete and rederive"
/// (Gupta, Mumick, Subrahmanian 1993), then semi-naive evaluation from what is new.
///
/// 1. Tuples that lost a derivation leave, unless another one is left whose premises of the stratum
///    are all from rounds before the tuple's own; so nothing stays because of itself, and what stays
///    keeps its place and with it the round that proofs go by. What follows from those that leave is
///    looked at in turn.
/// 2. Those that left and still have a derivation come back, as new rows.
/// 3. What follows from new tuples is derived, round by round, as in any evaluation.
///
/// An aggregating rule's tuples are found anew for the groups that a change touches.
struct StratumMaintenance {
  private let evaluator: ProgramEvaluator
  private let stratum: Stratum
  private let changes: [RelationID: RelationChange]
  private let rules: [Int]
  /// The number of rows before.
  private var firstNew: [RelationID: Int] = [:]
  /// What left its relation.
  private(set) var gone: [RelationID: Relation] = [:]
  private var checks: [RelationID: DerivationCheck] = [:]
  /// Results of groups that were aggregated anew.
  private var results: [(relation: RelationID, tuple: [UInt32])] = []

  /// A stratum is small enough to be brought up to date in any case.
  private static let smallCount = 1000

  /// Prepares the work.
  ///
  /// - Parameter changes: Of the relations below, all that changed; of the stratum's own relations
  ///   the facts that were stated or taken back.
  init(
    _ stratum: Stratum, _ changes: [RelationID: RelationChange], _ evaluator: ProgramEvaluator
  ) {
    self.evaluator = evaluator
    self.stratum = stratum
    self.changes = changes
    rules = stratum.initialRules + stratum.recursiveRules
  }

  /// Brings the relations up to date.
  ///
  /// - Returns: Their changes.
  /// - Throws: ``NotMaintainable`` while nothing but ``gone`` has changed; what evaluation throws.
  mutating func run() throws -> [RelationID: RelationChange] {
    let below = changes.filter { !stratum.relations.contains($0.key) }
    for relation in stratum.relations {
      let rows = evaluator.rows(relation)
      // The newest rows of the last evaluation are no delta any more.
      rows.finishRound(at: evaluator.stamp)
      rows.isGrowing = true
      firstNew[relation] = rows.count
      gone[relation] = Relation(arity: rows.arity)
    }
    try delete(below)
    try rederive()
    try insert(below)
    return finish()
  }

  // MARK: - Deleting

  private mutating func delete(_ below: [RelationID: RelationChange]) throws {
    var candidates = noCandidates()
    for index in rules {
      let source = evaluator.ruleOfLosses(index, in: stratum)
      guard let lost = evaluator.lostRules(of: source, by: below) else {
        throw NotMaintainable(reason: "too many conditions of a rule changed")
      }
      let rule = evaluator.program.rules[index]
      evaluator.worked = (index, 0)
      if rule.aggregates, evaluator.program[rule.head].best == nil {
        try regroup(index, lost + evaluator.gainedRules(of: index, by: below), &candidates)
      } else {
        for rule in lost { try collect(rule, into: candidates) }
      }
    }
    var leaving = takenBack()
    try choose(candidates, &leaving)
    guard leaving.contains(where: { !$0.rows.isEmpty }) else { return }
    let variants = leavingVariants()
    while leaving.contains(where: { !$0.rows.isEmpty }) {
      try checkSize()
      for relation in stratum.relations { gone[relation]?.finishRound(at: 0) }
      candidates = noCandidates()
      for (machine, head, from) in variants where gone[from]?.delta.isEmpty == false {
        if let tuples = candidates[head] { try collect(machine, into: tuples) }
      }
      // Only now: the variants read them as premises of each other.
      for (relation, rows) in leaving {
        for row in rows { evaluator.rows(relation).remove(row: row) }
      }
      leaving = []
      try choose(candidates, &leaving)
    }
    for relation in stratum.relations { gone[relation]?.finishRound(at: 0) }
  }

  private func noCandidates() -> [RelationID: Relation] {
    Dictionary(
      uniqueKeysWithValues: stratum.relations.map {
        ($0, Relation(arity: evaluator.program[$0].schema.arity))
      })
  }

  /// The rows of facts that were taken back; they leave even if rules derive them, because they are
  /// not stated any more.
  private func takenBack() -> [(relation: RelationID, rows: [Int])] {
    stratum.relations.compactMap { relation in
      guard let removed = changes[relation]?.removed else { return nil }
      let rows = evaluator.rows(relation)
      let found = removed.liveRows.compactMap { rows.row(of: removed.tuple(at: $0)) }
      for row in found { gone[relation]?.insert(rows.tuple(at: row)) }
      return (relation, found)
    }
  }

  /// Those of the candidates that leave.
  private mutating func choose(
    _ candidates: [RelationID: Relation], _ leaving: inout [(relation: RelationID, rows: [Int])]
  ) throws {
    // Where best values are kept, rounds do not tell what follows from what: all that the lost one
    // may have led to leaves and is found anew.
    let hasRounds = !stratum.relations.contains { evaluator.program[$0].best != nil }
    for (relation, tuples) in candidates.sorted(by: { $0.key.index < $1.key.index }) {
      tuples.finishRound(at: 0)
      guard tuples.count > 0, let gone = gone[relation] else { continue }
      let rows = evaluator.rows(relation)
      var chosen: [Int] = []
      for candidate in 0..<tuples.count {
        guard let row = rows.row(ofCandidate: tuples.tuple(at: candidate)) else { continue }
        let tuple = rows.tuple(at: row)
        guard !gone.contains(tuple), !evaluator.isStated(row, of: relation) else { continue }
        if hasRounds, try check(relation).derives(tuple, before: rows.stamp(ofRow: row)) {
          continue
        }
        gone.insert(tuple)
        chosen.append(row)
      }
      leaving.append((relation, chosen))
    }
  }

  private func checkSize() throws {
    let left = gone.values.reduce(0) { $0 + $1.countWithPending }
    let all = firstNew.values.reduce(0, +)
    if left > Self.smallCount, left > all / 2 {
      throw NotMaintainable(reason: "more than half of it would leave")
    }
  }

  private mutating func check(_ relation: RelationID) throws -> DerivationCheck {
    if let known = checks[relation] { return known }
    let made = try DerivationCheck(evaluator, relation)
    checks[relation] = made
    return made
  }

  private func leavingVariants() -> [(machine: RuleMachine, head: RelationID, from: RelationID)] {
    for (relation, tuples) in gone { evaluator.install(leaving: tuples, of: relation) }
    return stratum.recursiveRules.flatMap { index in
      let source = evaluator.ruleOfLosses(index, in: stratum)
      return evaluator.leavingRules(of: source, in: stratum).map { variant in
        (
          evaluator.valueMachine(variant.rule, rows: variant.rows),
          evaluator.program.rules[index].head, variant.from
        )
      }
    }
  }

  // MARK: - Candidates

  /// Adds what a rule's head has to a relation.
  private func collect(_ index: Int, into tuples: Relation) throws {
    let rows = evaluator.program.rules[index].body.map { _ in RulePlan.Rows.all }
    try collect(evaluator.valueMachine(index, rows: rows), into: tuples)
  }

  private func collect(_ index: Int, into candidates: [RelationID: Relation]) throws {
    guard let tuples = candidates[evaluator.program.rules[index].head] else { return }
    try collect(index, into: tuples)
  }

  private func collect(_ machine: RuleMachine, into tuples: Relation) throws {
    let heads = machine.headRegisters
    try evaluator.withSymbols { symbols, watch in
      try withUnsafeTemporaryAllocation(of: UInt32.self, capacity: heads.count + 1) { tuple in
        guard let tuple = tuple.baseAddress else { return }
        try machine.run(symbols: &symbols, watch: &watch) { registers, _, _ in
          for position in 0..<heads.count { tuple[position] = registers[Int(heads[position])] }
          tuples.insert(tuple)
        }
      }
    }
  }

  /// Aggregates the groups that a rule's changes touch: what else their relation has for them may
  /// have to leave.
  private mutating func regroup(
    _ index: Int, _ changed: [Int], _ candidates: inout [RelationID: Relation]
  ) throws {
    guard !changed.isEmpty else { return }
    let rule = evaluator.program.rules[index]
    let columns = rule.headTerms.indices.filter {
      if case .expression = rule.headTerms[$0] { true } else { false }
    }
    let groups = Relation(arity: columns.count)
    for rule in changed { try collect(rule, into: groups) }
    groups.finishRound(at: 0)
    guard groups.count > 0 else { return }
    let rows = evaluator.rows(rule.head)
    let check = try check(rule.head)
    for group in 0..<groups.count {
      let key = groups.tuple(at: group)
      var tuple = Array(repeating: UInt32(0), count: rule.headTerms.count)
      for (position, column) in columns.enumerated() { tuple[column] = key[position] }
      let result = try check.aggregate(ofRule: index, group: tuple)
      if let result { results.append((rule.head, result)) }
      for row in rows.rows(with: key, in: columns) {
        let old = rows.tuple(at: row)
        if old != result { candidates[rule.head]?.insert(old) }
      }
    }
  }

  // MARK: - Inserting

  private mutating func rederive() throws {
    for (relation, tuples) in gone.sorted(by: { $0.key.index < $1.key.index })
    where tuples.count > 0 {
      let rows = evaluator.rows(relation)
      let check = try check(relation)
      for row in 0..<tuples.count {
        let tuple = tuples.tuple(at: row)
        if rows.best != nil {
          let found = try check.tuples(ofGroup: tuple)
          for row in 0..<found.count { evaluator.insert(found.tuple(at: row), into: rows) }
        } else if try check.derives(tuple) {
          rows.insert(tuple)
        }
      }
    }
  }

  private func insert(_ below: [RelationID: RelationChange]) throws {
    for (relation, tuple) in results { evaluator.rows(relation).insert(tuple) }
    for relation in stratum.relations {
      guard let added = changes[relation]?.added else { continue }
      for row in added.liveRows {
        evaluator.insert(added.tuple(at: row), into: evaluator.rows(relation))
      }
    }
    for index in rules {
      let rule = evaluator.program.rules[index]
      if rule.aggregates, evaluator.program[rule.head].best == nil { continue }
      evaluator.worked = (index, 0)
      for gained in evaluator.gainedRules(of: index, by: below) {
        try evaluator.run(gained, rows: evaluator.program.rules[gained].body.map { _ in .all })
      }
    }
    var isAnyNew = false
    for relation in stratum.relations {
      let rows = evaluator.rows(relation)
      rows.finishRound(at: evaluator.stamp)
      if !rows.delta.isEmpty { isAnyNew = true }
    }
    evaluator.stamp += 1
    if isAnyNew { try evaluator.recur(stratum) }
  }

  private func finish() -> [RelationID: RelationChange] {
    var found: [RelationID: RelationChange] = [:]
    for relation in stratum.relations {
      let rows = evaluator.rows(relation)
      rows.isGrowing = false
      let change = RelationChange(arity: rows.arity)
      let first = min(firstNew[relation] ?? 0, rows.count)
      let gone = gone[relation]
      for row in first..<rows.count where !rows.isDead(row) {
        let tuple = rows.tuple(at: row)
        if gone?.contains(tuple) != true { change.added.insert(tuple) }
      }
      if let gone {
        for row in 0..<gone.count {
          let tuple = gone.tuple(at: row)
          if !rows.contains(tuple) { change.removed.insert(tuple) }
        }
      }
      for row in rows.forgetReplacedRows() where row < first {
        change.removed.insert(rows.tuple(at: Int(row)))
      }
      if rows.deadCount > rows.count / 2 + Self.smallCount { rows.removeDeadRows() }
      change.finish()
      if !change.isEmpty { found[relation] = change }
    }
    return found
  }
}

extension Relation {
  /// The row of a tuple, or of its group where best values are kept.
  fileprivate func row(ofCandidate tuple: [UInt32]) -> Int? {
    guard let groups = groupTable else { return row(of: tuple) }
    return groups.pointee.row(ofGroup: tuple)
  }
}

extension ProgramEvaluator {
  /// A machine that hands over what a rule's head has; of an aggregating rule, the group.
  func valueMachine(_ index: Int, rows choice: [RulePlan.Rows]) -> RuleMachine {
    let rule = program.rules[index]
    load(rule)
    let plan = plan(index, choice)
    return withSymbols { symbols, _ in
      compile(plan, head: .values(withBest: program[rule.head].best != nil), &symbols)
    }
  }

  /// Whether the fact of a row is stated, whatever rules derive.
  func isStated(_ row: Int, of relation: RelationID) -> Bool {
    let rows = rows(relation)
    if rows.stamp(ofRow: row) == 0 { return true }
    return restated[relation]?.added.contains(rows.tuple(at: row)) == true
  }
}
