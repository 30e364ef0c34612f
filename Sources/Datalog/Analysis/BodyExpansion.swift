/// A condition without alternatives in it.
enum FlatLiteral {
  case atom(AtomSyntax)
  /// An atom of a relation that a path led to; both arguments are in the relation's own order.
  case step(RelationID, [ArgumentSyntax], SourceSpan)
  /// Both arguments are the same value; if neither is bound, one that occurs in the nodes relation.
  case identity(nodes: RelationID, [ArgumentSyntax], SourceSpan)
  case negation(LiteralSyntax, SourceSpan)
  case comparison(ComparisonOperator, TermSyntax, TermSyntax, SourceSpan)
  /// The literal has no match whatever the named variables are.
  case missing(LiteralSyntax, ignoring: Set<String>, SourceSpan)
}

extension ProgramBuilder {
  /// How many alternatives a body may have once its parentheses are multiplied out.
  static let mostAlternatives = 1024
  /// How many conditions an alternative may have.
  static let mostLiterals = 1024

  /// The alternatives of a body, each a list of conditions that must hold together.
  ///
  /// `nil` when there are too many; that is reported.
  func expand(_ literal: LiteralSyntax) -> [[FlatLiteral]]? {
    let alternatives: [[FlatLiteral]]
    switch literal.kind {
    case .atom(let atom) where isTest(atom.name.text): alternatives = [[comparison(of: atom)]]
    case .atom(let atom): alternatives = [[.atom(atom)]]
    case .path(let path, let arguments):
      alternatives = expand(path, arguments, literal.span)
    case .negation(let inner): alternatives = [[.negation(inner, literal.span)]]
    case .comparison(let comparison, let first, let second):
      alternatives = [[.comparison(comparison, first, second, literal.span)]]
    case .disjunction(let literals):
      var union: [[FlatLiteral]] = []
      for literal in literals {
        guard let expanded = expand(literal) else { return nil }
        union += expanded
      }
      alternatives = union
    case .conjunction(let literals):
      var product: [[FlatLiteral]] = [[]]
      for literal in literals {
        guard let expanded = expand(literal) else { return nil }
        guard product.count * expanded.count <= Self.mostAlternatives else {
          return tooLarge("more than \(Self.mostAlternatives) alternatives", literal.span)
        }
        if expanded.count == 1 {
          for index in product.indices { product[index] += expanded[0] }
        } else {
          product = product.flatMap { first in expanded.map { first + $0 } }
        }
      }
      alternatives = product
    case .defaulted(let inner, let defaults):
      guard let matches = expand(inner) else { return nil }
      let names = Set(defaults.map(\.variable.text))
      let known = NameUses.of(inner).names
      for value in defaults where !known.contains(value.variable.text) {
        report(
          .badDefault, "'\(value.variable.text)' does not occur in what 'else' follows",
          value.variable.span)
      }
      let values = defaults.map { value in
        FlatLiteral.comparison(
          .equal, TermSyntax(kind: .variable(value.variable.text), span: value.variable.span),
          value.value, value.variable.span)
      }
      alternatives = matches + [[.missing(inner, ignoring: names, literal.span)] + values]
    }
    guard alternatives.count <= Self.mostAlternatives else {
      return tooLarge("more than \(Self.mostAlternatives) alternatives", literal.span)
    }
    guard alternatives.allSatisfy({ $0.count <= Self.mostLiterals }) else {
      return tooLarge("more than \(Self.mostLiterals) conditions in one body", literal.span)
    }
    return alternatives
  }

  /// A test written in Swift, as the comparison of its value with `true`.
  func comparison(of test: AtomSyntax) -> FlatLiteral {
    if let column = test.arguments.lazy.compactMap(\.column).first {
      report(.unknownColumn, "'\(test.name.text)' is a test and has no column names", column.span)
    }
    let call = TermSyntax(kind: .call(test.name, test.arguments.map(\.term)), span: test.span)
    let truth = TermSyntax(kind: .constant(.bool(true)), span: test.span)
    return .comparison(.equal, call, truth, test.span)
  }

  /// A condition that failed to compile, but binds what it names: so nothing else is reported.
  func broken(_ arguments: [ArgumentSyntax], _ span: SourceSpan) -> [[FlatLiteral]] {
    let name = NameSyntax(text: Self.brokenName, span: span)
    return [[.atom(AtomSyntax(name: name, arguments: arguments, span: span))]]
  }

  private func tooLarge(_ message: String, _ span: SourceSpan) -> [[FlatLiteral]]? {
    report(.tooLarge, "\(message); define a relation for a part of it", span)
    return nil
  }

  private func expand(_ path: PathSyntax, _ arguments: [ArgumentSyntax], _ span: SourceSpan)
    -> [[FlatLiteral]]
  {
    guard arguments.count == 2 else {
      report(.wrongArity, "a path has two ends, not \(arguments.count)", span)
      return broken(arguments, span)
    }
    if let named = arguments.first(where: { $0.column != nil })?.column {
      report(.unknownColumn, "the ends of a path have no names", named.span)
      return broken(arguments, span)
    }
    if let found = expandFromConstant(path, arguments, span) { return found }
    guard let steps = steps(of: path) else { return broken(arguments, span) }
    var alternatives = steps.directions.map { direction in
      [
        FlatLiteral.step(
          direction.relation, direction.isInverted ? arguments.reversed() : arguments, span)
      ]
    }
    if steps.mayStay {
      alternatives.append([.identity(nodes: nodes(of: steps.directions, span), arguments, span)])
    }
    return alternatives
  }
}
