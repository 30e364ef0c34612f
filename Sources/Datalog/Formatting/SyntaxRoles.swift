/// What cannot be told from tokens alone: where paths stand, and which brackets hold conditions.
struct SyntaxRoles {
  /// The ranges of paths, in the order of the text.
  private(set) var paths: [Range<Int>] = []
  /// The offsets of parentheses and braces around conditions.
  private(set) var groups: Set<Int> = []

  mutating func add(_ statement: Statement.Kind) {
    switch statement {
    case .clause(let clause):
      // A head's aggregates are calls; none of its brackets holds conditions.
      if let body = clause.body { add(body) }
    case .query(let query): add(query.body)
    case .deny(let deny): add(deny.body)
    case .relation, .include, .load, .save, .why, .invalid: break
    }
  }

  private mutating func add(_ literal: LiteralSyntax) {
    let start = literal.span.range.lowerBound
    if let first = Self.start(of: literal.kind), first > start { groups.insert(start) }
    switch literal.kind {
    case .atom(let atom): for argument in atom.arguments { add(argument.term) }
    case .path(let path, let arguments):
      paths.append(path.span.range)
      for argument in arguments { add(argument.term) }
    case .negation(let inner): add(inner)
    case .comparison(_, let first, let second):
      add(first)
      add(second)
    case .conjunction(let literals), .disjunction(let literals):
      for literal in literals { add(literal) }
    case .defaulted(let inner, let defaults):
      add(inner)
      for value in defaults { add(value.value) }
    }
  }

  /// Where the first part of a literal starts, which lies behind the literal's own start when
  /// parentheses surround it.
  private static func start(of kind: LiteralSyntax.Kind) -> Int? {
    switch kind {
    case .atom(let atom): atom.span.range.lowerBound
    case .path(let path, _): path.span.range.lowerBound
    case .negation: nil
    case .comparison(_, let first, _): first.span.range.lowerBound
    case .conjunction(let literals), .disjunction(let literals):
      literals.first?.span.range.lowerBound
    case .defaulted(let inner, _): inner.span.range.lowerBound
    }
  }

  private mutating func add(_ term: TermSyntax) {
    switch term.kind {
    case .variable, .wildcard, .constant, .parameter: break
    case .negated(let operand): add(operand)
    case .binary(_, let first, let second):
      add(first)
      add(second)
    case .call(_, let arguments): for argument in arguments { add(argument) }
    case .aggregate(_, let terms, let body):
      for term in terms { add(term) }
      add(body)
    }
  }
}
