/// A rule, a fact or a declaration that is built in Swift; see ``RelationHandle``.
public struct QueryRule: Sendable {
  enum Node: Sendable {
    /// A relation, its arguments, and the body of a rule.
    case clause(String, [TermNode], ConditionNode?)
    case declaration(RelationSchema)
  }
  let node: Node

  init(_ node: Node) { self.node = node }
}

/// A query that is built in Swift.
///
/// It is compiled as text is, with the same checks and messages; a message shows the query as text
/// would write it. Values in it are never read as text.
///
/// ```swift
/// let query = Query(who, .count(place).named("places")) {
///   supervised(who, place)
///   market(place)
/// }
/// .ordered(by: "places", descending: true)
/// .limited(to: 10)
///
/// for row in try graph.rows(query) { print(row) }
/// ```
public struct Query: ScriptConvertible {
  let columns: [QueryColumn]
  let body: ConditionNode
  var order: [(column: TermNode, descends: Bool)] = []
  var limit: Int?
  var rules: [QueryRule] = []

  /// Asks for columns of what satisfies all conditions; without columns, whether anything does.
  public init<each Output: QueryOutput>(
    _ columns: repeat each Output, @ConditionBuilder where body: () -> [QueryCondition]
  ) {
    var list: [QueryColumn] = []
    for column in repeat each columns { list.append(column.column) }
    self.columns = list
    self.body = .all(body().map(\.node))
  }

  /// The query with rows in the order of a column, behind the orders that it has already.
  public func ordered(by column: String, descending: Bool = false) -> Query {
    sorted(by: .variable(column), descending)
  }

  /// The query with rows in the order of a variable that is one of its columns, behind the
  /// orders that it has already.
  public func ordered<Type>(by column: QueryTerm<Type>, descending: Bool = false) -> Query {
    sorted(by: column.node, descending)
  }

  private func sorted(by column: TermNode, _ descends: Bool) -> Query {
    var copy = self
    copy.order.append((column, descends))
    return copy
  }

  /// The query with at most so many rows.
  public func limited(to count: Int) -> Query {
    var copy = self
    copy.limit = count
    return copy
  }

  /// The query with rules and facts that it may use.
  public func with(_ rules: QueryRule...) -> Query { with(rules) }

  /// The query with rules and facts that it may use.
  public func with(_ rules: [QueryRule]) -> Query {
    var copy = self
    copy.rules += rules
    return copy
  }

  /// The statements as the parser would give them for the text that ``description`` is.
  public func script(named name: String) -> Script {
    // The first time finds out the text, the second one refers to it.
    let text = description
    var writer = SyntaxWriter(source: SourceText(name: name, text: text))
    let statements = writer.statements(of: self)
    return Script(
      source: writer.source, statements: statements, comments: [],
      diagnostics: writer.diagnostics)
  }
}

extension Query: CustomStringConvertible {
  /// The rules and the query as text.
  public var description: String {
    var writer = SyntaxWriter(source: SourceText(name: "query", text: ""))
    _ = writer.statements(of: self)
    return writer.text
  }
}
