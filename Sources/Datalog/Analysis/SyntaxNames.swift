/// The variables that syntax names, with the places where it does.
struct NameUses {
  /// Each use, in the order of the text.
  private(set) var uses: [(name: String, span: SourceSpan)] = []

  /// The names that a `count { … }` counts without naming them.
  private(set) var counted: Set<String> = []

  var names: Set<String> { Set(uses.map(\.name)) }

  /// The names in the order of their first use.
  var ordered: [String] {
    var seen: Set<String> = []
    return uses.map(\.name).filter { seen.insert($0).inserted }
  }

  mutating func add(_ term: TermSyntax) {
    switch term.kind {
    case .variable(let name): uses.append((name, term.span))
    case .wildcard, .constant, .parameter: break
    case .negated(let operand): add(operand)
    case .binary(_, let first, let second):
      add(first)
      add(second)
    case .call(_, let arguments): for argument in arguments { add(argument) }
    case .aggregate(_, let terms, let body):
      for term in terms { add(term) }
      if terms.isEmpty { counted.formUnion(NameUses.of(body).names) }
      add(body)
    }
  }

  mutating func add(_ arguments: [ArgumentSyntax]) {
    for argument in arguments { add(argument.term) }
  }

  mutating func add(_ literal: LiteralSyntax) {
    switch literal.kind {
    case .atom(let atom): add(atom.arguments)
    case .path(_, let arguments): add(arguments)
    case .negation(let inner): add(inner)
    case .comparison(_, let first, let second):
      add(first)
      add(second)
    case .conjunction(let literals), .disjunction(let literals):
      for literal in literals { add(literal) }
    case .defaulted(let inner, let defaults):
      add(inner)
      for value in defaults {
        uses.append((value.variable.text, value.variable.span))
        add(value.value)
      }
    }
  }

  mutating func add(_ literal: FlatLiteral) {
    switch literal {
    case .atom(let atom): add(atom.arguments)
    case .step(_, let arguments, _), .identity(_, let arguments, _): add(arguments)
    case .negation(let inner, _), .missing(let inner, _, _): add(inner)
    case .comparison(_, let first, let second, _):
      add(first)
      add(second)
    }
  }

  /// Adds the variables of a term that stand outside the braces of aggregates.
  mutating func addVisible(_ term: TermSyntax) {
    switch term.kind {
    case .aggregate, .constant, .parameter, .wildcard: break
    case .variable: add(term)
    case .negated(let operand): addVisible(operand)
    case .binary(_, let first, let second):
      addVisible(first)
      addVisible(second)
    case .call(_, let arguments): for argument in arguments { addVisible(argument) }
    }
  }

  /// Adds the variables of a term that stand inside the braces of aggregates.
  mutating func addInsideAggregates(_ term: TermSyntax) {
    switch term.kind {
    case .aggregate: add(term)
    case .variable, .constant, .parameter, .wildcard: break
    case .negated(let operand): addInsideAggregates(operand)
    case .binary(_, let first, let second):
      addInsideAggregates(first)
      addInsideAggregates(second)
    case .call(_, let arguments): for argument in arguments { addInsideAggregates(argument) }
    }
  }

  /// The variables of a term outside the braces of aggregates.
  static func visible(_ term: TermSyntax) -> NameUses {
    var uses = NameUses()
    uses.addVisible(term)
    return uses
  }

  /// The variables that a condition shows to those around it: not those that are its own because
  /// they stand in an aggregate's braces or under a negation of more than one atom.
  static func visible(_ literal: FlatLiteral) -> NameUses {
    var uses = NameUses()
    switch literal {
    case .atom(let atom): for argument in atom.arguments { uses.addVisible(argument.term) }
    case .step(_, let arguments, _), .identity(_, let arguments, _):
      for argument in arguments { uses.addVisible(argument.term) }
    case .negation(let inner, _):
      if case .atom(let atom) = inner.kind {
        for argument in atom.arguments { uses.addVisible(argument.term) }
      } else if case .comparison(_, let first, let second) = inner.kind {
        uses.addVisible(first)
        uses.addVisible(second)
      }
    case .missing: break
    case .comparison(_, let first, let second, _):
      uses.addVisible(first)
      uses.addVisible(second)
    }
    return uses
  }

  static func of(_ literal: LiteralSyntax) -> NameUses {
    var uses = NameUses()
    uses.add(literal)
    return uses
  }

  static func of(_ term: TermSyntax) -> NameUses {
    var uses = NameUses()
    uses.add(term)
    return uses
  }

  static func of(_ literals: [FlatLiteral]) -> NameUses {
    var uses = NameUses()
    for literal in literals { uses.add(literal) }
    return uses
  }

  static func of(_ arguments: [ArgumentSyntax]) -> NameUses {
    var uses = NameUses()
    uses.add(arguments)
    return uses
  }
}
