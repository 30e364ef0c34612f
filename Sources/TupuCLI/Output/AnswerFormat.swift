import Tupu

/// How answers are written.
enum AnswerFormat: String, CaseIterable {
  case table, csv, tsv, json, jsonl, markdown

  /// The answer as text that ends with a line break.
  func render(_ answer: Answer) -> String {
    let names = answer.columns.map(\.name)
    switch self {
    case .table:
      if answer.isTruthValue { return answer.rows.isEmpty ? "no\n" : "yes\n" }
      return ExpectationText.lines(of: answer).joined(separator: "\n") + "\n"
    case .csv: return separated(answer, by: ",", quoting: true)
    case .tsv: return separated(answer, by: "\t", quoting: false)
    case .json:
      let objects = answer.rows.map { "  \(object($0, names))" }
      return objects.isEmpty ? "[]\n" : "[\n\(objects.joined(separator: ",\n"))\n]\n"
    case .jsonl: return answer.rows.map { object($0, names) + "\n" }.joined()
    case .markdown:
      let lines =
        [names, names.map { _ in "---" }]
        + answer.rows.map { $0.map { $0.displayText.replacing("|", with: "\\|") } }
      return lines.map { "| \($0.joined(separator: " | ")) |\n" }.joined()
    }
  }

  private func object(_ row: [Value], _ names: [String]) -> String {
    let members = zip(names, row).map { "\(JSONText.quote($0)): \(JSONText.value($1))" }
    return "{\(members.joined(separator: ", "))}"
  }

  private func separated(_ answer: Answer, by separator: String, quoting: Bool) -> String {
    func field(_ text: String) -> String {
      guard quoting else { return text.replacing("\t", with: " ").replacing("\n", with: " ") }
      let isPlain = !text.contains { $0 == "," || $0 == "\"" || $0.isNewline }
      return isPlain ? text : "\"\(text.replacing("\"", with: "\"\""))\""
    }
    let lines = [answer.columns.map(\.name)] + answer.rows.map { $0.map(\.displayText) }
    return lines.map { $0.map(field).joined(separator: separator) + "\n" }.joined()
  }
}
