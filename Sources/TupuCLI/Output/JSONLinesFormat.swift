import Tupu

/// One object a line; a question of yes or no gives `true` or `false`.
struct JSONLinesFormat: AnswerFormat {
  func write(_ answer: Answer, to console: Console) {
    let names = answer.columns.map { JSONText.quote($0.name) }
    for row in answer.rows {
      console.write {
        JSONObject.append(names, row, to: &$0)
        $0.append(0x0A)
      }
    }
  }

  func write(_ holds: Bool, to console: Console) { console.write("\(holds)\n") }
}
