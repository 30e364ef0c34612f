import Datalog

/// A transaction as the log holds it: by itself, with its own lists of values and origins.
///
/// All numbers are short ones. In this order: relations that are new (name, columns with types) ·
/// texts that changed (kind, name, 1 and the text or 0) · values (length, bytes) · names of the
/// relations that follow, as numbers of values · origins (page, begin, length, line, text, rule and
/// confidence, the texts and the confidence as numbers of values, and the transaction that stated
/// it) · rows (number of the relation's name, values, origins lost, origins gained).
struct TransactionEncoder {
  private let store: FactStore
  private let journal: Journal
  private var values = ByteInterner()
  private var relations: [Int: Int] = [:]
  private var relationNames: [UInt32] = []
  private var origins: [UInt32: Int] = [:]
  private var originBytes = ByteWriter()
  private var rowBytes = ByteWriter()
  private var rowCount = 0

  /// What a store's transaction changed; `nil` when that is nothing.
  static func payload(of store: FactStore) -> [UInt8]? {
    guard let journal = store.journal else { return nil }
    var encoder = TransactionEncoder(store: store, journal: journal)
    return encoder.payload()
  }

  private init(store: FactStore, journal: Journal) {
    self.store = store
    self.journal = journal
  }

  private mutating func payload() -> [UInt8]? {
    let schemas = store.relations[journal.relationCount...].map(\.schema)
    let texts = changedTexts()
    for row in journal.rows { write(row, before: journal.origins[row] ?? []) }
    guard !schemas.isEmpty || !texts.isEmpty || rowCount > 0 else { return nil }
    var writer = ByteWriter()
    writer.write(short: UInt64(schemas.count))
    for schema in schemas { writer.write(schema) }
    writer.write(short: UInt64(texts.count))
    for (old, text) in texts {
      writer.write(old.kind.rawValue)
      writer.write(old.name)
      writer.write(UInt8(text == nil ? 0 : 1))
      if let text { writer.write(text) }
    }
    writer.write(short: UInt64(values.count))
    for index in 0..<values.count {
      let range = values.ends[index]..<values.ends[index + 1]
      writer.write(short: UInt64(range.count))
      writer.write(Array(values.heap[range]))
    }
    writer.write(short: UInt64(relationNames.count))
    for name in relationNames { writer.write(short: UInt64(name)) }
    writer.write(short: UInt64(origins.count))
    writer.write(originBytes.bytes)
    writer.write(short: UInt64(rowCount))
    writer.write(rowBytes.bytes)
    return writer.bytes
  }

  private func changedTexts() -> [(StoredText, String?)] {
    let removed = journal.texts.filter { old in
      !store.texts.contains { $0.kind == old.kind && $0.name == old.name }
    }
    let changed = store.texts.filter { !journal.texts.contains($0) }
    return removed.map { ($0, nil) } + changed.map { ($0, $0.text) }
  }

  private mutating func write(_ row: RowReference, before: [UInt32]) {
    let relation = store.relations[row.relation]
    let after = relation.origins(of: row.row)
    let lost = before.filter { !after.contains($0) }
    let gained = after.filter { !before.contains($0) }
    guard !lost.isEmpty || !gained.isEmpty else { return }
    rowCount += 1
    rowBytes.write(short: UInt64(number(ofRelation: row.relation)))
    for bits in relation.tuple(at: row.row) {
      rowBytes.write(short: UInt64(number(of: store.symbols[ValueID(bits: bits)])))
    }
    for list in [lost, gained] {
      rowBytes.write(short: UInt64(list.count))
      for origin in list { rowBytes.write(short: UInt64(number(ofOrigin: origin))) }
    }
  }

  private mutating func number(of value: Value) -> UInt32 {
    values.intern(ValueCoding.bytes(of: value))
  }

  private mutating func number(ofRelation relation: Int) -> Int {
    if let known = relations[relation] { return known }
    relationNames.append(number(of: .text(store.relations[relation].schema.name)))
    relations[relation] = relationNames.count - 1
    return relationNames.count - 1
  }

  private mutating func number(ofOrigin number: UInt32) -> Int {
    if let known = origins[number] { return known }
    let origin = store.origin(at: number)
    let provenance = origin.provenance
    originBytes.write(short: UInt64(self.number(of: .text(provenance.page))))
    originBytes.write(short: UInt64(provenance.range.lowerBound))
    originBytes.write(short: UInt64(provenance.range.count))
    originBytes.write(short: UInt64(provenance.line))
    originBytes.write(short: UInt64(self.number(of: .text(provenance.text))))
    originBytes.write(short: UInt64(self.number(of: .text(provenance.rule))))
    originBytes.write(short: UInt64(self.number(of: .float(provenance.confidence))))
    originBytes.write(short: origin.transaction)
    origins[number] = origins.count
    return origins.count - 1
  }
}

