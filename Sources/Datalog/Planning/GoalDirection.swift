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
  private struct Goal: Hashable {
    let relation: RelationID
    let columns: [Int]
  }

  /// Why a query is left as it is.
  private struct GivenUp: Error {}

  private let program: CheckedProgram
  private let rulesByHead: [[Int]]
  private let stratumOfRelation: [Int?]
  private var relations: [RelationInfo]
  private var rules: [Rule]
  private var facts: [RelationID: FactRows]
  private var strata: [Stratum]

  // Of the query at hand.
  private var copies: [Goal: RelationID] = [:]
  private var demands: [Goal: RelationID] = [:]
  private var open: [Goal] = []

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
  }

  private mutating func direct(_ action: Action) -> Action {
    let kind: Action.Kind =
      switch action.kind {
      case .query(let query): .query(direct(query))
      case .deny(let message, let query): .deny(message: message, direct(query))
      case .save, .why: action.kind
      }
    return Action(kind: kind, span: action.span, expectation: action.expectation)
  }

  private mutating func direct(_ query: QueryAction) -> QueryAction {
    var attempt = self
    (attempt.copies, attempt.demands, attempt.open) = ([:], [:], [])
    guard let relation = try? attempt.direct(query.relation) else { return query }
    self = attempt
    var directed = query
    directed.directed = relation
    return directed
  }

  /// A copy of a query's relation whose bodies ask only for what they need.
  private mutating func direct(_ query: RelationID) throws -> RelationID {
    let (firstRelation, firstRule) = (relations.count, rules.count)
    let copy = addRelation(like: query)
    for index in rulesByHead[query.index] {
      try addDirected(program.rules[index], head: copy, demand: nil, known: [])
    }
    guard !copies.isEmpty else { throw GivenUp() }
    while let goal = open.popLast() { try derive(goal) }
    try stratify(relationsFrom: firstRelation, rulesFrom: firstRule)
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
        span: program[relation].span, origin: program[relation].origin ?? relation,
        isDemand: columns != nil))
    return RelationID(index: relations.count - 1)
  }

  /// The columns by which facts of a relation may be asked for: in every rule an atom of the body,
  /// or a constant, gives them their values.
  private func demandableColumns(of relation: RelationID) -> Set<Int> {
    let info = program[relation]
    guard info.best == nil, !info.isOnDemand, !rulesByHead[relation.index].isEmpty else {
      return []
    }
    var columns = Set(info.schema.columns.indices)
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

  /// The relation that holds what is asked for.
  private mutating func copy(for goal: Goal) -> RelationID {
    if let known = copies[goal] { return known }
    let copy = addRelation(like: goal.relation)
    copies[goal] = copy
    demands[goal] = addRelation(like: goal.relation, columns: goal.columns)
    open.append(goal)
    return copy
  }

  /// The rules of a copy.
  private mutating func derive(_ goal: Goal) throws {
    guard let copy = copies[goal], let demand = demands[goal] else { return }
    for index in rulesByHead[goal.relation.index] {
      let rule = program.rules[index]
      let terms = goal.columns.map { column -> Term in
        guard case .expression(let expression) = rule.headTerms[column] else { return .wildcard }
        if case .constant(let value) = expression.kind { return .constant(value) }
        return expression.loneVariable.map(Term.variable) ?? .wildcard
      }
      let atom = Atom(relation: demand, terms: terms, span: rule.span)
      try addDirected(rule, head: copy, demand: atom, known: Set(atom.variables))
    }
    addStatedFacts(of: goal, to: copy, demand)
  }

  /// Facts that the graph or the program states of a relation that also has rules.
  private mutating func addStatedFacts(
    of goal: Goal, to copy: RelationID, _ demand: RelationID
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
    rules.append(
      Rule(
        head: copy,
        headTerms: variables.map {
          .expression(ScalarExpression(kind: .variable($0), span: span))
        },
        body: [
          .atom(Atom(relation: demand, terms: goal.columns.map(Term.variable), span: span)),
          .atom(Atom(relation: stated, terms: variables.map(Term.variable), span: span)),
        ],
        variables: variables.map { "$\($0)" }, span: span))
  }

  // MARK: - Rules

  /// Adds a rule whose atoms read copies where something about them is known, and the rules for what
  /// those are asked.
  ///
  /// - Parameters:
  ///   - demand: What the rule's own facts are asked for by.
  ///   - known: The variables of the demand.
  private mutating func addDirected(
    _ rule: Rule, head: RelationID, demand: Atom?, known: Set<Int>
  ) throws {
    var known = known
    var body = rule.body
    var path: [Literal] = demand.map { [.atom($0)] } ?? []
    var atoms = body.indices.filter { if case .atom = body[$0] { true } else { false } }
    while let next = mostKnown(atoms, body, known) {
      atoms.removeAll { $0 == next.position }
      let atom = ask(next.atom, known, path, rule)
      body[next.position] = .atom(atom)
      path.append(.atom(atom))
      known.formUnion(atom.variables)
    }
    for position in atoms {
      // Nothing is known of what the rule itself derives: all of it would be needed.
      guard case .atom(let atom) = body[position] else { continue }
      if let stratum = stratumOfRelation[atom.relation.index],
        stratum == stratumOfRelation[rule.head.index]
      {
        throw GivenUp()
      }
    }
    for position in body.indices {
      switch body[position] {
      case .negatedAtom(let atom): body[position] = .negatedAtom(ask(atom, known, path, rule))
      case .group(let atom, let missing):
        body[position] = .group(ask(atom, known, path, rule), missing: missing)
      default: break
      }
    }
    if let demand { body.insert(.atom(demand), at: 0) }
    rules.append(
      Rule(
        head: head, headTerms: rule.headTerms, body: body, variables: rule.variables,
        span: rule.span))
  }

  /// The atom of which most is known; `nil` if nothing is known of any.
  private func mostKnown(_ positions: [Int], _ body: [Literal], _ known: Set<Int>)
    -> (position: Int, atom: Atom)?
  {
    var best: (position: Int, atom: Atom)?
    var most = 0.0
    for position in positions {
      guard case .atom(let atom) = body[position] else { continue }
      let count = atom.terms.count { isKnown($0, known) }
      guard count > 0 else { continue }
      // What is stated tells more about a derived relation than the other way round.
      let isDerived = !rulesByHead[atom.relation.index].isEmpty
      let share = Double(count) / Double(atom.terms.count) + (isDerived ? 0 : 1)
      if share > most { (best, most) = ((position, atom), share) }
    }
    return best
  }

  private func isKnown(_ term: Term, _ known: Set<Int>) -> Bool {
    switch term {
    case .constant: true
    case .variable(let variable): known.contains(variable)
    case .wildcard: false
    }
  }

  /// The atom over the copy of its relation, if that can be asked for by what is known.
  private mutating func ask(_ atom: Atom, _ known: Set<Int>, _ path: [Literal], _ rule: Rule)
    -> Atom
  {
    let demandable = demandableColumns(of: atom.relation)
    let columns = atom.terms.indices.filter {
      isKnown(atom.terms[$0], known) && demandable.contains($0)
    }
    guard !columns.isEmpty else { return atom }
    let goal = Goal(relation: atom.relation, columns: columns)
    let copy = copy(for: goal)
    if let demand = demands[goal] {
      let asked = columns.map { atom.terms[$0] }
      let path = part(of: path, about: asked)
      let isTheSame = path.count == 1 && path.first?.isAtom(of: demand, asked) == true
      if !isTheSame { addDemand(demand, asked, path, rule) }
    }
    return Atom(relation: copy, terms: atom.terms, span: atom.span, termSpans: atom.termSpans)
  }

  /// The atoms that tell something about the values asked for, and the rule's own demand.
  private func part(of path: [Literal], about asked: [Term]) -> [Literal] {
    var variables: Set<Int> = []
    for case .variable(let variable) in asked { variables.insert(variable) }
    var part: [Literal] = []
    for literal in path.reversed() {
      guard let atom = literal.atom else { continue }
      let isDemand = demands.values.contains(atom.relation)
      guard isDemand || !variables.isDisjoint(with: atom.variables) else { continue }
      variables.formUnion(atom.variables)
      part.append(literal)
    }
    return part.reversed()
  }

  private mutating func addDemand(
    _ demand: RelationID, _ asked: [Term], _ path: [Literal], _ rule: Rule
  ) {
    let terms = asked.map { term -> HeadTerm in
      switch term {
      case .variable(let variable):
        .expression(ScalarExpression(kind: .variable(variable), span: rule.span))
      case .constant(let value):
        .expression(ScalarExpression(kind: .constant(value), span: rule.span))
      case .wildcard: .expression(ScalarExpression(kind: .constant(.bool(false)), span: rule.span))
      }
    }
    rules.append(
      Rule(
        head: demand, headTerms: terms, body: path, variables: rule.variables, span: rule.span))
  }

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
        if case .atom = literal, !rule.aggregates { continue }
        throw GivenUp()
      }
    }
    for (number, members) in components.enumerated() {
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

extension Literal {
  fileprivate func isAtom(of relation: RelationID, _ terms: [Term]) -> Bool {
    if case .atom(let atom) = self {
      atom.relation == relation && atom.terms == terms
    } else {
      false
    }
  }
}
