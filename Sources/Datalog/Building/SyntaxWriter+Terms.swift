extension SyntaxWriter {
  /// Writes a term.
  mutating func term(_ node: TermNode) -> TermSyntax {
    let start = position
    let omitted = TermSyntax(kind: .wildcard, span: span(from: start))
    return nested(omitted) { writer in
      var depth = 0
      let kind = writer.kind(of: node, &depth)
      return TermSyntax(kind: kind, span: writer.span(from: start), depth: depth)
    }
  }

  private mutating func kind(of node: TermNode, _ depth: inout Int) -> TermSyntax.Kind {
    switch node {
    case .variable("_"), .wildcard:
      write("_")
      return .wildcard
    case .variable(let name):
      write(name.isVariableWord ? name : "?\(name)")
      return .variable(name)
    case .parameter(let name):
      write("$\(name)")
      return .parameter(name)
    case .value(let value):
      write(value.description)
      return .constant(value)
    case .negated(let inner):
      write("-")
      let operand = operand(inner, atLeast: .value)
      depth = operand.depth + 1
      return .negated(operand)
    case .binary(let operation, let first, let second):
      // Operators group from the left.
      let left = operand(first, atLeast: operation.strength)
      write(" \(operation.rawValue) ")
      let right = operand(second, atLeast: operation.strength, isExclusive: true)
      depth = max(left.depth, right.depth) + 1
      return .binary(operation, left, right)
    case .call(let function, let arguments):
      let name = name(function, as: function)
      write("(")
      let terms = list(arguments) { $0.term($1) }
      write(")")
      depth = (terms.map(\.depth).max() ?? 0) + 1
      return .call(name, terms)
    case .aggregate(let function, let arguments, let body):
      let name = name(function, as: function)
      write(" { ")
      let terms = list(arguments) { $0.term($1) }
      if !arguments.isEmpty { write(" : ") }
      let inner = literal(body)
      write(" }")
      depth = 1
      return .aggregate(name, terms, inner)
    }
  }

  /// Writes an operand, in parentheses if it binds less than what is around it.
  private mutating func operand(
    _ node: TermNode, atLeast strength: Strength, isExclusive: Bool = false
  ) -> TermSyntax {
    let own = node.strength
    guard own < strength || isExclusive && own == strength else { return term(node) }
    write("(")
    let operand = term(node)
    write(")")
    return operand
  }
}

/// How tightly the parts of a term hold together.
private enum Strength: Int, Comparable {
  case text, sum, product, sign, value

  static func < (first: Strength, second: Strength) -> Bool { first.rawValue < second.rawValue }
}

extension ArithmeticOperator {
  fileprivate var strength: Strength {
    switch self {
    case .concatenate: .text
    case .add, .subtract: .sum
    case .multiply, .divide, .modulo: .product
    }
  }
}

extension TermNode {
  fileprivate var strength: Strength {
    switch self {
    case .binary(let operation, _, _): operation.strength
    case .negated: .sign
    // A number with a sign in front reads as one that is negated.
    case .value(.int(let number)) where number < 0: .sign
    case .value(.float(let number)) where number.sign == .minus: .sign
    case .variable, .parameter, .wildcard, .value, .call, .aggregate: .value
    }
  }
}

extension String {
  /// Whether it is a variable as it stands, and needs no `?` in front.
  fileprivate var isVariableWord: Bool {
    guard let first = utf8.first else { return false }
    return first == UInt8(ascii: "_") || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first)
  }
}
