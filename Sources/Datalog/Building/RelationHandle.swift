/// A relation with the Swift types of its columns: to build rules and queries, to insert and to read.
///
/// ```swift
/// let supervised = RelationHandle<String, String>("supervised", "who", "place")
/// let market = RelationHandle<String>("market", "name")
/// let (who, place) = (QueryTerm<String>.variable("Who"), QueryTerm<String>.variable("Place"))
///
/// let query = Query(who, place) {
///   supervised(who, place)
///   market(place)
/// }
/// ```
public struct RelationHandle<each Column: ValueConvertible>: Sendable {
  /// The relation's name and columns.
  public let schema: RelationSchema

  /// Names a relation.
  ///
  /// - Parameters:
  ///   - name: The relation's name.
  ///   - columns: The names of its columns; they count only where the relation is defined.
  /// - Precondition: There is a name for each column, or none at all.
  public init(_ name: String, _ columns: String...) {
    var types: [ValueType] = []
    for type in repeat (each Column).self { types.append(type.valueType) }
    precondition(
      columns.isEmpty || columns.count == types.count,
      "'\(name)' has \(types.count) columns, and \(columns.count) names")
    schema = RelationSchema(
      name,
      types.enumerated().map { index, type in
        RelationSchema.Column(columns.isEmpty ? "column\(index + 1)" : columns[index], type)
      })
  }

  /// The condition that the relation has a fact with these arguments.
  ///
  /// A literal is a value: `supervised(who, "高砦农贸市场")`. Beside `.any` the compiler wants it to be
  /// called one: `visited(who, .value("高砦农贸市场"), .any, .any)`.
  public func callAsFunction(_ terms: repeat QueryTerm<each Column>) -> QueryCondition {
    QueryCondition(.atom(schema.name, nodes(repeat each terms)))
  }

  /// A rule that derives facts of the relation.
  ///
  /// ```swift
  /// let checked = RelationHandle<String>("checked", "place")
  /// let rule = checked.rule(place) { supervised(.any, place) }
  /// ```
  ///
  /// An aggregate among the terms, such as ``QueryTerm/count(_:)``, ranges over each group of the
  /// others.
  public func rule(
    _ terms: repeat QueryTerm<each Column>, @ConditionBuilder when body: () -> [QueryCondition]
  ) -> QueryRule {
    QueryRule(.clause(schema.name, nodes(repeat each terms), .all(body().map(\.node))))
  }

  /// A fact that holds for one script.
  public func fact(_ values: repeat each Column) -> QueryRule {
    QueryRule(.clause(schema.name, self.values(repeat each values).map(TermNode.value), nil))
  }

  /// The values of a fact in the order of the columns.
  public func values(_ values: repeat each Column) -> [Value] {
    var list: [Value] = []
    for value in repeat each values { list.append(value.value) }
    return list
  }

  /// The values of a fact as Swift types; `nil` when they are not the relation's.
  public func instance(_ values: [Value]) -> (repeat each Column)? {
    guard values.count == schema.arity else { return nil }
    var rest = values[...]
    return try? (repeat (each Column).taking(&rest))
  }

  /// The declaration of the relation, with the names and types of its columns.
  ///
  /// A query needs it only for a relation that no rule, fact or graph defines: it is then empty.
  public var declaration: QueryRule { QueryRule(.declaration(schema)) }

  private func nodes(_ terms: repeat QueryTerm<each Column>) -> [TermNode] {
    var nodes: [TermNode] = []
    for term in repeat each terms { nodes.append(term.node) }
    return nodes
  }
}

private struct UnfitValue: Error {}

extension ValueConvertible {
  fileprivate static func taking(_ values: inout ArraySlice<Value>) throws -> Self {
    guard let value = values.popFirst(), let instance = Self(value) else { throw UnfitValue() }
    return instance
  }
}
