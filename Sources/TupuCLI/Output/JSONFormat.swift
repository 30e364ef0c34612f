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
      console.write(index == 0 ? "[\n  " : ",\n  ")
      console.write { JSONObject.append(names, row, to: &$0) }
    }
    console.write("\n]\n")
  }

  func write(_ holds: Bool, to console: Console) { console.write("\(holds)\n") }
}

/// Writes a row as an object.
enum JSONObject {
  /// - Parameter names: The members' names, already in quotation marks.
  static func append(_ names: [String], _ row: [Value], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    for (index, value) in row.enumerated() {
      if index > 0 { bytes += ", ".utf8 }
      bytes += names[index].utf8
      bytes += ": ".utf8
      JSONText.append(value, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }
}
