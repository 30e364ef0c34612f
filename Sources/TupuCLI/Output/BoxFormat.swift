import Tupu

/// A frame of lines around columns; numbers stand at the right of theirs.
struct BoxFormat: AnswerFormat {
  /// The terminal's width, if there is one: longer lines are cut.
  let width: Int?

  func write(_ answer: Answer, to console: Console) {
    guard !answer.rows.isEmpty else {
      console.write(ExpectationText.none + "\n")
      return
    }
    let names = answer.columns.map(\.name)
    let cells =
      [names] + answer.rows.map { $0.map { $0.displayText.replacing("\n", with: "⏎") } }
    let layout = ColumnLayout(cells, width: width, frame: 3 * names.count + 1)
    func rule(_ left: String, _ middle: String, _ right: String) {
      let parts = layout.widths.map { String(repeating: "─", count: $0 + 2) }
      console.write(left + parts.joined(separator: middle) + right + "\n")
    }
    rule("┌", "┬", "┐")
    for (index, line) in cells.enumerated() {
      if index == 1 { rule("├", "┼", "┤") }
      let fitted = line.enumerated().map { column, text in
        let isNumber = index > 0 && answer.rows[index - 1][column].isNumber
        let cell = layout.fitted(text, in: column, isRight: isNumber)
        return index == 0 ? console.style.bold(cell) : cell
      }
      console.write("│ " + fitted.joined(separator: " │ ") + " │\n")
    }
    rule("└", "┴", "┘")
  }
}

extension Value {
  /// Whether it is a whole or floating-point number.
  fileprivate var isNumber: Bool { type == .int || type == .float }
}
