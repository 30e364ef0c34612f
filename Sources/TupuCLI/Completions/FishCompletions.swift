/// Completions for fish, with what each command and option does.
enum FishCompletions {
  static var script: String {
    var lines: [String] = []
    for command in CommandList.all {
      lines.append(
        "complete -c tupu -n __fish_use_subcommand -f -a \(command.name) -d \(quoted(command.summary))"
      )
      for option in command.options + Option.everywhere {
        var line = "complete -c tupu -n \(quoted("__fish_seen_subcommand_from \(command.name)"))"
        line += " -l \(option.name.dropFirst(2)) -d \(quoted(option.meaning))"
        if !option.choices.isEmpty {
          line += " -x -a \(quoted(option.choices.joined(separator: " ")))"
        } else if option.value != nil {
          line += " -r"
        }
        lines.append(line)
      }
    }
    lines.append(
      "complete -c tupu -n '__fish_seen_subcommand_from completions' -f -a 'bash zsh fish'")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    "'\(text.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
  }
}
