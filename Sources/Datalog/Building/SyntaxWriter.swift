/// Writes the text of what was built in Swift and makes the syntax tree that refers to it.
///
/// The tree does not come from the text: names and values go into it as they are. The text is there
/// for the messages, whose places are in it.
struct SyntaxWriter {
  let source: SourceText
  private(set) var text = ""
  /// What the parser would report of the text.
  private(set) var diagnostics: [Diagnostic] = []
  private var length = 0
  private var depth = 0

  init(source: SourceText) { self.source = source }

  mutating func write(_ piece: String) {
    text += piece
    length += piece.utf8.count
  }

  /// Where the next piece is written.
  var position: Int { length }

  func span(from start: Int) -> SourceSpan { SourceSpan(source, start..<length) }

  mutating func name(_ name: String, as spelling: String? = nil) -> NameSyntax {
    let start = length
    write(spelling ?? RelationSchema.spelling(of: name))
    return NameSyntax(text: name, span: span(from: start))
  }

  mutating func list<Element, Made>(
    _ elements: [Element], between separator: String = ", ",
    _ make: (inout SyntaxWriter, Element) -> Made
  ) -> [Made] {
    var made: [Made] = []
    for (index, element) in elements.enumerated() {
      if index > 0 { write(separator) }
      made.append(make(&self, element))
    }
    return made
  }

  /// Writes what is nested in something, as deep as the parser allows; what is deeper is reported,
  /// and left out.
  mutating func nested<Made>(_ omitted: Made, _ make: (inout SyntaxWriter) -> Made) -> Made {
    depth += 1
    defer { depth -= 1 }
    if depth <= Parser.longestChain { return make(&self) }
    if diagnostics.isEmpty {
      let start = length
      write("…")
      diagnostics.append(
        Diagnostic(
          .nestedTooDeep, "nested more than \(Parser.longestChain) levels deep",
          at: span(from: start)))
    }
    return omitted
  }

  // MARK: - Statements

  mutating func statements(of query: Query) -> [Statement] {
    query.rules.map { statement(of: $0) } + [statement(of: query)]
  }

  private mutating func statement(_ make: (inout SyntaxWriter) -> Statement.Kind) -> Statement {
    let (start, known) = (length, diagnostics.count)
    var kind = make(&self)
    write(".")
    // What was left out would be missed by the checks.
    if diagnostics.count > known { kind = .invalid(defining: nil) }
    let statement = Statement(kind: kind, span: span(from: start), expectation: nil)
    write("\n")
    return statement
  }

  private mutating func statement(of rule: QueryRule) -> Statement {
    statement { writer in
      switch rule.node {
      case .declaration(let schema): return .relation(writer.declaration(of: schema))
      case .clause(let relation, let arguments, let body):
        let head = writer.atom(relation, arguments)
        guard let body else { return .clause(ClauseSyntax(head: head, body: nil)) }
        writer.write(" :- ")
        return .clause(ClauseSyntax(head: head, body: writer.literal(body)))
      }
    }
  }

  private mutating func declaration(of schema: RelationSchema) -> DeclarationSyntax {
    write("relation ")
    let relation = name(schema.name)
    write("(")
    let columns = list(schema.columns) { writer, column in
      let name = writer.name(column.name)
      writer.write(": ")
      return DeclarationSyntax.Column(name: name, type: writer.name(column.type.rawValue))
    }
    write(")")
    return DeclarationSyntax(name: relation, columns: columns)
  }

  private mutating func statement(of query: Query) -> Statement {
    statement { writer in
      writer.write("?(")
      let head = writer.list(query.columns) { writer, column in
        var columnName: NameSyntax?
        if let name = column.name {
          columnName = writer.name(name)
          writer.write(": ")
        }
        return ArgumentSyntax(column: columnName, term: writer.term(column.node))
      }
      writer.write(") :- ")
      let body = writer.literal(query.body)
      if !query.order.isEmpty { writer.write(" order by ") }
      let order = writer.list(query.order) { writer, key in
        let term = writer.orderTerm(key.column)
        if key.descends { writer.write(" desc") }
        return QuerySyntax.OrderKey(term: term, descends: key.descends)
      }
      if let limit = query.limit { writer.write(" limit \(limit)") }
      return .query(QuerySyntax(head: head, body: body, order: order, limit: query.limit))
    }
  }

  /// A column of the answer, by its name whatever characters it has.
  private mutating func orderTerm(_ node: TermNode) -> TermSyntax {
    guard case .variable(let column) = node else { return term(node) }
    let name = name(column)
    return TermSyntax(kind: .variable(name.text), span: name.span)
  }
}
