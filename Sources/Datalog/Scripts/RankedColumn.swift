/// A column whose values are numbered in their order, so that rows are sorted by counting.
struct RankedColumn: Sendable {
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
