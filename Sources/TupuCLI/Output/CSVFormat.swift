import Tupu

/// Fields between commas, in quotation marks where they need them (RFC 4180), as `load` reads them.
struct CSVFormat: AnswerFormat {
  func write(_ answer: Answer, to console: Console) {
    DelimitedAnswer.write(answer, separator: UInt8(ascii: ","), to: console)
  }
}

/// What the formats with separators have in common.
enum DelimitedAnswer {
  /// Writes the columns' names and the rows.
  static func write(_ answer: Answer, separator: UInt8, to console: Console) {
    let names = answer.columns.map { Value.text($0.name) }
    console.write { DelimitedText.append(row: names, separator: separator, to: &$0) }
    for row in answer.rows {
      console.write { DelimitedText.append(row: row, separator: separator, to: &$0) }
    }
  }
}
