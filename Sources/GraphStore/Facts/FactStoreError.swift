/// What kept a store from doing what it was asked.
public struct FactStoreError: Error, Sendable, CustomStringConvertible {
  /// The kinds of failure.
  public enum Code: String, Sendable {
    /// The file is not there or cannot be read.
    case unreadable
    /// The file cannot be written.
    case unwritable
    /// The file is no graph file.
    case foreign
    /// The file was written by a later version.
    case tooNew
    /// The file is damaged.
    case damaged
    /// Another writer has the file.
    case busy
    /// Facts or relations do not fit what the store holds.
    case mismatch
  }

  /// The kind of failure.
  public let code: Code
  /// What happened and what can be done, in one line.
  public let message: String

  /// Creates an error.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
