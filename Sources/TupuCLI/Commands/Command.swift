/// A command such as `tupu run`: what its help says, and what it does.
struct Command: Sendable {
  let name: String
  /// What stands behind the name.
  var operands = ""
  /// One line for the list of commands.
  let summary: String
  /// What its own help says below the usage.
  let details: String
  var options: [Option] = []
  /// Command lines to try.
  var examples: [String] = []
  let run: @Sendable (Arguments, Console) throws -> ExitStatus
}

/// The commands in the order of the help.
enum CommandList {
  static let all = [
    RunCommand.command, QueryCommand.command, TestCommand.command, CheckCommand.command,
    ExtractCommand.command, EvaluateCommand.command, ImportCommand.command,
    ForgetCommand.command, WhyCommand.command, InfoCommand.command, VerifyCommand.command,
    CompactCommand.command, DiffCommand.command, DumpCommand.command, RestoreCommand.command,
    ReplCommand.command, CompletionsCommand.command,
  ]
}
