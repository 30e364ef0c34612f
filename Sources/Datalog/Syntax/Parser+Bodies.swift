extension Parser {
  /// Parses a body: conjunctions between semicolons.
  mutating func parseBody() throws -> LiteralSyntax {
    let start = index
    var alternatives = [try parseConjunction()]
    while take(.semicolon) { alternatives.append(try parseConjunction()) }
    if alternatives.count == 1 { return alternatives[0] }
    return LiteralSyntax(kind: .disjunction(alternatives), span: span(from: start))
  }

  private mutating func parseConjunction() throws -> LiteralSyntax {
    let start = index
    var literals = [try parseDefaulted()]
    while take(.comma) { literals.append(try parseDefaulted()) }
    if literals.count == 1 { return literals[0] }
    return LiteralSyntax(kind: .conjunction(literals), span: span(from: start))
  }

  /// Parses a literal and the `else` behind it.
  private mutating func parseDefaulted() throws -> LiteralSyntax {
    let start = index
    let literal = try parseLiteral()
    guard take(word: "else") else { return literal }
    var defaults: [DefaultSyntax] = []
    if take(.openParenthesis) {
      repeat { defaults.append(try parseDefault()) } while take(.comma)
      try expect(.closeParenthesis, "behind the defaults")
    } else {
      defaults.append(try parseDefault())
    }
    return LiteralSyntax(kind: .defaulted(literal, defaults), span: span(from: start))
  }

  private mutating func parseDefault() throws -> DefaultSyntax {
    guard case .variable(let name) = kind else {
      throw unexpected("'Variable = value' behind 'else'")
    }
    let variable = NameSyntax(text: name, span: span(of: token))
    advance()
    try expect(.equal, "and the default value")
    return DefaultSyntax(variable: variable, value: try parseTerm())
  }

  private mutating func parseLiteral() throws -> LiteralSyntax {
    let start = index
    switch kind {
    case .word("not"), .sign(.exclamationMark):
      advance()
      let negated = try nested { try $0.parseLiteral() }
      return LiteralSyntax(kind: .negation(negated), span: span(from: start))
    case .sign(.caret): return try parsePathLiteral()
    case .sign(.openParenthesis):
      if startsPath { return try parsePathLiteral() }
      if let behind = kindBehindPartner(of: index), Parser.continuesTerm(behind) {
        return try parseComparison()
      }
      return try parseGroup()
    case .word(let word) where Token.reservedWords.contains(word):
      if word == "true" || word == "false" { return try parseComparison() }
      throw reserved(word)
    case .word, .variable, .quotedName: return try parseNamed()
    default: return try parseComparison()
    }
  }

  private mutating func parseGroup() throws -> LiteralSyntax {
    let start = index
    advance()
    let body = try nested { try $0.parseBody() }
    try expect(.closeParenthesis, "to close the group")
    return LiteralSyntax(kind: body.kind, span: span(from: start))
  }

  /// Parses what begins with a name: an atom, a path or a comparison.
  private mutating func parseNamed() throws -> LiteralSyntax {
    let start = index
    switch kind(ahead: 1) {
    case .sign(.openParenthesis):
      if let behind = kindBehindPartner(of: index + 1), Parser.continuesTerm(behind) {
        return try parseComparison()
      }
    case .sign(.openBrace): return try parseComparison()
    default:
      if startsPath { return try parsePathLiteral() }
      if case .variable = kind { return try parseComparison() }
      if Parser.continuesTerm(kind(ahead: 1)) { return try parseComparison() }
    }
    let atom = try parseAtom("a literal")
    return LiteralSyntax(kind: .atom(atom), span: span(from: start))
  }

  /// Whether a term goes on with this token: then what stands before it is no literal of its own.
  static func continuesTerm(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .sign(.equal), .sign(.notEqual), .sign(.less), .sign(.lessOrEqual), .sign(.greater),
      .sign(.greaterOrEqual), .sign(.plus), .sign(.minus), .sign(.star), .sign(.slash),
      .sign(.concatenate), .word("mod"):
      true
    default: false
    }
  }

  private mutating func parseComparison() throws -> LiteralSyntax {
    let start = index
    let first = try parseTerm()
    guard let comparison = takeComparison() else {
      throw unexpected("a comparison such as '=' or '<'")
    }
    let second = try parseTerm()
    if takeComparison() != nil {
      throw fail(
        Diagnostic(
          .unexpectedToken, "comparisons do not chain; write 'A < B, B < C'",
          at: span(of: tokens[index - 1])))
    }
    return LiteralSyntax(kind: .comparison(comparison, first, second), span: span(from: start))
  }

  private mutating func takeComparison() -> ComparisonOperator? {
    guard case .sign(let sign) = kind, let found = ComparisonOperator(rawValue: sign.rawValue)
    else { return nil }
    advance()
    return found
  }

  /// Parses a relation's name with its arguments, or a name alone: an atom without arguments.
  mutating func parseAtom(_ purpose: String) throws -> AtomSyntax {
    let start = index
    if case .variable = kind, kind(ahead: 1) != .sign(.openParenthesis) {
      throw unexpected(purpose)
    }
    let name = try expectName(purpose)
    let arguments = take(.openParenthesis) ? try parseArguments() : []
    return AtomSyntax(name: name, arguments: arguments, span: span(from: start))
  }

  /// Parses arguments and the closing parenthesis behind them.
  mutating func parseArguments() throws -> [ArgumentSyntax] {
    var arguments: [ArgumentSyntax] = []
    while !at(.closeParenthesis) {
      var column: NameSyntax?
      if kind(ahead: 1) == .sign(.colon) {
        column = try expectName("a column's name", allowingReserved: true)
        advance()
      }
      arguments.append(ArgumentSyntax(column: column, term: try parseTerm()))
      guard take(.comma) else { break }
    }
    if !at(.closeParenthesis) { throw unexpected("',' or ')'") }
    advance()
    return arguments
  }
}
