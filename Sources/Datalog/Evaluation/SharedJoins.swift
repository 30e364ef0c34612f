/// The joins that several rules have in common, each derived once.
///
/// A rule that is about to run, and whose plan begins with conditions that are costly and leave few
/// bindings, looks for other rules with the same conditions that are still to run. If there are any, the
/// bindings become a relation of their own that all of them may read. Because the plan would have found
/// them first in any case, nothing is looked for that one of the rules does not need.
struct SharedJoins {
  fileprivate struct Join {
    let relation: RelationID
    /// The rule that derives it.
    let rule: Int
    /// For each rule with these conditions, one that reads the relation in their place.
    let readers: [Int: Int]
    /// The rules that may still run; none while the relation is not there.
    var waiting: Set<Int> = []
  }

  fileprivate struct Key: Hashable {
    let rule: Int
    let positions: [Int]
  }

  /// An atom without the names of its variables.
  fileprivate struct Shape: Hashable {
    let relation: RelationID
    let terms: [Term]

    init(_ atom: Atom) {
      relation = atom.relation
      terms = atom.terms.map { if case .variable = $0 { .variable(0) } else { $0 } }
    }
  }

  fileprivate var joins: [Join] = []
  /// The rules of the stratum at work that have run.
  fileprivate var done: Set<Int> = []
  /// How often a join was derived.
  fileprivate(set) var derivedCount = 0
  /// The joins of conditions of a rule; `nil` for conditions that no other rule has.
  fileprivate var known: [Key: Int?] = [:]
  /// The rules that statements need and that are run once, by the atoms in them.
  fileprivate var rulesByShape: [Shape: [Int]]?

  /// Relations with fewer rows are read again sooner than shared.
  fileprivate static let fewestRows = 2_048.0
  /// What a shared binding costs, in the units of ``AccessCost``: to make it, and for each rule to read
  /// it.
  fileprivate static let bindingToMake = 32.0
  fileprivate static let bindingToRead = 4.0
  /// Of so many rules with an atom in common the first are looked at.
  fileprivate static let mostPartners = 64
}

extension ProgramEvaluator {
  /// Runs rules that read complete relations alone; derives first what they share with others.
  func runInitial(_ rules: [Int]) throws {
    sharedJoins.done = []
    for index in rules {
      worked.rule = index
      let choices = try choices(for: index)
      if let best = choices.min(by: { $0.cost < $1.cost }) {
        try run(best.rule, makeTeam(best, rows: allRows(of: best.rule)))
        leaveJoins(index)
      } else {
        try run(index, rows: allRows(of: index))
      }
      sharedJoins.done.insert(index)
    }
  }

  /// Gives the rows of shared joins back: what they were derived from changes.
  func forgetSharedJoins() {
    for number in sharedJoins.joins.indices { clear(number) }
  }

  private func clear(_ number: Int) {
    relations[sharedJoins.joins[number].relation.index] = nil
    sharedJoins.joins[number].waiting = []
  }

  /// Notes that a rule has run, and gives back what no other waits for.
  private func leaveJoins(_ index: Int) {
    for number in sharedJoins.joins.indices
    where sharedJoins.joins[number].waiting.remove(index) != nil {
      if sharedJoins.joins[number].waiting.isEmpty { clear(number) }
    }
  }

  private func allRows(of index: Int) -> [RulePlan.Rows] {
    program.rules[index].body.map { _ in .all }
  }

  /// The plans to choose from; none if nothing can be shared.
  private func choices(for index: Int) throws -> [RulePlan] {
    let rule = program.rules[index]
    guard !program[rule.head].isOnDemand else { return [] }
    load(rule)
    let fewestRows = Int(min(SharedJoins.fewestRows, max(0, watch.limits.leastJoinGain)))
    let isLarge = rule.body.contains {
      if case .atom(let atom) = $0 {
        rows(atom.relation).count >= fewestRows
      } else {
        false
      }
    }
    guard isLarge, mayShare(index) else { return [] }
    let plan = plan(index, allRows(of: index))
    if !sharedJoins.joins.contains(where: { $0.waiting.contains(index) }) {
      try shareBeginning(of: plan)
    }
    let readers = sharedJoins.joins.compactMap {
      $0.waiting.contains(index) ? $0.readers[index] : nil
    }
    return [plan] + readers.map { self.plan($0, allRows(of: $0)) }
  }

