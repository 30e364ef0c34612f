import Datalog

/// Reads a store's content; nothing in it is taken on trust.
struct CheckpointReader {
  private var reader: ByteReader
  private var symbols = SymbolTable()
  private var origins: [Provenance] = []

  static func store(from bytes: ArraySlice<UInt8>) throws(FactStoreError) -> FactStore {
    var reader = CheckpointReader(reader: ByteReader(bytes))
    return try reader.readStore()
  }

  private init(reader: ByteReader) { self.reader = reader }

  private static func damaged(_ what: String) -> FactStoreError {
    FactStoreError(.damaged, "the file holds \(what): it is damaged")
  }

  private mutating func readStore() throws(FactStoreError) -> FactStore {
    for index in 0..<(try reader.readCount(ofAtLeast: 2)) {
      let value = try readValue()
      guard symbols.intern(value).bits == UInt32(index) else {
        throw Self.damaged("a value twice")
      }
    }
    for _ in 0..<(try reader.readCount(ofAtLeast: 56)) { origins.append(try readProvenance()) }
    var relations: [StoredRelation] = []
    for _ in 0..<(try reader.readCount(ofAtLeast: 24)) {
      let relation = try readRelation()
      guard !relations.contains(where: { $0.schema.name == relation.schema.name }) else {
        throw Self.damaged("a relation twice")
      }
      relations.append(relation)
    }
    guard reader.remaining == 0 else { throw Self.damaged("more than its content") }
    return FactStore(relations: relations, symbols: symbols)
  }

  private mutating func readValue() throws(FactStoreError) -> Value {
    switch ValueTag(rawValue: try reader.readByte()) {
    case .text: return .text(try reader.readText())
    case .int: return .int(Int(Int64(bitPattern: try reader.readUInt64())))
    case .float:
      let number = Double(bitPattern: try reader.readUInt64())
      guard !number.isNaN else { throw Self.damaged("a number that is none") }
      return .float(number)
    case .date:
      guard let date = CalendarDate(try reader.readText()) else {
        throw Self.damaged("a wrong date")
      }
      return .date(date)
    case .bool: return .bool(try reader.readByte() != 0)
    case nil: throw Self.damaged("a value of an unknown type")
    }
  }

  private mutating func readProvenance() throws(FactStoreError) -> Provenance {
    let page = try reader.readText()
    guard let lower = Int(exactly: try reader.readUInt64()),
      let upper = Int(exactly: try reader.readUInt64()), lower <= upper,
      let line = Int(exactly: try reader.readUInt64())
    else { throw Self.damaged("a wrong range of characters") }
    let text = try reader.readText()
    let rule = try reader.readText()
    return Provenance(
      page: page, range: lower..<upper, line: line, text: text, rule: rule,
      confidence: Double(bitPattern: try reader.readUInt64()))
  }

  private mutating func readRelation() throws(FactStoreError) -> StoredRelation {
    let name = try reader.readText()
    var schema: [RelationSchema.Column] = []
    for _ in 0..<(try reader.readCount(ofAtLeast: 16)) {
      let column = try reader.readText()
      guard let type = ValueType(rawValue: try reader.readText()) else {
        throw Self.damaged("a column of an unknown type")
      }
      schema.append(RelationSchema.Column(column, type))
    }
    var relation = StoredRelation(schema: RelationSchema(name, schema))
    let count = try reader.readCount(ofAtLeast: 4 * schema.count + 8)
    var columns: [[UInt32]] = []
    for _ in schema {
      var column: [UInt32] = []
      column.reserveCapacity(count)
      for _ in 0..<count {
        let id = ValueID(bits: try reader.readUInt32())
        guard id.inlineNumber != nil || Int(id.bits) < symbols.count else {
          throw Self.damaged("a value that is not in its list")
        }
        column.append(id.bits)
      }
      columns.append(column)
    }
    for row in 0..<count {
      let tuple = columns.map { $0[row] }
      for (column, bits) in zip(schema, tuple) where column.type != .any {
        guard symbols[ValueID(bits: bits)].type == column.type else {
          throw Self.damaged("a value in a column of another type")
        }
      }
      let originCount = try reader.readUInt32()
      guard originCount > 0, Int(originCount) <= reader.remaining / 4 else {
        throw Self.damaged("a fact without provenance")
      }
      for position in 0..<originCount {
        let number = Int(try reader.readUInt32())
        guard number < origins.count else { throw Self.damaged("an unknown provenance") }
        let isNew = relation.insert(tuple, origins[number])
        guard isNew == (position == 0) else { throw Self.damaged("a fact twice") }
      }
    }
    return relation
  }
}
