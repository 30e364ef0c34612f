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
  var numbers: [String: Int] = [:]
  var body: [Literal] = []
  /// Where the conditions begin that are not repeated from around an inner body.
  private var ownStart = 0
  /// Whether an error was found; the rule is then left out.
  var failed = false
  /// Unbound variables that were reported already.
  private var reported: Set<String> = []

  /// - Parameter contextCount: How many of the first conditions are repeated from around an inner body.
  init(
    _ builder: ProgramBuilder, _ flat: [FlatLiteral], outerNames: Set<String>,
    given: Set<String> = [], contextCount: Int = 0
  ) {
    self.builder = builder
    self.flat = flat
    self.outerNames = outerNames
    self.given = given
    bound = BoundNames(flat, given: given)
    for index in flat.indices {
      lower(flat[index], at: index)
      if index < contextCount { ownStart = body.count }
    }
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
  /// what they stand for too; what stands around an inner body is no part of its matches.
  func nameWildcards() -> [Int] {
    var named: [Int] = []
    for index in body.indices[ownStart...] {
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
  func areBound(_ shared: [String], in uses: NameUses, _ place: String) -> Bool {
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
