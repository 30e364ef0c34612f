/// Puts a new checkpoint in the place of a graph file.
enum Replacement {
  /// Why a file was not replaced.
  struct Failure: Error {
    let error: FactStoreError
    /// Whether the new file may be the one that is found after a crash.
    let isUncertain: Bool
  }

  /// Writes a new file beside the old one, has it on the disk and read back, and gives it the name.
  ///
  /// The caller has the old file's lock, and gets the new one's.
  ///
  /// - Parameter mayReplace: Asked when all but the renaming is done, which then follows at once.
  static func replace(
    _ path: String, on disk: any Disk, with content: CheckpointContent, identity: [UInt8],
    generation: UInt64, transaction: UInt64, mayReplace: () -> Bool = { true }
  ) throws(Failure) -> (graph: GraphFile, store: FactStore) {
    let temporary = path + ".new"
    var found: (graph: GraphFile, store: FactStore)
    do throws(FactStoreError) {
      guard let file = try disk.open(temporary, .create), try file.lock() else {
        throw FactStoreError(.busy, "'\(temporary)' is being written by another process")
      }
      let bytes = CheckpointWriter.file(
        with: content, identity: identity, generation: generation, transaction: transaction
      ).bytes
      try file.write(bytes, at: 0)
      try file.synchronize()
      found = try GraphFile.read(file)
      guard mayReplace() else {
        throw FactStoreError(.unwritable, "'\(path)' was not written: that was cancelled")
      }
    } catch {
      disk.remove(temporary)
      throw Failure(error: error, isUncertain: false)
    }
    do throws(FactStoreError) {
      try disk.rename(temporary, to: path)
    } catch {
      let isUncertain = found.graph.file.isFound(at: path)
      if !isUncertain { disk.remove(temporary) }
      throw Failure(error: error, isUncertain: isUncertain)
    }
    try? WriterLock.note(in: found.graph.file)
    found.store.transaction = transaction
    return found
  }
}
