/// A set of 32-bit values: a list while it is small, then a hash table, then a bitmap as soon as
/// that takes no more memory.
///
/// Invariant: `memory` has `capacity` words of the arena that the row was filled from. A list holds
/// its values in the first `count`; a hash table has ``free`` in the words without a value, at least
/// half of them; a bitmap's bit n, counted from the lowest of the first word, stands for the value
/// `base * 64 + n`.
struct AdaptiveRow {
  /// What stands in a free word of a hash table: no value has this number.
  static let free: UInt32 = ValueID.none.bits

  private enum Shape: UInt8 {
    case list, hash, bitmap
  }

  private(set) var count: UInt32 = 0
  private var capacity: UInt32 = 0
  private var memory: UnsafeMutablePointer<UInt32>?
  private var base: UInt32 = 0
  private var shape = Shape.list

  private static let longestList = 8

  private var words: UnsafeMutablePointer<UInt64> {
    UnsafeMutableRawPointer(memory.unsafelyUnwrapped).assumingMemoryBound(to: UInt64.self)
  }

  @inline(__always)
  private func place(_ value: UInt32) -> Int {
    let shift = UInt32(truncatingIfNeeded: capacity.leadingZeroBitCount &+ 1)
    return Int((value &* 0x9E37_79B1) &>> shift)
  }

  /// Whether the row holds a value.
  @inline(__always)
  func contains(_ value: UInt32) -> Bool {
    guard let memory else { return false }
    switch shape {
    case .bitmap:
      let word = (value &>> 6) &- base
      return word < capacity &>> 1 && words[Int(word)] &>> UInt64(value & 63) & 1 != 0
    case .list:
      for position in 0..<Int(count) where memory[position] == value { return true }
      return false
    case .hash:
      let mask = Int(capacity) &- 1
      var slot = place(value)
      while memory[slot] != AdaptiveRow.free {
        if memory[slot] == value { return true }
        slot = (slot &+ 1) & mask
      }
      return false
    }
  }

  /// Adds a value; true if it was not there.
  @inline(__always)
  mutating func insert(_ value: UInt32, _ arena: inout WordArena) -> Bool {
    var new: UInt32 = 0
    return withUnsafePointer(to: value) { insert($0, 1, into: &new, &arena) } == 1
  }

  /// Adds values, and writes those that were not there to `new`, which has room for all; `new` may
  /// be the place of the values itself.
  ///
  /// - Returns: How many were written.
  @inline(__always)
  mutating func insert(
    _ values: UnsafePointer<UInt32>, _ valueCount: Int, into new: UnsafeMutablePointer<UInt32>,
    _ arena: inout WordArena
  ) -> Int {
    var read = 0
    var written = 0
    while true {
      switch shape {
      case .bitmap: insertBits(values, valueCount, &read, new, &written)
      case .hash: insertHashed(values, valueCount, &read, new, &written)
      case .list: insertListed(values, valueCount, &read, new, &written)
      }
      if read == valueCount { return written }
      makeRoom(for: values[read], &arena)
    }
  }

  // Each of these goes on from `read` and stops early where the next value needs more room.

  @inline(__always)
  private mutating func insertBits(
    _ values: UnsafePointer<UInt32>, _ valueCount: Int, _ read: inout Int,
    _ new: UnsafeMutablePointer<UInt32>, _ written: inout Int
  ) {
    let (words, base, limit) = (words, base, capacity &>> 1)
    var (position, target) = (read, written)
    while position < valueCount {
      let value = values[position]
      let word = (value &>> 6) &- base
      guard word < limit else { break }
      let bits = words[Int(word)]
      let bit = UInt64(value & 63)
      // Whether a value is new cannot be predicted: it is always written, and counted without a
      // branch.
      new[target] = value
      target &+= Int(truncatingIfNeeded: ~(bits &>> bit) & 1)
      words[Int(word)] = bits | (1 &<< bit)
      position &+= 1
    }
    count &+= UInt32(truncatingIfNeeded: target &- written)
    (read, written) = (position, target)
  }

  @inline(__always)
  private mutating func insertHashed(
    _ values: UnsafePointer<UInt32>, _ valueCount: Int, _ read: inout Int,
    _ new: UnsafeMutablePointer<UInt32>, _ written: inout Int
  ) {
    guard let memory else { return }
    let mask = Int(capacity) &- 1
    while read < valueCount, count &* 2 < capacity {
      let value = values[read]
      read &+= 1
      var slot = place(value)
      while memory[slot] != AdaptiveRow.free, memory[slot] != value { slot = (slot &+ 1) & mask }
      if memory[slot] == value { continue }
      memory[slot] = value
      count &+= 1
      new[written] = value
      written &+= 1
    }
  }

