/// What a graph file tells about itself.
public struct GraphFileSummary: Sendable {
  /// The version of the file's format.
  public let formatVersion: Int
  /// The random number that tells the graph from others, in hexadecimal digits.
  public let identity: String
  /// The file's length in bytes.
  public let byteCount: Int
  /// How much of that is the checkpoint.
  public let checkpointByteCount: Int
  /// How often the graph was written anew.
  public let checkpointCount: Int
  /// The transactions in the log: those committed since the checkpoint.
  public let logTransactionCount: Int
  /// The number of the last transaction.
  public let transaction: Int

  /// Reads a file.
  ///
  /// - Throws: ``FactStoreError``: the file is not there, foreign, damaged or too new.
  public init(of path: String) throws(FactStoreError) {
    guard let file = try SystemDisk().open(path, .read) else {
      throw FactStoreError(.unreadable, "there is no file '\(path)'")
    }
    let graph = try FactStoreError.naming(path) { () throws(FactStoreError) in
      try GraphFile.read(file).graph
    }
    formatVersion = Int(FileHeader.version)
    identity = graph.header.identity.map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }.joined()
    byteCount = try file.length()
    checkpointByteCount = graph.header.logStart
    checkpointCount = Int(truncatingIfNeeded: graph.header.generation)
    logTransactionCount = Int(truncatingIfNeeded: graph.transaction - graph.header.transaction)
    transaction = Int(truncatingIfNeeded: graph.transaction)
  }
}
