extension Parser {
  mutating func parseStatement() throws -> Statement.Kind {
    switch kind {
    case .sign(.queryTurnstile):
      advance()
      return .query(try parseQuery(head: nil))
    case .sign(.questionMark):
      advance()
      try expect(.openParenthesis, "to open the query's head")
      let head = try parseArguments()
      try expect(.turnstile, "and the query's body")
      return .query(try parseQuery(head: head))
    case .word("relation") where startsStatement: return .relation(try parseDeclaration())
    case .word("deny") where startsStatement: return .deny(try parseDeny())
    case .word("include") where startsStatement:
      advance()
      return .include(try expectText("the path of a script"))
    case .word("load") where startsStatement: return .load(try parseLoad())
    case .word("save") where startsStatement: return .save(try parseSave())
    case .word("why") where startsStatement:
      advance()
      let isNegated = take(word: "not")
      return .why(WhySyntax(isNegated: isNegated, atom: try parseAtom("a fact to explain")))
    case .sign(.turnstile):
      throw fail(
        Diagnostic(
          .unexpectedToken, "a rule without a head; expected 'deny' in front of it or a query",
          at: span(of: token)
        ).fixing("write '?-' for a query", at: span(of: token), with: "?-"))
    default: return .clause(try parseClause())
    }
  }

  /// Whether the reserved word at hand begins a statement, and is not written as a relation's name.
  private var startsStatement: Bool {
    kind(ahead: 1) != .sign(.openParenthesis) || kind == .word("why") || kind == .word("deny")
  }

  private mutating func parseClause() throws -> ClauseSyntax {
    let head = try parseAtom("a statement")
    let body = take(.turnstile) ? try parseBody() : nil
    return ClauseSyntax(head: head, body: body)
  }

  private mutating func parseQuery(head: [ArgumentSyntax]?) throws -> QuerySyntax {
    let body = try parseBody()
    var order: [QuerySyntax.OrderKey] = []
    var limit: Int?
    if take(word: "order") {
      guard take(word: "by") else { throw unexpected("'by' behind 'order'") }
      repeat {
        let term = try parseTerm()
        let descends = take(word: "desc")
        if !descends { _ = take(word: "asc") }
        order.append(QuerySyntax.OrderKey(term: term, descends: descends))
      } while take(.comma)
    }
    if take(word: "limit") {
      guard case .integer(let number) = kind else { throw unexpected("a number of rows") }
      advance()
      limit = Int(exactly: number) ?? .max
    }
    return QuerySyntax(head: head, body: body, order: order, limit: limit)
  }

  private mutating func parseDeny() throws -> DenySyntax {
    advance()
    var message: String?
    if case .text = kind { message = try expectText("a message").text }
    try expect(.turnstile, "and what must not be")
    return DenySyntax(message: message, body: try parseBody())
  }

  private mutating func parseDeclaration() throws -> DeclarationSyntax {
    advance()
    let name = try expectName("a relation's name", allowingReserved: false)
    try expect(.openParenthesis, "and the columns")
    var columns: [DeclarationSyntax.Column] = []
    while !at(.closeParenthesis) {
      let column = try expectName("a column's name", allowingReserved: true)
      var type: NameSyntax?
      if take(.colon) {
        type = try expectName("a type (text, int, float, date, bool or any)")
      }
      columns.append(DeclarationSyntax.Column(name: column, type: type))
      guard take(.comma) else { break }
    }
    if case .word = kind, columns.last?.type == nil {
      let end = tokens[index - 1].range.upperBound
      throw fail(
        Diagnostic(
          .unexpectedToken, "a column's type stands behind ':'", at: span(of: token)
        ).fixing("add ':'", at: SourceSpan(source, end..<end), with: ":"))
    }
    try expect(.closeParenthesis, "behind the columns")
    return DeclarationSyntax(name: name, columns: columns)
  }

  private mutating func parseLoad() throws -> LoadSyntax {
    advance()
    let relation = try expectName("a relation's name")
    guard take(word: "from") else { throw unexpected("'from' and a file") }
    let path = try expectText("a file's path")
    return LoadSyntax(relation: relation, path: path, hasHeader: try !takeWithoutHeader())
  }

  private mutating func parseSave() throws -> SaveSyntax {
    advance()
    let relation = try expectName("a relation's name")
    guard take(word: "to") else { throw unexpected("'to' and a file") }
    let path = try expectText("a file's path")
    return SaveSyntax(relation: relation, path: path, hasHeader: try !takeWithoutHeader())
  }

  private mutating func takeWithoutHeader() throws -> Bool {
    guard take(word: "without") else { return false }
    guard take(word: "header") else { throw unexpected("'header' behind 'without'") }
    return true
  }
}
