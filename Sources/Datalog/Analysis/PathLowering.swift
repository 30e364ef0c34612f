/// A path as a choice of single steps.
struct PathSteps {
  struct Direction: Hashable {
    let relation: RelationID
    let isInverted: Bool

    var inverted: Direction { Direction(relation: relation, isInverted: !isInverted) }
  }
  var directions: [Direction]
  /// Whether the path may also stay where it is.
  var mayStay: Bool
}

extension ProgramBuilder {
  /// The steps of a path, with closures as relations of their own; `nil` if a name in it is wrong.
  func steps(of path: PathSyntax) -> PathSteps? {
    switch path.kind {
    case .relation(let name):
      guard let relation = resolve(name) else { return nil }
      let arity = schemaArity(relation)
      guard arity == 2 else {
        let found = arity == 1 ? "1 column" : "\(arity) columns"
        report(
          .notBinary, "a path needs a relation with 2 columns; '\(name.text)' has \(found)",
          name.span)
        return nil
      }
      return PathSteps(
        directions: [PathSteps.Direction(relation: relation, isInverted: false)], mayStay: false)
    case .inverse(let inner):
      guard var steps = steps(of: inner) else { return nil }
      steps.directions = steps.directions.map(\.inverted)
      return steps
    case .alternatives(let alternatives):
      var union = PathSteps(directions: [], mayStay: false)
      for alternative in alternatives {
        guard let steps = steps(of: alternative) else { return nil }
        for direction in steps.directions where !union.directions.contains(direction) {
          union.directions.append(direction)
        }
        union.mayStay = union.mayStay || steps.mayStay
      }
      return union
    case .closure(let inner, let closure):
      guard var steps = steps(of: inner) else { return nil }
      steps.mayStay = steps.mayStay || closure != .oneOrMore
      if closure != .zeroOrOne {
        let relation = transitiveClosure(of: steps.directions, path.span)
        steps.directions = [PathSteps.Direction(relation: relation, isInverted: false)]
      }
      return steps
    }
  }

  /// The alternatives of a closure with a constant end: what the steps reach from there, which is
  /// far less than all pairs. `nil` for other paths.
  func expandFromConstant(_ path: PathSyntax, _ arguments: [ArgumentSyntax], _ span: SourceSpan)
    -> [[FlatLiteral]]?
  {
    switch path.kind {
    case .inverse(let inner): return expandFromConstant(inner, arguments.reversed(), span)
    case .closure(let inner, let closure) where closure != .zeroOrOne:
      guard let end = arguments.firstIndex(where: { constant($0.term) != nil }),
        let value = constant(arguments[end].term)
      else { return nil }
      guard let steps = steps(of: inner) else { return broken(arguments, span) }
      let directions = end == 0 ? steps.directions : steps.directions.map(\.inverted)
      let reached = reachable(from: value, arguments[end].term.span, by: directions, path.span)
      var alternatives: [[FlatLiteral]] = [[.step(reached, [arguments[1 - end]], span)]]
      if steps.mayStay || closure == .zeroOrMore {
        alternatives.append([.identity(nodes: reached, arguments, span)])
      }
      return alternatives
    default: return nil
    }
  }

  private func constant(_ term: TermSyntax) -> Value? {
    switch term.kind {
    case .constant(let value): value
    case .parameter(let name): parameters[name]
    default: nil
    }
  }

  /// The relation of all values that one or more steps lead to from a value.
  private func reachable(
    from value: Value, _ valueSpan: SourceSpan, by directions: [PathSteps.Direction],
    _ span: SourceSpan
  ) -> RelationID {
    let reached = makeUp("path", arity: 1, span)
    pathRelations.insert(reached)
    for direction in directions {
      var first = step(direction, from: 1, to: 0, span)
      let start = direction.isInverted ? 1 : 0
      first.terms[start] = .constant(value)
      first.termSpans = [valueSpan, valueSpan]
      add(Rule(derives: reached, variables: 1, body: [.atom(first)], span: span))
      let known = Atom(relation: reached, terms: [.variable(1)], span: span)
      let next = step(direction, from: 1, to: 0, span)
      add(
        Rule(
          derives: reached, variables: 2, columns: 1, body: [.atom(known), .atom(next)], span: span)
      )
    }
    return reached
  }

  /// The relation of all pairs that one or more steps connect.
  private func transitiveClosure(of directions: [PathSteps.Direction], _ span: SourceSpan)
    -> RelationID
  {
    let key = directions.sorted {
      ($0.relation.index, $0.isInverted ? 1 : 0) < ($1.relation.index, $1.isInverted ? 1 : 0)
    }
    if let known = closures[key] { return known }
    let closure = makeUp("path", arity: 2, span)
    closures[key] = closure
    pathRelations.insert(closure)
    for direction in directions {
      let first = step(direction, from: 0, to: 1, span)
      add(Rule(derives: closure, variables: 2, body: [.atom(first)], span: span))
      let known = Atom(relation: closure, terms: [.variable(0), .variable(2)], span: span)
      let next = step(direction, from: 2, to: 1, span)
      add(
        Rule(derives: closure, variables: 3, body: [.atom(known), .atom(next)], span: span))
    }
    return closure
  }

  /// The relation of all values at either end of a step.
  func nodes(of directions: [PathSteps.Direction], _ span: SourceSpan) -> RelationID {
    let relations = Set(directions.map(\.relation))
    let key = relations.sorted { $0.index < $1.index }
    if let known = nodeRelations[key] { return known }
    let nodes = makeUp("node", arity: 1, span)
    nodeRelations[key] = nodes
    pathRelations.insert(nodes)
    for relation in key {
      for terms in [[Term.variable(0), .wildcard], [.wildcard, .variable(0)]] {
        let atom = Atom(relation: relation, terms: terms, span: span)
        add(Rule(derives: nodes, variables: 1, body: [.atom(atom)], span: span))
      }
    }
    return nodes
  }

  private func step(
    _ direction: PathSteps.Direction, from first: Int, to second: Int, _ span: SourceSpan
  ) -> Atom {
    let terms: [Term] = [.variable(first), .variable(second)]
    return Atom(
      relation: direction.relation, terms: direction.isInverted ? terms.reversed() : terms,
      span: span)
  }
}

extension Rule {
  /// A made-up rule whose head holds its first variables in order, as many as the relation has
  /// columns: two for a closure, one for its nodes and for what is reached.
  fileprivate init(
    derives head: RelationID, variables: Int, columns: Int = 2, body: [Literal], span: SourceSpan
  ) {
    self.init(
      head: head,
      headTerms: (0..<min(variables, columns)).map {
        .expression(ScalarExpression(kind: .variable($0), span: span))
      },
      body: body, variables: (0..<variables).map { "$\($0)" }, span: span)
  }
}
