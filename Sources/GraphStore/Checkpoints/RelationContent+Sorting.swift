import Datalog

extension CheckpointContent.RelationContent {
  /// Sorts the rows by their values and joins those that are alike.
  ///
  /// - Complexity: O(rows × columns).
  mutating func sortRows(threads: Int = Workers.count) {
    if let order = RowOrder.sort(&columns, count: origins.count, threads: threads) {
      arrangeOrigins(order, threads)
    }
    joinEqualRows()
  }

  /// Puts the origins into the rows' new order.
  private mutating func arrangeOrigins(_ order: [UInt32], _ threads: Int) {
    // Rows that were loaded together have all the same.
    if origins.contains(where: { $0 != origins[0] }) {
      origins = RowOrder.arranged(origins, by: order, threads: threads)
    }
    guard !further.isEmpty else { return }
    var places: [UInt32] = Array(repeating: 0, count: order.count)
    for (place, row) in order.enumerated() { places[Int(row)] = UInt32(place) }
    further = further.map { (places[Int($0.row)], $0.origin) }
    further = further.enumerated().sorted {
      ($0.element.row, $0.offset) < ($1.element.row, $1.offset)
    }.map(\.element)
  }

  /// Joins the sorted rows that are alike: the origins of all become those of one.
  private mutating func joinEqualRows() {
    let equal = RowOrder.repeats(in: columns, count: origins.count)
    guard !equal.isEmpty else { return }
    let old = (origins: origins, further: further)
    for column in columns.indices { columns[column].remove(at: equal) }
    origins.remove(at: equal)
    further = []
    var rest = old.further[...]
    var gone = 0
    var seen: (row: Int, origins: Set<UInt32>) = (-1, [])
    func add(_ origin: UInt32, to row: Int) {
      if seen.row != row { seen = (row, [origins[row]]) }
      if seen.origins.insert(origin).inserted { further.append((UInt32(row), origin)) }
    }
    // Only rows that go, or that have further origins, have any to add.
    while gone < equal.count || !rest.isEmpty {
      let row = min(rest.first.map { Int($0.row) } ?? .max, gone < equal.count ? equal[gone] : .max)
      if gone < equal.count, equal[gone] == row {
        gone += 1
        add(old.origins[row], to: row - gone)
      }
      while let next = rest.first, Int(next.row) == row {
        add(next.origin, to: row - gone)
        rest.removeFirst()
      }
    }
  }
}
