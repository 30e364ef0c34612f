import Foundation

/// The file system of this machine.
struct SystemDisk: Disk {
  func open(_ path: String, _ mode: OpenMode) throws(FactStoreError) -> (any StorageFile)? {
    let flags: Int32 =
      switch mode {
      case .read: O_RDONLY
      case .update: O_RDWR | O_CREAT
      case .create: O_RDWR | O_CREAT | O_TRUNC
      }
    let descriptor = retrying { Foundation.open(path, flags | O_CLOEXEC, 0o666) }
    if descriptor >= 0 { return SystemFile(descriptor: descriptor, path: path) }
    if mode == .read, errno == ENOENT { return nil }
    let reason = String(cString: strerror(errno))
    throw mode == .read
      ? FactStoreError(.unreadable, "'\(path)' cannot be read: \(reason)")
      : FactStoreError(.unwritable, "'\(path)' cannot be written: \(reason)")
  }

  func rename(_ path: String, to target: String) throws(FactStoreError) {
    var old = stat()
    // The new file may be read and written by those who might read and write the old one.
    if stat(target, &old) == 0 { _ = chmod(path, old.st_mode & 0o7777) }
    guard Foundation.rename(path, target) == 0 else {
      throw FactStoreError(
        .unwritable, "'\(target)' cannot be replaced: \(String(cString: strerror(errno)))")
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
      "the folder '\(path)' cannot be synchronized: \(String(cString: strerror(errno)))")
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
      throw FactStoreError(.foreign, "'\(path)' is no file")
    }
    return Int(status.st_size)
  }

  func read(at offset: Int, count: Int) throws(FactStoreError) -> [UInt8] {
    var problem: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: max(count, 0)) { buffer, filled in
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

  func map(count: Int) throws(FactStoreError) -> MappedBytes {
    guard count > 0 else { return MappedBytes(copying: []) }
    guard let address = mmap(nil, count, PROT_READ, MAP_SHARED, descriptor, 0),
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
      .unwritable, "'\(path)' cannot be locked: \(String(cString: strerror(errno)))")
  }

  func isFound(at path: String) -> Bool {
    var own = stat()
    var found = stat()
    return fstat(descriptor, &own) == 0 && stat(path, &found) == 0
      && own.st_ino == found.st_ino && own.st_dev == found.st_dev
  }

  private func unreadable(_ problem: Int32 = errno) -> FactStoreError {
    FactStoreError(
      .unreadable, "'\(path)' cannot be read: \(String(cString: strerror(problem)))")
  }

  private func unwritable(_ problem: Int32 = errno) -> FactStoreError {
    FactStoreError(
      .unwritable, "'\(path)' cannot be written: \(String(cString: strerror(problem)))")
  }
}

/// Calls again what a signal interrupted.
private func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}
