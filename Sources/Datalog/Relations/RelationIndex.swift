/// Finds the rows of a relation by the values of some columns.
///
/// The rows of one key form a chain from the newest to the oldest, so the rows of the last round
/// come first.
final class RelationIndex {
  let keyColumns: [Int]
  /// The newest row of each key, plus one; 0 is free.
  private var slots: [UInt32] = Array(repeating: 0, count: 16)
  /// For each row, the next older row with its key, plus one; 0 ends the chain.
  private var older: [UInt32] = []
  private(set) var keyCount = 0

  init(keyColumns: [Int]) { self.keyColumns = keyColumns }

  var byteCount: Int { (slots.count + older.count) * 4 }

  /// Adds rows; they must follow those already added.
  func add(rows: Range<Int>, of columns: [[UInt32]]) {
    older.reserveCapacity(max(older.capacity, rows.upperBound))
    for row in rows {
      if (keyCount + 1) * 2 > slots.count { grow(columns) }
      let slot = findSlot(ofRow: row, columns, slots)
      if slots[slot] == 0 { keyCount += 1 }
      older.append(slots[slot])
      slots[slot] = UInt32(row + 1)
    }
  }

  /// The newest row with a key, plus one, or 0.
  func newestRow(_ key: [UInt32], _ columns: [[UInt32]]) -> UInt32 {
    var hash = TupleHash()
    for value in key { hash.combine(value) }
    let mask = slots.count - 1
    var slot = hash.value & mask
    while slots[slot] != 0 {
      let row = Int(slots[slot]) - 1
      var isEqual = true
      for position in 0..<key.count where columns[keyColumns[position]][row] != key[position] {
        isEqual = false
        break
      }
      if isEqual { return slots[slot] }
      slot = (slot + 1) & mask
    }
    return 0
  }

  /// The next older row with the same key, plus one, or 0.
  func olderRow(than row: Int) -> UInt32 { older[row] }

  private func grow(_ columns: [[UInt32]]) {
    var larger: [UInt32] = Array(repeating: 0, count: slots.count * 2)
    for entry in slots where entry != 0 {
      larger[findSlot(ofRow: Int(entry) - 1, columns, larger)] = entry
    }
    slots = larger
  }

  private func findSlot(ofRow row: Int, _ columns: [[UInt32]], _ slots: [UInt32]) -> Int {
    var hash = TupleHash()
    for column in keyColumns { hash.combine(columns[column][row]) }
    let mask = slots.count - 1
    var slot = hash.value & mask
    while slots[slot] != 0 {
      let other = Int(slots[slot]) - 1
      if keyColumns.allSatisfy({ columns[$0][other] == columns[$0][row] }) { return slot }
      slot = (slot + 1) & mask
    }
    return slot
  }
}
