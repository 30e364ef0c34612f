/// What a script may read and write; the language itself knows no file system.
public protocol FileAccess: Sendable {
  /// Reads a file that a script names.
  ///
  /// - Parameters:
  ///   - path: The path as the script writes it.
  ///   - script: The script's name, to which the path is relative.
  /// - Returns: A name that is the same whenever the file is the same, and the content.
  /// - Throws: `FileAccessError`.
  func read(_ path: String, relativeTo script: String) throws(FileAccessError) -> (
    name: String, bytes: [UInt8]
  )

  /// Uses the content of a file that a script names; a file that can be mapped is not copied.
  ///
  /// - Parameters:
  ///   - path: The path as the script writes it.
  ///   - script: The script's name, to which the path is relative.
  ///   - use: Gets the bytes, which do not last longer.
  /// - Throws: `FileAccessError`.
  func withBytes<Result>(
    of path: String, relativeTo script: String, _ use: (UnsafeRawBufferPointer) -> Result
  ) throws(FileAccessError) -> Result

  /// A text that is another when another file is meant or its content has changed.
  ///
  /// A session reads a file again only when this changes.
  ///
  /// - Parameters:
  ///   - path: The path as the script writes it.
  ///   - script: The script's name, to which the path is relative.
  /// - Returns: `nil` where that cannot be told, and for a file that may not be read.
  func version(of path: String, relativeTo script: String) -> String?

  /// Writes a file that a script names, replacing what was there.
  ///
  /// - Parameters:
  ///   - bytes: The content.
  ///   - path: The path as the script writes it.
  ///   - script: The script's name, to which the path is relative.
  /// - Throws: `FileAccessError`.
  func write(_ bytes: [UInt8], to path: String, relativeTo script: String) throws(FileAccessError)
}

extension FileAccess {
  /// Nothing is known of versions.
  public func version(of path: String, relativeTo script: String) -> String? { nil }

  /// Uses the bytes that ``read(_:relativeTo:)`` gives.
  public func withBytes<Result>(
    of path: String, relativeTo script: String, _ use: (UnsafeRawBufferPointer) -> Result
  ) throws(FileAccessError) -> Result {
    try read(path, relativeTo: script).bytes.withUnsafeBytes(use)
  }
}

/// Why a file that a script names was not read or written.
public struct FileAccessError: Error, Sendable {
  /// The kind of failure.
  public enum Reason: Sendable {
    /// The caller does not allow this file.
    case notAllowed
    /// It is not there or cannot be read.
    case unreadable
    /// It cannot be written.
    case unwritable
  }

  /// The kind of failure.
  public let reason: Reason
  /// One line that says what happened.
  public let message: String

  /// Creates an error.
  public init(_ reason: Reason, _ message: String) {
    self.reason = reason
    self.message = message
  }

  func diagnostic(at span: SourceSpan) -> Diagnostic {
    let code: DiagnosticCode =
      switch reason {
      case .notAllowed: .fileNotAllowed
      case .unreadable: .unreadableFile
      case .unwritable: .unwritableFile
      }
    return Diagnostic(code, message, at: span)
  }
}
