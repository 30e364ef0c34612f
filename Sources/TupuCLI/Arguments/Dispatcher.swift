import Tupu

/// Finds the command that a command line names, and runs it.
struct Dispatcher {
  let console: Console

  func run(_ words: [String]) throws -> ExitStatus {
    guard let first = words.first else { return try run(ReplCommand.command, []) }
    switch first {
    case "--help", "-h":
      console.write(HelpText.overview)
      return .fine
    case "--version":
      console.write("tupu \(TupuMain.version)\n")
      return .fine
    case "help": return try help(Array(words.dropFirst()))
    default: break
    }
    // Options without a command are those of the session that 'tupu' alone opens.
    if first.hasPrefix("-") { return try run(ReplCommand.command, words) }
    return try run(command(first), Array(words.dropFirst()))
  }

  private func run(_ command: Command, _ words: [String]) throws -> ExitStatus {
    do {
      let arguments = try Arguments(words, options: command.options + Option.everywhere)
      if arguments.has(.help) {
        console.write(HelpText.help(of: command))
        return .fine
      }
      if let choice = arguments.value(.color).flatMap(ColorChoice.init) { console.color(choice) }
      console.detail = arguments.has(.quiet) ? .errors : arguments.has(.verbose) ? .all : .usual
      return try command.run(arguments, console)
    } catch var error as UsageError {
      error.command = error.command ?? command.name
      throw error
    }
  }

  private func help(_ words: [String]) throws -> ExitStatus {
    guard let name = words.first, name != "--help" else {
      console.write(HelpText.overview)
      return .fine
    }
    console.write(HelpText.help(of: try command(name)))
    return .fine
  }

  private func command(_ name: String) throws(UsageError) -> Command {
    if let command = CommandList.all.first(where: { $0.name == name }) { return command }
    if name.hasSuffix(".dl") {
      throw UsageError("there is no command '\(name)'; did you mean 'tupu run \(name)'?")
    }
    throw UsageError(
      "there is no command '\(name)'", unknown: name,
      among: CommandList.all.map(\.name) + ["help"])
  }
}
