/// The CRC-32C checksum (Castagnoli), which storage systems use against torn and flipped bytes.
enum Checksum {
  /// The checksum of bytes.
  ///
  /// - Complexity: O(bytes).
  static func crc32c(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var checksum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      checksum = table[Int((checksum ^ UInt32(byte)) & 0xFF)] ^ (checksum >> 8)
    }
    return ~checksum
  }

  private static let table: [UInt32] = (0..<256).map { index in
    var value = UInt32(index)
    for _ in 0..<8 { value = value & 1 == 1 ? (value >> 1) ^ 0x82F6_3B78 : value >> 1 }
    return value
  }
}
