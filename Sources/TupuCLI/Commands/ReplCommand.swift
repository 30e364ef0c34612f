import Foundation
import Tupu

/// `tupu repl`, and `tupu` alone: asks for statements and answers them at once.
enum ReplCommand {
  static let command = Command(
    name: "repl", summary: "ask questions one after the other; 'tupu' alone does so too",
    details: """
      Reads statements, each up to its full stop, and answers queries at once. Facts and rules stay in
      force. Lines that begin with ':' are commands; ':help' lists them. Without a terminal there is
      neither banner nor prompt.
      """,
    options: Option.running + [.answerFormat],
    examples: ["tupu repl --graph seeds"],
    run: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    try arguments.noOperands()
    let session = try ScriptSession(arguments, scripts: [], console)
    let repl = Repl(
      session, extractor: try arguments.extractorOptions(), console,
      isInteractive: Console.isInteractive)
    if let mode = arguments.value(.answerFormat) { repl.settings.mode = mode }
    let knowsCodes = ProcessInfo.processInfo.environment["TERM"] != "dumb"
    if Console.isInteractive, knowsCodes, let terminal = Terminal() {
      return repl.run(on: terminal)
    }
    return repl.run(LineReader(isInteractive: Console.isInteractive, console))
  }
}
