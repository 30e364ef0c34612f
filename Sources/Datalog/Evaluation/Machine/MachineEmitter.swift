/// Adds the tuples that a machine finds to the relation of its rule's head.
///
/// It holds addresses alone, so that copying it counts no reference: the machine keeps the relation.
struct MachineEmitter: @unchecked Sendable {
  // Unchecked: several threads use one only through the functions below "Several threads", which say
  // what they may touch.

  private let log: UnsafeMutablePointer<ColumnLog>
  private let set: UnsafeMutablePointer<RowTable>?
  private let groups: UnsafeMutablePointer<GroupTable>?
  private let head: RegisterList
  /// The head's registers without the one of the set's column.
  private let key: RegisterList
  private let keyBuffer: UnsafeMutablePointer<UInt32>
  private let valueColumn: Int
  /// Where tuples wait while several machines derive the relation.
  var candidates: UnsafeMutablePointer<CandidateBuffer>?

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
    var value = registers[Int(head[valueColumn])]
    if let candidates {
      candidates.pointee.add(&value, 1, key: currentKey(registers), of: set.pointee)
      return false
    }
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
    if let candidates {
      candidates.pointee.add(start, values.count, key: currentKey(registers), of: set.pointee)
      return 0
    }
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

  /// Adds a tuple with a key for each value, for a relation of two columns; gives the number of those
  /// that were not there.
  @inline(__always)
  func emit(_ values: UnsafeBufferPointer<UInt32>, key: UInt32) -> Int {
    guard let set, let start = values.baseAddress else { return 0 }
    var key = key
    if let candidates {
      candidates.pointee.add(start, values.count, key: &key, of: set.pointee)
      return 0
    }
    let row = set.pointee.row(&key)
    log.pointee.reserve(values.count)
    let new = log.pointee[valueColumn] + log.pointee.count
    return finish(key, set.pointee.insert(start, values.count, toRow: row, new: new))
  }

  /// Adds a tuple with a key for each value, for a relation of two columns; gives the number of those
  /// that were not there.
  func emit(_ values: DenseValues, key: UInt32) -> Int {
    guard let set else { return 0 }
    var key = key
    if let candidates {
      candidates.pointee.add(values, key: &key, of: set.pointee)
      return 0
    }
    let row = set.pointee.row(&key)
    log.pointee.reserve(values.values.count)
    let new = log.pointee[valueColumn] + log.pointee.count
    return finish(key, set.pointee.insert(values, toRow: row, new: new))
  }

  @inline(__always)
  private func finish(_ key: UInt32, _ added: Int) -> Int {
    (log.pointee[1 - valueColumn] + log.pointee.count).update(repeating: key, count: added)
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

  // MARK: - Several threads

  /// How wide the keys of the relation's set are; `nil` if its tuples cannot be added by several
  /// threads.
  var keyWidth: Int? { self.set == nil ? nil : key.count }

  /// Makes the set ready for threads that each have a partition of its rows.
  func prepare(_ partitions: CandidateBuffer.Partitions) {
    set?.pointee.reserveArenas(partitions.count)
  }

  /// Gives a row to the keys that have none.
  func numberRows(of buffer: CandidateBuffer, _ places: Range<Int>, _ visit: (UInt32, Int) -> Void)
  {
    guard let set else { return }
    for position in places {
      let place = Int(buffer.unnumbered[position])
      let record = buffer.words.address(of: place)
      let row = UInt32(set.pointee.row(record + CandidateBuffer.header))
      record[0] = row
      visit(row, place)
    }
  }

  /// Adds a record's values to its row, and notes how many were new; gives their number.
  ///
  /// Threads may do this at the same time for rows of different partitions.
  @inline(__always)
  func add(_ record: UnsafeMutablePointer<UInt32>, partition: Int) -> Int {
    guard let set else { return 0 }
    let added = set.pointee.add(
      record + CandidateBuffer.header + key.count, Int(record[1]), toRow: Int(record[0]),
      arena: partition)
    record[2] = UInt32(truncatingIfNeeded: added)
    return added
  }

  /// Makes room in the log; the first row that is free.
  func reserve(_ rows: Int) -> Int {
    log.pointee.reserve(rows)
    return log.pointee.count
  }

  /// Writes the new tuples of records to the log, from a row on, where there is room for them.
  ///
  /// Threads may do this at the same time for different rows.
  func write(_ records: Range<Int>, of buffer: CandidateBuffer, from row: Int) {
    var row = row
    var place = records.lowerBound
    while place < records.upperBound {
      let record = buffer.words.address(of: place)
      let added = Int(record[2])
      var word = CandidateBuffer.header
      for column in 0..<head.count where column != valueColumn {
        let target = log.pointee[column] + row
        let value = record[word]
        for position in 0..<added { target[position] = value }
        word &+= 1
      }
      (log.pointee[valueColumn] + row).update(from: record + word, count: added)
      row &+= added
      place &+= word &+ Int(record[1])
    }
  }

  /// Counts the rows that were written.
  func advance(by rows: Int) { log.pointee.advance(by: rows) }

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
