/// The values that agree with several atoms at once, each of which knows all columns but one.
///
/// The smallest of the atoms' rows is taken and the others are asked for its values, so that the
/// work is bounded by the smallest: bodies with cycles, as of triangles, are joined no slower than
/// the largest possible answer asks for (Ngo, Porat, Ré, Rudra 2012).
struct Intersection {
  /// One atom: its set and the registers of the columns that are known.
  struct Member {
    let set: UnsafeMutablePointer<RowTable>
    let key: RegisterList
    let keyBuffer: UnsafeMutablePointer<UInt32>

    init(set: UnsafeMutablePointer<RowTable>, key: [Int32]) {
      self.set = set
      self.key = RegisterList(key)
      keyBuffer = .allocate(capacity: key.count + 1)
    }

    func destroy() {
      key.destroy()
      keyBuffer.deallocate()
    }

    @inline(__always)
    fileprivate func row(_ registers: UnsafeMutablePointer<UInt32>) -> UnsafePointer<AdaptiveRow>? {
      for position in 0..<key.count { keyBuffer[position] = registers[Int(key[position])] }
      return set.pointee.find(keyBuffer)
    }
  }

  private let members: FixedList<Member>
  private let rows: UnsafeMutablePointer<UnsafePointer<AdaptiveRow>>
  private var buffer: UnsafeMutablePointer<UInt32>
  private var capacity = 16

  init(_ members: [Member]) {
    self.members = FixedList(members)
    rows = .allocate(capacity: members.count)
    buffer = .allocate(capacity: capacity)
  }

  /// The values; they stay there until the next call.
  mutating func values(
    _ registers: UnsafeMutablePointer<UInt32>
  ) -> UnsafeBufferPointer<UInt32> {
    var smallest = 0
    for position in 0..<members.count {
      guard let row = members[position].row(registers), row.pointee.count > 0 else {
        return UnsafeBufferPointer(start: nil, count: 0)
      }
      (rows + position).initialize(to: row)
      if row.pointee.count < rows[smallest].pointee.count { smallest = position }
    }
    var count = Int(rows[smallest].pointee.count)
    if count > capacity {
      buffer.deallocate()
      capacity = count * 2
      buffer = .allocate(capacity: capacity)
    }
    rows[smallest].pointee.copyValues(to: buffer)
    for position in 0..<members.count where position != smallest && count > 0 {
      count = rows[position].pointee.filter(buffer, count: count)
    }
    return UnsafeBufferPointer(start: buffer, count: count)
  }

  func destroy() {
    for position in 0..<members.count { members[position].destroy() }
    members.destroy()
    rows.deallocate()
    buffer.deallocate()
  }
}
