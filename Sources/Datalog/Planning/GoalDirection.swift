/// Rewrites a query so that only what it asks for is derived ("magic sets", Bancilhon 1986).
///
/// For `?- reach(17, Y)` there is a copy of `reach` that holds only facts whose first value was asked
/// for, and a relation of the values that were: at first 17, then those that the rules for such
/// facts ask for in turn. Where a rule's body asks for something, the values come from the atoms
/// that share variables with what is known.
///
/// A copy of a relation has all facts that agree with its demand, and only facts that the relation
/// has. Values are never computed for a demand, so it is finite when the relation is.
struct GoalDirection {
  /// A relation of which facts are asked for by some columns.
  struct Goal: Hashable {
    let relation: RelationID
    /// None when all its facts are asked for; then the gain is in what these ask for.
    let columns: [Int]
    /// Whether its rules ask for nothing by values that they find themselves.
    var asksByHeadAlone = false
  }

  /// Why a query is left as it is.
  struct GivenUp: Error {}

  let program: CheckedProgram
  let rulesByHead: [[Int]]
  let stratumOfRelation: [Int?]
  private var relations: [RelationInfo]
  var rules: [Rule]
  private var facts: [RelationID: FactRows]
  private var strata: [Stratum]

  // Of the query at hand.
  private var copies: [Goal: RelationID] = [:]
  private(set) var demands: [Goal: RelationID] = [:]
  private var open: [Goal] = []
  /// Whether closures may have other rules than those of the program, which explanations show.
  private var turnsClosures = true
  private var hasTurned = false
  private var closures: [RelationID: TransitiveClosure?] = [:]

  /// The relations that read, also through others, a derived relation with a value that is given.
  private let selective: Set<RelationID>

  /// The program with a directed relation for each query that names values.
  static func apply(to program: CheckedProgram) -> CheckedProgram {
    var direction = GoalDirection(program)
    let actions = program.actions.map { direction.direct($0) }
    guard direction.rules.count > program.rules.count else { return program }
    return CheckedProgram(
      relations: direction.relations, rules: direction.rules,
      definitions: program.definitions
        + direction.rules[program.rules.count...].map { $0.definitions(isOnDemand: false) },
      facts: direction.facts, loadedValues: program.loadedValues, strata: direction.strata,
      actions: actions,
      openParameters: program.openParameters,
      warnings: program.warnings)
  }

  private init(_ program: CheckedProgram) {
    self.program = program
    var rulesByHead: [[Int]] = Array(repeating: [], count: program.relations.count)
    for (index, rule) in program.rules.enumerated() { rulesByHead[rule.head.index].append(index) }
    self.rulesByHead = rulesByHead
    var stratumOfRelation: [Int?] = Array(repeating: nil, count: program.relations.count)
    for (index, stratum) in program.strata.enumerated() {
      for relation in stratum.relations { stratumOfRelation[relation.index] = index }
    }
    self.stratumOfRelation = stratumOfRelation
    relations = program.relations
    rules = program.rules
    facts = program.facts
    strata = program.strata
    selective = program.relationsThatGiveValues(rulesByHead)
  }

  private mutating func direct(_ action: Action) -> Action {
    let kind: Action.Kind =
      switch action.kind {
      case .query(let query): .query(direct(query))
      case .deny(let message, let query): .deny(message: message, direct(query))
      case .save(let relation, let path, let hasHeader, let script):
        .save(direct(relation), path: path, hasHeader: hasHeader, relativeTo: script)
      case .why(let why): .why(direct(why))
      }
    return Action(kind: kind, span: action.span, expectation: action.expectation)
  }

  private mutating func direct(_ query: QueryAction) -> QueryAction {
    let readsRules = rulesByHead[query.relation.index].contains { rule in
      program.rules[rule].premises.contains { stratumOfRelation[$0.index] != nil }
    }
    guard readsRules else { return query }
    var directed = query
    hasTurned = false
    directed.directed = attempt { try $0.copyOfQuery(query.relation) }
    guard hasTurned else { return directed }
    turnsClosures = false
    defer { turnsClosures = true }
    directed.explained = attempt { try $0.copyOfQuery(query.relation) }
    return directed
  }

  /// The relation of the same facts to be written in the place of one.
  private mutating func direct(_ relation: RelationID) -> RelationID {
    guard selective.contains(relation) else { return relation }
    return attempt { $0.copy(for: Goal(relation: relation, columns: [])) } ?? relation
  }

