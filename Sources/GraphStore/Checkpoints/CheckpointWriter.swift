import Datalog

/// Writes a store's content.
enum CheckpointWriter {
  static func content(of store: FactStore) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(count: store.symbols.count)
    for index in 0..<store.symbols.count {
      write(store.symbols[ValueID(bits: UInt32(index))], to: &writer)
    }
    var origins: [Provenance] = []
    var numbers: [Provenance: Int] = [:]
    for origin in store.relations.flatMap({ $0.provenance.joined() }) where numbers[origin] == nil {
      numbers[origin] = origins.count
      origins.append(origin)
    }
    writer.write(count: origins.count)
    for origin in origins { write(origin, to: &writer) }
    writer.write(count: store.relations.count)
    for relation in store.relations { write(relation, numbers, to: &writer) }
    return writer.bytes
  }

  private static func write(_ value: Value, to writer: inout ByteWriter) {
    switch value {
    case .text(let text):
      writer.write(ValueTag.text.rawValue)
      writer.write(text)
    case .int(let number):
      writer.write(ValueTag.int.rawValue)
      writer.write(UInt64(bitPattern: Int64(number)))
    case .float(let number):
      writer.write(ValueTag.float.rawValue)
      writer.write(number.bitPattern)
    case .date(let date):
      writer.write(ValueTag.date.rawValue)
      writer.write(date.description)
    case .bool(let flag):
      writer.write(ValueTag.bool.rawValue)
      writer.write(UInt8(flag ? 1 : 0))
    }
  }

  private static func write(_ origin: Provenance, to writer: inout ByteWriter) {
    writer.write(origin.page)
    writer.write(count: origin.range.lowerBound)
    writer.write(count: origin.range.upperBound)
    writer.write(count: origin.line)
    writer.write(origin.text)
    writer.write(origin.rule)
    writer.write(origin.confidence.bitPattern)
  }

  private static func write(
    _ relation: StoredRelation, _ numbers: [Provenance: Int], to writer: inout ByteWriter
  ) {
    writer.write(relation.schema.name)
    writer.write(count: relation.schema.arity)
    for column in relation.schema.columns {
      writer.write(column.name)
      writer.write(column.type.rawValue)
    }
    writer.write(count: relation.count)
    for column in relation.columns {
      for value in column { writer.write(value) }
    }
    for origins in relation.provenance {
      writer.write(UInt32(origins.count))
      for origin in origins { writer.write(UInt32(numbers[origin] ?? 0)) }
    }
  }
}

/// What stands in front of a value in the file.
enum ValueTag: UInt8 {
  case text = 1
  case int = 2
  case float = 3
  case date = 4
  case bool = 5
}
