/// Writes the help of the command and of its commands.
enum HelpText {
  /// What `tupu --help` shows.
  static var overview: String {
    let width = CommandList.all.map { "\($0.name) \($0.operands)".count }.max() ?? 0
    let commands = CommandList.all.map { command in
      "  " + padded("\(command.name) \(command.operands)", to: width) + "   \(command.summary)\n"
    }
    return """
      usage: tupu COMMAND [OPTION…] …

      Ask newspaper pages questions, in Datalog. Without a command, 'tupu' reads statements line by line.

      commands
      \(commands.joined())
        tupu COMMAND --help   the options of a command
        tupu --version        the version

      exit status
        0 fine · 1 an expectation, constraint or test failed · 2 usage · 3 error in a script
        4 limit reached · 5 file or store error · 130 interrupted

      """
  }

  /// What `tupu COMMAND --help` shows.
  static func help(of command: Command) -> String {
    let operands = command.operands.isEmpty ? "" : " \(command.operands)"
    let options = command.options + Option.everywhere
    let labels = options.map { $0.name + ($0.value.map { " \($0)" } ?? "") }
    let width = labels.map(\.count).max() ?? 0
    var text = "usage: tupu \(command.name)\(operands) [OPTION…]\n\n\(command.details)\n\noptions\n"
    for (label, option) in zip(labels, options) {
      text += "  \(padded(label, to: width))   \(option.meaning)\n"
    }
    if !command.examples.isEmpty {
      text += "\nexamples\n" + command.examples.map { "  \($0)\n" }.joined()
    }
    return text
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
