/// What the store asks of the disk: these few calls and those of ``StorageFile``, and no others.
///
/// The tests put disks in its place that fail, cut short or reorder at a chosen call.
protocol Disk: Sendable {
  /// Opens a file; `nil` when there is none and the mode makes none.
  func open(_ path: String, _ mode: OpenMode) throws(FactStoreError) -> (any StorageFile)?
  /// Puts a file in the place of another, at once, and waits until the folder is on the disk.
  func rename(_ path: String, to target: String) throws(FactStoreError)
  /// Removes a file if it is there; that it stays does no harm.
  func remove(_ path: String)
}

/// How a file is opened.
enum OpenMode: Sendable {
  /// For reading; the file must be there.
  case read
  /// For reading and writing; the file is made when it is not there.
  case update
  /// For reading and writing; the file is made, or emptied when it is there.
  case create
}

/// An open file; it closes, and gives its lock back, when nobody holds it any more.
protocol StorageFile: Sendable {
  /// The file's length in bytes.
  func length() throws(FactStoreError) -> Int
  /// Reads bytes; fewer when the file ends before.
  func read(at offset: Int, count: Int) throws(FactStoreError) -> [UInt8]
  /// Makes the file's first bytes readable like memory; they must not change as long as that is.
  func map(count: Int) throws(FactStoreError) -> MappedBytes
  /// Writes all the bytes, or throws; some may then have been written.
  func write(_ bytes: [UInt8], at offset: Int) throws(FactStoreError)
  /// Cuts the file.
  func cut(to length: Int) throws(FactStoreError)
  /// Waits until what was written is on the disk.
  func synchronize() throws(FactStoreError)
  /// Takes the lock that only one open file has at a time; false if another has it.
  func lock() throws(FactStoreError) -> Bool
  /// Whether a path still leads to this file.
  func isFound(at path: String) -> Bool
}

/// Bytes of a file, readable like memory.
final class MappedBytes: @unchecked Sendable {
  // Unchecked: the bytes are only read, and are given back when nobody holds the object any more.
  let bytes: UnsafeRawBufferPointer
  private let release: @Sendable (UnsafeRawBufferPointer) -> Void

  init(
    _ bytes: UnsafeRawBufferPointer, release: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
  ) {
    self.bytes = bytes
    self.release = release
  }

  /// A copy of bytes.
  convenience init(copying bytes: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
    copy.copyBytes(from: bytes)
    self.init(UnsafeRawBufferPointer(copy)) { $0.deallocate() }
  }

  deinit { release(bytes) }

  var count: Int { bytes.count }
}
