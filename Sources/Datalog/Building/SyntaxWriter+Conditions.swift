extension SyntaxWriter {
  mutating func atom(_ relation: String, _ arguments: [TermNode]) -> AtomSyntax {
    let start = position
    let name = name(relation)
    let terms = self.arguments(arguments)
    return AtomSyntax(name: name, arguments: terms, span: span(from: start))
  }

  private mutating func arguments(_ nodes: [TermNode]) -> [ArgumentSyntax] {
    write("(")
    let arguments = list(nodes) { ArgumentSyntax(column: nil, term: $0.term($1)) }
    write(")")
    return arguments
  }

  /// Writes a condition; one that is part of another stands in parentheses where it must.
  mutating func literal(_ node: ConditionNode, isInner: Bool = false) -> LiteralSyntax {
    let start = position
    let omitted = LiteralSyntax(kind: .conjunction([]), span: span(from: start))
    return nested(omitted) { writer in
      if case .all(let conditions) = node, conditions.count == 1 {
        return writer.literal(conditions[0], isInner: isInner)
      }
      let kind = writer.kind(of: node, isInner: isInner)
      return LiteralSyntax(kind: kind, span: writer.span(from: start))
    }
  }

  private mutating func kind(of node: ConditionNode, isInner: Bool) -> LiteralSyntax.Kind {
    switch node {
    case .atom(let relation, let terms), .path(.relation(let relation), let terms):
      return .atom(atom(relation, terms))
    case .path(let path, let ends):
      let path = self.path(path)
      return .path(path, arguments(ends))
    case .comparison(let comparison, let first, let second):
      let left = term(first)
      write(" \(comparison.rawValue) ")
      return .comparison(comparison, left, term(second))
    case .not(let inner):
      write("not ")
      return .negation(literal(inner, isInner: true))
    case .all(let conditions):
      if isInner { write("(") }
      let literals = list(conditions) { $0.literal($1, isInner: true) }
      if isInner { write(")") }
      return .conjunction(literals)
    case .either(let conditions):
      write("(")
      let literals = list(conditions, between: " ; ") { $0.literal($1, isInner: true) }
      write(")")
      return .disjunction(literals)
    case .defaulted(let inner, let defaults):
      if isInner { write("(") }
      let condition = literal(inner, isInner: true)
      write(defaults.count > 1 ? " else (" : " else ")
      let values = list(defaults) { writer, value in
        let variable = writer.term(value.variable)
        let name = NameSyntax(text: variable.kind.variableName ?? "_", span: variable.span)
        writer.write(" = ")
        return DefaultSyntax(variable: name, value: writer.term(value.value))
      }
      if defaults.count > 1 { write(")") }
      if isInner { write(")") }
      return .defaulted(condition, values)
    }
  }

  // MARK: - Paths

  /// Writes a path; a choice, and what a mark stands behind, stand in parentheses.
  private mutating func path(_ node: PathNode) -> PathSyntax {
    let start = position
    let omitted = PathSyntax(kind: .alternatives([]), span: span(from: start))
    return nested(omitted) { writer in
      let kind: PathSyntax.Kind
      switch node {
      case .relation(let relation): kind = .relation(writer.name(relation))
      case .inverse(let inner):
        writer.write("^")
        kind = .inverse(writer.path(inner))
      case .alternatives(let paths):
        writer.write("(")
        kind = .alternatives(writer.list(paths, between: " | ") { $0.path($1) })
        writer.write(")")
      case .closure(let inner, let closure):
        let group = inner.isInverse
        if group { writer.write("(") }
        let repeated = writer.path(inner)
        writer.write((group ? ")" : "") + closure.sign)
        kind = .closure(repeated, closure)
      }
      return PathSyntax(kind: kind, span: writer.span(from: start))
    }
  }
}

extension PathNode {
  fileprivate var isInverse: Bool { if case .inverse = self { true } else { false } }
}

extension PathSyntax.Closure {
  fileprivate var sign: String {
    switch self {
    case .oneOrMore: "+"
    case .zeroOrMore: "*"
    case .zeroOrOne: "?"
    }
  }
}
