/// The first bytes of a graph file; they stay as they are as long as the file does.
///
/// `docs/FileFormat.md` describes every byte. Bytes 0–15 and 504–511 mean the same in all versions.
struct FileHeader: Sendable, Equatable {
  static let magic: [UInt8] = Array("TUPU".utf8) + [0x0D, 0x0A, 0x1A, 0x0A]
  static let version: UInt32 = 2
  static let length = 512
  /// The header, the two marks and the writer's note take the first block.
  static let blockLength = 4096

  /// Random bytes that tell this graph from others; checkpoints keep them.
  var identity: [UInt8]
  /// How often the graph was written anew.
  var generation: UInt64
  /// The number of the last transaction that the checkpoint holds.
  var transaction: UInt64
  /// Where the checkpoint ends and the log begins.
  var logStart: Int
  /// Where the checkpoint's directory stands.
  var directory: Range<Int>
  /// The checksum of the checkpoint, from the end of the first block to the log.
  var checksum: UInt64

  /// The checksum from which those of the log begin.
  ///
  /// It binds the log to this checkpoint of this graph.
  var logSeed: UInt64 {
    var writer = ByteWriter()
    writer.write(identity)
    writer.write(generation)
    return Checksum.xxh64(writer.bytes)
  }

  var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(Self.magic)
    writer.write(Self.version)
    writer.write(UInt32(0))
    writer.write(identity)
    writer.write(generation)
    writer.write(transaction)
    writer.write(count: logStart)
    writer.write(count: directory.lowerBound)
    writer.write(count: directory.upperBound)
    writer.write(checksum)
    writer.fill(to: Self.length - 8)
    writer.write(Checksum.xxh64(writer.bytes))
    return writer.bytes
  }

  /// Reads a header from the beginning of a file.
  init(_ bytes: [UInt8]) throws(FactStoreError) {
    guard !bytes.isEmpty else {
      throw FactStoreError(.foreign, "the file is empty: 'tupu import' makes a graph of it")
    }
    guard bytes.starts(with: Self.magic) else {
      let isCut = Self.magic.starts(with: bytes)
      throw isCut
        ? FactStoreError(.damaged, "the file is cut short in its header")
        : FactStoreError(
          .foreign, "this is no graph file, as it does not begin with 'TUPU': name another")
    }
    let isWhole = bytes.count >= Self.blockLength && Self.hasChecksum(bytes)
    // Files of format 1 have another header, without this checksum.
    if !isWhole, bytes.dropFirst(8).starts(with: [1, 0, 0, 0]) { throw Self.unreleased(1) }
    guard bytes.count >= Self.blockLength else {
      throw FactStoreError(.damaged, "the file is cut short in its header")
    }
    guard isWhole else {
      throw FactStoreError(
        .damaged, "the header's checksum does not fit: the file is damaged")
    }
    var reader = ByteReader(bytes[8..<Self.length])
    let version = try reader.readUInt32()
    guard version == Self.version else {
      throw version > Self.version
        ? FactStoreError(
          .tooNew,
          "the file has format \(version), and this program reads format \(Self.version): use a later "
            + "one")
        : Self.unreleased(version)
    }
    _ = try reader.readUInt32()
    var identity: [UInt8] = []
    for _ in 0..<16 { identity.append(try reader.readByte()) }
    self.identity = identity
    generation = try reader.readUInt64()
    transaction = try reader.readUInt64()
    let numbers = [try reader.readUInt64(), try reader.readUInt64(), try reader.readUInt64()]
      .map { Int(exactly: $0) ?? -1 }
    guard Self.blockLength <= numbers[1], numbers[1] <= numbers[2], numbers[2] <= numbers[0],
      transaction < 1 << 55
    else { throw FactStoreError(.damaged, "the header holds wrong numbers") }
    logStart = numbers[0]
    directory = numbers[1]..<numbers[2]
    checksum = try reader.readUInt64()
  }

  /// Whether the bytes of a header that is not cut have their checksum at the end.
  private static func hasChecksum(_ bytes: [UInt8]) -> Bool {
    var end = ByteReader(bytes[(length - 8)..<length])
    return (try? end.readUInt64()) == Checksum.xxh64(Array(bytes[..<(length - 8)]))
  }

  private static func unreleased(_ version: UInt32) -> FactStoreError {
    FactStoreError(
      .foreign,
      "the file has format \(version), which no release wrote: import its pages into a new graph")
  }

  init(
    identity: [UInt8], generation: UInt64, transaction: UInt64, logStart: Int,
    directory: Range<Int>, checksum: UInt64
  ) {
    self.identity = identity
    self.generation = generation
    self.transaction = transaction
    self.logStart = logStart
    self.directory = directory
    self.checksum = checksum
  }

  /// Sixteen random bytes.
  static func newIdentity() -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }
}
