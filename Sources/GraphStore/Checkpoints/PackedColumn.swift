import Datalog

/// A column of whole numbers in a file: blocks of 1 024, each with its minimum and the bits that the
/// differences from it need.
///
/// ```
/// offset  bytes      content
///      0      8      count
///      8  16 × b     for each of the b = ⌈count / 1024⌉ blocks: its minimum (8), and its place (8):
///                    the offset of its bits from the end of this list × 256, plus their width
///                    bits of the blocks, lowest first, each block from a multiple of eight bytes on
///             8      zeros, so that eight bytes can be read anywhere
/// ```
///
/// A number is found without reading others. What the directory says is checked once; numbers
/// themselves are whatever the bits say, so those who use them as indices check them.
struct PackedColumn: Sendable {
  static let blockLength = 1024
  static let widest = 56

  let count: Int
  private let memory: MappedBytes
  private let directory: Int
  private let data: Int

  /// Opens the column that begins at an offset and ends before another.
  init(_ memory: MappedBytes, _ range: Range<Int>) throws(FactStoreError) {
    let damage = FactStoreError(.damaged, "a column's directory is wrong")
    guard range.lowerBound >= 0, range.upperBound <= memory.count, range.count >= 16 else {
      throw damage
    }
    let bytes = memory.bytes
    guard let count = Int(exactly: bytes.number64(at: range.lowerBound)),
      count <= range.count * Self.blockLength
    else { throw damage }
    let blocks = (count + Self.blockLength - 1) / Self.blockLength
    let directory = range.lowerBound + 8
    let data = directory + 16 * blocks
    guard data + 8 <= range.upperBound else { throw damage }
    for block in 0..<blocks {
      let place = bytes.number64(at: directory + 16 * block + 8)
      let width = Int(place & 0xFF)
      let length = min(Self.blockLength, count - block * Self.blockLength)
      guard width <= Self.widest, let start = Int(exactly: place >> 8),
        start <= range.upperBound - data - 8,
        start + (length * width + 7) / 8 <= range.upperBound - data - 8
      else { throw damage }
    }
    self.count = count
    self.memory = memory
    self.directory = directory
    self.data = data
  }

  /// The number at an index, which must be smaller than ``count``.
  @inline(__always)
  subscript(index: Int) -> UInt64 {
    let bytes = memory.bytes
    let entry = directory &+ 16 &* (index &>> 10)
    let place = bytes.number64(at: entry &+ 8)
    let width = place & 0xFF
    let bit = UInt64(index & 1023) &* width
    let word = bytes.number64(at: data &+ Int(place &>> 8) &+ Int(bit &>> 3))
    return bytes.number64(at: entry) &+ ((word &>> (bit & 7)) & ((1 &<< width) &- 1))
  }

  /// The number at an index as one of 32 bits.
  @inline(__always)
  func number32(_ index: Int) -> UInt32 { UInt32(truncatingIfNeeded: self[index]) }

  /// The number at an index as an index for something else: below 2⁵⁵, so that sums of two are numbers.
  @inline(__always)
  func index(_ index: Int) -> Int { Int(truncatingIfNeeded: self[index] & (1 << 55 - 1)) }

  /// All numbers, as numbers of 32 bits.
  func numbers() -> [UInt32] { [UInt32](filling: count) { write(to: $0.start) { _, _ in } } }

  /// Writes all numbers, as numbers of 32 bits, to memory with room for them.
  ///
  /// - Parameter use: Called with each stretch of them when it is there, and with bounds of its numbers.
  @inline(__always)
  func write(
    to target: UnsafeMutablePointer<UInt32>, _ use: (Range<Int>, ClosedRange<UInt64>) -> Void
  ) {
    let bytes = memory.bytes
    for first in stride(from: 0, to: count, by: Self.blockLength) {
      let entry = directory + 16 * (first / Self.blockLength)
      let (minimum, place) = (bytes.number64(at: entry), bytes.number64(at: entry + 8))
      let (width, start) = (place & 0xFF, data + Int(place >> 8))
      let mask: UInt64 = (1 &<< width) &- 1
      for index in 0..<min(Self.blockLength, count - first) {
        let bit = UInt64(truncatingIfNeeded: index) &* width
        let word = bytes.number64(at: start &+ Int(truncatingIfNeeded: bit &>> 3))
        target[first &+ index] = UInt32(
          truncatingIfNeeded: minimum &+ ((word &>> (bit & 7)) & mask))
      }
      let (most, isTooMuch) = minimum.addingReportingOverflow(mask)
      use(first..<min(first + Self.blockLength, count), isTooMuch ? 0...(.max) : minimum...most)
    }
  }

