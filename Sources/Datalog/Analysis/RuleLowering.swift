/// Turns one alternative of a body into the literals of a rule.
///
/// Names become numbers; expressions inside atoms, groups under `not`, defaults and aggregates
/// become variables and relations of their own.
final class RuleLowering {
  let builder: ProgramBuilder
  let flat: [FlatLiteral]
  /// Names that are used outside the body: in the head, or around it.
  let outerNames: Set<String>
  /// Names that have a value before the body is evaluated.
  let given: Set<String>
  let bound: BoundNames
  private(set) var variables: [String] = []
  private var numbers: [String: Int] = [:]
  private(set) var body: [Literal] = []
  /// Whether an error was found; the rule is then left out.
  private(set) var failed = false
  /// Unbound variables that were reported already.
  private var reported: Set<String> = []

  init(
    _ builder: ProgramBuilder, _ flat: [FlatLiteral], outerNames: Set<String>,
    given: Set<String> = []
  ) {
    self.builder = builder
    self.flat = flat
    self.outerNames = outerNames
    self.given = given
    bound = BoundNames(flat, given: given)
    for index in flat.indices { lower(flat[index], at: index) }
  }

  func fail(_ code: DiagnosticCode, _ message: String, _ span: SourceSpan) {
    failed = true
    builder.report(code, message, span)
  }

  // MARK: - Variables

  func variable(_ name: String) -> Int {
    if let number = numbers[name] { return number }
    let number = variables.count
    variables.append(name)
    numbers[name] = number
    return number
  }

  func freshVariable() -> Int {
    variables.append("$\(variables.count)")
    return variables.count - 1
  }

  /// Puts variables in the place of every `_` of the positive atoms, for `count()`, which counts
  /// what they stand for too.
  func nameWildcards() -> [Int] {
    var named: [Int] = []
    for index in body.indices {
      guard case .atom(let atom) = body[index] else { continue }
      let terms = atom.terms.map { term -> Term in
        guard term == .wildcard else { return term }
        named.append(freshVariable())
        return .variable(variables.count - 1)
      }
      body[index] = .atom(
        Atom(relation: atom.relation, terms: terms, span: atom.span, termSpans: atom.termSpans))
    }
    return named
  }

  /// Reports every variable of a term that nothing gives a value to.
  func checkBound(_ uses: NameUses, _ place: String) {
    for use in uses.uses where !bound.names.contains(use.name) {
      failed = true
      guard reported.insert(use.name).inserted else { continue }
      var diagnostic = Diagnostic(
        .unboundVariable,
        "the variable '\(use.name)' \(place) gets its value from no positive atom", at: use.span
      ).suggesting(use.name, among: bound.names)
      if flat.contains(where: { $0.isMissing(use.name) }) {
        diagnostic = diagnostic.noting("'else' gives it none where there is no match")
      }
      builder.report(diagnostic)
    }
  }

  /// Whether the names that an inner body shares have values; those without are reported.
  private func areBound(_ shared: [String], in uses: NameUses, _ place: String) -> Bool {
    for name in shared where !bound.names.contains(name) {
      failed = true
      guard let use = uses.uses.first(where: { $0.name == name }), reported.insert(name).inserted
      else { continue }
      builder.report(
        Diagnostic(
          .unboundVariable,
          "the variable '\(name)' \(place) gets its value from no positive atom", at: use.span
        ).suggesting(name, among: bound.names))
    }
    return shared.allSatisfy(bound.names.contains)
  }

  // MARK: - Literals

  private func lower(_ literal: FlatLiteral, at index: Int) {
    switch literal {
    case .atom(let atom): lower(atom, isNegated: false)
    case .step(let relation, let arguments, let span):
      let terms = arguments.map { lowerArgument($0.term) }
      body.append(
        .atom(
          Atom(
            relation: relation, terms: terms, span: span, termSpans: arguments.map(\.term.span))))
    case .identity(let nodes, let arguments, let span):
      lowerIdentity(nodes, arguments, span, at: index)
    case .negation(let inner, let span): lowerNegation(inner, span, at: index)
    case .comparison(let comparison, let first, let second, _):
      lower(comparison, first, second, isNegated: false, at: index)
    case .missing(let inner, let ignored, let span):
      let names = sharedNames(NameUses.of(inner), at: index).filter { !ignored.contains($0) }
      negate(inner, shared: names.filter(bound.names.contains), span, at: index)
    }
  }

  private func lower(_ atom: AtomSyntax, isNegated: Bool) {
    if let test = TestFunction(rawValue: atom.name.text) {
      guard let arguments = positional(atom, count: test.parameters.count) else { return }
      for argument in arguments { checkBound(NameUses.visible(argument), "of a test") }
      let lowered = arguments.map { lowerExpression($0) }
      checkPattern(test, arguments)
      body.append(.test(test, lowered, atom.span, isNegated: isNegated))
      return
    }
    if atom.name.text == BuiltIns.range {
      guard let arguments = positional(atom, count: 3) else { return }
      checkBound(NameUses.of(arguments[1]), "of a range")
      checkBound(NameUses.of(arguments[2]), "of a range")
      body.append(
        .range(
          lowerArgument(arguments[0]), lowerExpression(arguments[1]),
          lowerExpression(arguments[2]), atom.span))
      return
    }
    guard let relation = builder.resolve(atom.name),
      let arranged = builder.arrange(atom.arguments, for: relation, atom.span)
    else {
      failed = true
      return
    }
    if isNegated { checkBound(NameUses.of(atom.arguments), "under 'not'") }
    let terms = arranged.map { $0.map(lowerArgument) ?? .wildcard }
    let lowered = Atom(
      relation: relation, terms: terms, span: atom.span,
      termSpans: arranged.map { $0?.span ?? atom.span })
    body.append(isNegated ? .negatedAtom(lowered) : .atom(lowered))
  }

