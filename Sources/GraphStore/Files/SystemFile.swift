import Foundation

/// Reads whole files, and replaces whole files so that a crash leaves the old or the new one.
enum SystemFile {
  static func read(_ path: String) throws(FactStoreError) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw FactStoreError(.unreadable, "'\(path)' is not there or cannot be read")
    }
    return [UInt8](data)
  }

  /// Writes beside the file, waits until that is on the disk, and then renames it over the file.
  static func replace(_ path: String, with bytes: [UInt8]) throws(FactStoreError) {
    let temporary = "\(path).\(ProcessInfo.processInfo.processIdentifier).tmp"
    func failure(_ reason: String) -> FactStoreError {
      FactStoreError(.unwritable, "'\(path)' cannot be written: \(reason)")
    }
    guard FileManager.default.createFile(atPath: temporary, contents: nil),
      let handle = FileHandle(forWritingAtPath: temporary)
    else { throw failure("its folder is not there or is read-only") }
    do {
      try handle.write(contentsOf: Data(bytes))
      try handle.synchronize()
      try handle.close()
    } catch {
      try? FileManager.default.removeItem(atPath: temporary)
      throw failure(error.localizedDescription)
    }
    guard rename(temporary, path) == 0 else {
      let reason = String(cString: strerror(errno))
      try? FileManager.default.removeItem(atPath: temporary)
      throw failure(reason)
    }
  }
}