  @inline(__always)
  private mutating func insertListed(
    _ values: UnsafePointer<UInt32>, _ valueCount: Int, _ read: inout Int,
    _ new: UnsafeMutablePointer<UInt32>, _ written: inout Int
  ) {
    guard let memory else { return }
    search: while read < valueCount {
      let value = values[read]
      for position in 0..<Int(count) where memory[position] == value {
        read &+= 1
        continue search
      }
      guard count < capacity else { return }
      memory[Int(count)] = value
      count &+= 1
      read &+= 1
      new[written] = value
      written &+= 1
    }
  }

  /// Adds values, and writes those that were not there to `new`, which has room for all, in ascending
  /// order.
  ///
  /// - Returns: How many were written.
  mutating func insert(
    _ values: DenseValues, into new: UnsafeMutablePointer<UInt32>, _ arena: inout WordArena
  ) -> Int {
    let first = values.firstWord &- base
    guard shape == .bitmap, values.firstWord >= base,
      Int(first) &+ values.wordCount <= Int(capacity &>> 1)
    else {
      guard let start = values.values.baseAddress else { return 0 }
      return insert(start, values.values.count, into: new, &arena)
    }
    let (target, source) = (words + Int(first), values.words)
    var written = 0
    for word in 0..<values.wordCount {
      let added = source[word] & ~target[word]
      guard added != 0 else { continue }
      target[word] |= added
      AdaptiveRow.write(added, word: values.firstWord &+ UInt32(word), to: new, &written)
    }
    count &+= UInt32(truncatingIfNeeded: written)
    return written
  }

  /// Writes the values that a word of a bitmap holds.
  @inline(__always)
  static func write(
    _ bits: UInt64, word: UInt32, to target: UnsafeMutablePointer<UInt32>, _ written: inout Int
  ) {
    var bits = bits
    while bits != 0 {
      target[written] = word &<< 6 | UInt32(truncatingIfNeeded: bits.trailingZeroBitCount)
      written &+= 1
      bits &= bits &- 1
    }
  }

  /// Takes all values out, which are those given, and keeps the memory.
  mutating func removeAll(_ values: UnsafeBufferPointer<UInt32>) {
    assert(values.count == Int(count))
    switch shape {
    case .list: break
    case .hash: memory?.update(repeating: AdaptiveRow.free, count: Int(capacity))
    case .bitmap: for value in values { words[Int((value &>> 6) &- base)] = 0 }
    }
    count = 0
  }

  // MARK: - Comparing

  /// Writes those values that the row does not hold to `target`, which has room for all, in ascending
  /// order; gives their number.
  func copyMissing(_ values: DenseValues, to target: UnsafeMutablePointer<UInt32>) -> Int {
    guard shape == .bitmap else {
      guard let start = values.values.baseAddress else { return 0 }
      return copyMissing(start, values.values.count, to: target)
    }
    let (words, base, limit) = (words, base, capacity &>> 1)
    var written = 0
    for position in 0..<values.wordCount {
      let word = values.firstWord &+ UInt32(position)
      let known = word &- base < limit ? words[Int(word &- base)] : 0
      AdaptiveRow.write(values.words[position] & ~known, word: word, to: target, &written)
    }
    return written
  }

  /// Writes those values that the row does not hold to `target`, which has room for all; gives their
  /// number.
  @inline(__always)
  func copyMissing(
    _ values: UnsafePointer<UInt32>, _ valueCount: Int, to target: UnsafeMutablePointer<UInt32>
  ) -> Int {
    var written = 0
    if shape == .bitmap {
      let (words, base, limit) = (words, base, capacity &>> 1)
      for position in 0..<valueCount {
        let value = values[position]
        let word = (value &>> 6) &- base
        target[written] = value
        let isThere = word < limit ? words[Int(word)] &>> UInt64(value & 63) & 1 : 0
        written &+= Int(truncatingIfNeeded: isThere ^ 1)
      }
    } else {
      for position in 0..<valueCount {
        let value = values[position]
        target[written] = value
        written &+= contains(value) ? 0 : 1
      }
    }
    return written
  }

  // MARK: - Removing

