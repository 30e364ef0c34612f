/// What people read, and a command for each failure with which GitHub marks the line.
struct GitHubReporter: TestReporter {
  func report(_ report: ScriptReport, to console: Console) {
    TextReporter().report(report, to: console)
    for testCase in report.cases {
      guard let failure = testCase.failure else { continue }
      let message = ([failure.message] + failure.difference).joined(separator: "\n")
      console.write(
        "::error file=\(property(testCase.path)),line=\(testCase.line),title=tupu test::"
          + "\(data(message))\n")
    }
  }

  private func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