/// Reads transactions of the log and repeats them.
struct TransactionDecoder {
  private var reader: ByteReader
  private var values: [Value] = []
  private var origins: [Origin] = []

  /// Repeats a transaction on a store.
  ///
  /// - Throws: ``FactStoreError``; the store is of no use then.
  static func apply(_ record: LogRecord, on store: inout FactStore) throws(FactStoreError) {
    var decoder = TransactionDecoder(reader: ByteReader(record.payload[...]))
    store.transaction = record.transaction
    try decoder.apply(to: &store)
  }

  private init(reader: ByteReader) { self.reader = reader }

  private static func damaged(_ what: String) -> FactStoreError {
    FactStoreError(.damaged, "the log holds \(what): it is damaged")
  }

  private mutating func apply(to store: inout FactStore) throws(FactStoreError) {
    for _ in 0..<(try reader.readShortCount()) { try store.define(try reader.readSchema()) }
    for _ in 0..<(try reader.readShortCount()) {
      guard let kind = StoredText.Kind(rawValue: try reader.readByte()) else {
        throw Self.damaged("a text of an unknown kind")
      }
      let name = try reader.readText()
      store.setText(kind, name, try reader.readByte() == 0 ? nil : try reader.readText())
    }
    for _ in 0..<(try reader.readShortCount()) {
      guard let value = ValueCoding.value(of: try reader.readBytes(try reader.readShortCount()))
      else { throw Self.damaged("a value of an unknown type") }
      values.append(value)
    }
    var relations: [Int] = []
    for _ in 0..<(try reader.readShortCount()) {
      guard let position = store.positions[try readText()] else {
        throw Self.damaged("facts of an unknown relation")
      }
      relations.append(position)
    }
    for _ in 0..<(try reader.readShortCount()) { origins.append(try readOrigin()) }
    for _ in 0..<(try reader.readShortCount()) {
      try applyRow(to: &store, relations[try reader.readShort(below: relations.count)])
    }
    guard reader.remaining == 0 else { throw Self.damaged("more than its transactions") }
  }

  private mutating func readValue() throws(FactStoreError) -> Value {
    values[try reader.readShort(below: values.count)]
  }

  private mutating func readText() throws(FactStoreError) -> String {
    guard case .text(let text) = try readValue() else {
      throw Self.damaged("a value where a text belongs")
    }
    return text
  }

  private mutating func readOrigin() throws(FactStoreError) -> Origin {
    let page = try readText()
    let lower = try reader.readShort(below: 1 << 56)
    let length = try reader.readShort(below: 1 << 56)
    let line = try reader.readShort(below: 1 << 56)
    let text = try readText()
    let rule = try readText()
    guard case .float(let confidence) = try readValue() else {
      throw Self.damaged("a value where a number belongs")
    }
    return Origin(
      Provenance(
        page: page, range: lower..<(lower + length), line: line, text: text, rule: rule,
        confidence: confidence),
      transaction: UInt64(try reader.readShort(below: 1 << 56)))
  }

  private mutating func applyRow(to store: inout FactStore, _ relation: Int) throws(FactStoreError)
  {
    let schema = store.relations[relation].schema
    var tuple: [UInt32] = []
    for column in schema.columns {
      let value = try readValue()
      guard column.type == .any || column.type == value.type else {
        throw Self.damaged("a value in a column of another type")
      }
      tuple.append(store.symbols.intern(value).bits)
    }
    let row = store.row(of: tuple, in: relation)
    var numbers = store.relations[relation].origins(of: row.row)
    for _ in 0..<(try reader.readShortCount()) {
      let lost = origins[try reader.readShort(below: origins.count)]
      guard let place = numbers.firstIndex(where: { store.origin(at: $0) == lost }) else {
        throw Self.damaged("a provenance that is taken away where there is none")
      }
      numbers.remove(at: place)
    }
    for _ in 0..<(try reader.readShortCount()) {
      numbers.append(store.number(of: origins[try reader.readShort(below: origins.count)]))
    }
    store.setOrigins(of: row, to: numbers)
  }
}
