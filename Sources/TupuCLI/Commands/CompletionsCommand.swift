/// `tupu completions`: prints what a shell needs to complete command lines.
enum CompletionsCommand {
  private static let shells = ["bash", "zsh", "fish"]

  static let command = Command(
    name: "completions", operands: "SHELL", summary: "print completions for bash, zsh or fish",
    details: """
      Prints a script for the shell. In bash: source <(tupu completions bash). In zsh: the same, behind
      'autoload -U compinit; compinit'. In fish: tupu completions fish | source.
      """,
    examples: ["tupu completions bash > ~/.local/share/bash-completion/completions/tupu"],
    run: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let shell = try arguments.onlyOperand("the name of a shell")
    switch shell {
    case "bash": console.write(BashCompletions.script)
    case "zsh": console.write(ZshCompletions.script)
    case "fish": console.write(FishCompletions.script)
    default:
      throw UsageError(
        "there are completions for \(shells.joined(separator: ", ")), not for '\(shell)'",
        unknown: shell, among: shells)
    }
    return .fine
  }
}
