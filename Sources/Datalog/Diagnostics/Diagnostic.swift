/// A message about a place in a script.
public struct Diagnostic: Sendable {
  /// How grave a message is.
  public enum Severity: String, Sendable {
    /// The script does not run.
    case error
    /// The script runs; something in it is probably not meant.
    case warning
  }

  /// A second place that explains the first.
  public struct Note: Sendable {
    /// One line, lower case, no full stop.
    public let message: String
    /// The place, where there is one.
    public let span: SourceSpan?
  }

  /// A change of the script that mends it.
  public struct FixIt: Sendable {
    /// What the change does, in one line.
    public let message: String
    /// What it replaces; an empty span inserts.
    public let span: SourceSpan
    /// The new text.
    public let replacement: String
  }

  /// The kind of message; it stays the same across versions.
  public let code: DiagnosticCode
  /// One line, lower case, no full stop, names in quotes.
  public let message: String
  /// The place.
  public let span: SourceSpan
  /// Further places.
  public var notes: [Note] = []
  /// Ways to mend it, the most likely first.
  public var fixIts: [FixIt] = []

  /// How grave the message is.
  public var severity: Severity { code.severity }

  /// Creates a message.
  public init(_ code: DiagnosticCode, _ message: String, at span: SourceSpan) {
    self.code = code
    self.message = message
    self.span = span
  }

  /// After how many messages reading a script is given up.
  static let mostPerScript = 1000

  /// Says that what follows was not looked at.
  static func tooMany(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.tooLarge, "too many errors; the script was not read beyond this place", at: span)
  }

  /// This message with a note about another place.
  public func noting(_ message: String, at span: SourceSpan? = nil) -> Diagnostic {
    var copy = self
    copy.notes.append(Note(message: message, span: span))
    return copy
  }

  /// This message with a way to mend it.
  public func fixing(_ message: String, at span: SourceSpan, with replacement: String)
    -> Diagnostic
  {
    var copy = self
    copy.fixIts.append(FixIt(message: message, span: span, replacement: replacement))
    return copy
  }

  /// This message with the offer to write a known name that is near to the one written.
  ///
  /// Without a near name the message stays as it is.
  ///
  /// - Parameter spelled: How a script writes the name.
  public func suggesting(
    _ name: String, among known: some Sequence<String>, spelled: (String) -> String = { $0 }
  ) -> Diagnostic {
    guard let near = NearNames.nearest(to: name, among: known) else { return self }
    return fixing("did you mean '\(near)'?", at: span, with: spelled(near))
  }
}

/// What a script may contain errors or warnings about was looked at, and errors were found.
public struct DiagnosticsError: Error, Sendable {
  /// All messages, in the order of the script; at least one is an error.
  public let diagnostics: [Diagnostic]

  /// Wraps messages.
  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}

extension DiagnosticsError: CustomStringConvertible {
  /// The messages as the command line shows them.
  public var description: String {
    diagnostics.map { DiagnosticRenderer().render($0) }.joined(separator: "\n")
  }
}
