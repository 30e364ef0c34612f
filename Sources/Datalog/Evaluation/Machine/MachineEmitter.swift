/// Adds the tuples that a machine finds to the relation of its rule's head.
///
/// It holds addresses alone, so that copying it counts no reference: the machine keeps the relation.
struct MachineEmitter {
  private let log: UnsafeMutablePointer<ColumnLog>
  private let set: UnsafeMutablePointer<RowTable>?
  private let groups: UnsafeMutablePointer<GroupTable>?
  private let head: RegisterList
  /// The head's registers without the one of the set's column.
  private let key: RegisterList
  private let keyBuffer: UnsafeMutablePointer<UInt32>
  private let valueColumn: Int

  init(_ relation: Relation, head: [Int32]) {
    self.head = RegisterList(head)
    log = relation.log
    groups = relation.groupTable
    set = relation.arity > 0 && relation.best == nil ? relation.rowTable() : nil
    valueColumn = relation.setColumn
    var key = head
    if !key.isEmpty { key.remove(at: relation.setColumn) }
    self.key = RegisterList(key)
    keyBuffer = .allocate(capacity: head.count + 1)
  }

  /// Adds the tuple in the registers; true if it was not there.
  @inline(__always)
  func emit(_ registers: UnsafeMutablePointer<UInt32>) -> Bool {
    guard let set else {
      guard log.pointee.count == 0 else { return false }
      log.pointee.advance(by: 1)
      return true
    }
    let value = registers[Int(head[valueColumn])]
    guard set.pointee.insert(currentKey(registers), value) else { return false }
    log.pointee.reserve(1)
    let row = log.pointee.count
    for column in 0..<head.count { log.pointee[column][row] = registers[Int(head[column])] }
    log.pointee.advance(by: 1)
    return true
  }

  /// Adds a tuple for each value, which takes the place of the set's column; gives the number of
  /// those that were not there.
  @inline(__always)
  func emit(
    _ values: UnsafeBufferPointer<UInt32>, _ registers: UnsafeMutablePointer<UInt32>
  ) -> Int {
    guard let set, let start = values.baseAddress, values.count > 0 else { return 0 }
    let row = set.pointee.row(currentKey(registers))
    log.pointee.reserve(values.count)
    let first = log.pointee.count
    let added = set.pointee.insert(
      start, values.count, toRow: row, new: log.pointee[valueColumn] + first)
    for column in 0..<head.count where column != valueColumn {
      let value = registers[Int(head[column])]
      let target = log.pointee[column] + first
      for position in 0..<added { target[position] = value }
    }
    log.pointee.advance(by: added)
    return added
  }

  /// Adds the tuple in the registers if it is the best of its group; true if the relation grew.
  func emitBest(_ registers: UnsafeMutablePointer<UInt32>, _ symbols: SymbolTable) -> Bool {
    guard let groups else { return false }
    for column in 0..<head.count { keyBuffer[column] = registers[Int(head[column])] }
    let keepsGreatest = groups.pointee.best.keepsGreatest
    return groups.pointee.insert(
      keyBuffer, into: &log.pointee,
      isBetter: { new, old in
        if new & old & ValueID.inlineFlag != 0 { return keepsGreatest ? old < new : new < old }
        let (new, old) = (symbols[ValueID(bits: new)], symbols[ValueID(bits: old)])
        return keepsGreatest ? old < new : new < old
      }) == .added
  }

  @inline(__always)
  private func currentKey(_ registers: UnsafeMutablePointer<UInt32>) -> UnsafePointer<UInt32> {
    if key.count == 1 { return UnsafePointer(registers + Int(key[0])) }
    for position in 0..<key.count { keyBuffer[position] = registers[Int(key[position])] }
    return UnsafePointer(keyBuffer)
  }

  func destroy() {
    head.destroy()
    key.destroy()
    keyBuffer.deallocate()
  }
}
