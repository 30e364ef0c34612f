/// Finds rows of columns by their values.
struct RowIndex: Sendable {
  /// Row numbers plus one by the hash of the row; 0 is free.
  private var slots: [UInt32] = []

  /// The row that has a tuple's values.
  func row(of tuple: [UInt32], in columns: [[UInt32]]) -> Int? {
    guard !slots.isEmpty else { return nil }
    var slot = Self.hash(tuple.count) { tuple[$0] } & (slots.count - 1)
    while slots[slot] != 0 {
      let row = Int(slots[slot]) - 1
      if columns.indices.allSatisfy({ columns[$0][row] == tuple[$0] }) { return row }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Adds a row that was appended to the columns; no row before it has its values.
  mutating func add(row: Int, of columns: [[UInt32]]) {
    guard (row + 1) * 2 > slots.count else { return place(row, columns) }
    slots = Array(repeating: 0, count: max(16, slots.count * 2))
    for row in 0...row { place(row, columns) }
  }

  private mutating func place(_ row: Int, _ columns: [[UInt32]]) {
    var slot = Self.hash(columns.count) { columns[$0][row] } & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(row + 1)
  }

  private static func hash(_ count: Int, _ value: (Int) -> UInt32) -> Int {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    for index in 0..<count {
      let product = (state ^ UInt64(value(index))).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
      state = product.high ^ product.low
    }
    return Int(truncatingIfNeeded: state >> 1)
  }
}
