/// Evaluates a program bottom-up, stratum by stratum, as far as its relations are asked for.
///
/// Within a stratum evaluation is semi-naive: each round joins the tuples that are new from the
/// last round with the others, until nothing is new (Bancilhon 1986).
final class ProgramEvaluator {
  /// The program; maintenance adds rules to it that read what changed.
  private(set) var program: CheckedProgram
  /// The number of the program's own rules.
  let ruleCount: Int
  private(set) var symbols: SymbolTable
  private let source: (any FactSource)?
  /// Whether the values of loaded facts have the numbers that the program's table gives them.
  private var keepsLoadedNumbers: Bool
  /// The numbers of the loaded values, where they are others.
  private lazy var loadedNumbers = (0..<program.loadedValues.count).map {
    symbols.intern(program.loadedValues.value(at: $0)).bits
  }
  var relations: [Relation?]
  var isComplete: [Bool]
  private var stratumOfRelation: [Int?]
  var watch: LimitWatch
  /// Grows with every round: facts of later rounds follow from facts of earlier ones.
  var stamp = 1
  /// The rule at work and its round, for messages.
  var worked = (rule: 0, round: 0)
  /// The final rows of relations with a best value while their stratum is settled.
  var finalRows: [RelationID: Relation] = [:]
  /// The machines at work, if they are several.
  var team: MachineTeam?
  /// The groups of the rule at work, if it aggregates.
  var aggregation: Aggregation?
  /// The machines that fold groups, if they do.
  var foldTeam: FoldTeam?
  /// Notes what is done, where that is wanted.
  var recorder: EvaluationRecorder?
  /// For rules that aggregate, those that derive the members of their groups, once they are needed.
  var memberRules: [Int: Int] = [:]
  /// The inner bodies that are evaluated on demand, once they are asked for.
  var innerBodies: [RelationID: InnerBody] = [:]
  /// The facts that were stated and taken back since the source and the program stated theirs.
  var restated: [RelationID: RestatedFacts] = [:]
  /// What rules have in common.
  var sharedJoins = SharedJoins()
  /// The rules that read what changed, once something has.
  var changeRules = ChangeRules()
  /// The values of the open parameters.
  private var parameters: [RelationID: Value] = [:]

  /// Prepares an evaluation.
  ///
  /// - Parameter source: The graph's facts, for the relations the program was compiled with.
  init(
    _ program: CheckedProgram, source: (any FactSource)?, limits: EvaluationLimits,
    isCancelled: (@Sendable () -> Bool)? = nil
  ) {
    self.program = program
    ruleCount = program.rules.count
    self.source = source
    let stored = source?.symbols
    // Where the graph has no values, those of the program's files keep their numbers.
    keepsLoadedNumbers = program.loadedValues.count > 0 && (stored?.count ?? 0) == 0
    symbols = SymbolTable(
      continuing: keepsLoadedNumbers ? SymbolTable.Frozen(program.loadedValues) : stored)
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
    watch.measure = { [unowned self] in self.byteCount }
  }

  /// Gives the open parameters other values, and the next run its own time.
  ///
  /// What was derived without them stays.
  func begin(
    _ parameters: [RelationID: Value], limits: EvaluationLimits,
    isCancelled: (@Sendable () -> Bool)?
  ) {
    renew(limits, isCancelled)
    guard !parameters.isEmpty, parameters != self.parameters else { return }
    self.parameters = parameters
    for relation in relationsOfParameters {
      relations[relation.index] = nil
      isComplete[relation.index] = false
    }
    innerBodies = [:]
    forgetSharedJoins()
    for (relation, value) in parameters {
      let holder = Relation(arity: 1)
      holder.insert([intern(value)])
      holder.finishRound(at: 0)
      relations[relation.index] = holder
    }
  }

  /// Gives the next run its own time and memory.
  func renew(_ limits: EvaluationLimits, _ isCancelled: (@Sendable () -> Bool)?) {
    watch = LimitWatch(limits: limits, isCancelled: isCancelled)
    watch.measure = { [unowned self] in self.byteCount }
  }

  /// Adds a relation without rules to the program.
  func addRelation(_ info: RelationInfo) -> RelationID {
    program.relations.append(info)
    relations.append(nil)
    isComplete.append(true)
    stratumOfRelation.append(nil)
    return RelationID(index: relations.count - 1)
  }

  /// Adds a rule to the program that is run on its own; gives its number.
  func addRule(_ rule: Rule) -> Int {
    program.rules.append(rule)
    program.definitions.append(rule.definitions(isOnDemand: false))
    return program.rules.count - 1
  }

