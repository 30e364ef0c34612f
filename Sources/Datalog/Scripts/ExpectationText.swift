/// Writes outcomes as the lines of an expectation, and reads such lines.
public enum ExpectationText {
  /// The line that stands for an answer without rows.
  public static let none = "(none)"
  /// The line that stands for an answer without columns that holds.
  public static let yes = "yes"
  /// The line that stands for an answer without columns that does not hold.
  public static let no = "no"
  /// The last line of an expectation that allows more rows.
  public static let more = "…"

  /// A table as lines: the column names, then the rows, aligned by terminal cells.
  public static func lines(of answer: Answer) -> [String] {
    guard !answer.isTruthValue else { return [answer.rows.isEmpty ? no : yes] }
    guard !answer.rows.isEmpty else { return [none] }
    let cells = [answer.columns.map { cell($0.name) }] + answer.rows.map { $0.map(cell) }
    var widths = Array(repeating: 0, count: answer.columns.count)
    for row in cells {
      for (column, text) in row.enumerated() {
        widths[column] = max(widths[column], SourceColumns.width(of: text))
      }
    }
    return cells.map { row in
      var line = ""
      for (column, text) in row.enumerated() {
        line += text
        if column < row.count - 1 {
          line += String(
            repeating: " ", count: widths[column] - SourceColumns.width(of: text) + 2)
        }
      }
      return line
    }
  }

  /// The lines that an outcome gives; evidence for stated facts stands below them in proofs.
  public static func lines(
    of kind: Outcome.Kind, evidence: (GroundFact) -> [String] = { _ in [] }
  ) -> [String] {
    switch kind {
    case .answer(let answer), .denial(_, let answer): lines(of: answer)
    case .saved(_, _, let count): ["saved \(count)"]
    case .proofs(_, let proofs):
      proofs.isEmpty ? [none] : proofs.flatMap { $0.lines(evidence: evidence) }
    case .failure(let report): report.lines
    case .stopped(let diagnostics): diagnostics.map(\.message)
    }
  }

  /// A value as a cell: in quotation marks where white space or marks would be lost.
  public static func cell(_ value: Value) -> String { cell(value.displayText) }

  /// A text as a cell: in quotation marks where white space or marks would be lost.
  public static func cell(_ text: String) -> String {
    var needsQuotes = text.isEmpty || text == none || text == more || text.hasPrefix("\"")
    var previousIsSpace = true
    for scalar in text.unicodeScalars {
      let isSpace = scalar == " "
      if isSpace && previousIsSpace || scalar.value < 0x20 { needsQuotes = true }
      previousIsSpace = isSpace
    }
    return needsQuotes || previousIsSpace ? Value.quote(text) : text
  }

  /// The cells of a line: two or more spaces, or a tab, stand between them.
  static func cells(_ line: String) -> [String] {
    var cells: [String] = []
    var cell = ""
    var spaces = 0
    var isQuoted = false
    var isEscaped = false
    for character in line {
      if isQuoted {
        cell.append(character)
        if !isEscaped, character == "\"" { isQuoted = false }
        isEscaped = !isEscaped && character == "\\"
        continue
      }
      if character == " " || character == "\t" {
        spaces += character == "\t" ? 2 : 1
        continue
      }
      if spaces >= 2, !cell.isEmpty {
        cells.append(cell)
        cell = ""
      } else if spaces == 1, !cell.isEmpty {
        cell += " "
      }
      spaces = 0
      isQuoted = cell.isEmpty && character == "\""
      cell.append(character)
    }
    if !cell.isEmpty { cells.append(cell) }
    return cells
  }

  /// A cell's text as a value of a column's type; `nil` when it is none.
  ///
  /// Where any type may stand, it is taken for text: what a cell was before it was written is lost.
  static func value(of cell: String, _ type: ValueType) -> Value? {
    switch type {
    case .int: return Int(cell).map(Value.int)
    case .float: return Double(cell).map(Value.float)
    case .date: return CalendarDate(cell).map(Value.date)
    case .bool: return cell == "true" ? .bool(true) : cell == "false" ? .bool(false) : nil
    case .text, .any:
      guard cell.hasPrefix("\"") else { return .text(cell) }
      let tokens = Lexer.scan(SourceText(name: "cell", text: cell)).tokens
      if case .text(let text)? = tokens.first?.kind { return .text(text) }
      return nil
    }
  }
}