  // MARK: - Rules with the same conditions

  /// Whether another rule has an atom like one of this.
  private func mayShare(_ index: Int) -> Bool {
    let shapes = sharedJoins.rulesByShape ?? rulesByShape()
    sharedJoins.rulesByShape = shapes
    return program.rules[index].body.contains { literal in
      guard case .atom(let atom) = literal else { return false }
      return shapes[SharedJoins.Shape(atom)].map { $0.count > 1 && $0.contains(index) } ?? false
    }
  }

  private func rulesByShape() -> [SharedJoins.Shape: [Int]] {
    var shapes: [SharedJoins.Shape: [Int]] = [:]
    for index in program.initialRulesOfStatements {
      for literal in program.rules[index].body {
        guard case .atom(let atom) = literal, !program.isParameter(atom.relation) else { continue }
        let shape = SharedJoins.Shape(atom)
        if shapes[shape]?.last != index { shapes[shape, default: []].append(index) }
      }
    }
    return shapes
  }

  /// The other rules that have some conditions, and where.
  private func partners(_ join: [Literal], of index: Int) -> [Int: JoinMatch] {
    let candidates = join.compactMap { literal -> [Int]? in
      guard case .atom(let atom) = literal else { return nil }
      return sharedJoins.rulesByShape?[SharedJoins.Shape(atom)]
    }.min { $0.count < $1.count }
    var found: [Int: JoinMatch] = [:]
    for candidate in (candidates ?? []).prefix(SharedJoins.mostPartners) where candidate != index {
      if let match = JoinMatch(join, in: program.rules[candidate].body) { found[candidate] = match }
    }
    return found
  }

  /// The rules with a join's conditions that are still to run.
  private func readersToRun(_ join: Int) -> [Int] {
    sharedJoins.joins[join].readers.keys.filter {
      !isComplete[program.rules[$0].head.index] && !sharedJoins.done.contains($0)
    }
  }

  // MARK: - Sharing

  /// Derives the conditions that a plan begins with and that it is best to share.
  private func shareBeginning(of plan: RulePlan) throws {
    let least = watch.limits.leastJoinGain
    var best: (join: Int, gain: Double)?
    for count in 0..<plan.sharedStepCount {
      let estimate = plan.estimates[count]
      // However many rules share them, they must be fewer than what it takes to find them.
      guard gain(estimate, readers: SharedJoins.mostPartners) > least,
        let join = join(of: plan.rule, Array(plan.literals[...count]))
      else { continue }
      let gain = gain(estimate, readers: readersToRun(join).count)
      if gain > best?.gain ?? least { best = (join, gain) }
    }
    guard let join = best?.join else { return }
    guard sharedJoins.joins[join].waiting.isEmpty else {
      sharedJoins.joins[join].waiting.insert(plan.rule)
      return
    }
    let rule = sharedJoins.joins[join].rule
    let own = self.plan(rule, allRows(of: rule))
    guard let estimate = own.estimates.last,
      gain(estimate, readers: readersToRun(join).count) > least
    else { return }
    try derive(join, own)
  }

  /// What is saved when so many rules read what one has derived.
  private func gain(_ estimate: RulePlan.Estimate, readers: Int) -> Double {
    let reading = SharedJoins.bindingToMake + Double(readers) * SharedJoins.bindingToRead
    return Double(readers - 1) * estimate.cost - estimate.bindings * reading
  }

  /// Derives a join.
  ///
  /// Its facts are not those that the program asked for, so they do not count as derived. Where they are
  /// more than the limits allow, each rule goes its own way.
  private func derive(_ number: Int, _ plan: RulePlan) throws {
    let (relation, factsBefore) = (sharedJoins.joins[number].relation, watch.derivedFacts)
    defer { watch.discount(to: factsBefore) }
    do {
      try run(plan.rule, makeTeam(plan, rows: allRows(of: plan.rule)))
    } catch let stop as LimitWatch.Stop where stop.code == .limitReached {
      relations[relation.index] = nil
      return try watch.look(symbols)
    } catch {
      relations[relation.index] = nil
      throw error
    }
    let rows = rows(relation)
    Relation.finishRound(of: [rows], at: 0, watch.limits)
    rows.isGrowing = false
    sharedJoins.derivedCount += 1
    sharedJoins.joins[number].waiting = Set(readersToRun(number))
  }

