/// A graph file that is open: its checkpoint, and the transactions committed since.
struct GraphFile: Sendable {
  let file: any StorageFile
  let header: FileHeader
  /// The length of the log's whole records.
  var logLength: Int
  /// The seed for the log's next record.
  var logSeed: UInt64
  /// The number of the last transaction.
  var transaction: UInt64
  /// What the file holds behind the log's whole records: what a commit that did not come to its end
  /// left there.
  let tornBytes: Int
  /// How many marks of the log are whole.
  let markCount: Int

  /// The facts of a file, and what else is to know of it.
  ///
  /// Needs no lock: a checkpoint is replaced whole, and a transaction that is being written is not
  /// whole yet.
  static func read(_ file: any StorageFile) throws(FactStoreError) -> (
    graph: GraphFile, store: FactStore
  ) {
    // The marks are read before the log, so the log is at least as long as they say.
    let block = try file.read(at: 0, count: FileHeader.blockLength)
    let header = try FileHeader(block)
    let length = try file.length()
    guard length >= header.logStart else {
      throw FactStoreError(
        .damaged, "the file is cut short: \(length) of at least \(header.logStart) bytes are there")
    }
    let memory = try file.map(count: header.logStart)
    let checkpoint = UnsafeRawBufferPointer(rebasing: memory.bytes[FileHeader.blockLength...])
    guard Checksum.xxh64(checkpoint) == header.checksum else {
      throw FactStoreError(.damaged, "the checkpoint's checksum does not fit: the file is damaged")
    }
    let image = try CheckpointImage(memory, directory: header.directory)
    let log = try Log(
      try file.read(at: header.logStart, count: length - header.logStart), seed: header.logSeed,
      after: header.transaction, mark: LogMark.latest(in: block, seed: header.logSeed))
    var store = FactStore(image: image)
    for record in log.records { try TransactionDecoder.apply(record, on: &store) }
    let graph = GraphFile(
      file: file, header: header, logLength: log.length, logSeed: log.seed,
      transaction: log.records.last?.transaction ?? header.transaction,
      tornBytes: length - header.logStart - log.length,
      markCount: LogMark.count(in: block, seed: header.logSeed))
    return (graph, store)
  }
}

extension FactStore {
  /// Reads a store from a graph file; what the file is later does not change it.
  ///
  /// The file's bytes are compared with their checksum, and facts are then read from it when they
  /// are asked for.
  ///
  /// - Throws: ``FactStoreError``: the file is not there, foreign, damaged or too new.
  public init(contentsOf path: String) throws(FactStoreError) {
    try self.init(contentsOf: path, on: SystemDisk())
  }

  init(contentsOf path: String, on disk: any Disk) throws(FactStoreError) {
    guard let file = try disk.open(path, .read) else {
      throw FactStoreError(.unreadable, "there is no file '\(path)'")
    }
    self = try FactStoreError.naming(path) { () throws(FactStoreError) in
      try GraphFile.read(file).store
    }
  }

  /// Writes the store to a file, replacing it whole: after a crash the old or the new one is there.
  ///
  /// - Throws: ``FactStoreError`` when the file cannot be written, or another writer has it; an old
  ///   one then stays.
  public func write(to path: String) throws(FactStoreError) {
    try write(to: path, on: SystemDisk())
  }

  /// Writes the store to a file, unless the caller does not want it any more when the new file is to
  /// get its name.
  package func write(to path: String, mayReplace: () -> Bool) throws(FactStoreError) {
    try write(to: path, on: SystemDisk(), mayReplace: mayReplace)
  }

  func write(to path: String, on disk: any Disk, mayReplace: () -> Bool = { true })
    throws(FactStoreError)
  {
    let path = GraphDatabase.resolved(path)
    let old = try WriterLock.take(path, on: disk, waiting: .zero)
    let isNew = try old.length() == 0
    do throws(Replacement.Failure) {
      _ = try Replacement.replace(
        path, on: disk, with: CheckpointContent(of: self), identity: FileHeader.newIdentity(),
        generation: 1, transaction: max(transaction, 1), mayReplace: mayReplace)
    } catch {
      if isNew, old.isFound(at: path) { disk.remove(path) }
      throw error.error
    }
  }
}

extension FactStoreError {
  /// Names the file in errors that do not, and says what can be done about a damaged one.
  static func naming<Result>(_ path: String, _ read: () throws(FactStoreError) -> Result)
    throws(FactStoreError) -> Result
  {
    do throws(FactStoreError) {
      return try read()
    } catch {
      let place = error.message.contains("'\(path)'") ? "" : "'\(path)': "
      let advice =
        error.code == .damaged
        ? "; restore it from a copy or a dump, or import its pages again" : ""
      throw FactStoreError(error.code, place + error.message + advice)
    }
  }
}
