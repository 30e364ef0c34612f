/// Evaluates a program bottom-up, stratum by stratum, as far as its relations are asked for.
///
/// Within a stratum evaluation is semi-naive: each round joins the tuples that are new from the
/// last round with the others, until nothing is new (Bancilhon 1986).
final class ProgramEvaluator {
  let program: CheckedProgram
  private(set) var symbols: SymbolTable
  private let source: (any FactSource)?
  private var relations: [Relation?]
  private var isComplete: [Bool]
  private var stratumOfRelation: [Int?]
  private var watch: LimitWatch
  /// Grows with every round: facts of later rounds follow from facts of earlier ones.
  private var stamp = 1

  /// Prepares an evaluation.
  ///
  /// - Parameter source: The graph's facts, for the relations the program was compiled with.
  init(
    _ program: CheckedProgram, source: (any FactSource)?, limits: EvaluationLimits,
    isCancelled: (@Sendable () -> Bool)? = nil
  ) {
    self.program = program
    self.source = source
    symbols = SymbolTable(continuing: source?.symbols)
    relations = Array(repeating: nil, count: program.relations.count)
    isComplete = Array(repeating: true, count: program.relations.count)
    stratumOfRelation = Array(repeating: nil, count: program.relations.count)
    watch = LimitWatch(limits: limits, isCancelled: isCancelled)
    for (index, stratum) in program.strata.enumerated() {
      for relation in stratum.relations {
        stratumOfRelation[relation.index] = index
        isComplete[relation.index] = false
      }
    }
  }

  /// The complete rows of a relation; evaluates what they depend on.
  ///
  /// - Throws: `EvaluationError`. The relations that were complete stay so.
  func complete(_ relation: RelationID) throws(EvaluationError) -> Relation {
    for index in try pendingStrata(for: relation) { try evaluate(program.strata[index]) }
    return rows(relation)
  }

  /// The strata that a relation needs and that were not evaluated yet, in order.
  private func pendingStrata(for relation: RelationID) throws(EvaluationError) -> [Int] {
    var needed: Set<Int> = []
    var queue = [relation]
    while let next = queue.popLast() {
      guard !isComplete[next.index], let stratum = stratumOfRelation[next.index],
        needed.insert(stratum).inserted
      else { continue }
      for rule in program.strata[stratum].initialRules + program.strata[stratum].recursiveRules {
        for literal in program.rules[rule].body {
          switch literal {
          case .atom(let atom), .negatedAtom(let atom), .group(let atom, _):
            queue.append(atom.relation)
          default: break
          }
        }
      }
    }
    return needed.sorted()
  }

  /// The rows of a relation as far as they are known: at first the facts stated of it.
  func rows(_ relation: RelationID) -> Relation {
    if let known = relations[relation.index] { return known }
    let info = program[relation]
    let made: Relation
    let facts = program.facts[relation]
    let columns = info.isBase ? source?.columns(of: info.schema.name) : nil
    let final = finalRows[relation]
    if let columns, info.best == nil {
      made = Relation(distinct: columns.columns, count: columns.count)
    } else {
      made = Relation(arity: info.schema.arity, best: final == nil ? info.best : nil)
    }
    if let columns, info.best != nil {
      for row in 0..<columns.count {
        let tuple = columns.columns.map { $0[row] }
        if final?.contains(tuple) ?? true { insert(tuple, into: made) }
      }
    }
    if let facts {
      let arity = info.schema.arity
      for row in 0..<facts.count {
        var tuple: [UInt32] = []
        for value in facts.values[(row * arity)..<((row + 1) * arity)] {
          tuple.append(symbols.intern(value).bits)
        }
        if final?.contains(tuple) ?? true { insert(tuple, into: made) }
      }
    }
    made.finishRound(at: 0)
    relations[relation.index] = made
    return made
  }

  @discardableResult
  private func insert(_ tuple: [UInt32], into relation: Relation) -> Bool {
    guard let best = relation.best else { return relation.insert(tuple) }
    let table = symbols
    return relation.insert(tuple) { new, old in
      let (new, old) = (table[ValueID(bits: new)], table[ValueID(bits: old)])
      return best.keepsGreatest ? old < new : new < old
    }
  }

  // MARK: - Strata

  /// The rule at work and its round, for messages.
  private var worked = (rule: 0, round: 0)

  private func evaluate(_ stratum: Stratum) throws(EvaluationError) {
    if stratum.relations.allSatisfy({ program[$0].isOnDemand }) {
      for relation in stratum.relations { isComplete[relation.index] = true }
      return
    }
    worked = (stratum.initialRules.first ?? stratum.recursiveRules.first ?? 0, 0)
    do {
      try watch.look()
      try derive(stratum)
      if mayHoldStaleFacts(stratum) { try settle(stratum) }
      for relation in stratum.relations {
        rows(relation).removeDeadRows()
        isComplete[relation.index] = true
      }
      try watch.checkBytes(byteCount)
    } catch {
      finalRows = [:]
      discard(stratum)
      throw failure(error, rule: worked.rule, round: worked.round)
    }
  }

