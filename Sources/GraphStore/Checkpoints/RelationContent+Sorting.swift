extension CheckpointContent.RelationContent {
  /// Sorts the rows by their values and joins those that are alike.
  ///
  /// - Complexity: O(rows × columns): a radix sort, which numbers that are small make short.
  mutating func sortRows() {
    let order = sortedOrder()
    guard let order else { return joinEqualRows() }
    columns = columns.map { column in order.map { column[Int($0)] } }
    origins = order.map { origins[Int($0)] }
    if !further.isEmpty {
      var places: [UInt32] = Array(repeating: 0, count: order.count)
      for (place, row) in order.enumerated() { places[Int(row)] = UInt32(place) }
      further = further.map { (places[Int($0.row)], $0.origin) }
      further = further.enumerated().sorted {
        ($0.element.row, $0.offset) < ($1.element.row, $1.offset)
      }.map(\.element)
    }
    joinEqualRows()
  }

  /// The rows in the order of their values; `nil` when they are in that order already.
  private func sortedOrder() -> [UInt32]? {
    let count = origins.count
    guard !(1..<max(count, 1)).allSatisfy({ !isRow($0, before: $0 - 1) }) else { return nil }
    var order = [UInt32](0..<UInt32(count))
    var next = order
    for column in columns.reversed() {
      let highest = column.max() ?? 0
      let lowest = column.min() ?? 0
      for shift in [UInt32(0), 11, 22] where shift == 0 || (highest - lowest) >> shift > 0 {
        var starts = [Int](repeating: 0, count: 2049)
        for value in column { starts[Int((value - lowest) >> shift & 2047) + 1] += 1 }
        for digit in 0..<2048 { starts[digit + 1] += starts[digit] }
        for row in order {
          let digit = Int((column[Int(row)] - lowest) >> shift & 2047)
          next[starts[digit]] = row
          starts[digit] += 1
        }
        swap(&order, &next)
      }
    }
    return order
  }

  private func isRow(_ row: Int, before other: Int) -> Bool {
    for column in columns where column[row] != column[other] { return column[row] < column[other] }
    return false
  }

  private func isRow(_ row: Int, equalTo other: Int) -> Bool {
    columns.allSatisfy { $0[row] == $0[other] }
  }

  /// Joins the sorted rows that are alike: the origins of all become those of one.
  private mutating func joinEqualRows() {
    let count = origins.count
    guard (1..<max(count, 1)).contains(where: { isRow($0, equalTo: $0 - 1) }) else { return }
    var joined = Self(schema: schema)
    var rest = further[...]
    var seen: Set<UInt32> = []
    for row in 0..<count {
      var own = [origins[row]]
      while let next = rest.first, Int(next.row) == row {
        own.append(next.origin)
        rest.removeFirst()
      }
      let isNew = row == 0 || !isRow(row, equalTo: row - 1)
      if isNew {
        for column in columns.indices { joined.columns[column].append(columns[column][row]) }
        joined.origins.append(own.removeFirst())
        seen = [origins[row]]
      }
      for origin in own where seen.insert(origin).inserted {
        joined.further.append((UInt32(joined.origins.count - 1), origin))
      }
    }
    self = joined
  }
}
