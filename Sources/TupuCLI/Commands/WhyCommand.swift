import Foundation
import Tupu

/// `tupu why`: proves a fact down to the printed sentence, or tells why it does not hold.
enum WhyCommand {
  static let command = Command(
    name: "why", operands: "'FACT'", summary: "print the proof of a fact, down to the sentence",
    details: """
      Prints why a fact holds: the rule, the facts that it rests on, and for a stated fact the printed
      sentence with its file, line and characters. Variables stand for anything: each fact that matches
      is proved. When none holds, the nearest rules and what fails in them are shown, and the exit
      status is 1.
      """,
    options: Option.running,
    examples: ["tupu why 'supervised(高天翼, 高砦农贸市场)' --graph seeds"],
    run: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let fact = try arguments.onlyOperand("the fact")
    let session = try ScriptSession(arguments, scripts: [], console)
    return explain(fact, session, console)
  }

  /// Prints the proofs of what matches a fact, or the report about its absence.
  static func explain(_ fact: String, _ session: ScriptSession, _ console: Console) -> ExitStatus {
    var atom = fact.trimmingCharacters(in: .whitespacesAndNewlines)
    if atom.hasSuffix(".") { atom.removeLast() }
    let (status, outcomes) = run("why \(atom).", session, console)
    guard status == .fine else { return status }
    let holds = outcomes.contains { outcome in
      if case .proofs(_, let proofs) = outcome.kind { !proofs.isEmpty } else { false }
    }
    guard !holds else {
      print(outcomes, session, console)
      return .fine
    }
    let (reportStatus, reports) = run("why not \(atom).", session, console)
    print(reports, session, console)
    return reportStatus == .fine ? .failed : reportStatus
  }

  private static func run(_ statement: String, _ session: ScriptSession, _ console: Console) -> (
    ExitStatus, [Outcome]
  ) {
    let source = SourceText(name: "why", text: statement)
    let run = Interruption.cancellable { session.runner.run(source) }
    if Interruption.isRequested { return (.interrupted, []) }
    var diagnostics = run.diagnostics
    for case .stopped(let further) in run.outcomes.map(\.kind) { diagnostics += further }
    console.say(diagnostics.filter { $0.severity == .error })
    return (ExitStatus(of: diagnostics), run.outcomes)
  }

  private static func print(_ outcomes: [Outcome], _ session: ScriptSession, _ console: Console) {
    for outcome in outcomes {
      console.write(session.lines(of: outcome).map { $0 + "\n" }.joined())
    }
  }
}
