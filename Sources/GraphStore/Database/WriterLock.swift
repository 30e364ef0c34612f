import Foundation

/// The lock that one writer has at a time.
///
/// It is a lock of the file itself, so it goes when the process goes, however that ends. The holder
/// notes its process in the file's first block, for the error that others get.
enum WriterLock {
  private static let notePlace = 1536

  /// Opens a file for writing and takes its lock; a file that is not there is made, empty.
  ///
  /// - Throws: ``FactStoreError``: busy, when another has it longer than is waited.
  static func take(_ path: String, on disk: any Disk, waiting: Duration) throws(FactStoreError)
    -> any StorageFile
  {
    let start = ContinuousClock.now
    while true {
      guard let file = try disk.open(path, .update) else {
        throw FactStoreError(.unwritable, "'\(path)' cannot be written")
      }
      if try file.lock() {
        // Whoever had the lock may have put another file in this one's place.
        guard file.isFound(at: path) else { continue }
        try note(in: file)
        return file
      }
      guard ContinuousClock.now - start < waiting else { throw busy(path, file) }
      usleep(5000)
    }
  }

  /// Notes this process, in a file that holds a graph of this format: others may mean something else
  /// by the same place.
  static func note(in file: any StorageFile) throws(FactStoreError) {
    let block = try file.read(at: 0, count: FileHeader.blockLength)
    guard (try? FileHeader(block)) != nil else { return }
    var writer = ByteWriter()
    writer.write(count: Int(getpid()))
    // The note serves an error message alone; without it the graph is as good.
    try? file.write(writer.bytes, at: notePlace)
  }

  private static func busy(_ path: String, _ file: any StorageFile) -> FactStoreError {
    var holder = "another process"
    if let bytes = try? file.read(at: notePlace, count: 8), bytes.count == 8 {
      var reader = ByteReader(bytes[...])
      if let process = try? reader.readUInt64(), process > 0 {
        holder = process == UInt64(getpid()) ? "this process" : "process \(process)"
      }
    }
    return FactStoreError(
      .busy, "'\(path)' is being written by \(holder): try again later, or wait longer")
  }
}
