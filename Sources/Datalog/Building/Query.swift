/// A rule or fact that is built in Swift; see ``RelationHandle``.
public struct QueryRule: Sendable {
  let relation: String
  let arguments: [TermNode]
  let body: ConditionNode?
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
  var order: [(column: String, descends: Bool)] = []
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

  /// The query with rows in the order of a column, before other orders.
  public func ordered(by column: String, descending: Bool = false) -> Query {
    var copy = self
    copy.order.append((column, descending))
    return copy
  }

  /// The query with at most so many rows.
  public func limited(to count: Int) -> Query {
    var copy = self
    copy.limit = count
    return copy
  }

  /// The query with rules that it may use.
  public func with(_ rules: QueryRule...) -> Query {
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
    return Script(source: writer.source, statements: statements, comments: [], diagnostics: [])
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
