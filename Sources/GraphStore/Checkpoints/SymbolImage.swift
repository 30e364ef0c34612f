import Datalog
import Foundation

/// A numbered list of distinct values in a file, found by number and by value without reading it all.
///
/// ```
/// 8  length of the values' bytes
///    the bytes of one value after the other; zeros up to a multiple of eight
///    packed column: where each value begins, and where the last one ends
///    packed column: slots, each 0 or a value's number plus one
/// ```
///
/// A value's slot is the first free one from ⌊hash × slots / 2⁶⁴⌋ on, the hash being the XXH64 of its
/// bytes; behind the last slot comes the first.
struct SymbolImage: SymbolSource {
  private let memory: MappedBytes
  private let heap: Range<Int>
  private let ends: PackedColumn
  private let slots: PackedColumn
  let count: Int

  init(_ memory: MappedBytes, _ section: SymbolSection) throws(FactStoreError) {
    self.memory = memory
    heap = section.heap
    ends = try PackedColumn(memory, section.ends)
    slots = try PackedColumn(memory, section.slots)
    count = ends.count - 1
    guard heap.lowerBound >= 0, heap.upperBound <= memory.count, count >= 0,
      slots.count > count, count < 1 << 31
    else { throw FactStoreError(.damaged, "a list of values is wrong") }
  }

  /// The bytes of a value; none for a number that the list does not have.
  func bytes(at index: Int) -> UnsafeRawBufferPointer {
    guard index >= 0, index < count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let lower = min(ends.index(index), heap.count)
    let upper = min(max(ends.index(index + 1), lower), heap.count)
    return UnsafeRawBufferPointer(
      rebasing: memory.bytes[(heap.lowerBound + lower)..<(heap.lowerBound + upper)])
  }

  /// The value with a number; of a number or bytes that only a forged file has, an empty text.
  func value(at index: Int) -> Value { ValueCoding.value(of: bytes(at: index)) ?? .text("") }

  /// Whether the value with a number is text, as its tag says.
  func isText(at index: Int) -> Bool {
    bytes(at: index).first.map { $0 == ValueTag.text.rawValue } ?? true
  }

  /// The text with a number.
  func text(at index: Int) -> String {
    if case .text(let text) = value(at: index) { return text }
    return ""
  }

  func id(of value: Value) -> UInt32? {
    ValueCoding.bytes(of: value).withUnsafeBytes { id(of: $0) }
  }

  /// The number of the value that has these bytes.
  func id(of bytes: UnsafeRawBufferPointer) -> UInt32? {
    var slot = SymbolImage.slot(Checksum.xxh64(bytes), of: slots.count)
    for _ in 0..<slots.count {
      let entry = slots.index(slot)
      guard entry > 0 else { return nil }
      if self.bytes(at: entry - 1).hasBytes(of: bytes) { return UInt32(entry - 1) }
      slot = slot + 1 == slots.count ? 0 : slot + 1
    }
    return nil
  }

  /// The slot at which the search for a value begins.
  static func slot(_ hash: UInt64, of count: Int) -> Int {
    Int(hash.multipliedFullWidth(by: UInt64(count)).high)
  }

  /// The number of slots for some values: a quarter is free.
  static func slotCount(for count: Int) -> Int { count + count / 3 + 1 }
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

/// Where the parts of a list of values stand.
struct SymbolSection {
  var heap: Range<Int>
  var ends: Range<Int>
  var slots: Range<Int>
}
