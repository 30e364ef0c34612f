import Tupu

/// A table of Markdown, aligned so that its source reads well too.
struct MarkdownFormat: AnswerFormat {
  func write(_ answer: Answer, to console: Console) {
    let cells =
      [answer.columns.map { escaped($0.name) }]
      + answer.rows.map { $0.map { escaped($0.displayText) } }
    let layout = ColumnLayout(cells + [cells[0].map { _ in "---" }], width: nil, frame: 0)
    for (index, line) in cells.enumerated() {
      let fitted = line.enumerated().map { layout.fitted($1, in: $0) }
      console.write("| \(fitted.joined(separator: " | ")) |\n")
      guard index == 0 else { continue }
      let dashes = layout.widths.map { String(repeating: "-", count: $0) }
      console.write("| \(dashes.joined(separator: " | ")) |\n")
    }
  }

  /// A cell's text, in which a bar or a line break would end the cell.
  private func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("|", with: "\\|").replacing("\n", with: "<br>")
  }
}
