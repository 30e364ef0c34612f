/// Completions for zsh, with what each command and option does.
enum ZshCompletions {
  static var script: String {
    let commands = CommandList.all
    let names = commands.map { "    \(quoted("\($0.name):\($0.summary)"))\n" }.joined()
    let cases = commands.map { command in
      let specifications =
        (command.options + Option.everywhere).map(specification) + [files(command)]
      return "    \(command.name)) _arguments \(specifications.joined(separator: " ")) ;;\n"
    }.joined()
    return """
      #compdef tupu
      _tupu() {
        local -a commands
        commands=(
      \(names)  )
        if (( CURRENT == 2 )); then
          _describe command commands
          return
        fi
        local command=$words[2]
        shift words
        (( CURRENT-- ))
        case $command in
      \(cases)  esac
      }
      compdef _tupu tupu

      """
  }

  private static func specification(_ option: Option) -> String {
    // A colon or bracket in a meaning would end it.
    let meaning = option.meaning.replacing(":", with: "\\:").replacing("[", with: "\\[")
      .replacing("]", with: "\\]")
    guard let value = option.value else { return quoted("\(option.name)[\(meaning)]") }
    let action = option.choices.isEmpty ? "_files" : "(\(option.choices.joined(separator: " ")))"
    return quoted("*\(option.name)[\(meaning)]:\(value.replacing(":", with: "\\:")):\(action)")
  }

  private static func files(_ command: Command) -> String {
    command.name == "completions" ? quoted("*:shell:(bash zsh fish)") : quoted("*:file:_files")
  }

  private static func quoted(_ text: String) -> String {
    "'\(text.replacing("'", with: "'\\''"))'"
  }
}
