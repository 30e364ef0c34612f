public import Datalog
public import GraphStore

extension WriteTransaction {
  /// Defines a relation; one that is defined alike stays as it is.
  ///
  /// - Throws: ``FactStoreError`` when it is defined otherwise.
  public mutating func define<each Column>(_ relation: RelationHandle<repeat each Column>)
    throws(FactStoreError)
  {
    try define(relation.schema)
  }

  /// Adds a fact, or a further provenance to a fact that is there; true if the fact is new.
  ///
  /// ```swift
  /// let inspector = RelationHandle<String, Int>("inspector", "name", "since")
  /// try graph.write { transaction in
  ///   try transaction.define(inspector)
  ///   try transaction.insert("高天翼", 2016, into: inspector, from: .source("staff list"))
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - values: A value for each column.
  ///   - relation: The relation, which is defined.
  ///   - provenance: Where the fact comes from.
  /// - Throws: ``FactStoreError`` when the relation is not defined, or defined with other columns.
  @discardableResult
  public mutating func insert<each Column>(
    _ values: repeat each Column, into relation: RelationHandle<repeat each Column>,
    from provenance: Provenance
  ) throws(FactStoreError) -> Bool {
    try insert(
      FactStore.Entry(relation.schema.name, relation.values(repeat each values), provenance))
  }
}

extension Provenance {
  /// That of facts which no page states: a list, a table, a person.
  ///
  /// - Parameter name: What they come from; ``WriteTransaction/replace(page:with:)`` takes it as the
  ///   name of a page.
  public static func source(_ name: String) -> Provenance {
    Provenance(page: name, range: 0..<0, line: 0, text: "", rule: "stated", confidence: 1)
  }
}

extension GraphReader {
  /// The stated facts of a relation, as tuples of Swift types, in the order of their values.
  ///
  /// ```swift
  /// let visited = RelationHandle<String, String, String, CalendarDate>("visited")
  /// for (who, place, verb, on) in try graph.facts(of: visited) { print(who, place, verb, on) }
  /// ```
  ///
  /// What rules derive is not among them: that is asked for by a query.
  ///
  /// - Throws: ``FactStoreError`` when the relation is not defined, has other columns, or has a value that
  ///   a column's type does not take, as an enumeration without that raw value.
  public func facts<each Column>(of relation: RelationHandle<repeat each Column>)
    throws(FactStoreError) -> [(repeat each Column)]
  {
    let (snapshot, name) = (snapshot(), relation.schema.name)
    let facts = snapshot.facts
    guard let stored = facts.schemas.first(where: { $0.name == name }) else {
      throw FactStoreError(
        .mismatch,
        snapshot.derives(name)
          ? "the facts of '\(name)' follow from rules: ask for them by a query"
          : "no relation '\(name)' is defined")
    }
    let (types, wanted) = (stored.columns.map(\.type), relation.schema.columns.map(\.type))
    guard types.count == wanted.count, zip(types, wanted).allSatisfy({ $0.mayBe($1) }) else {
      throw FactStoreError(
        .mismatch, "the relation is \(stored), and \(relation.schema) was asked for")
    }
    var found: [[Value]] = []
    facts.forEachFact(of: name) { fact, _ in found.append(fact.values) }
    found.sort { $0.lexicographicallyPrecedes($1) }
    var instances: [(repeat each Column)] = []
    for values in found {
      guard let instance = relation.instance(values) else {
        throw FactStoreError(
          .mismatch, "a fact of '\(name)' has a value that the handle's types do not take")
      }
      instances.append(instance)
    }
    return instances
  }
}
