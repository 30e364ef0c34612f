import Tupu

/// `tupu query`: runs the statements that stand on the command line.
enum QueryCommand {
  static let command = Command(
    name: "query", operands: "'STATEMENTS'",
    summary: "run statements that stand on the command line",
    details: """
      Runs statements and prints the answers to their queries, as 'tupu run' does for scripts; '-'
      reads them from standard input. Paths in them are relative to the working folder.
      """,
    options: Option.running + [.answerFormat],
    examples: [
      "tupu query '?- supervised(Who, Market), market(Market).' --graph seeds",
      "tupu query '?(n: count(P)) :- visited($who, P, _, _).' --graph seeds --param who=高天翼",
    ],
    run: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let text = try arguments.onlyOperand("the statements")
    var session = try ScriptSession(arguments, scripts: [], console)
    let source =
      text == "-" ? try ScriptPaths.source(at: "-") : SourceText(name: "query", text: text)
    return session.run(source)
  }
}
