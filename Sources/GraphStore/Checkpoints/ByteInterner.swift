import Foundation

/// Numbers distinct byte strings in the order in which they first come.
///
/// The bytes of all stand one after the other, as a file holds them.
struct ByteInterner: Sendable {
  private(set) var heap: [UInt8] = []
  /// Where each string begins, and where the last one ends.
  private(set) var ends: [Int] = [0]
  private var hashes: [UInt64] = []
  private var slots: [UInt32] = Array(repeating: 0, count: 64)

  var count: Int { hashes.count }

  /// The number of a string; a new one if it has none yet.
  ///
  /// - Complexity: O(length), amortized.
  mutating func intern(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    let hash = Checksum.xxh64(bytes)
    var slot = SymbolImage.slot(hash, of: slots.count)
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if hashes[index] == hash, isEqual(index, bytes) { return UInt32(index) }
      slot = slot + 1 == slots.count ? 0 : slot + 1
    }
    heap.append(contentsOf: bytes)
    ends.append(heap.count)
    hashes.append(hash)
    slots[slot] = UInt32(count)
    if count * 2 > slots.count { slots = filledSlots(slots.count * 2) }
    return UInt32(count - 1)
  }

  /// The number of a string; a new one if it has none yet.
  mutating func intern(_ bytes: [UInt8]) -> UInt32 { bytes.withUnsafeBytes { intern($0) } }

  private func isEqual(_ index: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
    let start = ends[index]
    guard ends[index + 1] - start == bytes.count else { return false }
    return heap.withUnsafeBytes { own in
      UnsafeRawBufferPointer(rebasing: own[start..<(start + bytes.count)]).hasBytes(of: bytes)
    }
  }

  /// A table of slots as ``SymbolImage`` reads it.
  func filledSlots(_ slotCount: Int) -> [UInt32] {
    var slots: [UInt32] = Array(repeating: 0, count: slotCount)
    for (index, hash) in hashes.enumerated() {
      var slot = SymbolImage.slot(hash, of: slotCount)
      while slots[slot] != 0 { slot = slot + 1 == slotCount ? 0 : slot + 1 }
      slots[slot] = UInt32(index + 1)
    }
    return slots
  }
}

extension UnsafeRawBufferPointer {
  /// Whether both are the same bytes.
  func hasBytes(of other: UnsafeRawBufferPointer) -> Bool {
    guard count == other.count, let first = baseAddress, let second = other.baseAddress else {
      return count == other.count
    }
    return memcmp(first, second, count) == 0
  }
}
