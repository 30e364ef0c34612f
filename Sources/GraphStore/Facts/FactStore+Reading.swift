public import Datalog

extension FactStore {
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
    var counts = pageCountChanges
    if let image {
      for page in 0..<image.pageCount {
        counts[image.words.text(at: page), default: 0] += image.pageCounts.index(page)
      }
    }
    return counts.filter { $0.value > 0 }.keys.sorted()
  }

  /// Whether a fact is stated.
  ///
  /// - Complexity: O(values × log facts); nothing else of a file is read.
  public func contains(_ fact: GroundFact) -> Bool {
    row(of: fact).map { relations[$0.relation].isStated($0.row) } ?? false
  }

  /// Where a fact comes from; empty if it is not stated here.
  ///
  /// - Complexity: O(values × log facts); nothing else of a file is read.
  public func provenance(of fact: GroundFact) -> [Provenance] {
    row(of: fact).map(provenance) ?? []
  }

  /// The facts of a relation whose first columns have these values.
  ///
  /// - Complexity: O(values × log facts + answers + facts added since the file's last checkpoint).
  public func facts(of relation: String, startingWith values: [Value]) -> [GroundFact] {
    guard let position = positions[relation], values.count <= relations[position].schema.arity,
      let tuple = numbers(of: values)
    else { return [] }
    return relations[position].statedRows(startingWith: tuple).map {
      fact(at: RowReference(relation: position, row: $0))
    }
  }

  /// Visits every fact of a relation with its provenances.
  public func forEachFact(
    of relation: String, _ visit: (GroundFact, [Provenance]) throws -> Void
  ) rethrows {
    guard let position = positions[relation] else { return }
    for row in relations[position].statedRows {
      let reference = RowReference(relation: position, row: row)
      try visit(fact(at: reference), provenance(of: reference))
    }
  }

  /// The facts as they are now, for evaluations.
  ///
  /// - Complexity: O(relations).
  public func snapshot() -> Snapshot { Snapshot(relations, symbols: symbols.frozen()) }

  // MARK: - Rows

  private func row(of fact: GroundFact) -> RowReference? {
    guard let position = positions[fact.relation], let tuple = numbers(of: fact.values),
      tuple.count == relations[position].schema.arity,
      let row = relations[position].row(of: tuple)
    else { return nil }
    return RowReference(relation: position, row: row)
  }

  private func numbers(of values: [Value]) -> [UInt32]? {
    var numbers: [UInt32] = []
    for value in values {
      guard let id = symbols.id(of: value) else { return nil }
      numbers.append(id.bits)
    }
    return numbers
  }

  /// The fact that a row holds.
  func fact(at row: RowReference) -> GroundFact {
    let relation = relations[row.relation]
    return GroundFact(
      relation.schema.name,
      relation.tuple(at: row.row).map { symbols[ValueID(bits: $0)] })
  }

  private func provenance(of row: RowReference) -> [Provenance] {
    relations[row.relation].origins(of: row.row).map { origin(at: $0).stated }
  }

  /// The rows that a page states, ascending.
  func rows(ofPage page: String) -> [RowReference] {
    var rows = Set(rowsOfPage[page] ?? [])
    if let image, let number = image.page(named: page) {
      rows.formUnion(image.rows(ofPage: number))
    }
    return rows.filter { row in
      relations[row.relation].origins(of: row.row).contains { pageName(ofOrigin: $0) == page }
    }.sorted { ($0.relation, $0.row) < ($1.relation, $1.row) }
  }
}