  /// The same question about a relation that has the facts that it asks for, and rules that ask for no
  /// more than they need.
  private mutating func direct(_ why: WhyAction) -> WhyAction {
    let relation = why.atom.relation
    let demandable = demandableColumns(of: relation)
    let columns = why.atom.terms.indices.filter {
      if case .constant = why.atom.terms[$0] { demandable.contains($0) } else { false }
    }
    // What fails first in a rule depends on the order of its conditions only if these ask for values
    // that others have found.
    let goal = Goal(relation: relation, columns: columns, asksByHeadAlone: why.isNegated)
    guard !columns.isEmpty || selective.contains(relation) else { return why }
    turnsClosures = false
    defer { turnsClosures = true }
    let copy = attempt { direction in
      let copy = direction.copy(for: goal)
      if let demand = direction.demands[goal] {
        direction.addDemand(demand, columns.map { why.atom.terms[$0] }, [], why.atom.span, [])
      }
      return copy
    }
    guard let copy else { return why }
    let atom = why.atom
    return WhyAction(
      isNegated: why.isNegated,
      atom: Atom(relation: copy, terms: atom.terms, span: atom.span, termSpans: atom.termSpans),
      variables: why.variables)
  }

  /// Adds a copy and what it needs; nothing, and `nil`, when that gains nothing.
  private mutating func attempt(_ add: (inout GoalDirection) throws -> RelationID) -> RelationID? {
    let (relationCount, ruleCount, stratumCount) = (relations.count, rules.count, strata.count)
    (copies, demands, open) = ([:], [:], [])
    do {
      let copy = try add(&self)
      while let goal = open.popLast() { try derive(goal) }
      try stratify(relationsFrom: relationCount, rulesFrom: ruleCount)
      return copy
    } catch {
      for index in relationCount..<relations.count { facts[RelationID(index: index)] = nil }
      relations.removeLast(relations.count - relationCount)
      rules.removeLast(rules.count - ruleCount)
      strata.removeLast(strata.count - stratumCount)
      return nil
    }
  }

  /// A copy of a query's relation whose bodies ask only for what they need.
  private mutating func copyOfQuery(_ query: RelationID) throws -> RelationID {
    let copy = addRelation(like: query)
    for index in rulesByHead[query.index] {
      try addDirected(program.rules[index], head: copy, for: nil, demand: nil)
    }
    guard !copies.isEmpty else { throw GivenUp() }
    return copy
  }

  // MARK: - Relations

  private mutating func addRelation(like relation: RelationID, columns: [Int]? = nil) -> RelationID
  {
    let schema = program[relation].schema
    let chosen = (columns ?? Array(schema.columns.indices)).map { schema.columns[$0] }
    relations.append(
      RelationInfo(
        schema: RelationSchema(schema.name, chosen), isMadeUp: true, isBase: false,
        span: program[relation].span, best: columns == nil ? program[relation].best : nil,
        origin: program[relation].origin ?? relation, isDemand: columns != nil))
    return RelationID(index: relations.count - 1)
  }

  /// The columns by which facts of a relation may be asked for: in every rule an atom of the body,
  /// or a constant, gives them their values.
  func demandableColumns(of relation: RelationID) -> Set<Int> {
    let info = program[relation]
    guard !info.isOnDemand, !rulesByHead[relation.index].isEmpty else { return [] }
    var columns = Set(info.schema.columns.indices)
    // Of a group all values are needed to tell which is the best.
    if let best = info.best {
      guard hasOneMeaning(relation) else { return [] }
      columns.remove(best.column)
    }
    for index in rulesByHead[relation.index] {
      let rule = program.rules[index]
      var bound: Set<Int> = []
      for case .atom(let atom) in rule.body { bound.formUnion(atom.variables) }
      for (column, term) in rule.headTerms.enumerated() {
        if case .expression(let expression) = term {
          if case .constant = expression.kind { continue }
          if let variable = expression.loneVariable, bound.contains(variable) { continue }
        }
        columns.remove(column)
      }
    }
    return columns
  }

  /// Whether the best values of a relation are the same however they are found: from better ones follow
  /// better ones, and on a value nothing else depends.
  private func hasOneMeaning(_ relation: RelationID) -> Bool {
    guard let stratum = stratumOfRelation[relation.index] else { return true }
    return program.strata[stratum].relations.allSatisfy { program[$0].best != nil }
      && program.strata[stratum].recursiveRules.allSatisfy {
        program.handsBestValuesOn(inRule: $0, of: program.strata[stratum])
      }
  }

  /// What a relation's rules close, if they do no more, and may be turned.
  mutating func closure(_ relation: RelationID) -> TransitiveClosure? {
    guard turnsClosures else { return nil }
    if let known = closures[relation] { return known }
    let info = program[relation]
    let isDerivedOnly = !info.isBase && facts[relation] == nil && info.best == nil
    let found =
      isDerivedOnly && !info.isOnDemand
      ? TransitiveClosure(
        relation, rules: rulesByHead[relation.index].map { program.rules[$0] })
      : nil
    closures[relation] = found
    return found
  }

  /// The columns of a recursive relation whose values stay the same from fact to fact: every rule that
  /// reads the relation, or another of its stratum, has them from there.
  func columnsHandedOn(by relation: RelationID) -> Set<Int> {
    guard let stratum = stratumOfRelation[relation.index] else { return [] }
    var columns = Set(program[relation].schema.columns.indices)
    var isRecursive = false
    for index in rulesByHead[relation.index] {
      let rule = program.rules[index]
      for case .atom(let atom) in rule.body where stratumOfRelation[atom.relation.index] == stratum
      {
        // Between several relations a value may change its column.
        guard atom.relation == relation else { return [] }
        isRecursive = true
        for (column, term) in rule.headTerms.enumerated() {
          guard case .expression(let expression) = term, let variable = expression.loneVariable,
            atom.terms[column] == .variable(variable)
          else {
            columns.remove(column)
            continue
          }
        }
      }
    }
    return isRecursive ? columns : []
  }

