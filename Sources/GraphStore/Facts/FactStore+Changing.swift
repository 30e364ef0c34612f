public import Datalog

extension FactStore {
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
    let row = row(of: entry)
    let old = relations[row.relation].origins(of: row.row)
    guard !old.contains(where: { origin(at: $0).provenance == entry.provenance }) else {
      return false
    }
    setOrigins(of: row, to: old + [number(of: entry.provenance)])
    return old.isEmpty
  }

  /// Puts the facts of one page in the place of those that the page stated before.
  ///
  /// What the page stated before and states again stays as it is. Either all entries are taken or,
  /// when one does not fit, none.
  ///
  /// - Throws: ``FactStoreError``, as ``insert(_:)`` does, or when an entry is of another page.
  /// - Complexity: O(entries + facts of the page); the first page of a file that is replaced, O(facts).
  @discardableResult
  public mutating func replace(page: String, with entries: [Entry]) throws(FactStoreError) -> Change
  {
    for entry in entries {
      try check(entry)
      guard entry.provenance.page == page else {
        throw FactStoreError(
          .mismatch, "a fact of the page '\(entry.provenance.page)' is none of '\(page)'")
      }
    }
    let before = rows(ofPage: page)
    var wanted: [RowReference: [Provenance]] = [:]
    var order: [RowReference] = []
    for entry in entries {
      let row = row(of: entry)
      if wanted[row] == nil { order.append(row) }
      if wanted[row]?.contains(entry.provenance) != true {
        wanted[row, default: []].append(entry.provenance)
      }
    }
    for row in before where wanted[row] == nil { setProvenances(of: row, on: page, to: []) }
    let known = Set(before)
    for row in order {
      if known.contains(row) {
        setProvenances(of: row, on: page, to: wanted[row] ?? [])
      } else {
        addProvenances(of: row, wanted[row] ?? [])
      }
    }
    let kept = before.count { wanted[$0] != nil }
    return Change(added: order.count - kept, removed: before.count - kept, kept: kept)
  }

  /// Removes what a page stated; facts that other pages state too stay.
  @discardableResult
  public mutating func remove(page: String) -> Change {
    let rows = rows(ofPage: page)
    for row in rows { setProvenances(of: row, on: page, to: []) }
    return Change(added: 0, removed: rows.count, kept: 0)
  }

  /// Gives a row other provenances on a page; those that it keeps stay in their places.
  private mutating func setProvenances(
    of row: RowReference, on page: String, to wanted: [Provenance]
  ) {
    var missing = wanted
    var numbers = relations[row.relation].origins(of: row.row).filter { number in
      guard pageName(ofOrigin: number) == page else { return true }
      guard let place = missing.firstIndex(of: origin(at: number).provenance) else { return false }
      missing.remove(at: place)
      return true
    }
    for provenance in missing { numbers.append(number(of: provenance)) }
    setOrigins(of: row, to: numbers)
  }

  /// Gives a row further provenances, on a page that did not state it before.
  private mutating func addProvenances(of row: RowReference, _ provenances: [Provenance]) {
    let new = provenances.map { number(of: $0) }
    setOrigins(of: row, to: relations[row.relation].origins(of: row.row) + new)
  }

  private mutating func number(of provenance: Provenance) -> UInt32 {
    number(of: Origin(provenance, transaction: transaction))
  }

  private mutating func row(of entry: Entry) -> RowReference {
    // The entry was checked, so its relation is there.
    let position = positions[entry.relation] ?? 0
    return row(of: entry.values.map { symbols.intern($0).bits }, in: position)
  }

  /// Checks that a fact fits its relation.
  func check(_ entry: Entry) throws(FactStoreError) {
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
    guard entry.provenance.isStorable,
      !entry.values.contains(where: {
        if case .float(let number) = $0 { number.isNaN } else { false }
      })
    else {
      throw FactStoreError(
        .mismatch, "a fact of '\(entry.relation)' has a number that cannot be stored")
    }
    for (value, column) in zip(entry.values, columns)
    where column.type != .any && column.type != value.type {
      throw FactStoreError(
        .mismatch,
        "column '\(column.name)' of '\(entry.relation)' is \(column.type.rawValue), not \(value.type.rawValue)"
      )
    }
  }

  // MARK: - Texts

  /// The names of the texts that the graph keeps: scripts of rules.
  public var ruleNames: [String] { texts.filter { $0.kind == .rules }.map(\.name).sorted() }

  /// The script of rules that is stored under a name.
  public func rules(named name: String) -> String? { text(.rules, name) }

  /// Stores a script of rules under a name; `nil` removes it.
  public mutating func setRules(_ script: String?, named name: String) {
    setText(.rules, name, script)
  }

  /// The keys of the graph's metadata.
  public var metadataKeys: [String] { texts.filter { $0.kind == .metadata }.map(\.name).sorted() }

  /// What is noted under a key.
  public func metadata(_ key: String) -> String? { text(.metadata, key) }

  /// Notes a text under a key; `nil` removes it.
  public mutating func setMetadata(_ text: String?, for key: String) {
    setText(.metadata, key, text)
  }

  private func text(_ kind: StoredText.Kind, _ name: String) -> String? {
    texts.first { $0.kind == kind && $0.name == name }?.text
  }

  mutating func setText(_ kind: StoredText.Kind, _ name: String, _ text: String?) {
    texts.removeAll { $0.kind == kind && $0.name == name }
    if let text { texts.append(StoredText(kind: kind, name: name, text: text)) }
  }

  // MARK: - Transactions

  /// Begins to note what changes.
  mutating func begin(transaction number: UInt64) {
    transaction = number
    journal = Journal(relationCount: relations.count, texts: texts)
  }

  /// Undoes what changed since ``begin(transaction:)``.
  mutating func undo() {
    guard let journal else { return }
    let recent = recent
    defer { self.recent = recent }
    self.journal = nil
    for row in journal.rows.reversed() { setOrigins(of: row, to: journal.origins[row] ?? []) }
    for relation in relations[journal.relationCount...] { positions[relation.schema.name] = nil }
    relations.removeSubrange(journal.relationCount...)
    // The rows of relations that are gone have no place any more.
    for (page, rows) in rowsOfPage where rows.contains(where: { $0.relation >= relations.count }) {
      rowsOfPage[page] = rows.filter { $0.relation < relations.count }
    }
    texts = journal.texts
  }
}
