/// Lays out scripts in the one canonical way.
///
/// A statement stands on one line if it fits ``lineWidth`` cells; otherwise its head comes first and
/// each condition of its body on a line of its own:
///
/// ```swift
/// let source = SourceText(name: "query", text: "p( X ):-q(X),!r( X ) .")
/// print(ScriptFormatter.format(source).text)  // p(X) :- q(X), not r(X).
/// ```
///
/// Names, numbers, text and dates stay as they are written, comments stay where they are, and the
/// expected rows below a query are aligned by terminal cells. Formatting what is already formatted
/// changes nothing, and the formatted script means what the script meant.
public enum ScriptFormatter {
  /// The cells that a line may take; an East Asian wide character takes two.
  public static let lineWidth = 100

  /// What formatting a script gives.
  public struct Result: Sendable {
    /// The script in its canonical layout, or unchanged if it has syntax errors.
    public let text: String
    /// The syntax errors; with any, the script was not changed.
    public let diagnostics: [Diagnostic]
  }

  /// Formats a script.
  ///
  /// Only syntax counts: a script with unknown relations or clashing types is formatted too.
  ///
  /// - Complexity: O(length).
  public static func format(_ source: SourceText) -> Result {
    let script = Parser.parse(source)
    let errors = script.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else {
      return Result(
        text: String(decoding: source.bytes, as: UTF8.self), diagnostics: script.diagnostics)
    }
    var writer = LineWriter()
    let tokens = LayoutToken.read(script)
    var next = 0
    for (index, statement) in script.statements.enumerated() {
      let start = next
      while next < tokens.count, tokens[next].offset < statement.span.range.upperBound { next += 1 }
      guard start < next else { continue }
      write(
        tokens[start].comments, after: index > 0 ? script.statements[index - 1] : nil, to: &writer)
      if tokens[start].followsBlankLine { writer.writeBlankLine() }
      StatementLayout(Array(tokens[start..<next])).write(to: &writer)
      writer.startLine(indent: 0)
    }
    if let end = tokens.last, next < tokens.count {
      write(end.comments, after: script.statements.last, to: &writer)
    }
    return Result(text: writer.finish(), diagnostics: script.diagnostics)
  }

  /// Writes the comments between two statements, the expectation of the first among them.
  private static func write(
    _ comments: [PlacedComment], after statement: Statement?, to writer: inout LineWriter
  ) {
    let lastExpected = comments.lastIndex { $0.kind != .plain } ?? -1
    let rows = ExpectationLayout.rows(
      of: comments.filter { $0.kind == .expectedRow }, isTable: statement?.kind.answersRows ?? true)
    var nextRow = rows.makeIterator()
    for (index, comment) in comments.enumerated() {
      // An expectation stands directly below its statement.
      if comment.followsBlankLine, index > lastExpected { writer.writeBlankLine() }
      switch (comment.kind, comment.place) {
      case (.expectedRow, _): writer.writeLine(nextRow.next() ?? comment.text)
      case (.expectedError, _): writer.writeLine(ExpectationLayout.error(comment))
      case (.plain, .ownLine): writer.writeLine(comment.text)
      case (.plain, .trailing): writer.writeTrailing(comment.text)
      case (.plain, .inline): break  // it belongs to the statement that follows
      }
    }
  }
}

extension Statement.Kind {
  /// Whether what is expected of the statement is a table.
  fileprivate var answersRows: Bool {
    switch self {
    case .query, .deny: true
    default: false
    }
  }
}