  /// The first index in a range, in which the numbers ascend, whose number is not smaller.
  func firstIndex(notBelow number: UInt64, in range: Range<Int>) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = low + (high - low) / 2
      if self[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Writes columns of whole numbers as ``PackedColumn`` reads them.
struct ColumnPacker {
  private let blocks: Int
  private var minimums: [UInt64] = []
  private var places: [UInt64] = []
  private var byteCount: Int

  /// The bytes of a column of ``count`` numbers.
  ///
  /// - Parameter number: Asked twice for each number.
  @inline(__always)
  static func bytes(count: Int, _ number: (Int) -> UInt64) -> [UInt8] {
    var packer = ColumnPacker(count)
    for block in 0..<packer.blocks {
      var least = UInt64.max
      var most: UInt64 = 0
      let range = packer.range(block, of: count)
      for index in range {
        let number = number(index)
        least = min(least, number)
        most = max(most, number)
      }
      packer.add(range.count, least, most)
    }
    return [UInt8](unsafeUninitializedCapacity: packer.byteCount) { buffer, filled in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      packer.writeDirectory(count, to: bytes)
      for block in 0..<packer.blocks {
        packer.writeBits(block, packer.range(block, of: count), to: bytes, number)
      }
      filled = packer.byteCount
    }
  }

  private init(_ count: Int) {
    blocks = (count + PackedColumn.blockLength - 1) / PackedColumn.blockLength
    // The count, the directory, and the zeros at the end.
    byteCount = 8 + 16 * blocks + 8
  }

  private func range(_ block: Int, of count: Int) -> Range<Int> {
    let start = block * PackedColumn.blockLength
    return start..<min(start + PackedColumn.blockLength, count)
  }

  /// Makes room for a block.
  private mutating func add(_ count: Int, _ least: UInt64, _ most: UInt64) {
    let width = 64 - (most - least).leadingZeroBitCount
    precondition(width <= PackedColumn.widest, "a column's numbers have at most 56 bits")
    minimums.append(least)
    places.append(UInt64(byteCount - 16 - 16 * blocks) << 8 | UInt64(width))
    byteCount += (count * width + 63) / 64 * 8
  }

  private func writeDirectory(_ count: Int, to bytes: UnsafeMutableRawBufferPointer) {
    bytes.store(UInt64(count), at: 0)
    for block in 0..<blocks {
      bytes.store(minimums[block], at: 8 + 16 * block)
      bytes.store(places[block], at: 16 + 16 * block)
    }
    bytes.store(0, at: byteCount - 8)
  }

  @inline(__always)
  private func writeBits(
    _ block: Int, _ range: Range<Int>, to bytes: UnsafeMutableRawBufferPointer,
    _ number: (Int) -> UInt64
  ) {
    let least = minimums[block]
    let width = places[block] & 0xFF
    guard width > 0 else { return }
    var offset = 8 + 16 * blocks + Int(places[block] >> 8)
    var word: UInt64 = 0
    var used: UInt64 = 0
    for index in range {
      let bits = number(index) &- least
      word |= bits &<< used
      used &+= width
      if used >= 64 {
        bytes.store(word, at: offset)
        offset &+= 8
        used &-= 64
        // What did not fit; a shift by 64 would be one by 0.
        word = used == 0 ? 0 : bits &>> (width &- used)
      }
    }
    if used > 0 { bytes.store(word, at: offset) }
  }
}

extension UnsafeMutableRawBufferPointer {
  /// Stores eight bytes, the least significant first.
  @inline(__always)
  fileprivate func store(_ number: UInt64, at offset: Int) {
    storeBytes(of: number.littleEndian, toByteOffset: offset, as: UInt64.self)
  }
}
