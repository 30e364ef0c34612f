/// Strings that are numbered together.
///
/// A large table is looked up by three reads of memory that is in no cache, each of which must be
/// waited for. The reads of many strings do not depend on each other, so they are done side by side
/// first; the look-ups, one after the other, then find everything near.
struct InterningBatch: ~Copyable {
  private struct Entry {
    let first: UInt8
    let rest: UnsafeRawBufferPointer
    let place: Int
    let hash: UInt64
    /// Where the string begins that it may be, while that is looked for.
    var found: UInt64
  }

  static let capacity = 256
  private let entries = UnsafeMutablePointer<Entry>.allocate(capacity: capacity)
  private var count = 0
  /// Depends on what was read, so that the compiler does not leave the reading out.
  private(set) var trace: UInt64 = 0

  init() {}

  deinit { entries.deallocate() }

  var isFull: Bool { count == Self.capacity }
  var isEmpty: Bool { count == 0 }

  /// Adds a string, whose bytes must stay until it is numbered.
  @inline(__always)
  mutating func add(
    _ first: UInt8, _ rest: UnsafeRawBufferPointer, place: Int, _ table: borrowing ByteInterner
  ) {
    (entries + count).initialize(
      to: Entry(
        first: first, rest: rest, place: place, hash: table.hash(first, rest), found: 0))
    count &+= 1
  }

  /// Numbers the strings in the order in which they were added, and begins anew.
  @inline(__always)
  mutating func intern(into table: inout ByteInterner, _ use: (_ place: Int, UInt32) -> Void) {
    for index in 0..<count { entries[index].found = table.firstEntry(entries[index].hash) }
    for index in 0..<count {
      entries[index].found = UInt64(truncatingIfNeeded: table.start(of: entries[index].found))
    }
    for index in 0..<count {
      trace ^= UInt64(table.byte(at: Int(truncatingIfNeeded: entries[index].found)))
    }
    for index in 0..<count {
      let entry = entries[index]
      use(entry.place, table.intern(entry.first, entry.rest, hash: entry.hash))
    }
    count = 0
  }
}
