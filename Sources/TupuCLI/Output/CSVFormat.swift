import Tupu

/// Fields between commas, in quotation marks where they need them (RFC 4180), as `load` reads them.
struct CSVFormat: AnswerFormat {
  func write(_ answer: Answer, to console: Console) {
    DelimitedAnswer.write(answer, separator: ",", to: console)
  }
}

/// What the formats with separators have in common.
enum DelimitedAnswer {
  /// Writes the columns' names and the rows.
  static func write(_ answer: Answer, separator: Character, to console: Console) {
    func line(_ texts: [String]) -> String {
      texts.map { DelimitedText.field($0, separator: separator) }
        .joined(separator: String(separator)) + "\n"
    }
    console.write(line(answer.columns.map(\.name)))
    for row in answer.rows { console.write(line(row.map(\.displayText))) }
  }
}
