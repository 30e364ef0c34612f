extension Answer {
  /// Takes the rows of a query out of its relation.
  init(_ query: QueryAction, rows relation: Relation, symbols: SymbolTable) {
    let ranks = (0..<relation.arity).map { RankedColumn(relation, column: $0, symbols) }
    var order = Array(0..<UInt32(relation.count))
    // The last sorting decides most, and each leaves rows that are equal as they are.
    for column in ranks.reversed() { column.sort(&order, descends: false) }
    for key in query.order.reversed() { ranks[key.column].sort(&order, descends: key.descends) }
    if let limit = query.limit, limit < order.count { order.removeLast(order.count - limit) }
    var rows: [[Value]] = []
    rows.reserveCapacity(order.count)
    for row in order { rows.append(ranks.map { $0.value(at: row) }) }
    self.init(columns: query.columns, rows: rows)
  }
}

/// A column whose values are numbered in their order, so that rows are sorted by counting.
private struct RankedColumn {
  /// The distinct values in order, and for each row the place of its value among them.
  private let values: [Value]
  private let ranks: [UInt32]

  init(_ relation: Relation, column: Int, _ symbols: SymbolTable) {
    var directory = KeyDirectory()
    defer { directory.destroy() }
    var distinct: [Value] = []
    let numbers = (0..<relation.count).map { row -> UInt32 in
      let bits = relation.value(row: row, column: column)
      let number = directory.intern(bits)
      if number == distinct.count { distinct.append(symbols[ValueID(bits: bits)]) }
      return number
    }
    let sorted = distinct.indices.sorted { distinct[$0] < distinct[$1] }
    var rankOfNumber = Array(repeating: UInt32(0), count: distinct.count)
    for (rank, number) in sorted.enumerated() { rankOfNumber[number] = UInt32(rank) }
    values = sorted.map { distinct[$0] }
    ranks = numbers.map { rankOfNumber[Int($0)] }
  }

  func value(at row: UInt32) -> Value { values[Int(ranks[Int(row)])] }

  /// Sorts row numbers by the column; those with one value stay in their order.
  func sort(_ order: inout [UInt32], descends: Bool) {
    guard values.count > 1 else { return }
    var places = Array(repeating: 0, count: values.count + 1)
    func bucket(_ row: UInt32) -> Int {
      let rank = Int(ranks[Int(row)])
      return descends ? values.count - 1 - rank : rank
    }
    for row in order { places[bucket(row) + 1] += 1 }
    for rank in 1...values.count { places[rank] += places[rank - 1] }
    var sorted = order
    for row in order {
      let bucket = bucket(row)
      sorted[places[bucket]] = row
      places[bucket] += 1
    }
    order = sorted
  }
}
