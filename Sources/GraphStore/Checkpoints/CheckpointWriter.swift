import Datalog

/// Lays a checkpoint out: the bytes of a whole file whose log is empty.
struct CheckpointWriter {
  private var writer = ByteWriter()
  private var directory = ByteWriter()

  /// The sections in the order of the directory, the next one first.
  private var sections: ArraySlice<[UInt8]>

  /// The bytes of a file.
  static func file(
    with content: CheckpointContent, identity: [UInt8], generation: UInt64, transaction: UInt64
  ) -> (header: FileHeader, bytes: [UInt8]) {
    let sections = CheckpointSections.of(content)
    var writer = CheckpointWriter(sections: sections[...])
    writer.writer.reserve(
      FileHeader.blockLength + sections.reduce(0) { $0 + $1.count + 8 } + 4096)
    writer.writer.fill(to: FileHeader.blockLength)
    writer.write(content)
    let start = writer.writer.count
    writer.writer.write(writer.directory.bytes)
    let end = writer.writer.count
    writer.writer.align()
    var bytes = writer.writer.take()
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

  private init(sections: ArraySlice<[UInt8]>) { self.sections = sections }

  private mutating func write(_ content: CheckpointContent) {
    writeSections(CheckpointSections.countForSymbols * 2 + CheckpointSections.countForOrigins + 1)
    directory.write(count: content.texts.count)
    for text in content.texts { text.write(to: &directory) }
    directory.write(count: content.relations.count)
    for relation in content.relations {
      directory.write(relation.schema)
      directory.write(count: relation.origins.count)
      writeSections(relation.columns.count + CheckpointSections.countForRowOrigins)
    }
  }

  /// Writes the next sections, and their places into the directory.
  private mutating func writeSections(_ count: Int) {
    for _ in 0..<count {
      writer.align()
      directory.write(count: writer.count)
      writer.write(sections.removeFirst())
      directory.write(count: writer.count)
    }
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
