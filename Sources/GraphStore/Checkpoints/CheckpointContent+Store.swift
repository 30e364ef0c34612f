import Datalog

extension CheckpointContent {
  /// What a store holds: the facts that are stated, and the values and origins that these use.
  ///
  /// - Parameters:
  ///   - store: The store.
  ///   - newPage: A page that facts added later will be on: pages are numbered before all else.
  /// - Complexity: O(facts + values + origins).
  init(of store: FactStore, further newPage: String? = nil) {
    texts = store.texts
    let pages = Self.pages(of: store).union(newPage.map { [$0] } ?? [])
    for name in pages.sorted() { _ = page(name) }
    var valueNumbers = ValueNumbers(store)
    for relation in store.relations { valueNumbers.use(relation.statedColumns().columns) }
    valueNumbers.intern(store.symbols, into: &values)
    var originNumbers: [UInt32?] = Array(
      repeating: nil, count: (store.image?.originCount ?? 0) + store.addedOrigins.count)
    for relation in store.relations {
      var content = RelationContent(schema: relation.schema)
      content.columns = relation.statedColumns().columns.map { valueNumbers.renumbered($0) }
      for row in relation.statedRows {
        let place = UInt32(content.origins.count)
        for (position, number) in relation.origins(of: row).enumerated() {
          let origin = originNumber(Int(number), &originNumbers, store)
          if position == 0 {
            content.origins.append(origin)
          } else {
            content.further.append((place, origin))
          }
        }
      }
      content.sortRows()
      relations.append(content)
    }
  }

  /// The pages of the origins that facts have.
  private static func pages(of store: FactStore) -> Set<String> {
    var isUsed: Set<UInt32> = []
    for relation in store.relations {
      for row in relation.statedRows { isUsed.formUnion(relation.origins(of: row)) }
    }
    return Set(isUsed.map(store.pageName))
  }

  private mutating func originNumber(
    _ number: Int, _ known: inout [UInt32?], _ store: FactStore
  ) -> UInt32 {
    if number < known.count, let origin = known[number] { return origin }
    let origin = origin(store.origin(at: UInt32(number)))
    if number < known.count { known[number] = origin }
    return origin
  }
}

/// Numbers the values of a store anew, without those that nothing uses; their order stays.
private struct ValueNumbers {
  private var isUsed: [Bool]
  private var numbers: [UInt32]

  init(_ store: FactStore) {
    isUsed = Array(repeating: false, count: store.symbols.count)
    numbers = Array(repeating: 0, count: store.symbols.count)
  }

  mutating func use(_ columns: [[UInt32]]) {
    for column in columns {
      for bits in column where bits < isUsed.count { isUsed[Int(bits)] = true }
    }
  }

  mutating func intern(_ symbols: SymbolTable, into values: inout ByteInterner) {
    for bits in isUsed.indices where isUsed[bits] {
      numbers[bits] = values.intern(ValueCoding.bytes(of: symbols[ValueID(bits: UInt32(bits))]))
    }
  }

  func renumbered(_ column: [UInt32]) -> [UInt32] {
    column.map { $0 < numbers.count ? numbers[Int($0)] : $0 }
  }
}