  /// The join of some of a rule's conditions, if other rules have them too.
  private func join(of index: Int, _ literals: [Literal]) -> Int? {
    guard let own = JoinMatch(literals, in: program.rules[index].body) else { return nil }
    let key = SharedJoins.Key(rule: index, positions: own.positions.sorted())
    if let known = sharedJoins.known[key] { return known }
    var matches = partners(literals, of: index)
    let isAlone = matches.isEmpty
    matches[index] = own
    let join = isAlone ? nil : addJoin(literals, of: index, matches)
    for (rule, match) in matches {
      let key = SharedJoins.Key(rule: rule, positions: match.positions.sorted())
      if sharedJoins.known[key] == nil { sharedJoins.known[key] = .some(join) }
    }
    return join
  }

  /// Adds a relation for the bindings of conditions, and rules that read it; `nil` if no rule reads any
  /// variable of them.
  private func addJoin(_ literals: [Literal], of index: Int, _ matches: [Int: JoinMatch]) -> Int? {
    let rule = program.rules[index]
    var isRead: Set<Int> = []
    for (reader, match) in matches {
      let read = program.rules[reader].variablesRead(besides: match.positions)
      for (variable, own) in match.variables where read.contains(own) { isRead.insert(variable) }
    }
    guard !isRead.isEmpty else { return nil }
    let columns = isRead.sorted()
    var deriving = Rule(
      head: RelationID(index: program.relations.count),
      headTerms: columns.map {
        .expression(ScalarExpression(kind: .variable($0), span: rule.span))
      },
      body: literals, variables: rule.variables, span: rule.span)
    let schema = RelationSchema(
      "shared",
      columns.map {
        .init(rule.variables[$0], deriving.type(of: $0, in: program) ?? .any)
      })
    let relation = addRelation(
      RelationInfo(
        schema: schema, isMadeUp: true, isBase: false, span: rule.span, isSharedJoin: true))
    deriving.head = relation
    var readers: [Int: Int] = [:]
    for (reader, match) in matches.sorted(by: { $0.key < $1.key }) {
      let terms = columns.map { match.variables[$0].map(Term.variable) ?? .wildcard }
      let atom = Atom(relation: relation, terms: terms, span: rule.span)
      readers[reader] = addRule(program.rules[reader].replacing(match.positions, by: atom))
    }
    sharedJoins.joins.append(
      SharedJoins.Join(relation: relation, rule: addRule(deriving), readers: readers))
    return sharedJoins.joins.count - 1
  }
}

extension RulePlan {
  /// What the whole plan costs, about.
  fileprivate var cost: Double { estimates.last?.cost ?? 0 }

  /// The number of steps at the beginning that only read relations and compare what is bound.
  fileprivate var sharedStepCount: Int {
    steps.prefix { step in
      switch step {
      case .match, .absent, .compare, .test: true
      case .given, .group, .assign, .generate: false
      }
    }.count
  }
}

extension CheckedProgram {
  /// The rules that the statements need and that read no relation of their own stratum.
  fileprivate var initialRulesOfStatements: [Int] {
    var stratumOfRelation: [RelationID: Int] = [:]
    for (index, stratum) in strata.enumerated() {
      for relation in stratum.relations { stratumOfRelation[relation] = index }
    }
    var queue = actions.map { action in
      switch action.kind {
      case .query(let query), .deny(_, let query): query.directed ?? query.relation
      case .save(let relation, _, _, _): relation
      case .why(let why): why.atom.relation
      }
    }
    var needed: Set<Int> = []
    while let relation = queue.popLast() {
      guard let stratum = stratumOfRelation[relation], needed.insert(stratum).inserted else {
        continue
      }
      for rule in strata[stratum].initialRules + strata[stratum].recursiveRules {
        queue += rules[rule].premises
      }
    }
    return needed.flatMap { strata[$0].initialRules }.sorted()
  }
}
