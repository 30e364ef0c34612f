import Datalog

/// The sections of a checkpoint, made on all cores.
enum CheckpointSections {
  static let countForSymbols = 3
  static let countForOrigins = 8
  /// The sections of a relation behind those of its columns.
  static let countForRowOrigins = 3

  /// The bytes of all sections, in the order of the directory.
  static func of(_ content: CheckpointContent) -> [[UInt8]] {
    let makers =
      symbols(content.values) + symbols(content.words) + origins(content.origins)
      + [pageCounts(content)] + content.relations.flatMap { relation($0) }
    return Workers.map(makers.count) { makers[$0]() }
  }

  private typealias Maker = @Sendable () -> [UInt8]

  private static func symbols(_ symbols: ByteInterner) -> [Maker] {
    [
      { symbols.heap },
      {
        let ends = symbols.ends
        return ends.withUnsafeBufferPointer { ends in
          ColumnPacker.bytes(count: ends.count) { UInt64(ends[$0]) }
        }
      },
      { column(symbols.slots(SymbolImage.slotCount(for: symbols.count))) },
    ]
  }

  private static func origins(_ origins: [CheckpointContent.OriginRow]) -> [Maker] {
    [
      { ColumnPacker.bytes(count: origins.count) { UInt64(origins[$0].page) } },
      { ColumnPacker.bytes(count: origins.count) { UInt64(origins[$0].lower) } },
      { ColumnPacker.bytes(count: origins.count) { UInt64(origins[$0].length) } },
      { ColumnPacker.bytes(count: origins.count) { UInt64(origins[$0].line) } },
      { ColumnPacker.bytes(count: origins.count) { UInt64(origins[$0].text) } },
      { ColumnPacker.bytes(count: origins.count) { UInt64(origins[$0].rule) } },
      { ColumnPacker.bytes(count: origins.count) { UInt64(origins[$0].confidence) } },
      { ColumnPacker.bytes(count: origins.count) { origins[$0].transaction } },
    ]
  }

  private static func pageCounts(_ content: CheckpointContent) -> Maker {
    {
      let counts = content.pageCounts()
      return ColumnPacker.bytes(count: counts.count) { UInt64(counts[$0]) }
    }
  }

  private static func relation(_ relation: CheckpointContent.RelationContent) -> [Maker] {
    let further = relation.further
    let columns = relation.columns.map { values -> Maker in { column(values) } }
    return columns + [
      { column(relation.origins) },
      { ColumnPacker.bytes(count: further.count) { UInt64(further[$0].row) } },
      { ColumnPacker.bytes(count: further.count) { UInt64(further[$0].origin) } },
    ]
  }

  private static func column(_ numbers: [UInt32]) -> [UInt8] {
    numbers.withUnsafeBufferPointer { numbers in
      ColumnPacker.bytes(count: numbers.count) { UInt64(numbers[$0]) }
    }
  }
}

extension ByteInterner {
  /// A table of slots as ``SymbolImage`` reads it.
  fileprivate func slots(_ slotCount: Int) -> [UInt32] {
    var slots: [UInt32] = Array(repeating: 0, count: slotCount)
    heap.withUnsafeBytes { bytes in
      slots.withUnsafeMutableBufferPointer { slots in
        for index in 0..<count {
          let own = UnsafeRawBufferPointer(rebasing: bytes[ends[index]..<ends[index + 1]])
          var slot = SymbolImage.slot(Checksum.xxh64(own), of: slotCount)
          while slots[slot] != 0 { slot = slot + 1 == slotCount ? 0 : slot + 1 }
          slots[slot] = UInt32(index + 1)
        }
      }
    }
    return slots
  }
}
