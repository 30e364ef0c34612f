/// A column whose values are numbered in their order, so that rows are sorted by counting.
struct RankedColumn: Sendable {
  /// The distinct values in order.
  private enum Distinct {
    case values([Value])
    /// The numbers of values that are whole numbers held in them.
    case numbers([UInt32])
  }
  private let distinct: Distinct
  /// For each of the rows the place of its value among the distinct ones.
  private let ranks: [UInt32]

  /// Ranks the values of some rows, which are numbered from 0 on from here.
  init(_ relation: Relation, column: Int, rows: [UInt32], _ symbols: SymbolTable) {
    var (distinct, ranks) = Self.numbers(relation, column, rows)
    let order: [Int]
    if distinct.allSatisfy({ $0 & ValueID.inlineFlag != 0 }) {
      // Whole numbers that are held inline have the order of their bits.
      let keys = distinct.enumerated().map { UInt64($1) << 32 | UInt64($0) }.sorted()
      order = keys.map { Int(truncatingIfNeeded: $0 & 0xFFFF_FFFF) }
      self.distinct = .numbers(keys.map { UInt32(truncatingIfNeeded: $0 >> 32) })
    } else {
      let values = distinct.map { symbols[ValueID(bits: $0)] }
      order = values.indices.sorted { values[$0] < values[$1] }
      self.distinct = .values(order.map { values[$0] })
    }
    var rankOfNumber = Array(repeating: UInt32(0), count: distinct.count)
    for (rank, number) in order.enumerated() { rankOfNumber[number] = UInt32(rank) }
    for row in ranks.indices { ranks[row] = rankOfNumber[Int(ranks[row])] }
    self.ranks = ranks
  }

  /// How few rows are compared with each other sooner than their values are looked up.
  private static let fewRows = 16

  /// The distinct values, numbered as they come, and for each row the number of its own.
  private static func numbers(_ relation: Relation, _ column: Int, _ rows: [UInt32]) -> (
    distinct: [UInt32], ofRows: [UInt32]
  ) {
    let log = relation.log
    var distinct: [UInt32] = []
    if rows.count <= fewRows {
      let numbers = rows.map { row -> UInt32 in
        let bits = log.pointee.value(Int(row), column)
        if let known = distinct.firstIndex(of: bits) { return UInt32(known) }
        distinct.append(bits)
        return UInt32(distinct.count - 1)
      }
      return (distinct, numbers)
    }
    var directory = KeyDirectory()
    defer { directory.destroy() }
    let numbers = [UInt32](filling: rows.count) { target in
      for (place, row) in rows.enumerated() {
        let bits = log.pointee.value(Int(row), column)
        let number = directory.intern(bits)
        if number == distinct.count { distinct.append(bits) }
        target[place] = number
      }
    }
    return (distinct, numbers)
  }

  func value(at row: UInt32) -> Value {
    let rank = Int(ranks[Int(row)])
    switch distinct {
    case .values(let values): return values[rank]
    case .numbers(let numbers): return .int(ValueID(bits: numbers[rank]).inlineNumber ?? 0)
    }
  }

  private var distinctCount: Int {
    switch distinct {
    case .values(let values): values.count
    case .numbers(let numbers): numbers.count
    }
  }

  /// The rows that come first, so many of them and all that have the last one's value, in the order of
  /// their numbers.
  func first(_ wanted: Int, descends: Bool) -> [UInt32] {
    var order = Array(0..<UInt32(ranks.count))
    guard wanted > 0, wanted < order.count else { return wanted > 0 ? order : [] }
    sort(&order, descends: descends)
    let last = ranks[Int(order[wanted - 1])]
    let end = order[wanted...].firstIndex { ranks[Int($0)] != last } ?? order.count
    return order[..<end].sorted()
  }

  /// Sorts row numbers by the column; those with one value stay in their order.
  func sort(_ order: inout [UInt32], descends: Bool) {
    let count = distinctCount
    guard count > 1 else { return }
    var places = Array(repeating: 0, count: count + 1)
    func bucket(_ row: UInt32) -> Int {
      let rank = Int(ranks[Int(row)])
      return descends ? count - 1 - rank : rank
    }
    for row in order { places[bucket(row) + 1] += 1 }
    for rank in 1...count { places[rank] += places[rank - 1] }
    var sorted = order
    for row in order {
      let bucket = bucket(row)
      sorted[places[bucket]] = row
      places[bucket] += 1
    }
    order = sorted
  }
}
