import Tupu

/// The Test Anything Protocol, version 14: one line a statement, with the difference as YAML.
struct TAPReporter: TestReporter {
  private var count = 0

  func begin(to console: Console) { console.write("TAP version 14\n") }

  mutating func report(_ report: ScriptReport, to console: Console) {
    for testCase in report.cases {
      count += 1
      let name = escaped("\(testCase.path):\(testCase.line) \(testCase.statement)")
      guard let failure = testCase.failure else {
        console.write("ok \(count) - \(name)\n")
        continue
      }
      var text = "not ok \(count) - \(name)\n  ---\n"
      text += "  message: \(JSONText.quote(failure.message))\n"
      text += list("lost", failure.lost.map(\.text)) + list("gained", failure.gained.map(\.text))
      text += list("evidence", (failure.lost + failure.gained).flatMap(\.evidence))
      console.write(text + "  ...\n")
    }
  }

  func finish(_ tally: Tally, to console: Console) {
    console.write("1..\(count)\n# \(tally.line)\n")
  }

  /// JSON's texts are texts of YAML too.
  private func list(_ name: String, _ lines: [String]) -> String {
    guard !lines.isEmpty else { return "" }
    return "  \(name):\n" + lines.map { "    - \(JSONText.quote($0))\n" }.joined()
  }

  /// A number sign would begin a directive.
  private func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("#", with: "\\#")
  }
}
