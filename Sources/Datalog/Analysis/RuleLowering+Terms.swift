extension RuleLowering {
  // MARK: - Terms

  /// An argument of an atom; an expression becomes a variable that is compared with it.
  func lowerArgument(_ term: TermSyntax) -> Term {
    switch term.kind {
    case .variable(let name): return .variable(variable(name))
    case .wildcard: return .wildcard
    case .constant(let value): return .constant(value)
    case .parameter(let name):
      if let open = openParameter(name, term.span) { return .variable(open) }
      return value(ofParameter: name, term.span).map(Term.constant) ?? .wildcard
    default:
      checkBound(NameUses.visible(term), "of an expression")
      let result = freshVariable()
      body.append(
        .comparison(
          .equal, ScalarExpression(kind: .variable(result), span: term.span),
          lowerExpression(term), isNegated: false))
      return .variable(result)
    }
  }

  /// The variable of a parameter whose value is given later: an atom of the relation that will hold
  /// the value binds it.
  private func openParameter(_ name: String, _ span: SourceSpan) -> Int? {
    guard builder.leavesParametersOpen, builder.parameters[name] == nil else { return nil }
    let known = "parameter $\(name)"
    if let number = numbers[known] { return number }
    let number = variable(known)
    let relation = builder.relation(ofOpenParameter: name, span)
    body.append(
      .atom(
        Atom(relation: relation, terms: [.variable(number)], span: span, termSpans: [span])))
    return number
  }

  private func value(ofParameter name: String, _ span: SourceSpan) -> Value? {
    if let value = builder.parameters[name] { return value }
    failed = true
    builder.report(
      Diagnostic(.missingParameter, "the parameter '$\(name)' has no value", at: span)
        .noting("give one with '--param \(name)=…', or from Swift"))
    return nil
  }

  /// An expression; `index` is the condition it stands in, for aggregates in it.
  func lowerExpression(_ term: TermSyntax, at index: Int? = nil) -> ScalarExpression {
    func made(_ kind: ScalarExpression.Kind) -> ScalarExpression {
      ScalarExpression(kind: kind, span: term.span)
    }
    switch term.kind {
    case .variable(let name): return made(.variable(variable(name)))
    case .constant(let value): return made(.constant(value))
    case .parameter(let name):
      if let open = openParameter(name, term.span) { return made(.variable(open)) }
      return made(.constant(value(ofParameter: name, term.span) ?? .bool(false)))
    case .negated(let operand): return made(.negated(lowerExpression(operand, at: index)))
    case .binary(let operation, let first, let second):
      return made(
        .binary(operation, lowerExpression(first, at: index), lowerExpression(second, at: index)))
    case .wildcard:
      fail(.misplacedWildcard, "'_' has no value; a variable is needed here", term.span)
      return made(.constant(.bool(false)))
    case .call(let name, let arguments): return lowerCall(name, arguments, term.span, at: index)
    case .aggregate(let name, let terms, let inner):
      guard let index else {
        fail(
          .misplacedAggregate,
          "an aggregate over a body stands in a comparison: "
            + "'N = \(name.text) { … }'", term.span)
        return made(.constant(.bool(false)))
      }
      return made(.variable(lowerAggregate(name, terms, inner, term.span, at: index)))
    }
  }

  private func lowerCall(
    _ name: NameSyntax, _ arguments: [TermSyntax], _ span: SourceSpan, at index: Int?
  ) -> ScalarExpression {
    let failure = ScalarExpression(kind: .constant(.bool(false)), span: span)
    if let function = builder.functions[name.text] {
      return lowerCall(function, arguments, span, at: index)
    }
    guard let function = ScalarFunction(rawValue: name.text) else {
      failed = true
      if AggregateFunction(rawValue: name.text) != nil {
        builder.report(
          Diagnostic(
            .misplacedAggregate, "'\(name.text)(…)' aggregates in heads only", at: span
          ).noting(
            "in a body it is written '\(name.text) { \(name.text == "count" ? "X" : "N") : … }'"))
      } else {
        builder.report(
          Diagnostic(.unknownFunction, "no function is called '\(name.text)'", at: name.span)
            .suggesting(name.text, among: BuiltIns.allNames + builder.functions.keys))
      }
      return failure
    }
    guard checkCount(of: arguments, function.parameters.count, name.text, span) else {
      return failure
    }
    return ScalarExpression(
      kind: .call(function, arguments.map { lowerExpression($0, at: index) }), span: span)
  }

  private func lowerCall(
    _ function: QueryFunction, _ arguments: [TermSyntax], _ span: SourceSpan, at index: Int?
  ) -> ScalarExpression {
    guard checkCount(of: arguments, function.parameters.count, function.name, span) else {
      return ScalarExpression(kind: .constant(.bool(false)), span: span)
    }
    return ScalarExpression(
      kind: .apply(function, arguments.map { lowerExpression($0, at: index) }), span: span)
  }

  private func checkCount(
    of arguments: [TermSyntax], _ count: Int, _ name: String, _ span: SourceSpan
  ) -> Bool {
    guard arguments.count != count else { return true }
    fail(
      .wrongArgumentCount,
      "'\(name)' takes \(count) argument\(count == 1 ? "" : "s"), not \(arguments.count)", span)
    return false
  }

  /// The variable that holds the result of an aggregate over a body.
  private func lowerAggregate(
    _ name: NameSyntax, _ terms: [TermSyntax], _ inner: LiteralSyntax, _ span: SourceSpan,
    at index: Int
  ) -> Int {
    let result = freshVariable()
    guard let function = AggregateFunction(rawValue: name.text) else {
      failed = true
      builder.report(
        Diagnostic(.unknownFunction, "no aggregate is called '\(name.text)'", at: name.span)
          .suggesting(name.text, among: AggregateFunction.allCases.map(\.rawValue)))
      return result
    }
    guard function == .count || !terms.isEmpty else {
      fail(
        .wrongArgumentCount, "'\(name.text)' needs what it aggregates: '\(name.text) { X : … }'",
        span)
      return result
    }
    var uses = NameUses.of(inner)
    for term in terms { uses.add(term) }
    // The comparison that the aggregate stands in is around it too.
    let shared = sharedNames(uses, at: index, including: NameUses.visible(flat[index]).names)
    guard areBound(shared, in: uses, "that is also used around the aggregate") else {
      return result
    }
    guard let alternatives = builder.expand(inner),
      let relation = builder.isolate(
        alternatives, shared: shared, aggregating: (function, terms, span),
        around: around(index), purpose: "aggregate", span)
    else {
      failed = true
      return result
    }
    let group = shared.map { Term.variable(variable($0)) }
    body.append(
      .group(
        Atom(relation: relation, terms: group + [.variable(result)], span: span),
        missing: function.valueOfEmptyGroup))
    return result
  }
}

extension FlatLiteral {
  /// Whether it says that something with this variable has no match.
  func isMissing(_ name: String) -> Bool {
    if case .missing(let inner, _, _) = self {
      NameUses.of(inner).names.contains(name)
    } else {
      false
    }
  }
}

extension TermSyntax.Kind {
  var isWildcard: Bool {
    if case .wildcard = self { true } else { false }
  }
}
