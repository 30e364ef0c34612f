@testable import Datalog

/// A condition of a body, after a choice was made for every `;`, path and `else` in it.
enum ReferenceCondition {
  case atom(AtomSyntax)
  /// The path moves: its ends are one of these pairs.
  case move(PathSyntax, [ArgumentSyntax])
  /// The path stays where it is.
  case stay(PathSyntax, [ArgumentSyntax])
  case negation(LiteralSyntax)
  case comparison(ComparisonOperator, TermSyntax, TermSyntax)
  /// What `else` follows has no match.
  case missing(LiteralSyntax, ignoring: Set<String>)

  /// Every way to choose among the alternatives of a body.
  static func choices(_ literal: LiteralSyntax) -> [[ReferenceCondition]] {
    switch literal.kind {
    case .atom(let atom):
      guard !BuiltIns.literalNames.contains(atom.name.text) else { return [[.atom(atom)]] }
      let (arguments, equations) = plain(atom.arguments)
      return [
        [.atom(AtomSyntax(name: atom.name, arguments: arguments, span: atom.span))] + equations
      ]
    case .path(let path, let ends):
      let (arguments, equations) = plain(ends)
      let move = [ReferenceCondition.move(path, arguments)] + equations
      return path.mayStay ? [move, [.stay(path, ends)]] : [move]
    case .negation(let inner): return [[.negation(inner)]]
    case .comparison(let comparison, let left, let right):
      return [[.comparison(comparison, left, right)]]
    case .disjunction(let literals): return literals.flatMap(choices)
    case .conjunction(let literals):
      return literals.reduce([[]]) { found, literal in
        let further = choices(literal)
        return found.flatMap { first in further.map { first + $0 } }
      }
    case .defaulted(let inner, let defaults):
      let names = Set(defaults.map(\.variable.text))
      let values = defaults.map {
        ReferenceCondition.comparison(
          .equal, TermSyntax(kind: .variable($0.variable.text), span: literal.span), $0.value)
      }
      return choices(inner) + [[.missing(inner, ignoring: names)] + values]
    }
  }

  /// The arguments of an atom without expressions: each is a variable that equals one.
  private static func plain(_ arguments: [ArgumentSyntax]) -> (
    arguments: [ArgumentSyntax], equations: [ReferenceCondition]
  ) {
    var equations: [ReferenceCondition] = []
    let plain = arguments.map { argument -> ArgumentSyntax in
      switch argument.term.kind {
      case .negated, .binary, .call:
        let name = "$\(argument.term.span.range.lowerBound)"
        let variable = TermSyntax(kind: .variable(name), span: argument.term.span)
        equations.append(.comparison(.equal, variable, argument.term))
        return ArgumentSyntax(column: argument.column, term: variable)
      case .variable, .wildcard, .constant, .parameter, .aggregate: return argument
      }
    }
    return (plain, equations)
  }
}

extension PathSyntax {
  /// Whether the path relates a value to itself without a step.
  var mayStay: Bool {
    switch kind {
    case .relation: false
    case .inverse(let inner): inner.mayStay
    case .alternatives(let alternatives): alternatives.contains(where: \.mayStay)
    case .closure(let inner, let closure): closure != .oneOrMore || inner.mayStay
    }
  }

  /// The relations that the path names.
  var relations: Set<String> {
    switch kind {
    case .relation(let name): [name.text]
    case .inverse(let inner), .closure(let inner, _): inner.relations
    case .alternatives(let alternatives):
      alternatives.reduce(into: []) { $0.formUnion($1.relations) }
    }
  }
}

/// The names of variables in syntax.
enum ReferenceNames {
  /// All variables of a term; those inside an aggregate's braces only when asked for.
  static func of(_ term: TermSyntax, inside: Bool) -> Set<String> {
    switch term.kind {
    case .variable(let name): return [name]
    case .wildcard, .constant, .parameter: return []
    case .negated(let operand): return of(operand, inside: inside)
    case .binary(_, let left, let right):
      return of(left, inside: inside).union(of(right, inside: inside))
    case .call(_, let arguments):
      return arguments.reduce(into: []) { $0.formUnion(of($1, inside: inside)) }
    case .aggregate(_, let terms, let body):
      guard inside else { return [] }
      return terms.reduce(into: of(body)) { $0.formUnion(of($1, inside: true)) }
    }
  }

  static func of(_ arguments: [ArgumentSyntax], inside: Bool = true) -> Set<String> {
    arguments.reduce(into: []) { $0.formUnion(of($1.term, inside: inside)) }
  }

  /// All variables of a literal, those of inner bodies included.
  static func of(_ literal: LiteralSyntax) -> Set<String> {
    switch literal.kind {
    case .atom(let atom): return of(atom.arguments)
    case .path(_, let ends): return of(ends)
    case .negation(let inner): return of(inner)
    case .comparison(_, let left, let right):
      return of(left, inside: true).union(of(right, inside: true))
    case .conjunction(let literals), .disjunction(let literals):
      return literals.reduce(into: []) { $0.formUnion(of($1)) }
    case .defaulted(let inner, let defaults):
      return defaults.reduce(into: of(inner)) {
        $0.insert($1.variable.text)
        $0.formUnion(of($1.value, inside: true))
      }
    }
  }

  /// The variables that a condition shows to the conditions around it.
  static func visible(_ condition: ReferenceCondition) -> Set<String> {
    switch condition {
    case .atom(let atom): return of(atom.arguments, inside: false)
    case .move(_, let ends), .stay(_, let ends): return of(ends, inside: false)
    case .comparison(_, let left, let right):
      return of(left, inside: false).union(of(right, inside: false))
    case .negation(let inner):
      if case .atom(let atom) = inner.kind { return of(atom.arguments, inside: false) }
      return []
    case .missing: return []
    }
  }
}
