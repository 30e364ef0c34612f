/// Writes numbers and texts as bytes, least significant byte first.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  var count: Int { bytes.count }

  /// Gives the bytes up without copying them.
  mutating func take() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  mutating func write(_ byte: UInt8) { bytes.append(byte) }

  mutating func write(_ number: UInt32) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func write(count: Int) { write(UInt64(count)) }

  /// Writes a number in as many bytes as it needs, seven bits each; the top bit says that more follow.
  mutating func write(short number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      write(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    write(UInt8(rest))
  }

  mutating func write(_ text: String) {
    write(count: text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func write(_ other: [UInt8]) { bytes.append(contentsOf: other) }

  /// Writes zeros up to the next multiple of eight.
  mutating func align() { fill(to: (count + 7) & ~7) }

  /// Writes zeros up to an offset.
  mutating func fill(to offset: Int) {
    if count < offset { bytes.append(contentsOf: repeatElement(0, count: offset - count)) }
  }
}