  /// The relation that holds what is asked for.
  mutating func copy(for goal: Goal) -> RelationID {
    if let known = copies[goal] { return known }
    let copy = addRelation(like: goal.relation)
    copies[goal] = copy
    if !goal.columns.isEmpty {
      demands[goal] = addRelation(like: goal.relation, columns: goal.columns)
    }
    open.append(goal)
    return copy
  }

  /// The rules of a copy.
  private mutating func derive(_ goal: Goal) throws {
    guard let copy = copies[goal] else { return }
    var rules = rulesByHead[goal.relation.index].map { program.rules[$0] }
    if goal.columns.count == 1, let closure = closure(goal.relation),
      closure.handedOn != goal.columns[0]
    {
      rules = closure.rules(handingOn: goal.columns[0])
      hasTurned = true
    }
    for rule in rules {
      let terms = goal.columns.map { column -> Term in
        guard case .expression(let expression) = rule.headTerms[column] else { return .wildcard }
        if case .constant(let value) = expression.kind { return .constant(value) }
        return expression.loneVariable.map(Term.variable) ?? .wildcard
      }
      let demand = demands[goal].map { Atom(relation: $0, terms: terms, span: rule.span) }
      try addDirected(rule, head: copy, for: goal, demand: demand)
    }
    addStatedFacts(of: goal, to: copy)
  }

  /// Facts that the graph or the program states of a relation that also has rules.
  private mutating func addStatedFacts(
    of goal: Goal, to copy: RelationID
  ) {
    let info = program[goal.relation]
    guard info.isBase || facts[goal.relation] != nil else { return }
    let span =
      info.span ?? program.rules[rulesByHead[goal.relation.index][0]].span
    relations.append(
      RelationInfo(
        schema: info.schema, isMadeUp: true, isBase: info.isBase, span: info.span,
        origin: goal.relation))
    let stated = RelationID(index: relations.count - 1)
    facts[stated] = facts[goal.relation]
    let variables = Array(info.schema.columns.indices)
    var body = [
      Literal.atom(Atom(relation: stated, terms: variables.map(Term.variable), span: span))
    ]
    if let demand = demands[goal] {
      let terms = goal.columns.map(Term.variable)
      body.insert(.atom(Atom(relation: demand, terms: terms, span: span)), at: 0)
    }
    rules.append(
      Rule(
        head: copy,
        headTerms: variables.map {
          .expression(ScalarExpression(kind: .variable($0), span: span))
        },
        body: body, variables: variables.map { "$\($0)" }, span: span))
  }

  /// Whether the rules behind a relation ask for less than all, even if all its facts are asked for.
  func isSelective(_ relation: RelationID) -> Bool { selective.contains(relation) }

  // MARK: - Strata

  /// Orders the new relations; gives up when one would have to be complete before itself.
  private mutating func stratify(relationsFrom first: Int, rulesFrom firstRule: Int) throws {
    var edges: [Set<Int>] = Array(repeating: [], count: relations.count - first)
    for rule in rules[firstRule...] {
      for atom in rule.body.compactMap(\.atom) where atom.relation.index >= first {
        edges[rule.head.index - first].insert(atom.relation.index - first)
      }
    }
    let components = StronglyConnectedComponents.find(edges.map { $0.sorted() })
    var component = Array(repeating: 0, count: edges.count)
    for (number, members) in components.enumerated() {
      for member in members { component[member] = number }
    }
    func isInCycle(_ atom: Atom, _ rule: Rule) -> Bool {
      atom.relation.index >= first
        && component[atom.relation.index - first] == component[rule.head.index - first]
    }
    for rule in rules[firstRule...] {
      for literal in rule.body {
        guard let atom = literal.atom, isInCycle(atom, rule) else { continue }
        if case .atom = literal, !rule.aggregates || relations[rule.head.index].best != nil {
          continue
        }
        throw GivenUp()
      }
    }
    for (number, members) in components.enumerated() {
      // What is asked for would grow with values that better ones replace, and be found twice.
      let infos = members.map { relations[$0 + first] }
      if infos.contains(where: { $0.best != nil }), infos.contains(where: \.isDemand) {
        throw GivenUp()
      }
      let own = rules.indices[firstRule...].filter {
        component[rules[$0].head.index - first] == number
      }
      guard !own.isEmpty else { continue }
      let recursive = own.filter { index in
        rules[index].body.compactMap(\.atom).contains { isInCycle($0, rules[index]) }
      }
      strata.append(
        Stratum(
          relations: members.sorted().map { RelationID(index: $0 + first) },
          initialRules: own.filter { !recursive.contains($0) }, recursiveRules: recursive))
    }
  }
}
