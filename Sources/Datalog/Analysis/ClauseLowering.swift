/// A column of a head that is being lowered.
enum HeadColumn {
  case term(TermSyntax)
  case aggregate(AggregateFunction, [TermSyntax], SourceSpan)
}

extension ProgramBuilder {
  /// The columns of a head as they are written; aggregates are told from functions by their name.
  func headColumn(_ term: TermSyntax) -> HeadColumn {
    if case .call(let name, let arguments) = term.kind,
      let function = AggregateFunction(rawValue: name.text)
    {
      return .aggregate(function, arguments, term.span)
    }
    return .term(term)
  }

  /// Adds the rules for a head and a body: one for each alternative of the body.
  ///
  /// Alternatives under an aggregate become a relation of their own first, so that the aggregate
  /// sees them together.
  func addRules(
    for head: RelationID, _ columns: [HeadColumn], body: LiteralSyntax, span: SourceSpan
  ) {
    guard let alternatives = expand(body) else { return }
    let aggregates = columns.contains { if case .aggregate = $0 { true } else { false } }
    guard aggregates, alternatives.count > 1 else {
      for alternative in alternatives {
        addRule(for: head, columns, alternative, span: span)
      }
      return
    }
    let headNames = names(of: columns)
    var shared = Set(NameUses.of(body).ordered)
    for alternative in alternatives {
      // What a variable of one alternative means for the others is undefined unless the head
      // asks for it, and then its absence is reported.
      shared.formIntersection(BoundNames(alternative).names.union(headNames.names))
    }
    let ordered = NameUses.of(body).ordered.filter(shared.contains)
    let union = makeUp("alternatives", arity: ordered.count, span)
    let variables = ordered.map { TermSyntax(kind: .variable($0), span: span) }
    for alternative in alternatives {
      addRule(for: union, variables.map(HeadColumn.term), alternative, span: span)
    }
    let arguments = variables.map { ArgumentSyntax(column: nil, term: $0) }
    addRule(for: head, columns, [.step(union, arguments, span)], span: span)
  }

  func names(of columns: [HeadColumn]) -> NameUses {
    var uses = NameUses()
    for column in columns {
      switch column {
      case .term(let term): uses.add(term)
      case .aggregate(_, let terms, _): for term in terms { uses.add(term) }
      }
    }
    return uses
  }

  private func addRule(
    for head: RelationID, _ columns: [HeadColumn], _ alternative: [FlatLiteral], span: SourceSpan,
    countedNames: [String]? = nil, given: Set<String> = [], contextCount: Int = 0
  ) {
    let headUses = names(of: columns)
    let lowering = RuleLowering(
      self, alternative, outerNames: headUses.names, given: given, contextCount: contextCount)
    lowering.checkBound(headUses, "of the head")
    let countsMatches = columns.contains {
      if case .aggregate(.count, let terms, _) = $0 { terms.isEmpty } else { false }
    }
    let counted =
      countsMatches
      ? countedNames ?? NameUses.of(alternative).ordered.filter(lowering.bound.names.contains) : []
    let unnamed = countsMatches ? lowering.nameWildcards() : []
    let terms = columns.map { column -> HeadTerm in
      switch column {
      case .term(let term):
        if case .wildcard = term.kind {
          lowering.fail(.misplacedWildcard, "'_' has no value that a head could hold", term.span)
          return .expression(ScalarExpression(kind: .constant(.bool(false)), span: term.span))
        }
        return .expression(lowering.lowerExpression(term))
      case .aggregate(let function, let terms, let span):
        let lowered = terms.map { lowering.lowerExpression($0) }
        if function == .count, terms.isEmpty {
          let all = (counted.map { lowering.variable($0) } + unnamed).map {
            ScalarExpression(kind: .variable($0), span: span)
          }
          return .aggregate(function, all, span)
        }
        if lowered.isEmpty {
          lowering.fail(
            .wrongArgumentCount,
            "'\(function.rawValue)' needs what it aggregates: '\(function.rawValue)(X)'", span)
        }
        return .aggregate(function, lowered, span)
      }
    }
    guard !lowering.failed else { return }
    add(
      Rule(
        head: head, headTerms: terms, body: lowering.body, variables: lowering.variables,
        span: span))
  }

  /// A relation of its own for an inner body, or `nil` if the body has errors.
  ///
  /// Its columns are the shared names, and the aggregate where there is one.
  ///
  /// An inner body may use variables that only the outer one gives values to (`count { X : p(X),
  /// X > M }`); then the outer conditions that do so are repeated in it. They only widen the
  /// relation's groups, never a group's members. Where that would make the inner body recursive
  /// (the outer condition is the recursion), the relation is evaluated on demand instead.
  func isolate(
    _ alternatives: [[FlatLiteral]], shared: [String],
    aggregating: (function: AggregateFunction, terms: [TermSyntax], span: SourceSpan)? = nil,
    around outer: BoundNames, purpose: String, _ span: SourceSpan
  ) -> RelationID? {
    let before = diagnostics.count
    var uses = NameUses()
    for alternative in alternatives { for literal in alternative { uses.add(literal) } }
    let innerNames = uses.ordered
    let group = shared.map { HeadColumn.term(TermSyntax(kind: .variable($0), span: span)) }
    let relation = makeUp(purpose, arity: shared.count + (aggregating == nil ? 0 : 1), span)
    var completed: [[FlatLiteral]] = []
    for alternative in alternatives {
      let wanted = NameUses.of(alternative).names.union(shared)
      let missing = wanted.subtracting(BoundNames(alternative).names)
      guard let context = outer.context(of: missing, without: cycle) else {
        relations[relation.index].isOnDemand = true
        break
      }
      completed.append(context + alternative)
    }
    let isOnDemand = relations[relation.index].isOnDemand
    let given = isOnDemand ? Set(shared) : []
    if isOnDemand { completed = alternatives }
    guard let aggregating else {
      for alternative in completed {
        addRule(for: relation, group, alternative, span: span, given: given)
      }
      return diagnostics.count == before ? relation : nil
    }
    var inAll = Set(innerNames)
    for alternative in completed {
      inAll.formIntersection(BoundNames(alternative, given: given).names)
    }
    let result = HeadColumn.aggregate(
      aggregating.function, aggregating.terms, aggregating.span)
    if completed.count == 1 || isOnDemand {
      // On demand the alternatives' members are gathered together.
      for (alternative, own) in zip(completed, alternatives) {
        addRule(
          for: relation, group + [result], alternative, span: span,
          countedNames: innerNames.filter(inAll.contains), given: given,
          contextCount: alternative.count - own.count)
      }
    } else {
      var wanted = NameUses()
      for term in aggregating.terms { wanted.add(term) }
      var names = innerNames.filter(inAll.contains)
      for name in shared + wanted.ordered where !names.contains(name) { names.append(name) }
      let union = makeUp("alternatives", arity: names.count, span)
      let variables = names.map { TermSyntax(kind: .variable($0), span: span) }
      for alternative in completed {
        addRule(for: union, variables.map(HeadColumn.term), alternative, span: span)
      }
      let step = FlatLiteral.step(
        union, variables.map { ArgumentSyntax(column: nil, term: $0) }, span)
      addRule(
        for: relation, group + [result], [step], span: span,
        countedNames: innerNames.filter(inAll.contains))
    }
    return diagnostics.count == before ? relation : nil
  }
}
