/// Gives the `%>` and `%!` comments below a statement to it.
enum ExpectationReader {
  /// The statements with their expectations; comments that belong to none are reported.
  static func attach(
    _ comments: [Comment], to statements: [Statement], diagnostics: inout [Diagnostic]
  ) -> [Statement] {
    var attached: [Statement] = []
    attached.reserveCapacity(statements.count)
    var rest = comments.drop { _ in false }
    reportStray(
      &rest, before: statements.first?.span.range.lowerBound ?? .max, diagnostics: &diagnostics)
    for (index, statement) in statements.enumerated() {
      reportStray(&rest, before: statement.span.range.upperBound, diagnostics: &diagnostics)
      let next = index + 1 < statements.count ? statements[index + 1].span.range.lowerBound : .max
      var lines: [Comment] = []
      while let comment = rest.first, comment.span.range.lowerBound < next {
        if comment.kind == .plain {
          // A plain comment ends the expectation, but may stand between statement and expectation.
          if !lines.isEmpty { break }
        } else {
          lines.append(comment)
        }
        rest.removeFirst()
      }
      reportStray(&rest, before: next, diagnostics: &diagnostics)
      attached.append(
        Statement(kind: statement.kind, span: statement.span, expectation: expectation(of: lines)))
    }
    return attached
  }

  private static func expectation(of lines: [Comment]) -> Expectation? {
    guard let first = lines.first, let last = lines.last else { return nil }
    return Expectation(
      rows: lines.filter { $0.kind == .expectedRow }.map { trimmed($0.text) },
      errors: lines.filter { $0.kind == .expectedError }.map { trimmed($0.text) },
      span: first.span.joined(with: last.span))
  }

  private static func reportStray(
    _ rest: inout ArraySlice<Comment>, before end: Int, diagnostics: inout [Diagnostic]
  ) {
    while let comment = rest.first, comment.span.range.lowerBound < end {
      if comment.kind != .plain {
        diagnostics.append(
          Diagnostic(
            .unexpectedToken, "expected rows and errors stand directly below their statement",
            at: comment.span))
      }
      rest.removeFirst()
    }
  }

  private static func trimmed(_ text: String) -> String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    guard let first = text.firstIndex(where: { !isSpace($0) }),
      let last = text.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(text[first...last])
  }
}
