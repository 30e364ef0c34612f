/// Writes numbers and texts as bytes, least significant byte first.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ byte: UInt8) { bytes.append(byte) }

  mutating func write(_ number: UInt32) {
    for shift in stride(from: 0, to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(shift)))
    }
  }

  mutating func write(_ number: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
    }
  }

  mutating func write(count: Int) { write(UInt64(count)) }

  mutating func write(_ text: String) {
    write(count: text.utf8.count)
    bytes += Array(text.utf8)
  }

  mutating func write(_ other: [UInt8]) { bytes += other }
}