  /// The program's own rules for a relation, without those that were added to run them.
  func ownRules(of relation: RelationID) -> [Int] {
    (0..<ruleCount).filter { program.rules[$0].head == relation }
  }

  /// The relations whose facts depend on the values of open parameters.
  private lazy var relationsOfParameters: [RelationID] = {
    var found = Set(program.openParameters.values)
    for stratum in program.strata {
      let rules = stratum.initialRules + stratum.recursiveRules
      if rules.contains(where: { !found.isDisjoint(with: program.rules[$0].premises) }) {
        found.formUnion(stratum.relations)
      }
    }
    return found.subtracting(program.openParameters.values).sorted { $0.index < $1.index }
  }()

  /// The complete rows of a relation; evaluates what they depend on.
  ///
  /// - Throws: `EvaluationError`. The relations that were complete stay so.
  func complete(_ relation: RelationID) throws(EvaluationError) -> Relation {
    for index in pendingStrata(for: relation) { try evaluate(program.strata[index]) }
    return rows(relation)
  }

  /// Whether all that a relation needs was evaluated, except its own rules.
  func isNearlyComplete(_ relation: RelationID) -> Bool {
    pendingStrata(for: relation).allSatisfy { $0 == stratumOfRelation[relation.index] }
  }

  /// The strata that a relation needs and that were not evaluated yet, in order.
  private func pendingStrata(for relation: RelationID) -> [Int] {
    var needed: Set<Int> = []
    var queue = [relation]
    while let next = queue.popLast() {
      guard !isComplete[next.index], let stratum = stratumOfRelation[next.index],
        needed.insert(stratum).inserted
      else { continue }
      for rule in program.strata[stratum].initialRules + program.strata[stratum].recursiveRules {
        queue += program.rules[rule].premises
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
    let restated = restated[relation]
    if restated == nil, stratumOfRelation[relation.index] == nil {
      var shared: Relation?
      if let columns, facts == nil {
        shared = columns.shared.relation(of: columns, threads: watch.limits.threads)
      }
      if columns == nil, let loaded = facts?.loneLoaded { shared = relationAsLoaded(loaded) }
      if let shared {
        relations[relation.index] = shared
        return shared
      }
    }
    var loaded = facts?.loaded[...] ?? []
    if let columns, info.best == nil, restated?.removed.isEmpty ?? true {
      made = columns.makeRelation(threads: watch.limits.threads)
    } else if columns == nil, info.best == nil, restated?.removed.isEmpty ?? true,
      let first = loaded.popFirst()
    {
      made = numbered(first)
    } else {
      made = Relation(arity: info.schema.arity, best: final == nil ? info.best : nil)
    }
    made.setColumn = preferredSetColumn(of: relation)
    func insertStated(_ tuple: [UInt32]) {
      guard restated?.removed.contains(tuple) != true, final?.contains(tuple) ?? true else {
        return
      }
      insert(tuple, into: made)
    }
    if let columns, made.countWithPending == 0 {
      let values = columns.columns
      for row in 0..<columns.count { insertStated(values.map { $0[row] }) }
    }
    for rows in loaded {
      let rows = numbered(rows)
      for row in 0..<rows.count { insertStated(rows.tuple(at: row)) }
    }
    if let facts {
      let arity = info.schema.arity
      var tuple = Array(repeating: UInt32(0), count: arity)
      for row in 0..<facts.count {
        for column in 0..<arity {
          tuple[column] = symbols.intern(facts.values[row * arity + column]).bits
        }
        insertStated(tuple)
      }
    }
    for tuple in restated?.added ?? [] { insertStated(tuple) }
    made.finishRound(at: 0)
    made.isGrowing = !isComplete[relation.index]
    relations[relation.index] = made
    return made
  }

  /// The relation of loaded facts that all evaluations share, if values have the same numbers here.
  private func relationAsLoaded(_ facts: LoadedFacts) -> Relation? {
    keepsLoadedNumbers ? facts.relation(threads: watch.limits.threads) : nil
  }

  /// A relation of loaded facts with the numbers that values have here.
  private func numbered(_ facts: LoadedFacts) -> Relation {
    let loaded = facts.relation(threads: watch.limits.threads)
    let relation = Relation(copyOf: loaded)
    guard !keepsLoadedNumbers else { return relation }
    let numbers = loadedNumbers
    for column in 0..<relation.arity {
      for row in 0..<relation.count {
        let number = relation.log.pointee[column][row]
        if number & ValueID.inlineFlag == 0 {
          relation.log.pointee[column][row] = numbers[Int(number)]
        }
      }
    }
    return relation
  }

  /// The column whose values recursive rules find many of at a time.
  ///
  /// Where a head takes one column from the recursive atom, that is the one: the newest rows are
  /// grouped by what the others follow from (``ProductPlan``). Otherwise it is the one found last.
  private func preferredSetColumn(of relation: RelationID) -> Int {
    let arity = program[relation].schema.arity
    guard arity > 1, program[relation].best == nil, let stratum = stratumOfRelation[relation.index]
    else { return max(0, arity - 1) }
    var votes = Array(repeating: 0, count: arity)
    for index in program.strata[stratum].recursiveRules where program.rules[index].head == relation
    {
      let rule = program.rules[index]
      for case .atom(let atom) in rule.body where stratumOfRelation[atom.relation.index] == stratum
      {
        let isTaken = rule.headTerms.map { term in
          guard case .expression(let expression) = term, let variable = expression.loneVariable
          else { return true }
          return atom.variables.contains(variable)
        }
        let isOneOfTwo =
          arity == 2 && isTaken[0] != isTaken[1]
          && !isAskedForByFew(rule.headTerms[isTaken[0] ? 0 : 1], rule)
        for column in 0..<arity where isTaken[column] == isOneOfTwo { votes[column] += 1 }
      }
    }
    return votes.indices.reversed().max { votes[$0] < votes[$1] } ?? arity - 1
  }

  /// Whether a rule's demand leaves a column of its head only a few values.
  private func isAskedForByFew(_ term: HeadTerm, _ rule: Rule) -> Bool {
    guard case .expression(let expression) = term, let variable = expression.loneVariable else {
      return false
    }
    return rule.body.contains { literal in
      guard case .atom(let atom) = literal, program[atom.relation].isDemand,
        isComplete[atom.relation.index], atom.variables.contains(variable)
      else { return false }
      return rows(atom.relation).count <= 16
    }
  }

  /// Adds a tuple to the present round of a relation, unless it is there or not its group's best.
  @discardableResult
  func insert(_ tuple: [UInt32], into relation: Relation) -> Bool {
    guard let best = relation.best else { return relation.insert(tuple) }
    let table = symbols
    return relation.insertBest(tuple) { new, old in
      let (new, old) = (table[ValueID(bits: new)], table[ValueID(bits: old)])
      return best.keepsGreatest ? old < new : new < old
    }
  }

  /// Marks a stratum's relations as complete: nothing is added to them any more.
  func finish(_ stratum: Stratum) {
    for relation in stratum.relations {
      isComplete[relation.index] = true
      guard !program[relation].isOnDemand else { continue }
      rows(relation).removeDeadRows()
      rows(relation).isGrowing = false
    }
  }

  /// Gives the memory of an unfinished stratum back.
  func discard(_ stratum: Stratum) {
    for relation in stratum.relations { relations[relation.index] = nil }
  }

  /// A rough measure of the bytes in use.
  var byteCount: Int {
    relations.reduce(symbols.byteCount) { $0 + ($1?.byteCount ?? 0) }
      + innerBodies.values.reduce(0) { $0 + $1.byteCount } + (aggregation?.byteCount ?? 0)
      + (team?.byteCount ?? 0) + (foldTeam?.byteCount ?? 0)
  }

  /// Whether values have the same numbers in another evaluation, so far as the source numbers them.
  func hasSameSymbols(as other: ProgramEvaluator) -> Bool {
    source?.symbols === other.source?.symbols
  }

  /// Numbers values as another evaluation did, and rounds behind those that it had.
  func continueNumbers(of other: ProgramEvaluator) {
    symbols = other.symbols
    if !other.keepsLoadedNumbers || !program.loadedValues.areSame(as: other.program.loadedValues) {
      keepsLoadedNumbers = false
    }
    stamp = max(stamp, other.stamp)
  }

  /// Whether rules derive a relation.
  func hasRules(_ relation: RelationID) -> Bool { stratumOfRelation[relation.index] != nil }

  /// Whether two relations are derived together.
  func shareStratum(_ first: RelationID, _ second: RelationID) -> Bool {
    stratumOfRelation[first.index] != nil
      && stratumOfRelation[first.index] == stratumOfRelation[second.index]
  }

  /// Interns a value, for look-ups from outside.
  func intern(_ value: Value) -> UInt32 { symbols.intern(value).bits }

  /// Runs work with the symbol table and the watch held apart from this object, so that they are not
  /// accessed twice.
  func withSymbols<Result>(
    _ work: (inout SymbolTable, inout LimitWatch) throws -> Result
  ) rethrows -> Result {
    var table = SymbolTable()
    swap(&table, &symbols)
    var held = watch
    defer {
      swap(&table, &symbols)
      watch = held
    }
    return try work(&table, &held)
  }
}