  private func derive(_ stratum: Stratum) throws {
    for index in stratum.initialRules {
      worked.rule = index
      try run(index, rows: allRows(of: index))
    }
    finishRound(stratum)
    for relation in stratum.relations { rows(relation).makeAllDelta() }
    try recur(stratum)
  }

  /// Runs rounds until one brings nothing new.
  private func recur(_ stratum: Stratum) throws {
    while !stratum.recursiveRules.isEmpty {
      worked.round += 1
      for index in stratum.recursiveRules {
        worked.rule = index
        for variant in variants(of: index, in: stratum) { try run(index, rows: variant) }
      }
      finishRound(stratum)
      try watch.checkBytes(byteCount)
      if stratum.relations.allSatisfy({ rows($0).delta.isEmpty }) { break }
    }
  }

  // MARK: - Best values

  /// The final rows of relations with a best value while their stratum is settled.
  private var finalRows: [RelationID: Relation] = [:]

  /// Whether facts may have been derived from values that were not the best in the end.
  private func mayHoldStaleFacts(_ stratum: Stratum) -> Bool {
    stratum.relations.contains { !rows($0).dead.isEmpty }
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
      for row in 0..<final.count { _ = rows(relation).insert(final.tuple(at: row)) }
    }
    finishRound(stratum)
    if finalRows.keys.contains(where: { !rows($0).delta.isEmpty }) { try recur(stratum) }
    finalRows = [:]
  }

  private func finishRound(_ stratum: Stratum) {
    for relation in stratum.relations { rows(relation).finishRound(at: stamp) }
    stamp += 1
  }

  /// Gives the memory of an unfinished stratum back.
  private func discard(_ stratum: Stratum) {
    for relation in stratum.relations { relations[relation.index] = nil }
  }

  private var byteCount: Int {
    relations.reduce(symbols.byteCount) { $0 + ($1?.byteCount ?? 0) }
      + innerBodies.values.reduce(0) { $0 + $1.byteCount }
  }

  private func failure(_ error: any Error, rule index: Int, round: Int) -> EvaluationError {
    let rule = program.rules[index]
    let head = program[rule.head]
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

  // MARK: - Rules

  private func allRows(of index: Int) -> [RulePlan.Rows] {
    program.rules[index].body.map { _ in .all }
  }

  /// One choice of rows for each atom of this stratum in a rule: it reads the delta, those before
  /// it the older rows and those behind it all.
  private func variants(of index: Int, in stratum: Stratum) -> [[RulePlan.Rows]] {
    let body = program.rules[index].body
    let recursive = body.indices.filter { position in
      if case .atom(let atom) = body[position] {
        stratum.relations.contains(atom.relation)
      } else {
        false
      }
    }
    var variants: [[RulePlan.Rows]] = []
    for delta in recursive {
      guard case .atom(let atom) = body[delta], !rows(atom.relation).delta.isEmpty else { continue }
      var choice: [RulePlan.Rows] = body.map { _ in .all }
      choice[delta] = .delta
      var isEmpty = false
      for earlier in recursive where earlier < delta {
        choice[earlier] = .old
        if case .atom(let other) = body[earlier], rows(other.relation).delta.lowerBound == 0 {
          isEmpty = true
        }
      }
      if !isEmpty { variants.append(choice) }
    }
    return variants
  }

  private func plan(_ index: Int, _ rows: [RulePlan.Rows], bound: Set<Int> = []) -> RulePlan {
    // Facts are numbered when their relation is first read: that must be over before an executor
    // takes hold of the symbol table.
    for literal in program.rules[index].body {
      switch literal {
      case .atom(let atom), .negatedAtom(let atom), .group(let atom, _):
        _ = self.rows(atom.relation)
      default: break
      }
    }
    return RulePlanner.plan(
      index, of: program, rows: rows, bound: bound,
      rowCount: { [unowned self] relation, choice in
        let found = self.rows(relation)
        return switch choice {
        case .all: found.count
        case .delta: found.delta.count
        case .old: found.delta.lowerBound
        case .stampedBefore(let stamp): found.firstRow(stampedFrom: stamp)
        }
      },
      distinctKeys: { [unowned self] in self.rows($0).distinctKeys(over: $1) })
  }

  /// Runs a rule and adds what it derives to the present round.
  private func run(_ index: Int, rows choice: [RulePlan.Rows]) throws {
    let rule = program.rules[index]
    let head = rows(rule.head)
    load(rule)
    var executor = RuleExecutor(
      plan(index, choice), variableCount: rule.variables.count, symbols: &symbols,
      relation: { [unowned self] in self.rows($0) },
      innerBody: { [unowned self] in self.innerBody($0, &$1) })
    let final = finalRows[rule.head]
    let isBest = program[rule.head].best != nil
    if rule.aggregates, !isBest {
      let aggregation = Aggregation(rule)
      var sinceCheck = 0
      try run(&executor) { [unowned self] registers, symbols, watch in
        guard let group = try rule.headValues(registers, &symbols, withBest: isBest),
          let arguments = try rule.argumentValues(registers, &symbols)
        else { return }
        aggregation.add(group: group, arguments: arguments)
        sinceCheck += 1
        if sinceCheck & 0xFFFF == 0 { try watch.checkBytes(aggregation.byteCount + self.byteCount) }
      }
      try aggregation.finish(symbols: &symbols) { tuple, _ in
        if self.insert(tuple, into: head) { try self.watch.countFact() }
      }
      return
    }
    var sinceCheck = 0
    try run(&executor) { [unowned self] registers, symbols, watch in
      guard let tuple = try rule.headValues(registers, &symbols, withBest: isBest) else { return }
      let isNew: Bool
      if let best = head.best {
        isNew = head.insert(tuple) { new, old in
          let (new, old) = (symbols[ValueID(bits: new)], symbols[ValueID(bits: old)])
          return best.keepsGreatest ? old < new : new < old
        }
      } else {
        isNew = (final?.contains(tuple) ?? true) && head.insert(tuple)
      }
      guard isNew else { return }
      try watch.countFact()
      sinceCheck += 1
      if sinceCheck & 0xFFFF == 0 {
        try watch.checkBytes(self.byteCount + symbols.byteCount)
      }
    }
  }

  /// Makes the relations that a rule reads; that numbers the values of their facts, and so cannot
  /// wait until an executor holds the symbol table.
  private func load(_ rule: Rule) {
    for literal in rule.body {
      switch literal {
      case .atom(let atom), .negatedAtom(let atom), .group(let atom, _):
        if program[atom.relation].isOnDemand {
          guard innerBodies[atom.relation] == nil else { continue }
          for inner in program.rules where inner.head == atom.relation { load(inner) }
        } else {
          _ = rows(atom.relation)
        }
      case .comparison, .test, .range: break
      }
    }
  }

  /// The inner bodies that are evaluated on demand, once they are asked for.
  private var innerBodies: [RelationID: InnerBody] = [:]

  /// The inner body that stands behind a relation; `nil` if the relation has rows of its own.
  private func innerBody(_ relation: RelationID, _ symbols: inout SymbolTable) -> InnerBody? {
    guard program[relation].isOnDemand else { return nil }
    if let known = innerBodies[relation] { return known }
    var alternatives: [InnerBody.Alternative] = []
    for (index, rule) in program.rules.enumerated() where rule.head == relation {
      let given = rule.groupVariables
      let plan = plan(index, rule.body.map { _ in .all }, bound: Set(given))
      let executor = RuleExecutor(
        plan, variableCount: rule.variables.count, symbols: &symbols,
        relation: { [unowned self] in self.rows($0) },
        innerBody: { [unowned self] in self.innerBody($0, &$1) })
      alternatives.append(InnerBody.Alternative(rule: rule, given: given, executor: executor))
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
    load(program.rules[index])
    var plan = plan(index, choice, bound: Set(given.keys))
    let whole = plan
    if let stepCount { plan.steps = Array(plan.steps.prefix(stepCount)) }
    var executor = RuleExecutor(
      plan, variableCount: program.rules[index].variables.count, given: given, symbols: &symbols,
      relation: { [unowned self] in self.rows($0) },
      innerBody: { [unowned self] in self.innerBody($0, &$1) })
    try run(&executor) { registers, symbols, _ in try visit(registers, symbols) }
    return whole
  }

  /// Whether a literal reads the same stratum as a relation.
  func shareStratum(_ first: RelationID, _ second: RelationID) -> Bool {
    stratumOfRelation[first.index] != nil
      && stratumOfRelation[first.index] == stratumOfRelation[second.index]
  }

  /// Interns a value, for look-ups from outside.
  func intern(_ value: Value) -> UInt32 { symbols.intern(value).bits }

  /// Runs an executor with the symbol table and the watch held apart from this object, so that they
  /// are not accessed twice.
  private func run(_ executor: inout RuleExecutor, _ sink: RuleExecutor.Sink) throws {
    var table = SymbolTable()
    swap(&table, &symbols)
    var held = watch
    defer {
      swap(&table, &symbols)
      watch = held
    }
    try executor.run(symbols: &table, watch: &held, sink)
  }
}
