import Tupu

/// One statement of a script that has something to check, and how that went.
struct TestCase {
  /// What is wrong, if anything.
  struct Failure {
    /// One line.
    let message: String
    /// Lines that were expected and did not come, each with the condition that fails.
    var lost: [ExplainedLine] = []
    /// Lines that came and were not expected, each with the stated facts behind it.
    var gained: [ExplainedLine] = []

    /// The lost lines behind `-`, then the gained ones behind `+`, each with its evidence below it.
    var difference: [String] {
      (lost.map { ("-", $0) } + gained.map { ("+", $0) }).flatMap { sign, line in
        ["\(sign) \(line.text)"] + line.evidence.map { "    \($0)" }
      }
    }
  }

  /// A line that came or did not come, against what was expected.
  struct ExplainedLine {
    let text: String
    /// Why that is so, in lines to show below it.
    var evidence: [String] = []
  }

  /// The script, as messages name it.
  let path: String
  /// The statement's first line, from 1.
  let line: Int
  /// The statement on one line, cut where it is long.
  let statement: String
  let failure: Failure?

  init(_ span: SourceSpan, failure: Failure?) {
    path = span.source.name
    line = span.line
    let words = span.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    statement = words.count > 100 ? words.prefix(99) + "…" : words
    self.failure = failure
  }
}

/// What the test of one script gave.
struct ScriptReport {
  let path: String
  var cases: [TestCase] = []
  /// The errors that kept it from running.
  var errors: [Diagnostic] = []
  /// How long it took.
  var time = Duration.zero
}

/// Counts of what passed and failed.
struct Tally {
  var passed = 0
  var failed = 0

  mutating func add(_ report: ScriptReport) {
    for testCase in report.cases {
      if testCase.failure == nil { passed += 1 } else { failed += 1 }
    }
  }

  /// The line that every test run ends with.
  var line: String { "\(passed) passed, \(failed) failed" }
}
