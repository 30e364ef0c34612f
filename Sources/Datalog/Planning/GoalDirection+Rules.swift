extension GoalDirection {
  /// Adds a rule whose atoms read copies where something about them is known, and the rules for what
  /// those are asked.
  ///
  /// - Parameters:
  ///   - goal: What the rule's facts are asked for by; `nil` for a query itself.
  ///   - demand: The atom that holds what they are asked for, if not all are.
  mutating func addDirected(
    _ rule: Rule, head: RelationID, for goal: Goal?, demand: Atom?
  ) throws {
    var body = rule.body
    var known = KnownValues(rule, program)
    if let demand { known.add(.atom(demand)) }
    known.addEqualValues()
    let given = known
    var atoms = body.indices.filter { position in
      guard case .atom(let atom) = body[position] else { return false }
      return !program.isParameter(atom.relation)
    }
    while let next = mostKnown(atoms, body, known) {
      atoms.removeAll { $0 == next.position }
      let atom = ask(next.atom, known, rule)
      body[next.position] = .atom(atom)
      guard goal?.asksByHeadAlone != true else { continue }
      known.add(.atom(atom))
      known.addEqualValues()
    }
    for position in atoms {
      guard case .atom(let atom) = body[position] else { continue }
      body[position] = .atom(try askForAll(atom, rule, demand))
    }
    if goal?.asksByHeadAlone == true { known = given }
    for position in body.indices {
      switch body[position] {
      case .negatedAtom(let atom): body[position] = .negatedAtom(ask(atom, known, rule))
      case .group(let atom, let missing):
        body[position] = .group(ask(atom, known, rule), missing: missing)
      default: break
      }
    }
    if let demand { body.insert(.atom(demand), at: 0) }
    rules.append(
      Rule(
        head: head, headTerms: rule.headTerms, body: body, variables: rule.variables,
        span: rule.span))
  }

  /// An atom of which nothing is known: over a copy, if the rules behind it know something.
  private mutating func askForAll(_ atom: Atom, _ rule: Rule, _ demand: Atom?) throws -> Atom {
    let stratum = stratumOfRelation[atom.relation.index]
    let isRecursive = stratum != nil && stratum == stratumOfRelation[rule.head.index]
    // All of what the rule itself derives would be needed.
    if isRecursive, demand != nil { throw GivenUp() }
    guard isRecursive || isSelective(atom.relation), !program[atom.relation].isOnDemand else {
      return atom
    }
    let copy = copy(for: Goal(relation: atom.relation, columns: []))
    return Atom(relation: copy, terms: atom.terms, span: atom.span, termSpans: atom.termSpans)
  }

  /// The atom of which most is known; `nil` if nothing is known of any.
  private func mostKnown(_ positions: [Int], _ body: [Literal], _ known: KnownValues)
    -> (position: Int, atom: Atom)?
  {
    var best: (position: Int, atom: Atom)?
    var most = 0.0
    for position in positions {
      guard case .atom(let atom) = body[position] else { continue }
      let count = atom.terms.count { known.contains($0) }
      guard count > 0 else { continue }
      // What is stated tells more about a derived relation than the other way round.
      let isDerived = !rulesByHead[atom.relation.index].isEmpty
      let share = Double(count) / Double(atom.terms.count) + (isDerived ? 0 : 1)
      if share > most { (best, most) = ((position, atom), share) }
    }
    return best
  }

  /// The atom over the copy of its relation, if that can be asked for by what is known.
  private mutating func ask(_ atom: Atom, _ known: KnownValues, _ rule: Rule) -> Atom {
    let demandable = demandableColumns(of: atom.relation)
    var columns = atom.terms.indices.filter {
      known.contains(atom.terms[$0]) && demandable.contains($0)
    }
    guard !columns.isEmpty else { return atom }
    columns = enough(columns, to: atom, rule)
    let goal = Goal(relation: atom.relation, columns: columns)
    let copy = copy(for: goal)
    if let demand = demands[goal] {
      let asked = columns.map { atom.terms[$0] }
      let path = part(of: known.path, about: asked)
      let isTheSame = path.count == 1 && path.first?.isAtom(of: demand, asked) == true
      if !isTheSame { addDemand(demand, asked, path, rule.span, rule.variables) }
    }
    return Atom(relation: copy, terms: atom.terms, span: atom.span, termSpans: atom.termSpans)
  }

  /// The columns to ask an atom by, of those that are known.
  ///
  /// What a recursion hands on from fact to fact is enough. Values that it changes at each step would
  /// each be asked for together with every other. A closure hands on what it is asked by, so there a
  /// single value is better than those that other atoms find.
  private mutating func enough(_ columns: [Int], to atom: Atom, _ rule: Rule) -> [Int] {
    guard columns.count > 1 else { return columns }
    if closure(atom.relation) != nil {
      let isGiven = columns.map { column in
        switch atom.terms[column] {
        case .constant: true
        case .variable(let variable): rule.isGiven(variable, in: program)
        case .wildcard: false
        }
      }
      return [columns[isGiven.firstIndex(of: true) ?? 0]]
    }
    let handedOn = columns.filter(columnsHandedOn(by: atom.relation).contains)
    return handedOn.isEmpty ? columns : handedOn
  }

  /// The conditions that tell something about the values asked for, and the rule's own demand.
  private func part(of path: [Literal], about asked: [Term]) -> [Literal] {
    var variables: Set<Int> = []
    for case .variable(let variable) in asked { variables.insert(variable) }
    var part: [Literal] = []
    for literal in path.reversed() {
      let isDemand = literal.atom.map { demands.values.contains($0.relation) } ?? false
      var own: Set<Int> = []
      literal.forEachVariable { own.insert($0) }
      guard isDemand || !variables.isDisjoint(with: own) else { continue }
      variables.formUnion(own)
      part.append(literal)
    }
    return part.reversed()
  }

  mutating func addDemand(
    _ demand: RelationID, _ asked: [Term], _ path: [Literal], _ span: SourceSpan,
    _ variables: [String]
  ) {
    let terms = asked.map { term -> HeadTerm in
      switch term {
      case .variable(let variable):
        .expression(ScalarExpression(kind: .variable(variable), span: span))
      case .constant(let value): .expression(ScalarExpression(kind: .constant(value), span: span))
      case .wildcard: .expression(ScalarExpression(kind: .constant(.bool(false)), span: span))
      }
    }
    rules.append(
      Rule(head: demand, headTerms: terms, body: path, variables: variables, span: span))
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
