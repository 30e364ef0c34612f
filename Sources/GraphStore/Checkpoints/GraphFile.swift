import Datalog

/// The file that holds a store: a header with a checksum, then the store's content.
///
/// ```
/// offset  bytes  content
///      0      8  "TUPU" 0D 0A 1A 0A — text-mode transfers and truncation change it
///      8      4  format version, least significant byte first, as all numbers
///     12      8  length of the content
///     20      4  CRC-32C of the content
///     24      4  CRC-32C of the 24 bytes before
///     28         content: values, relations with their columns, provenance
/// ```
enum GraphFile {
  static let magic: [UInt8] = Array("TUPU".utf8) + [0x0D, 0x0A, 0x1A, 0x0A]
  static let version: UInt32 = 1
  static let headerLength = 28

  /// The bytes of a file that holds a store.
  static func encode(_ store: FactStore) -> [UInt8] {
    let content = CheckpointWriter.content(of: store)
    var header = ByteWriter()
    header.write(magic)
    header.write(version)
    header.write(count: content.count)
    header.write(Checksum.crc32c(content))
    header.write(Checksum.crc32c(header.bytes))
    return header.bytes + content
  }

  /// The store that a file's bytes hold.
  static func decode(_ bytes: [UInt8]) throws(FactStoreError) -> FactStore {
    guard bytes.starts(with: magic) else {
      throw FactStoreError(.foreign, "this is no graph file: it does not begin with 'TUPU'")
    }
    guard bytes.count >= headerLength else {
      throw FactStoreError(.damaged, "the file is cut short in its header")
    }
    var header = ByteReader(bytes[8..<headerLength])
    let version = try header.readUInt32()
    let length = try header.readUInt64()
    let contentChecksum = try header.readUInt32()
    guard try header.readUInt32() == Checksum.crc32c(bytes[..<(headerLength - 4)]) else {
      throw FactStoreError(.damaged, "the header's checksum does not fit: the file is damaged")
    }
    guard version <= Self.version else {
      throw FactStoreError(
        .tooNew, "the file has format \(version); this program reads up to \(Self.version)")
    }
    guard length == UInt64(bytes.count - headerLength) else {
      throw FactStoreError(.damaged, "the file is cut short or has something appended")
    }
    guard Checksum.crc32c(bytes[headerLength...]) == contentChecksum else {
      throw FactStoreError(.damaged, "the content's checksum does not fit: the file is damaged")
    }
    return try CheckpointReader.store(from: bytes[headerLength...])
  }
}

extension FactStore {
  /// Reads a store from a file.
  ///
  /// - Throws: ``FactStoreError``: the file is not there, foreign, damaged or too new.
  public init(contentsOf path: String) throws(FactStoreError) {
    do {
      self = try GraphFile.decode(try SystemFile.read(path))
    } catch {
      throw FactStoreError(
        error.code, error.code == .unreadable ? error.message : "'\(path)': \(error.message)")
    }
  }

  /// Writes the store to a file, replacing it whole: after a crash the old or the new one is there.
  ///
  /// - Throws: ``FactStoreError`` when the file cannot be written; an old one then stays.
  public func write(to path: String) throws(FactStoreError) {
    try SystemFile.replace(path, with: GraphFile.encode(self))
  }
}
