extension Parser {
  /// Parses a term; `++` binds least, then `+ -`, then `* / mod`, then the unary minus.
  mutating func parseTerm() throws -> TermSyntax {
    try parseBinary([.concatenate]) { parser in
      try parser.parseBinary([.add, .subtract]) { parser in
        try parser.parseBinary([.multiply, .divide, .modulo]) { try $0.parseUnary() }
      }
    }
  }

  private mutating func parseBinary(
    _ operators: [ArithmeticOperator], operand: (inout Parser) throws -> TermSyntax
  ) throws -> TermSyntax {
    let start = index
    var term = try operand(&self)
    while let found = arithmeticOperator, operators.contains(found) {
      advance()
      let right = try operand(&self)
      let depth = max(term.depth, right.depth) + 1
      guard depth <= Parser.longestChain else {
        throw fail(
          Diagnostic(
            .nestedTooDeep, "more than \(Parser.longestChain) operators in one term",
            at: span(from: start)))
      }
      term = TermSyntax(kind: .binary(found, term, right), span: span(from: start), depth: depth)
    }
    return term
  }

  private var arithmeticOperator: ArithmeticOperator? {
    switch kind {
    case .sign(let sign): ArithmeticOperator(rawValue: sign.rawValue)
    case .word("mod"): .modulo
    default: nil
    }
  }

  private mutating func parseUnary() throws -> TermSyntax {
    let start = index
    guard take(.minus) else { return try parsePrimary() }
    if case .integer(let magnitude) = kind {
      advance()
      // -2^63 exists although 2^63 does not.
      let number = magnitude == 1 << 63 ? Int.min : -Int(magnitude)
      return TermSyntax(kind: .constant(.int(number)), span: span(from: start))
    }
    if case .float(let number) = kind {
      advance()
      return TermSyntax(kind: .constant(.float(-number)), span: span(from: start))
    }
    let operand = try nested { try $0.parseUnary() }
    return TermSyntax(
      kind: .negated(operand), span: span(from: start), depth: operand.depth + 1)
  }

  private mutating func parsePrimary() throws -> TermSyntax {
    let start = index
    let found: TermSyntax.Kind
    switch kind {
    case .wildcard: found = .wildcard
    case .text(let text): found = .constant(.text(text))
    case .float(let number): found = .constant(.float(number))
    case .date(let date): found = .constant(.date(date))
    case .parameter(let name): found = .parameter(name)
    case .word("true"): found = .constant(.bool(true))
    case .word("false"): found = .constant(.bool(false))
    case .integer(let number):
      if number > UInt64(Int.max) {
        diagnostics.append(
          Diagnostic(
            .integerOverflow,
            "'\(number)' does not fit in 64 bits; the largest is 9223372036854775807",
            at: span(of: token)))
      }
      found = .constant(.int(Int(clamping: number)))
    case .sign(.openParenthesis):
      advance()
      let inner = try nested { try $0.parseTerm() }
      try expect(.closeParenthesis, "to close the expression")
      return TermSyntax(kind: inner.kind, span: span(from: start), depth: inner.depth)
    case .word, .variable, .quotedName: return try parseNamedTerm()
    default: throw unexpected("a value, a variable or an expression")
    }
    advance()
    return TermSyntax(kind: found, span: span(from: start))
  }

  /// Parses a variable, a bare word, a function call or an aggregate over a body.
  private mutating func parseNamedTerm() throws -> TermSyntax {
    let start = index
    let behind = kind(ahead: 1)
    if behind == .sign(.openParenthesis) || behind == .sign(.openBrace) {
      let name = try expectName("a function")
      return try behind == .sign(.openBrace)
        ? parseAggregate(name, from: start) : parseCall(name, from: start)
    }
    let found: TermSyntax.Kind
    switch kind {
    case .variable(let name): found = .variable(name)
    case .word(let word):
      guard !Token.reservedWords.contains(word) else { throw reserved(word) }
      found = .constant(.text(word))
    default: throw unexpected("a value, a variable or an expression")
    }
    advance()
    return TermSyntax(kind: found, span: span(from: start))
  }

  private mutating func parseCall(_ name: NameSyntax, from start: Int) throws -> TermSyntax {
    advance()
    var arguments: [TermSyntax] = []
    while !at(.closeParenthesis) {
      arguments.append(try nested { try $0.parseTerm() })
      guard take(.comma) else { break }
    }
    if !at(.closeParenthesis) { throw unexpected("',' or ')'") }
    advance()
    let depth = (arguments.map(\.depth).max() ?? 0) + 1
    return TermSyntax(kind: .call(name, arguments), span: span(from: start), depth: depth)
  }

  /// Parses `{ X, Y : body }` or `{ body }` behind the name of an aggregate.
  private mutating func parseAggregate(_ name: NameSyntax, from start: Int) throws -> TermSyntax {
    let open = index
    advance()
    var terms: [TermSyntax] = []
    if hasColonInside(open) {
      repeat { terms.append(try nested { try $0.parseTerm() }) } while take(.comma)
      try expect(.colon, "between what is aggregated and the body")
    }
    let body = try nested { try $0.parseBody() }
    try expect(.closeBrace, "to close the aggregate")
    return TermSyntax(
      kind: .aggregate(name, terms, body), span: span(from: start), depth: 1)
  }

  /// Whether a colon stands between braces, outside inner parentheses.
  private func hasColonInside(_ open: Int) -> Bool {
    guard let close = partners[open] else { return false }
    var position = open + 1
    while position < close {
      if tokens[position].kind == .sign(.colon) { return true }
      position = (partners[position] ?? position) + 1
    }
    return false
  }
}
