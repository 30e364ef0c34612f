/// Values without repetitions, in the order in which they came; emptied and filled again and again.
///
/// Invariant: `row` holds exactly the values of `list`, and has its memory from `arena`.
struct ValueSet {
  private var row = AdaptiveRow()
  private var arena = WordArena()
  private var list = WordBuffer()

  var values: UnsafeBufferPointer<UInt32> {
    UnsafeBufferPointer(start: list.start, count: list.count)
  }

  @inline(__always)
  mutating func insert(_ value: UInt32) {
    let target = list.room(for: 1)
    guard row.insert(value, &arena) else { return }
    target.pointee = value
    list.advance(by: 1)
  }

  @inline(__always)
  mutating func insert(_ values: UnsafeBufferPointer<UInt32>) {
    guard let start = values.baseAddress, values.count > 0 else { return }
    let target = list.room(for: values.count)
    list.advance(by: row.insert(start, values.count, into: target, &arena))
  }

  mutating func removeAll() {
    guard list.count > 0 else { return }
    row.removeAll(values)
    list.removeAll()
  }

  /// Gives all memory back; the set must not be used any more.
  mutating func destroy() {
    arena.destroy()
    list.destroy()
  }
}

/// Values that lie close together, as bits and in ascending order.
///
/// Invariant: `words` has room for `capacity` words. The first `wordCount` hold a bit for each value
/// of `list`: bit n, counted from the lowest of the first word, stands for `firstWord * 64 + n`.
struct DenseValues {
  private(set) var words: UnsafeMutablePointer<UInt64>
  private(set) var firstWord: UInt32 = 0
  private(set) var wordCount = 0
  private var capacity = 16
  private var list = WordBuffer()

  init() { words = .allocate(capacity: 16) }

  var values: UnsafeBufferPointer<UInt32> {
    UnsafeBufferPointer(start: list.start, count: list.count)
  }

  /// Takes values, unless they lie too far apart: then it is false.
  mutating func take(_ values: UnsafeBufferPointer<UInt32>) -> Bool {
    guard var lowest = values.first else { return false }
    var highest = lowest
    for value in values {
      lowest = min(lowest, value)
      highest = max(highest, value)
    }
    let count = Int(highest &>> 6) - Int(lowest &>> 6) + 1
    guard count <= values.count else { return false }
    if count > capacity {
      words.deallocate()
      capacity = count * 2
      words = .allocate(capacity: capacity)
    }
    words.update(repeating: 0, count: count)
    (firstWord, wordCount) = (lowest &>> 6, count)
    for value in values {
      words[Int((value &>> 6) &- firstWord)] |= 1 &<< UInt64(value & 63)
    }
    list.removeAll()
    let target = list.room(for: values.count)
    var written = 0
    for word in 0..<count {
      AdaptiveRow.write(words[word], word: firstWord &+ UInt32(word), to: target, &written)
    }
    list.advance(by: written)
    return true
  }

  /// Gives all memory back; the values must not be used any more.
  func destroy() {
    words.deallocate()
    list.destroy()
  }
}
