import Datalog

/// Reads a checkpoint's directory: what it holds, and where.
struct DirectoryReader {
  private let memory: MappedBytes
  private var reader: ByteReader

  init(_ memory: MappedBytes, _ range: Range<Int>) {
    self.memory = memory
    reader = ByteReader(range.upperBound <= memory.count ? Array(memory.bytes[range])[...] : [])
  }

  private static func damaged(_ what: String) -> FactStoreError {
    FactStoreError(.damaged, "the file's directory holds \(what): it is damaged")
  }

  private mutating func readRange() throws(FactStoreError) -> Range<Int> {
    guard let lower = Int(exactly: try reader.readUInt64()),
      let upper = Int(exactly: try reader.readUInt64()),
      FileHeader.blockLength <= lower, lower <= upper, upper <= memory.count
    else { throw Self.damaged("a place outside the file") }
    return lower..<upper
  }

  /// Reads a column; it must have some count, if one is given.
  mutating func readColumn(_ count: Int? = nil) throws(FactStoreError) -> PackedColumn {
    let column = try PackedColumn(memory, try readRange())
    guard count == nil || column.count == count else {
      throw Self.damaged("columns of different lengths")
    }
    return column
  }

  mutating func readSymbols() throws(FactStoreError) -> SymbolImage {
    try SymbolImage(
      memory, SymbolSection(heap: try readRange(), ends: try readRange(), slots: try readRange()))
  }

  mutating func readTexts() throws(FactStoreError) -> [StoredText] {
    var texts: [StoredText] = []
    for _ in 0..<(try reader.readCount(ofAtLeast: 17)) {
      texts.append(try StoredText(from: &reader))
    }
    return texts
  }

  mutating func readRelations(valueCount: Int) throws(FactStoreError) -> [RelationImage] {
    var relations: [RelationImage] = []
    var names: Set<String> = []
    for _ in 0..<(try reader.readCount(ofAtLeast: 24)) {
      let schema = try reader.readSchema()
      guard names.insert(schema.name).inserted else { throw Self.damaged("a relation twice") }
      guard let count = Int(exactly: try reader.readUInt64()), count < 1 << 31 else {
        throw Self.damaged("too many facts")
      }
      var columns: [PackedColumn] = []
      for _ in schema.columns { columns.append(try readColumn(count)) }
      let origins = try readColumn(count)
      let furtherRows = try readColumn()
      relations.append(
        RelationImage(
          schema: schema, count: count, valueCount: valueCount, columns: columns, origins: origins,
          furtherRows: furtherRows, furtherOrigins: try readColumn(furtherRows.count)))
    }
    guard reader.remaining == 0 else { throw Self.damaged("more than its content") }
    return relations
  }
}
