/// Rows of a log that do not count any more.
///
/// Invariant: `words` has room for `capacity` words; bit n, counted from the lowest of the first
/// word, stands for row n, and `count` of the bits are set.
struct RowMarks {
  private var words: UnsafeMutablePointer<UInt64>?
  private var capacity = 0
  /// The number of marked rows.
  private(set) var count = 0

  var byteCount: Int { capacity * 8 }

  /// Whether a row is marked.
  @inline(__always)
  func contains(_ row: Int) -> Bool {
    let word = row &>> 6
    guard word < capacity, let words else { return false }
    return words[word] &>> UInt64(row & 63) & 1 != 0
  }

  /// Marks a row; it must not be marked yet.
  mutating func insert(_ row: Int) {
    assert(!contains(row))
    let word = row >> 6
    if word >= capacity { grow(to: word + 1) }
    words?[word] |= 1 << UInt64(row & 63)
    count += 1
  }

  private mutating func grow(to needed: Int) {
    let larger = max(needed, capacity * 2, 4)
    let made = UnsafeMutablePointer<UInt64>.allocate(capacity: larger)
    made.initialize(repeating: 0, count: larger)
    if let words {
      made.update(from: words, count: capacity)
      words.deallocate()
    }
    words = made
    capacity = larger
  }

  mutating func removeAll() {
    words?.update(repeating: 0, count: capacity)
    count = 0
  }

  /// Gives all memory back; the marks must not be used any more.
  mutating func destroy() { words?.deallocate() }
}
