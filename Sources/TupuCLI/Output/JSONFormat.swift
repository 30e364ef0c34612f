import Tupu

/// An array of objects; a question of yes or no gives `true` or `false`.
struct JSONFormat: AnswerFormat {
  func write(_ answer: Answer, to console: Console) {
    guard !answer.rows.isEmpty else {
      console.write("[]\n")
      return
    }
    let names = answer.columns.map { JSONText.quote($0.name) }
    for (index, row) in answer.rows.enumerated() {
      console.write((index == 0 ? "[\n  " : ",\n  ") + JSONObject.text(names, row))
    }
    console.write("\n]\n")
  }

  func write(_ holds: Bool, to console: Console) { console.write("\(holds)\n") }
}

/// Writes a row as an object.
enum JSONObject {
  /// - Parameter names: The members' names, already in quotation marks.
  static func text(_ names: [String], _ row: [Value]) -> String {
    let members = zip(names, row).map { "\($0): \(JSONText.value($1))" }
    return "{\(members.joined(separator: ", "))}"
  }
}
