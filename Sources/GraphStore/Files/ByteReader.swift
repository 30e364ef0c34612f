/// Reads numbers and texts from bytes; every read is checked against the end.
struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private var offset: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    offset = bytes.startIndex
  }

  var remaining: Int { bytes.endIndex - offset }

  private static let endReached = FactStoreError(.damaged, "the file ends before its content does")

  mutating func readByte() throws(FactStoreError) -> UInt8 {
    guard remaining >= 1 else { throw Self.endReached }
    offset += 1
    return bytes[offset - 1]
  }

  mutating func readUInt32() throws(FactStoreError) -> UInt32 {
    guard remaining >= 4 else { throw Self.endReached }
    var number: UInt32 = 0
    for index in 0..<4 { number |= UInt32(bytes[offset + index]) << UInt32(8 * index) }
    offset += 4
    return number
  }

  mutating func readUInt64() throws(FactStoreError) -> UInt64 {
    guard remaining >= 8 else { throw Self.endReached }
    var number: UInt64 = 0
    for index in 0..<8 { number |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
    offset += 8
    return number
  }

  /// Reads a count of things that take at least some bytes each, so that a damaged count cannot
  /// ask for more memory than the file could fill.
  mutating func readCount(ofAtLeast size: Int) throws(FactStoreError) -> Int {
    guard let count = Int(exactly: try readUInt64()), count <= remaining / max(size, 1) else {
      throw FactStoreError(.damaged, "a count in the file is larger than the file")
    }
    return count
  }

  mutating func readText() throws(FactStoreError) -> String {
    let count = try readCount(ofAtLeast: 1)
    let text = String(decoding: bytes[offset..<(offset + count)], as: UTF8.self)
    offset += count
    return text
  }
}