  /// Takes a value out; true if it was there.
  mutating func remove(_ value: UInt32) -> Bool {
    guard contains(value), let memory else { return false }
    count &-= 1
    switch shape {
    case .bitmap: words[Int((value &>> 6) &- base)] &= ~(1 &<< UInt64(value & 63))
    case .list:
      // The last one takes its place: a list has no order.
      for position in 0...Int(count) where memory[position] == value {
        memory[position] = memory[Int(count)]
        break
      }
    case .hash: removeHashed(value)
    }
    return true
  }

  private func removeHashed(_ value: UInt32) {
    guard let memory else { return }
    let mask = Int(capacity) &- 1
    var hole = place(value)
    while memory[hole] != value { hole = (hole &+ 1) & mask }
    var slot = hole
    while true {
      slot = (slot &+ 1) & mask
      if memory[slot] == AdaptiveRow.free { break }
      // A value moves into the hole unless it stands between its own place and there.
      let wanted = place(memory[slot])
      if (slot &- wanted) & mask >= (slot &- hole) & mask {
        memory[hole] = memory[slot]
        hole = slot
      }
    }
    memory[hole] = AdaptiveRow.free
  }

  // MARK: - Intersecting

  /// Writes the values to `target`, which has room for all.
  func copyValues(to target: UnsafeMutablePointer<UInt32>) {
    var position = 0
    forEach {
      target[position] = $0
      position &+= 1
    }
  }

  /// Keeps those of some values that the row holds; gives their number.
  func filter(_ values: UnsafeMutablePointer<UInt32>, count: Int) -> Int {
    var kept = 0
    for position in 0..<count {
      let value = values[position]
      values[kept] = value
      kept &+= contains(value) ? 1 : 0
    }
    return kept
  }

  // MARK: - Growing

  @inline(never)
  private mutating func makeRoom(for value: UInt32, _ arena: inout WordArena) {
    switch shape {
    case .list:
      if Int(capacity) < AdaptiveRow.longestList {
        let larger = arena.allocate(words: capacity == 0 ? 4 : AdaptiveRow.longestList)
        if let memory {
          larger.update(from: memory, count: Int(count))
          arena.release(memory, words: Int(capacity))
        }
        memory = larger
        capacity = capacity == 0 ? 4 : UInt32(AdaptiveRow.longestList)
      } else {
        rebuild(with: value, &arena)
      }
    case .hash, .bitmap: rebuild(with: value, &arena)
    }
  }

  /// Chooses a shape with room for one more value and moves the values there.
  private mutating func rebuild(with value: UInt32, _ arena: inout WordArena) {
    var lowest = value &>> 6
    var highest = lowest
    forEach {
      lowest = min(lowest, $0 &>> 6)
      highest = max(highest, $0 &>> 6)
    }
    var old = self
    let hashSize = WordArena.size(atLeast: Int(count) * 4)
    let bitSize = (Int(highest) - Int(lowest) + 1) * 2
    if bitSize <= hashSize {
      // Room to grow on both sides, as far as the block goes anyway.
      let size = WordArena.size(atLeast: bitSize + bitSize / 2)
      let spare = UInt32((size - bitSize) / 4)
      memory = arena.allocate(words: size)
      memory?.update(repeating: 0, count: size)
      capacity = UInt32(size)
      base = lowest > spare ? lowest - spare : 0
      shape = .bitmap
    } else {
      memory = arena.allocate(words: hashSize)
      memory?.update(repeating: AdaptiveRow.free, count: hashSize)
      capacity = UInt32(hashSize)
      shape = .hash
    }
    count = 0
    old.forEach { value in
      var value = value
      var new: UInt32 = 0
      var (read, written) = (0, 0)
      if shape == .bitmap {
        insertBits(&value, 1, &read, &new, &written)
      } else {
        insertHashed(&value, 1, &read, &new, &written)
      }
      assert(written == 1)
    }
    old.release(&arena)
  }

  @inline(__always)
  private func forEach(_ visit: (UInt32) -> Void) {
    guard let memory else { return }
    switch shape {
    case .list: for position in 0..<Int(count) { visit(memory[position]) }
    case .hash:
      for slot in 0..<Int(capacity) where memory[slot] != AdaptiveRow.free { visit(memory[slot]) }
    case .bitmap:
      for word in 0..<Int(capacity / 2) {
        var bits = words[word]
        while bits != 0 {
          visit((base + UInt32(word)) << 6 | UInt32(bits.trailingZeroBitCount))
          bits &= bits &- 1
        }
      }
    }
  }

  private mutating func release(_ arena: inout WordArena) {
    if let memory { arena.release(memory, words: Int(capacity)) }
    memory = nil
  }
}
