import Tupu

/// `tupu run`: runs scripts and prints their answers as they come.
enum RunCommand {
  static let command = Command(
    name: "run", operands: "SCRIPT…", summary: "run scripts and print their answers",
    details: """
      Runs scripts, each by itself, and prints the answer to each of their queries; '-' is standard
      input. A violated constraint (deny) is reported and gives exit status 1. The rows that comments
      expect are left to 'tupu test'. Without --graph there are no facts and no shipped rules.
      Paths in a script are relative to the script.
      """,
    options: Option.running + [.answerFormat],
    examples: [
      "tupu run Queries/supervised-markets.dl --graph seeds",
      "tupu run report.dl --graph graph.tupu --param who=高天翼 --format csv",
    ],
    run: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let paths = try arguments.someOperands("a script")
    var session = try ScriptSession(arguments, scripts: paths, console)
    var status = ExitStatus.fine
    for path in paths {
      do {
        status = status.joined(with: session.run(try ScriptPaths.source(at: path)))
      } catch {
        // The other scripts can run all the same.
        console.say("tupu: \(error.message)")
        status = status.joined(with: .file)
      }
      if status == .interrupted { break }
    }
    return status
  }
}
