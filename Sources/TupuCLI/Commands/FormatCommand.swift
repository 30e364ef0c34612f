import Foundation
import Tupu

/// `tupu format`: rewrites scripts in the one canonical layout.
enum FormatCommand {
  private static let check = Option(
    "--check", "change nothing; name the scripts that are laid out otherwise, exit status 1 if any")

  static let command = Command(
    name: "format", operands: "SCRIPT…", summary: "lay scripts out in the one canonical way",
    details: """
      Rewrites scripts in place, of a folder all .dl scripts below it; '-' reads standard input and
      prints the result. Comments and expected rows stay. A script with syntax errors is left as it
      is and gives exit status 3.
      """,
    options: [check],
    examples: ["tupu format Queries", "tupu format Queries --check", "tupu format - < draft.dl"],
    run: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let paths = try ScriptPaths.scripts(at: try arguments.someOperands("a script or folder"))
    var status = ExitStatus.fine
    for path in paths {
      let source = try ScriptPaths.source(at: path)
      let result = ScriptFormatter.format(source)
      let errors = result.diagnostics.filter { $0.severity == .error }
      console.say(errors)
      status = status.joined(with: ExitStatus(of: errors))
      guard errors.isEmpty else { continue }
      let isFormatted = Array(result.text.utf8) == source.bytes
      if arguments.has(check) {
        guard !isFormatted else { continue }
        console.write("\(path)\n")
        status = status.joined(with: .failed)
      } else if path == ScriptPaths.standardInput {
        console.write(result.text)
      } else if !isFormatted {
        try ScriptPaths.rewrite(path, with: result.text)
        console.remark("formatted \(path)")
      }
    }
    return status
  }
}
