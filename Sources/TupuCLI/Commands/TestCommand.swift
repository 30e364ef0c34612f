import Foundation
import Tupu

/// `tupu test`: runs scripts and compares what they answer with what their comments expect.
enum TestCommand {
  private static let update = Option("--update", "rewrite the expected rows in place")
  private static let junit = Option("--junit", "FILE", "write a report in JUnit's XML as well")
  private static let format = Option(
    "--format", "F", choices: TestReporters.names,
    "text, tap (Test Anything Protocol), or github (marks the lines of a pull request)")
  private static let filter = Option(
    "--filter", "S", "only statements with these characters in their text or their script's path")
  private static let shuffle = Option(
    "--shuffle", "SEED", "take the scripts in another order, the same for the same seed")
  private static let failFast = Option("--fail-fast", "stop at the first failure")

  static let command = Command(
    name: "test", operands: "PATH…", summary: "compare scripts with the rows that they expect",
    details: """
      Runs scripts, of a folder all .dl scripts below it, and compares each statement that expects
      something (%> rows, %! errors) with what it gives; a constraint (deny) must hold. Ends with the
      line 'N passed, N failed', where a script that does not compile counts as one failed. The exit
      status is 1 when anything failed.
      """,
    options: Option.running + [update, junit, format, filter, failFast, shuffle],
    examples: [
      "tupu test Queries --graph seeds",
      "tupu test Queries --graph seeds --update",
      "tupu test Queries --graph graph.tupu --junit junit.xml --format github",
    ],
    run: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    var paths = try ScriptPaths.scripts(at: try arguments.someOperands("a script or folder"))
    if let seed = try arguments.number(shuffle) {
      var numbers = SeededNumbers(seed)
      paths.shuffle(using: &numbers)
    }
    let isUpdate = arguments.has(update)
    if isUpdate, paths.contains(ScriptPaths.standardInput) {
      throw UsageError("'--update' rewrites files, and standard input is none")
    }
    let session = try ScriptSession(arguments, scripts: paths, console)
    let test = ScriptTest(
      runner: session.runner, evidence: EvidenceFinder(facts: session.graph?.facts),
      filter: arguments.value(filter), isUpdate: isUpdate)
    var reporter = TestReporters.named(arguments.value(format) ?? "text")
    var reports: [ScriptReport] = []
    var tally = Tally()
    reporter.begin(to: console)
    let sources = try paths.map { try ScriptPaths.source(at: $0) }.filter(test.concerns)
    try Interruption.cancellable {
      let work = OrderedWork(sources.count) { test.run(sources[$0]) }
      defer { work.stop() }
      for index in sources.indices {
        var (report, run) = work.result(index)
        if Interruption.isRequested { return }
        if isUpdate { try rewrite(run, console) }
        let stops = arguments.has(failFast) && report.keepOnlyToFirstFailure()
        console.say(report.errors)
        reporter.report(report, to: console)
        tally.add(report)
        reports.append(report)
        if stops { return }
      }
    }
    if Interruption.isRequested {
      console.say("tupu: interrupted")
      return .interrupted
    }
    reporter.finish(tally, to: console)
    if let path = arguments.value(junit) { try write(JUnitReport.text(reports), to: path) }
    return tally.failed == 0 ? .fine : .failed
  }

  /// Writes a script's outcomes in the place of its expectations, unless nothing changes or not all
  /// of it ran.
  private static func rewrite(_ run: ScriptRun, _ console: Console) throws(FactStoreError) {
    guard !run.failed, !run.outcomes.contains(where: \.isInterrupted) else { return }
    let source = run.script.source
    let text = ExpectationUpdate.rewrite(run.script, with: run.outcomes)
    guard Array(text.utf8) != source.bytes else { return }
    // A link stays one: what it leads to is rewritten.
    try write(text, to: URL(filePath: source.name).resolvingSymlinksInPath().path)
    console.remark("rewrote \(source.name)")
  }

  private static func write(_ text: String, to path: String) throws(FactStoreError) {
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw FactStoreError(
        .unwritable, "'\(path)' cannot be written: \(error.localizedDescription)")
    }
  }
}

extension ScriptReport {
  /// Drops what stands behind the first failure; true if there is one.
  fileprivate mutating func keepOnlyToFirstFailure() -> Bool {
    guard let index = cases.firstIndex(where: { $0.failure != nil }) else { return false }
    cases.removeLast(cases.count - index - 1)
    return true
  }
}
