/// Completions for bash: commands, then their options, the options' values, and files.
enum BashCompletions {
  static var script: String {
    let commands = CommandList.all
    var cases = ""
    for command in commands {
      let options = command.options + Option.everywhere
      cases += "    \(command.name)) options=\"\(options.map(\.name).joined(separator: " "))\" ;;\n"
    }
    return """
      _tupu() {
        local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
        local command=${COMP_WORDS[1]} options="" words=""
        if [ "$COMP_CWORD" -eq 1 ]; then
          COMPREPLY=($(compgen -W "\(commands.map(\.name).joined(separator: " ")) help" -- "$word"))
          return
        fi
        case "$command $previous" in
      \(values)  esac
        if [ -n "$words" ]; then
          COMPREPLY=($(compgen -W "$words" -- "$word"))
          return
        fi
        case "$command" in
      \(cases)  esac
        case "$word" in
          -*) COMPREPLY=($(compgen -W "$options" -- "$word")) ;;
          *) COMPREPLY=($(compgen -f -- "$word")) ;;
        esac
      }
      complete -o filenames -F _tupu tupu

      """
  }

  private static var values: String {
    var lines = "    \"completions completions\") words=\"bash zsh fish\" ;;\n"
    for command in CommandList.all {
      for option in command.options + Option.everywhere where !option.choices.isEmpty {
        lines += "    \"\(command.name) \(option.name)\") "
        lines += "words=\"\(option.choices.joined(separator: " "))\" ;;\n"
      }
    }
    return lines
  }
}
