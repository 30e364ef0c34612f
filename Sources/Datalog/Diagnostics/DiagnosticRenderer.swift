/// Renders messages for people: place, message, source line with a caret, notes, fix-its.
public struct DiagnosticRenderer: Sendable {
  /// Whether to mark severities and carets with ANSI colours.
  public var usesColor: Bool

  /// Creates a renderer.
  public init(usesColor: Bool = false) { self.usesColor = usesColor }

  /// The message as several lines, without a line break at the end.
  public func render(_ diagnostic: Diagnostic) -> String {
    let severity = diagnostic.severity
    let label = "\(severity.rawValue)[\(diagnostic.code.rawValue)]"
    var lines = [
      "\(diagnostic.span): \(paint(label, severity == .error ? "1;31" : "1;33")): "
        + diagnostic.message
    ]
    lines += excerpt(of: diagnostic.span)
    for note in diagnostic.notes {
      if let span = note.span {
        lines.append("\(span): \(paint("note", "1;36")): \(note.message)")
        lines += excerpt(of: span)
      } else {
        lines.append("  \(paint("note", "1;36")): \(note.message)")
      }
    }
    for fixIt in diagnostic.fixIts {
      lines.append("  \(paint("help", "1;32")): \(fixIt.message)")
    }
    return lines.joined(separator: "\n")
  }

  /// The source line, cut around the caret where it is long, and the caret line below it.
  private func excerpt(of span: SourceSpan) -> [String] {
    let source = span.source
    let lineRange = source.range(ofLine: span.line)
    let before = source.text(
      in: lineRange.lowerBound..<max(lineRange.lowerBound, span.range.lowerBound))
    let endOnLine = max(min(span.range.upperBound, lineRange.upperBound), span.range.lowerBound)
    let marked = source.text(in: span.range.lowerBound..<endOnLine)
    let after = source.text(in: endOnLine..<max(endOnLine, lineRange.upperBound))
    let shownBefore = visible(keepingEnd(of: before, cells: 60))
    let shownMarked = visible(keepingStart(of: marked, cells: 60))
    let shownAfter = visible(keepingStart(of: after, cells: 40))
    let indent = String(repeating: " ", count: SourceColumns.width(of: shownBefore))
    let carets = String(repeating: "^", count: max(1, SourceColumns.width(of: shownMarked)))
    return [
      "  | \(shownBefore)\(shownMarked)\(shownAfter)",
      "  | \(indent)\(paint(carets, "1;32"))",
    ]
  }

  /// The text with tabs and other control characters as one visible cell each.
  private func visible(_ text: String) -> String {
    String(
      text.map { character in
        guard let scalar = character.unicodeScalars.first else { return character }
        return SourceColumns.cells(of: character) == 0 && scalar.value < 0x20 ? " " : character
      })
  }

  private func keepingStart(of text: String, cells: Int) -> String {
    var width = 0
    for index in text.indices {
      width += SourceColumns.cells(of: text[index])
      if width > cells { return text[..<index] + "…" }
    }
    return text
  }

  private func keepingEnd(of text: String, cells: Int) -> String {
    var width = 0
    for index in text.indices.reversed() {
      width += SourceColumns.cells(of: text[index])
      if width > cells { return "…" + text[text.index(after: index)...] }
    }
    return text
  }

  private func paint(_ text: String, _ style: String) -> String {
    usesColor ? "\u{1B}[\(style)m\(text)\u{1B}[0m" : text
  }
}
