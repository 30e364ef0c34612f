import Datalog

/// Lays a checkpoint out: the bytes of a whole file whose log is empty.
struct CheckpointWriter {
  private var writer = ByteWriter()
  private var directory = ByteWriter()

  /// The bytes of a file.
  static func file(
    with content: CheckpointContent, identity: [UInt8], generation: UInt64, transaction: UInt64
  ) -> (header: FileHeader, bytes: [UInt8]) {
    var writer = CheckpointWriter()
    writer.writer.fill(to: FileHeader.blockLength)
    writer.write(content)
    let start = writer.writer.count
    writer.writer.write(writer.directory.bytes)
    let end = writer.writer.count
    writer.writer.align()
    var bytes = writer.writer.bytes
    let checksum = bytes.withUnsafeBytes {
      Checksum.xxh64(UnsafeRawBufferPointer(rebasing: $0[FileHeader.blockLength...]))
    }
    let header = FileHeader(
      identity: identity, generation: generation, transaction: transaction,
      logStart: bytes.count, directory: start..<end, checksum: checksum)
    bytes.replaceSubrange(0..<FileHeader.length, with: header.bytes)
    let mark = LogMark(length: 0, transaction: transaction)
    bytes.replaceSubrange(mark.place, with: mark.bytes(seed: header.logSeed))
    return (header, bytes)
  }

  private mutating func write(_ content: CheckpointContent) {
    write(content.values)
    write(content.words)
    let origins = content.origins
    column(origins.count) { UInt64(origins[$0].page) }
    column(origins.count) { UInt64(origins[$0].lower) }
    column(origins.count) { UInt64(origins[$0].length) }
    column(origins.count) { UInt64(origins[$0].line) }
    column(origins.count) { UInt64(origins[$0].text) }
    column(origins.count) { UInt64(origins[$0].rule) }
    column(origins.count) { UInt64(origins[$0].confidence) }
    column(origins.count) { origins[$0].transaction }
    let counts = content.pageCounts()
    column(counts.count) { UInt64(counts[$0]) }
    directory.write(count: content.texts.count)
    for text in content.texts { text.write(to: &directory) }
    directory.write(count: content.relations.count)
    for relation in content.relations { write(relation) }
  }

  private mutating func write(_ symbols: ByteInterner) {
    section { $0.write(symbols.heap) }
    column(symbols.ends.count) { UInt64(symbols.ends[$0]) }
    let slots = symbols.filledSlots(SymbolImage.slotCount(for: symbols.count))
    column(slots.count) { UInt64(slots[$0]) }
  }

  private mutating func write(_ relation: CheckpointContent.RelationContent) {
    directory.write(relation.schema)
    directory.write(count: relation.origins.count)
    for values in relation.columns { column(values.count) { UInt64(values[$0]) } }
    column(relation.origins.count) { UInt64(relation.origins[$0]) }
    column(relation.further.count) { UInt64(relation.further[$0].row) }
    column(relation.further.count) { UInt64(relation.further[$0].origin) }
  }

  private mutating func column(_ count: Int, _ number: (Int) -> UInt64) {
    section { $0.writePacked(count: count, number) }
  }

  /// Writes a section, and its place into the directory.
  private mutating func section(_ write: (inout ByteWriter) -> Void) {
    writer.align()
    directory.write(count: writer.count)
    write(&writer)
    directory.write(count: writer.count)
  }
}

extension ByteWriter {
  mutating func write(_ schema: RelationSchema) {
    write(schema.name)
    write(count: schema.arity)
    for column in schema.columns {
      write(column.name)
      write(column.type.rawValue)
    }
  }
}

extension ByteReader {
  mutating func readSchema() throws(FactStoreError) -> RelationSchema {
    let name = try readText()
    var columns: [RelationSchema.Column] = []
    for _ in 0..<(try readCount(ofAtLeast: 16)) {
      let column = try readText()
      guard let type = ValueType(rawValue: try readText()) else {
        throw FactStoreError(.damaged, "a column has an unknown type")
      }
      columns.append(RelationSchema.Column(column, type))
    }
    return RelationSchema(name, columns)
  }
}
