import Tupu

/// Columns aligned by terminal cells, two spaces between them, as expectations are written.
struct TableFormat: AnswerFormat {
  /// The terminal's width, if there is one: longer lines are cut.
  let width: Int?

  func write(_ answer: Answer, to console: Console) {
    guard !answer.rows.isEmpty else {
      console.write(ExpectationText.none + "\n")
      return
    }
    let cells =
      [answer.columns.map { ExpectationText.cell($0.name) }]
      + answer.rows.map { $0.map { ExpectationText.cell($0) } }
    let gaps = 2 * (answer.columns.count - 1)
    let layout = ColumnLayout(cells, width: width, frame: gaps)
    for (index, line) in cells.enumerated() {
      let fitted = line.enumerated().map { column, text in
        layout.fitted(text, in: column, pads: column < line.count - 1)
      }
      let text = fitted.joined(separator: "  ")
      console.write((index == 0 ? console.style.bold(text) : text) + "\n")
    }
  }
}
