/// One committed transaction in the log.
///
/// ```
/// offset  bytes  content
///      0      4  "TXN" and zero
///      4      4  length of the payload
///      8      8  number of the transaction
///     16      8  XXH64 of the 16 bytes before and the payload; its seed is the checksum of the record
///                before, or for the first one the log's seed
///     24         payload
/// ```
///
/// The chain of seeds makes sure that a record counts only behind those that were there when it was
/// written: what remains of an older log behind a shorter one is nothing.
struct LogRecord: Sendable {
  static let headerLength = 24
  static let magic: UInt32 = 0x004E_5854

  let transaction: UInt64
  let payload: [UInt8]

  /// The record's bytes, and the seed for the next one.
  func bytes(seed: UInt64) -> (bytes: [UInt8], checksum: UInt64) {
    var start = ByteWriter()
    start.write(Self.magic)
    start.write(UInt32(payload.count))
    start.write(transaction)
    let checksum = Checksum.xxh64(start.bytes + payload, seed: seed)
    start.write(checksum)
    return (start.bytes + payload, checksum)
  }
}

/// The committed transactions behind a checkpoint.
struct Log: Sendable {
  private(set) var records: [LogRecord] = []
  /// The length of the records; what lies behind is torn.
  private(set) var length = 0
  /// The seed for the next record.
  private(set) var seed: UInt64

  /// Reads the records up to the first one that is not whole.
  ///
  /// - Throws: ``FactStoreError`` when the log ends before the mark: then committed facts are lost.
  init(_ bytes: [UInt8], seed: UInt64, after transaction: UInt64, mark: LogMark?)
    throws(FactStoreError)
  {
    self.seed = seed
    var next = transaction + 1
    while let record = Self.record(in: bytes[length...], seed: self.seed),
      record.record.transaction == next
    {
      records.append(record.record)
      length += LogRecord.headerLength + record.record.payload.count
      self.seed = record.checksum
      next += 1
    }
    if let mark, mark.length > length {
      throw FactStoreError(
        .damaged,
        "transaction \(next) in the log is damaged or cut off, and the file says that it was "
          + "committed")
    }
  }

  private static func record(in bytes: ArraySlice<UInt8>, seed: UInt64) -> (
    record: LogRecord, checksum: UInt64
  )? {
    var reader = ByteReader(bytes)
    guard bytes.count >= LogRecord.headerLength, (try? reader.readUInt32()) == LogRecord.magic,
      let length = try? reader.readUInt32(), let transaction = try? reader.readUInt64(),
      let checksum = try? reader.readUInt64(), let payload = try? reader.readBytes(Int(length))
    else { return nil }
    let record = LogRecord(transaction: transaction, payload: payload)
    return record.bytes(seed: seed).checksum == checksum ? (record, checksum) : nil
  }
}
