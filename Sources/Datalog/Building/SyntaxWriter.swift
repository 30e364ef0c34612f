/// Writes the text of what was built in Swift and makes the syntax tree that refers to it.
///
/// The tree does not come from the text: names and values go into it as they are. The text is there
/// for the messages, whose places are in it.
struct SyntaxWriter {
  let source: SourceText
  private(set) var text = ""
  private var length = 0

  init(source: SourceText) { self.source = source }

  private mutating func write(_ piece: String) {
    text += piece
    length += piece.utf8.count
  }

  private func span(from start: Int) -> SourceSpan { SourceSpan(source, start..<length) }

  private mutating func name(_ name: String, as spelling: String? = nil) -> NameSyntax {
    let start = length
    write(spelling ?? RelationSchema.spelling(of: name))
    return NameSyntax(text: name, span: span(from: start))
  }

  private mutating func list<Element, Made>(
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

  // MARK: - Statements

  mutating func statements(of query: Query) -> [Statement] {
    query.rules.map { statement(of: $0) } + [statement(of: query)]
  }

  private mutating func statement(_ make: (inout SyntaxWriter) -> Statement.Kind) -> Statement {
    let start = length
    let kind = make(&self)
    write(".")
    let statement = Statement(kind: kind, span: span(from: start), expectation: nil)
    write("\n")
    return statement
  }

  private mutating func statement(of rule: QueryRule) -> Statement {
    statement { writer in
      let head = writer.atom(rule.relation, rule.arguments)
      guard let body = rule.body else { return .clause(ClauseSyntax(head: head, body: nil)) }
      writer.write(" :- ")
      return .clause(ClauseSyntax(head: head, body: writer.literal(body)))
    }
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
        let name = writer.name(key.column)
        if key.descends { writer.write(" desc") }
        return QuerySyntax.OrderKey(
          term: TermSyntax(kind: .variable(name.text), span: name.span), descends: key.descends)
      }
      if let limit = query.limit { writer.write(" limit \(limit)") }
      return .query(QuerySyntax(head: head, body: body, order: order, limit: query.limit))
    }
  }

  // MARK: - Conditions

  private mutating func atom(_ relation: String, _ arguments: [TermNode]) -> AtomSyntax {
    let start = length
    let name = name(relation)
    write("(")
    let terms = list(arguments) { ArgumentSyntax(column: nil, term: $0.term($1)) }
    write(")")
    return AtomSyntax(name: name, arguments: terms, span: span(from: start))
  }

  private mutating func literal(_ node: ConditionNode, isInner: Bool = false) -> LiteralSyntax {
    let start = length
    let kind: LiteralSyntax.Kind
    switch node {
    case .atom(let relation, let arguments): kind = .atom(atom(relation, arguments))
    case .comparison(let comparison, let first, let second):
      let left = term(first)
      write(" \(comparison.rawValue) ")
      kind = .comparison(comparison, left, term(second))
    case .not(let inner):
      write("not ")
      kind = .negation(literal(inner, isInner: true))
    case .all(let conditions):
      if conditions.count == 1 { return literal(conditions[0], isInner: isInner) }
      if isInner { write("(") }
      kind = .conjunction(list(conditions) { $0.literal($1, isInner: true) })
      if isInner { write(")") }
    case .either(let conditions):
      write("(")
      kind = .disjunction(list(conditions, between: " ; ") { $0.literal($1, isInner: true) })
      write(")")
    case .path(let relation, let closure, let first, let second):
      let step = name(relation)
      let inner = PathSyntax(kind: .relation(step), span: step.span)
      write(closure == .oneOrMore ? "+" : "*")
      let path = PathSyntax(kind: .closure(inner, closure), span: span(from: start))
      write("(")
      let ends = list([first, second]) { ArgumentSyntax(column: nil, term: $0.term($1)) }
      write(")")
      kind = .path(path, ends)
    case .defaulted(let inner, let variable, let value):
      write("(")
      let condition = literal(inner, isInner: true)
      write(" else ")
      let written = term(variable)
      write(" = ")
      let name = NameSyntax(text: written.kind.variableName ?? "_", span: written.span)
      kind = .defaulted(condition, [DefaultSyntax(variable: name, value: term(value))])
      write(")")
    }
    return LiteralSyntax(kind: kind, span: span(from: start))
  }

  // MARK: - Terms

  private mutating func term(_ node: TermNode) -> TermSyntax {
    let start = length
    let kind: TermSyntax.Kind
    var depth = 0
    switch node {
    case .variable(let name):
      write(name)
      kind = .variable(name)
    case .parameter(let name):
      write("$\(name)")
      kind = .parameter(name)
    case .wildcard:
      write("_")
      kind = .wildcard
    case .value(let value):
      write(value.description)
      kind = .constant(value)
    case .binary(let operation, let first, let second):
      write("(")
      let left = term(first)
      write(" \(operation.rawValue) ")
      let right = term(second)
      write(")")
      depth = max(left.depth, right.depth) + 1
      kind = .binary(operation, left, right)
    case .call(let function, let arguments):
      let name = name(function, as: function)
      write("(")
      let terms = list(arguments) { $0.term($1) }
      write(")")
      depth = (terms.map(\.depth).max() ?? 0) + 1
      kind = .call(name, terms)
    case .aggregate(let function, let arguments, let body):
      let name = name(function, as: function)
      write(" { ")
      let terms = list(arguments) { $0.term($1) }
      write(" : ")
      let inner = literal(body)
      write(" }")
      depth = 1
      kind = .aggregate(name, terms, inner)
    }
    return TermSyntax(kind: kind, span: span(from: start), depth: depth)
  }
}
