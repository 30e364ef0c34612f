/// How much of the log is known to be on the disk.
///
/// It is written behind a commit's synchronization, so the log up to it is whole unless the file was
/// damaged later; what lies behind it may be torn. Two places take turns, so that a mark which is
/// torn leaves the one before.
struct LogMark: Sendable, Equatable {
  /// The length of the log.
  var length: Int
  /// The number of the last transaction in it.
  var transaction: UInt64

  static let byteCount = 24

  /// Where it stands in the file; each place lies in a sector of its own.
  var place: Range<Int> { Self.place(Int(transaction % 2)) }

  private static func place(_ turn: Int) -> Range<Int> {
    let start = FileHeader.length * (1 + turn)
    return start..<(start + byteCount)
  }

  func bytes(seed: UInt64) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(count: length)
    writer.write(transaction)
    writer.write(Checksum.xxh64(writer.bytes, seed: seed))
    return writer.bytes
  }

  /// The later mark that a file's first block holds whole.
  static func latest(in block: [UInt8], seed: UInt64) -> LogMark? {
    [0, 1].compactMap { mark(in: block, place($0), seed: seed) }.max { $0.length < $1.length }
  }

  /// How many marks are whole; a file whose log has two transactions or more has two.
  static func count(in block: [UInt8], seed: UInt64) -> Int {
    [0, 1].count { mark(in: block, place($0), seed: seed) != nil }
  }

  private static func mark(in block: [UInt8], _ place: Range<Int>, seed: UInt64) -> LogMark? {
    guard block.count >= place.upperBound else { return nil }
    var reader = ByteReader(block[place])
    guard let length = try? reader.readUInt64(), let transaction = try? reader.readUInt64(),
      let checksum = try? reader.readUInt64(), let length = Int(exactly: length)
    else { return nil }
    let mark = LogMark(length: length, transaction: transaction)
    return checksum == Checksum.xxh64(Array(block[place].prefix(16)), seed: seed) ? mark : nil
  }
}
