import Foundation

/// The file system of this machine.
struct SystemDisk: Disk {
  func open(_ path: String, _ mode: OpenMode) throws(FactStoreError) -> (any StorageFile)? {
    try openFile(path, mode)
  }

  func openFile(_ path: String, _ mode: OpenMode) throws(FactStoreError) -> SystemFile? {
    let flags: Int32 =
      switch mode {
      case .read: O_RDONLY
      case .update: O_RDWR | O_CREAT
      case .create: O_RDWR | O_CREAT | O_TRUNC
      }
    let descriptor = retrying { Foundation.open(path, flags | O_CLOEXEC, 0o666) }
    if descriptor >= 0 { return SystemFile(descriptor: descriptor, path: path) }
    if mode == .read, errno == ENOENT { return nil }
    throw mode == .read
      ? FactStoreError(.unreadable, "'\(path)' cannot be read: \(reason(errno))")
      : FactStoreError(.unwritable, "'\(path)' cannot be written: \(reason(errno))")
  }

  func rename(_ path: String, to target: String) throws(FactStoreError) {
    var old = stat()
    // The new file may be read and written by those who might read and write the old one.
    if stat(target, &old) == 0 { _ = chmod(path, old.st_mode & 0o7777) }
    guard Foundation.rename(path, target) == 0 else {
      throw FactStoreError(
        .unwritable, "'\(target)' cannot be replaced: \(reason(errno))")
    }
    try synchronizeFolder(of: target)
  }

  /// Without this a power failure could bring the old file back, and what was added since is lost.
  private func synchronizeFolder(of path: String) throws(FactStoreError) {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    let descriptor = retrying { Foundation.open(folder, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw failure(folder) }
    defer { _ = close(descriptor) }
    // Some file systems cannot do it for folders, and say so with EINVAL; more cannot be done there.
    guard retrying({ fsync(descriptor) }) == 0 || errno == EINVAL else { throw failure(folder) }
  }

  private func failure(_ path: String) -> FactStoreError {
    FactStoreError(
      .unwritable,
      "the folder '\(path)' cannot be synchronized: \(reason(errno))")
  }

  func remove(_ path: String) { _ = unlink(path) }
}

/// An open file of this machine.
final class SystemFile: StorageFile {
  private let descriptor: Int32
  private let path: String

  init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit {
    // Closing alone is not enough: a process that is being started has the file for a moment too.
    _ = flock(descriptor, LOCK_UN)
    _ = close(descriptor)
  }

  func length() throws(FactStoreError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable() }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FactStoreError(
        .foreign,
        status.st_mode & S_IFMT == S_IFDIR
          ? "'\(path)' is a folder, and a graph is one file" : "'\(path)' is no file on a disk")
    }
    return Int(status.st_size)
  }

  func read(at offset: Int, count: Int) throws(FactStoreError) -> [UInt8] {
    // All empty arrays share their storage, and this initializer writes to it.
    guard count > 0 else { return [] }
    var problem: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let found = retrying {
          pread(
            descriptor, buffer.baseAddress.map { $0 + filled }, count - filled,
            off_t(offset + filled))
        }
        if found < 0 { problem = errno }
        if found <= 0 { break }
        filled += found
      }
    }
    guard problem == 0 else { throw unreadable(problem) }
    return bytes
  }

  /// All bytes: those of a file as ``map(count:)`` gives them, those of a pipe read to its end.
  func content() throws(FactStoreError) -> MappedBytes {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable() }
    switch status.st_mode & S_IFMT {
    case S_IFREG where status.st_size > 0: return try map(count: Int(status.st_size))
    case S_IFDIR: throw FactStoreError(.unreadable, "'\(path)' is a folder")
    default: return MappedBytes(copying: try readToEnd())
    }
  }

  private func readToEnd() throws(FactStoreError) -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = piece.withUnsafeMutableBytes { buffer in
        retrying { Foundation.read(descriptor, buffer.baseAddress, buffer.count) }
      }
      guard count >= 0 else { throw unreadable() }
      guard count > 0 else { return bytes }
      bytes += piece[..<count]
    }
  }

  func map(count: Int) throws(FactStoreError) -> MappedBytes {
    guard count > 0 else { return MappedBytes(copying: []) }
    #if os(Linux)
      // All of it is read, if only to compare its checksum: its pages are better mapped at once.
      let flags = MAP_SHARED | MAP_POPULATE
    #else
      let flags = MAP_SHARED
    #endif
    guard let address = mmap(nil, count, PROT_READ, flags, descriptor, 0),
      address != MAP_FAILED
    else { throw unreadable() }
    return MappedBytes(UnsafeRawBufferPointer(start: address, count: count)) { bytes in
      _ = munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    }
  }

  func write(_ bytes: [UInt8], at offset: Int) throws(FactStoreError) {
    let problem: Int32? = bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        // Some systems refuse more than 2 GiB at once.
        let piece = min(buffer.count - done, 1 << 26)
        let written = retrying {
          pwrite(
            descriptor, buffer.baseAddress.map { $0 + done }, piece, off_t(offset + done))
        }
        if written <= 0 { return written < 0 ? errno : ENOSPC }
        done += written
      }
      return nil
    }
    if let problem { throw unwritable(problem) }
  }

  func cut(to length: Int) throws(FactStoreError) {
    guard retrying({ ftruncate(descriptor, off_t(length)) }) == 0 else { throw unwritable() }
  }

  func synchronize() throws(FactStoreError) {
    #if canImport(Darwin)
      // There fsync leaves the bytes in the drive's own memory.
      if fcntl(descriptor, F_FULLFSYNC) == 0 { return }
    #endif
    guard retrying({ fsync(descriptor) }) == 0 else { throw unwritable() }
  }

  func lock() throws(FactStoreError) -> Bool {
    if retrying({ flock(descriptor, LOCK_EX | LOCK_NB) }) == 0 { return true }
    if errno == EWOULDBLOCK { return false }
    throw FactStoreError(
      .unwritable, "'\(path)' cannot be locked: \(reason(errno))")
  }

  func isFound(at path: String) -> Bool {
    var own = stat()
    var found = stat()
    return fstat(descriptor, &own) == 0 && stat(path, &found) == 0
      && own.st_ino == found.st_ino && own.st_dev == found.st_dev
  }

  private func unreadable(_ problem: Int32 = errno) -> FactStoreError {
    FactStoreError(
      .unreadable, "'\(path)' cannot be read: \(reason(problem))")
  }

  private func unwritable(_ problem: Int32 = errno) -> FactStoreError {
    FactStoreError(
      .unwritable, "'\(path)' cannot be written: \(reason(problem))")
  }
}

/// What a call's error number says, and what can be done about it.
private func reason(_ problem: Int32) -> String {
  let text = String(cString: strerror(problem))
  return switch problem {
  case EISDIR: "it is a folder, and a graph is one file"
  case ENOENT: "there is no such folder"
  case ENOSPC, EDQUOT: "\(text): make room and try again"
  case EACCES, EPERM: "\(text): the file and its folder must be open to this user"
  case EROFS: "\(text): copy the graph to another disk"
  default: text
  }
}

/// Calls again what a signal interrupted.
private func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}
