import Tupu

/// Runs one script and compares what it gives with what its comments expect.
struct ScriptTest {
  let runner: ScriptRunner
  /// Finds what is behind rows that were lost or gained.
  let evidence: EvidenceFinder
  /// Leaves statements out that are neither in a script nor have a text with these characters.
  var filter: String?
  /// Whether statements whose expectations are about to be rewritten count as passed.
  var isUpdate = false

  /// Whether a script can have any statement that the filter lets pass.
  func concerns(_ source: SourceText) -> Bool {
    guard let filter else { return true }
    return source.name.contains(filter) || source.text(in: 0..<source.bytes.count).contains(filter)
  }

  /// Runs a script.
  func run(_ source: SourceText) -> (report: ScriptReport, run: ScriptRun) {
    let clock = ContinuousClock()
    let start = clock.now
    var cases: [TestCase] = []
    let run = runner.runExplaining(source) { outcome, explainer in
      guard isTested(outcome) else { return }
      cases.append(TestCase(outcome.span, failure: failure(of: outcome, explainer)))
    }
    var report = ScriptReport(path: source.name, cases: cases)
    report.time = clock.now - start
    if run.failed {
      report.errors = run.diagnostics.filter { $0.severity == .error }
      report.cases = report.errors.prefix(1).map { error in
        TestCase(
          error.span, failure: .init(message: "the script does not compile: \(error.message)"))
      }
    }
    return (report, run)
  }

  private func isTested(_ outcome: Outcome) -> Bool {
    guard outcome.isTest else { return false }
    guard let filter else { return true }
    return outcome.span.source.name.contains(filter) || outcome.span.text.contains(filter)
  }

  private func failure(of outcome: Outcome, _ explainer: AnswerExplainer?) -> TestCase.Failure? {
    if isUpdate, outcome.expectation != nil, !outcome.isInterrupted { return nil }
    return ExpectationCheck.mismatch(outcome).map { mismatch in
      TestCase.Failure(
        message: mismatch.message, lost: evidence.lost(mismatch, explainer),
        gained: evidence.gained(mismatch, explainer))
    }
  }
}

extension Outcome {
  /// Whether there is something to check: an expectation, a constraint, or that it stopped.
  var isTest: Bool {
    if expectation != nil { return true }
    switch kind {
    case .denial, .stopped: return true
    case .answer, .saved, .proofs, .failure: return false
    }
  }

  /// Whether a limit or Ctrl-C stopped it, so that it gave nothing worth keeping.
  var isInterrupted: Bool {
    guard case .stopped(let diagnostics) = kind else { return false }
    return diagnostics.contains { $0.code == .limitReached || $0.code == .cancelled }
  }
}