  private func positional(_ atom: AtomSyntax, count: Int) -> [TermSyntax]? {
    if let column = atom.arguments.first(where: { $0.column != nil })?.column {
      fail(.unknownColumn, "'\(atom.name.text)' is built in and has no column names", column.span)
      return nil
    }
    guard atom.arguments.count == count else {
      fail(
        .wrongArgumentCount,
        "'\(atom.name.text)' takes \(count) arguments, not "
          + "\(atom.arguments.count)", atom.span)
      return nil
    }
    return atom.arguments.map(\.term)
  }

  private func checkPattern(_ test: TestFunction, _ arguments: [TermSyntax]) {
    guard test == .matches, case .constant(.text(let pattern)) = arguments[1].kind else { return }
    do {
      _ = try RegularExpression(pattern)
    } catch {
      fail(.badPattern, "the pattern is wrong: \(error.message)", arguments[1].span)
    }
  }

  private func lowerIdentity(
    _ nodes: RelationID, _ arguments: [ArgumentSyntax], _ span: SourceSpan, at index: Int
  ) {
    let (first, second) = (arguments[0].term, arguments[1].term)
    if bound.unanchored.contains(index) {
      let term = first.kind.isWildcard ? second : first
      body.append(
        .atom(Atom(relation: nodes, terms: [lowerArgument(term)], span: span)))
    }
    // `_` at one end leaves nothing to compare: every value is related to itself.
    if first.kind.isWildcard || second.kind.isWildcard { return }
    body.append(
      .comparison(.equal, lowerExpression(first), lowerExpression(second), isNegated: false))
  }

  private func lower(
    _ comparison: ComparisonOperator, _ first: TermSyntax, _ second: TermSyntax, isNegated: Bool,
    at index: Int
  ) {
    checkBound(NameUses.visible(first), "of a comparison")
    checkBound(NameUses.visible(second), "of a comparison")
    let lowered = (
      lowerExpression(first, at: index), lowerExpression(second, at: index)
    )
    body.append(.comparison(comparison, lowered.0, lowered.1, isNegated: isNegated))
  }

  // MARK: - Negation

  private func lowerNegation(_ inner: LiteralSyntax, _ span: SourceSpan, at index: Int) {
    switch inner.kind {
    case .atom(let atom) where builder.isTest(atom.name.text):
      if case .comparison(let comparison, let call, let truth, _) = builder.comparison(of: atom) {
        lower(comparison, call, truth, isNegated: true, at: index)
      }
    case .atom(let atom) where atom.name.text != BuiltIns.range: lower(atom, isNegated: true)
    case .comparison(let comparison, let first, let second):
      lower(comparison, first, second, isNegated: true, at: index)
    default:
      let shared = sharedNames(NameUses.of(inner), at: index)
      guard areBound(shared, in: NameUses.of(inner), "under 'not'") else { return }
      negate(inner, shared: shared.filter(bound.names.contains), span, at: index)
    }
  }

  /// Adds the condition that a relation of the inner body's matches has none for the shared names.
  private func negate(
    _ inner: LiteralSyntax, shared: [String], _ span: SourceSpan, at index: Int
  ) {
    // Not one of several alternatives holds when each does not: every one is negated for itself,
    // by the variables that occur in it.
    guard let alternatives = builder.expand(inner) else {
      failed = true
      return
    }
    for alternative in alternatives {
      let names = NameUses.of(alternative).names
      let own = shared.filter(names.contains)
      guard
        let relation = builder.isolate(
          [alternative], shared: own, around: around(index), purpose: "not", span)
      else {
        failed = true
        return
      }
      let terms = own.map { Term.variable(variable($0)) }
      body.append(.negatedAtom(Atom(relation: relation, terms: terms, span: span)))
    }
  }

  /// What the conditions around one bind.
  func around(_ index: Int) -> BoundNames {
    BoundNames(others(than: index), given: given, avoiding: builder.cycle)
  }

  func others(than index: Int) -> [FlatLiteral] {
    flat.enumerated().filter { $0.offset != index }.map(\.element)
  }

  /// The names of an inner body that also occur around it.
  func sharedNames(_ inner: NameUses, at index: Int, including further: Set<String> = [])
    -> [String]
  {
    var around = outerNames.union(further)
    for other in others(than: index) { around.formUnion(NameUses.visible(other).names) }
    return inner.ordered.filter(around.contains)
  }
}

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
  fileprivate func isMissing(_ name: String) -> Bool {
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
