import Tupu

/// One line for each value, `column = value`; an empty line between what belongs together.
struct LineFormat: AnswerFormat {
  func write(_ answer: Answer, to console: Console) {
    guard !answer.rows.isEmpty else {
      console.write(ExpectationText.none + "\n")
      return
    }
    let names = answer.columns.map(\.name)
    let width = names.map { SourceColumns.width(of: $0) }.max() ?? 0
    let labels = names.map { name in
      String(repeating: " ", count: width - SourceColumns.width(of: name))
        + console.style.bold(name) + " = "
    }
    for (index, row) in answer.rows.enumerated() {
      if index > 0 { console.write("\n") }
      for (label, value) in zip(labels, row) { console.write("\(label)\(value.displayText)\n") }
    }
  }
}
