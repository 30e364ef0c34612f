import Tupu

/// Messages about scripts for editors and other programs: an array of objects.
enum DiagnosticJSON {
  static func text(_ diagnostics: [Diagnostic]) -> String {
    guard !diagnostics.isEmpty else { return "[]\n" }
    return "[\n" + diagnostics.map { "  " + object($0) }.joined(separator: ",\n") + "\n]\n"
  }

  private static func object(_ diagnostic: Diagnostic) -> String {
    let notes = diagnostic.notes.map { note in
      "{\(member("message", note.message))\(note.span.map { ", " + place($0) } ?? "")}"
    }
    let fixes = diagnostic.fixIts.map { fix in
      "{\(member("message", fix.message)), \(place(fix.span)), "
        + "\(member("replacement", fix.replacement))}"
    }
    return "{\(place(diagnostic.span)), \(member("severity", diagnostic.severity.rawValue)), "
      + "\(member("code", diagnostic.code.rawValue)), \(member("message", diagnostic.message)), "
      + "\"notes\": [\(notes.joined(separator: ", "))], "
      + "\"fixes\": [\(fixes.joined(separator: ", "))]}"
  }

  /// File, line and column of both ends; lines and columns count from 1, columns in characters.
  private static func place(_ span: SourceSpan) -> String {
    let end = SourceSpan(span.source, span.range.upperBound..<span.range.upperBound)
    return "\(member("file", span.source.name)), \"line\": \(span.line), "
      + "\"column\": \(span.column), \"endLine\": \(end.line), \"endColumn\": \(end.column)"
  }

  private static func member(_ name: String, _ text: String) -> String {
    "\(JSONText.quote(name)): \(JSONText.quote(text))"
  }
}
