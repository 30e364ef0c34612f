/// Failures for people: the place, what is wrong, and the lines lost and gained.
struct TextReporter: TestReporter {
  func report(_ report: ScriptReport, to console: Console) {
    let style = console.style
    for testCase in report.cases {
      guard let failure = testCase.failure else { continue }
      console.write(
        "\(style.bold("\(testCase.path):\(testCase.line)")): \(failure.message)\n")
      if !testCase.statement.isEmpty { console.write("  \(style.dim(testCase.statement))\n") }
      for line in failure.lost { write(line, style.red("- \(line.text)"), to: console) }
      for line in failure.gained { write(line, style.green("+ \(line.text)"), to: console) }
    }
  }

  private func write(_ line: TestCase.ExplainedLine, _ text: String, to console: Console) {
    console.write("  \(text)\n")
    for evidence in line.evidence { console.write("      \(console.style.dim(evidence))\n") }
  }
}
