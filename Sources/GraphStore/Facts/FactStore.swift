public import Datalog

/// Facts with their provenance, in memory.
///
/// A store is a value: a copy does not change with the original, and copying costs nothing until
/// one of the two changes. ``snapshot()`` gives what an evaluation reads.
public struct FactStore: Sendable {
  private(set) var relations: [StoredRelation] = []
  private var positions: [String: Int] = [:]
  private(set) var symbols = SymbolTable()

  /// Creates an empty store.
  public init() {}

  /// A fact to be added, as the caller knows it.
  public struct Entry: Sendable, Hashable {
    /// The relation's name.
    public let relation: String
    /// The values in the order of the columns.
    public let values: [Value]
    /// Where it comes from.
    public let provenance: Provenance

    /// Creates an entry.
    public init(_ relation: String, _ values: [Value], _ provenance: Provenance) {
      self.relation = relation
      self.values = values
      self.provenance = provenance
    }
  }

  /// What adding or removing facts changed.
  public struct Change: Sendable, Hashable {
    /// Facts that were not there before.
    public var added = 0
    /// Facts that are gone.
    public var removed = 0
    /// Facts that were there before and still are.
    public var kept = 0
  }

  // MARK: - Reading

  /// The relations in the order in which they were defined.
  public var schemas: [RelationSchema] { relations.map(\.schema) }

  /// The number of facts.
  public var count: Int { relations.reduce(0) { $0 + $1.count } }

  /// The number of facts of a relation; 0 if it is not defined.
  public func count(of relation: String) -> Int {
    positions[relation].map { relations[$0].count } ?? 0
  }

  /// The pages that facts come from, sorted.
  public var pages: [String] {
    relations.reduce(into: Set()) { $0.formUnion($1.pages) }.sorted()
  }

  /// Where a fact comes from; empty if it is not stated here.
  ///
  /// - Complexity: O(1) for each value.
  public func provenance(of fact: GroundFact) -> [Provenance] {
    guard let position = positions[fact.relation] else { return [] }
    var tuple: [UInt32] = []
    for value in fact.values {
      guard let id = symbols.id(of: value) else { return [] }
      tuple.append(id.bits)
    }
    return relations[position].provenance(of: tuple)
  }

  /// The facts as they are now, for evaluations.
  ///
  /// - Complexity: O(relations).
  public func snapshot() -> Snapshot { Snapshot(relations, symbols: symbols.frozen()) }

  // MARK: - Changing

  /// Defines a relation; one that is defined alike stays as it is.
  ///
  /// - Throws: ``FactStoreError`` when it is defined otherwise.
  public mutating func define(_ schema: RelationSchema) throws(FactStoreError) {
    guard let position = positions[schema.name] else {
      positions[schema.name] = relations.count
      relations.append(StoredRelation(schema: schema))
      return
    }
    guard relations[position].schema == schema else {
      throw FactStoreError(
        .mismatch, "the relation '\(schema.name)' is already defined with other columns")
    }
  }

  /// Adds a fact, or a further provenance to a fact that is there; true if the fact is new.
  ///
  /// - Throws: ``FactStoreError`` when the relation is not defined or the values do not fit it.
  @discardableResult
  public mutating func insert(_ entry: Entry) throws(FactStoreError) -> Bool {
    try check(entry)
    return insertChecked(entry)
  }

  private mutating func insertChecked(_ entry: Entry) -> Bool {
    guard let position = positions[entry.relation] else { return false }
    let tuple = entry.values.map { symbols.intern($0).bits }
    return relations[position].insert(tuple, entry.provenance)
  }

  /// Checks that a fact fits its relation.
  private func check(_ entry: Entry) throws(FactStoreError) {
    guard let position = positions[entry.relation] else {
      throw FactStoreError(.mismatch, "the relation '\(entry.relation)' is not defined")
    }
    let columns = relations[position].schema.columns
    guard entry.values.count == columns.count else {
      throw FactStoreError(
        .mismatch,
        "'\(entry.relation)' has \(columns.count) columns, and the fact \(entry.values.count) values"
      )
    }
    for (value, column) in zip(entry.values, columns)
    where column.type != .any && column.type != value.type {
      throw FactStoreError(
        .mismatch,
        "column '\(column.name)' of '\(entry.relation)' is \(column.type.rawValue), not \(value.type.rawValue)"
      )
    }
  }

  /// Puts the facts of one page in the place of those that the page stated before.
  ///
  /// Either all entries are taken or, when one does not fit, none.
  ///
  /// - Throws: ``FactStoreError``, as ``insert(_:)`` does.
  /// - Complexity: O(entries) for a new page, O(facts of the store) for one that is replaced.
  public mutating func replace(page: String, with entries: [Entry]) throws(FactStoreError) -> Change
  {
    for entry in entries { try check(entry) }
    let before = facts(of: page)
    remove(page: page)
    for entry in entries { _ = insertChecked(entry) }
    let after = Set(entries.map { GroundFact($0.relation, $0.values) })
    return Change(
      added: after.subtracting(before).count, removed: before.subtracting(after).count,
      kept: before.intersection(after).count)
  }

  /// Removes what a page stated; facts that other pages state too stay.
  public mutating func remove(page: String) {
    for index in relations.indices { relations[index].remove(page: page) }
  }

  private func facts(of page: String) -> Set<GroundFact> {
    var facts: Set<GroundFact> = []
    for relation in relations where relation.pages.contains(page) {
      for row in 0..<relation.count
      where relation.provenance[row].contains(where: { $0.page == page }) {
        facts.insert(
          GroundFact(
            relation.schema.name,
            relation.columns.map { symbols[ValueID(bits: $0[row])] }))
      }
    }
    return facts
  }
}

extension FactStore {
  /// A store out of the parts that a file held.
  init(relations: [StoredRelation], symbols: SymbolTable) {
    self.relations = relations
    self.symbols = symbols
    for (index, relation) in relations.enumerated() { positions[relation.schema.name] = index }
  }
}
