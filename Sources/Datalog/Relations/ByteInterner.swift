import Foundation

/// Numbers distinct byte strings, such as coded values, in the order in which they first come.
///
/// The bytes of all stand one after the other, as a graph file holds them. No string is empty.
package struct ByteInterner: Sendable {
  package private(set) var heap: [UInt8] = []
  /// Where each string begins, and where the last one ends.
  package private(set) var ends: [Int] = [0]
  /// Half of a string's hash, and below it the string's number plus one; 0 is free.
  private var slots: [UInt64] = Array(repeating: 0, count: 64)
  /// Differs from process to process, so that nobody can make strings that meet in one slot.
  private let seed = processSeed

  package init() {}

  /// The number of strings.
  package var count: Int { ends.count - 1 }

  /// The number of a string; a new one if it has none yet.
  ///
  /// - Complexity: O(length), amortized.
  package mutating func intern(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBytes { bytes in
      intern(bytes[0], UnsafeRawBufferPointer(rebasing: bytes.dropFirst()))
    }
  }

  /// The number of the string that a byte and those behind it make.
  package mutating func intern(_ first: UInt8, _ rest: UnsafeRawBufferPointer) -> UInt32 {
    intern(first, rest, hash: hash(first, rest))
  }

  @inline(__always)
  mutating func intern(_ first: UInt8, _ rest: UnsafeRawBufferPointer, hash: UInt64) -> UInt32 {
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let entry = slots[slot]
      if entry >> 32 == hash >> 32 {
        let index = Int(entry & 0xFFFF_FFFF) &- 1
        if isEqual(index, first, rest) { return UInt32(truncatingIfNeeded: index) }
      }
      slot = (slot &+ 1) & mask
    }
    return add(first, rest, hash, at: slot)
  }

  /// The number of a string, if it has one.
  package func number(of bytes: [UInt8]) -> UInt32? {
    bytes.withUnsafeBytes { bytes in
      let rest = UnsafeRawBufferPointer(rebasing: bytes.dropFirst())
      let hash = Self.hash(bytes[0], rest, seed)
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 {
        let index = Int(slots[slot] & 0xFFFF_FFFF) - 1
        if slots[slot] >> 32 == hash >> 32, isEqual(index, bytes[0], rest) { return UInt32(index) }
        slot = (slot + 1) & (slots.count - 1)
      }
      return nil
    }
  }

  /// Uses the bytes of a string.
  package func withBytes<Result>(
    at index: Int, _ use: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    let range = ends[index]..<ends[index + 1]
    return try heap.withUnsafeBytes { try use(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  /// Takes in the strings of another table, in their order; returns for each its number here.
  package mutating func merge(_ other: ByteInterner) -> [UInt32] {
    [UInt32](filling: other.count) { numbers in
      other.heap.withUnsafeBytes { bytes in
        var batch = InterningBatch()
        for index in 0..<other.count {
          let rest = bytes[(other.ends[index] + 1)..<other.ends[index + 1]]
          batch.add(
            bytes[other.ends[index]], UnsafeRawBufferPointer(rebasing: rest), place: index, self)
          if batch.isFull { batch.intern(into: &self) { numbers[$0] = $1 } }
        }
        batch.intern(into: &self) { numbers[$0] = $1 }
      }
    }
  }

  // MARK: - Waiting for memory

  /// The entry at which the search for a hash begins.
  @inline(__always)
  func firstEntry(_ hash: UInt64) -> UInt64 {
    slots[Int(truncatingIfNeeded: hash) & (slots.count &- 1)]
  }

  /// Where the string of an entry begins; of a free entry, 0.
  @inline(__always)
  func start(of entry: UInt64) -> Int { ends[max(Int(entry & 0xFFFF_FFFF), 1) &- 1] }

  /// A byte of a string.
  @inline(__always)
  func byte(at start: Int) -> UInt8 { start < heap.count ? heap[start] : 0 }

  @inline(__always)
  func hash(_ first: UInt8, _ rest: UnsafeRawBufferPointer) -> UInt64 {
    Self.hash(first, rest, seed)
  }

  // MARK: - Slots

  @inline(__always)
  private func isEqual(_ index: Int, _ first: UInt8, _ rest: UnsafeRawBufferPointer) -> Bool {
    let start = ends[index]
    guard ends[index &+ 1] &- start == rest.count &+ 1 else { return false }
    return heap.withUnsafeBytes { own in
      guard own[start] == first else { return false }
      guard let other = rest.baseAddress, let own = own.baseAddress else { return true }
      return memcmp(own + start + 1, other, rest.count) == 0
    }
  }

  @inline(never)
  private mutating func add(
    _ first: UInt8, _ rest: UnsafeRawBufferPointer, _ hash: UInt64, at slot: Int
  ) -> UInt32 {
    let number = UInt32(count)
    heap.append(first)
    heap.append(contentsOf: rest)
    ends.append(heap.count)
    slots[slot] = hash & Self.upperHalf | UInt64(number + 1)
    if count * 2 > slots.count { grow() }
    return number
  }

  /// Doubles the slots; the hashes are made again, which costs less than the memory to keep them.
  private mutating func grow() {
    let mask = slots.count * 2 - 1
    var larger: [UInt64] = Array(repeating: 0, count: mask + 1)
    heap.withUnsafeBytes { bytes in
      for index in 0..<count {
        let rest = bytes[(ends[index] + 1)..<ends[index + 1]]
        let hash = Self.hash(bytes[ends[index]], UnsafeRawBufferPointer(rebasing: rest), seed)
        var slot = Int(truncatingIfNeeded: hash) & mask
        while larger[slot] != 0 { slot = (slot &+ 1) & mask }
        larger[slot] = hash & Self.upperHalf | UInt64(index + 1)
      }
    }
    slots = larger
  }

  private static let upperHalf: UInt64 = 0xFFFF_FFFF_0000_0000
  private static let processSeed = UInt64.random(in: .min ... .max)

  @inline(__always)
  private static func hash(_ first: UInt8, _ rest: UnsafeRawBufferPointer, _ seed: UInt64) -> UInt64
  {
    let count = rest.count
    var state = seed ^ UInt64(first) ^ UInt64(truncatingIfNeeded: count) &<< 8
    var offset = 0
    while offset &+ 8 <= count {
      state = mixed(
        state ^ rest.loadUnaligned(fromByteOffset: offset, as: UInt64.self), 0x9E37_79B9_7F4A_7C15)
      offset &+= 8
    }
    let left = count &- offset
    var last: UInt64 = 0
    if left >= 4 {
      last = UInt64(rest.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
      last |= UInt64(rest.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)) &<< 32
    } else if left > 0 {
      last = UInt64(rest[offset]) | UInt64(rest[offset &+ left / 2]) &<< 8
      last |= UInt64(rest[count &- 1]) &<< 16
    }
    return mixed(state ^ last, 0xD6E8_FEB8_6659_FD93)
  }

  /// Both halves of a product, which depend on all bits of the factors.
  @inline(__always)
  private static func mixed(_ state: UInt64, _ factor: UInt64) -> UInt64 {
    let product = state.multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }
}

/// The values of a table are found by their bytes, as in a graph file.
package final class InternedValues: SymbolSource {
  private let values: ByteInterner

  package init(_ values: ByteInterner) { self.values = values }

  /// Whether another table has the same values in the same order.
  ///
  /// - Complexity: O(1) when one is a copy of the other, O(bytes) otherwise.
  func areSame(as other: InternedValues) -> Bool {
    values.ends == other.values.ends && values.heap == other.values.heap
  }

  package var count: Int { values.count }

  package func id(of value: Value) -> UInt32? { values.number(of: ValueCoding.bytes(of: value)) }

  package func value(at index: Int) -> Value {
    values.withBytes(at: index) { ValueCoding.value(of: $0) } ?? .text("")
  }

  package func isText(at index: Int) -> Bool {
    values.withBytes(at: index) { $0.first == ValueTag.text.rawValue }
  }
}
