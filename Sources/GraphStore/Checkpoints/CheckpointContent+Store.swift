import Datalog

extension CheckpointContent {
  /// What a store holds: the facts that are stated, and the values and origins that these use.
  ///
  /// - Parameters:
  ///   - store: The store.
  ///   - page: A page that is left out, and that facts added later may be on: pages are numbered
  ///     before all else.
  /// - Complexity: O(facts + values + origins).
  init(of store: FactStore, replacing page: String? = nil) {
    texts = store.texts
    // One more than there are: it stands for those that only a forged file names.
    let originCount = (store.image?.originCount ?? 0) + store.addedOrigins.count + 1
    let isLeftOut = (0..<originCount).map { origin in
      page.map { store.pageName(ofOrigin: UInt32(origin)) == $0 } ?? false
    }
    relations = store.relations.map { $0.content(without: isLeftOut) }
    var isUsed = Array(repeating: false, count: originCount)
    for relation in relations {
      for origin in relation.origins { isUsed[Int(origin)] = true }
      for (_, origin) in relation.further { isUsed[Int(origin)] = true }
    }
    let pages = isUsed.indices.lazy.filter { isUsed[$0] }.map {
      store.pageName(ofOrigin: UInt32($0))
    }
    for name in Set(pages).union(page.map { [$0] } ?? []).sorted() { _ = self.page(name) }
    var valueNumbers = ValueNumbers(store)
    for relation in relations { valueNumbers.use(relation.columns) }
    valueNumbers.intern(store.symbols, into: &values)
    var originNumbers: [UInt32?] = Array(repeating: nil, count: originCount)
    for position in relations.indices {
      for column in relations[position].columns.indices {
        valueNumbers.renumber(&relations[position].columns[column])
      }
      renumberOrigins(of: position, &originNumbers, store)
      relations[position].sortRows()
    }
  }

  /// Gives the origins of a relation the numbers that they have here: in the order of the rows.
  private mutating func renumberOrigins(
    of position: Int, _ known: inout [UInt32?], _ store: FactStore
  ) {
    var (origins, further): ([UInt32], [(row: UInt32, origin: UInt32)]) = ([], [])
    swap(&origins, &relations[position].origins)
    swap(&further, &relations[position].further)
    var next = 0
    for row in origins.indices {
      origins[row] = originNumber(origins[row], &known, store)
      while next < further.count, Int(further[next].row) == row {
        further[next].origin = originNumber(further[next].origin, &known, store)
        next += 1
      }
    }
    swap(&origins, &relations[position].origins)
    swap(&further, &relations[position].further)
  }

  private mutating func originNumber(
    _ number: UInt32, _ known: inout [UInt32?], _ store: FactStore
  ) -> UInt32 {
    if let origin = known[Int(number)] { return origin }
    let origin = origin(store.origin(at: number))
    known[Int(number)] = origin
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

  func renumber(_ column: inout [UInt32]) {
    numbers.withUnsafeBufferPointer { numbers in
      for row in column.indices where column[row] < numbers.count {
        column[row] = numbers[Int(column[row])]
      }
    }
  }
}

extension StoredRelation {
  /// The facts with their origins, numbered as in the store, in the order of the rows.
  ///
  /// - Parameter isLeftOut: For each origin whether it is left out; so are facts without others.
  fileprivate func content(without isLeftOut: [Bool]) -> CheckpointContent.RelationContent {
    var content = CheckpointContent.RelationContent(schema: schema)
    var rows: [Int] = []
    content.origins.reserveCapacity(count)
    rows.reserveCapacity(count)
    forEachOrigin { row, origin in
      let origin = min(origin, UInt32(isLeftOut.count - 1))
      guard !isLeftOut[Int(origin)] else { return }
      if rows.last == row {
        content.further.append((UInt32(rows.count - 1), origin))
      } else {
        rows.append(row)
        content.origins.append(origin)
      }
    }
    content.columns = columns(of: rows)
    return content
  }
}
