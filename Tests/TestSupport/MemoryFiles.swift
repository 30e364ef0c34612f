public import Datalog
import Synchronization

/// Files that exist in memory only; all are in one folder, and paths that leave it are not allowed.
public final class MemoryFiles: FileAccess {
  private let contents: Mutex<[String: [UInt8]]>

  /// Starts with some texts by name.
  public init(_ texts: [String: String] = [:]) {
    contents = Mutex(texts.mapValues { Array($0.utf8) })
  }

  /// The text of a file, if there is one.
  public subscript(name: String) -> String? {
    contents.withLock { $0[name].map { String(decoding: $0, as: UTF8.self) } }
  }

  /// Gives the content of a file.
  public func read(_ path: String, relativeTo script: String) throws(FileAccessError) -> (
    name: String, bytes: [UInt8]
  ) {
    let name = try name(of: path)
    guard let bytes = contents.withLock({ $0[name] }) else {
      throw FileAccessError(.unreadable, "there is no file '\(path)'")
    }
    return (name, bytes)
  }

  /// Keeps the content of a file.
  public func write(_ bytes: [UInt8], to path: String, relativeTo script: String)
    throws(FileAccessError)
  {
    let name = try name(of: path)
    contents.withLock { $0[name] = bytes }
  }

  private func name(of path: String) throws(FileAccessError) -> String {
    guard !path.hasPrefix("/"), !path.contains("..") else {
      throw FileAccessError(.notAllowed, "'\(path)' is outside the folder")
    }
    return path.hasPrefix("./") ? String(path.dropFirst(2)) : path
  }
}
