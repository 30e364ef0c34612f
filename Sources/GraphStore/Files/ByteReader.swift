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

  /// Reads what `ByteWriter.write(short:)` wrote.
  mutating func readShort() throws(FactStoreError) -> UInt64 {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 63, by: 7) {
      let byte = try readByte()
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
    }
    throw FactStoreError(.damaged, "a number in the file has too many digits")
  }

  /// Reads a short number that counts things of at least a byte.
  mutating func readShortCount() throws(FactStoreError) -> Int {
    guard let count = Int(exactly: try readShort()), count <= remaining else {
      throw FactStoreError(.damaged, "a count in the file is larger than the file")
    }
    return count
  }

  /// Reads a short number that is smaller than a bound.
  mutating func readShort(below bound: Int) throws(FactStoreError) -> Int {
    let number = try readShort()
    guard number < UInt64(bound) else {
      throw FactStoreError(.damaged, "the file refers to what is not in it")
    }
    return Int(number)
  }

  /// Reads bytes as they are.
  mutating func readBytes(_ count: Int) throws(FactStoreError) -> [UInt8] {
    guard count >= 0, count <= remaining else { throw Self.endReached }
    offset += count
    return Array(bytes[(offset - count)..<offset])
  }

  mutating func readText() throws(FactStoreError) -> String {
    let count = try readCount(ofAtLeast: 1)
    let text = String(decoding: bytes[offset..<(offset + count)], as: UTF8.self)
    offset += count
    return text
  }
}
