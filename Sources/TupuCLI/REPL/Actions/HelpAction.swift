import Tupu

/// `:help`: the commands, or a construct of the language with an example.
enum HelpAction {
  static let help = ReplAction(
    name: "help", operand: "[WORD]", summary: "this list, or what is known of a word"
  ) { word, repl in word.isEmpty ? list(repl) : tell(of: word, repl) }

  private static func list(_ repl: Repl) -> ExitStatus {
    let labels = ReplActions.all.map { ":\($0.name)\($0.operand.isEmpty ? "" : " \($0.operand)")" }
    let width = labels.map(\.count).max() ?? 0
    var lines = ["Statements end with a full stop; facts and rules stay in force.", ""]
    for (label, action) in zip(labels, ReplActions.all) {
      let space = String(repeating: " ", count: width - label.count)
      lines.append("  \(label)\(space)  \(action.summary)")
    }
    let topics = HelpTopics.all.map(\.name).joined(separator: " ")
    return repl.show(lines + ["", "  :help WORD explains: \(topics)"])
  }

  private static func tell(of word: String, _ repl: Repl) -> ExitStatus {
    let name = word.hasPrefix(":") ? String(word.dropFirst()) : word
    if let action = ReplActions.all.first(where: { $0.name == name }), word.hasPrefix(":") {
      return repl.show([":\(action.name) \(action.operand)", "  \(action.summary)"])
    }
    if let topic = HelpTopics.topic(name) { return repl.show(topic.lines(repl.console.style)) }
    if let function = FunctionSignature.all.first(where: { $0.name == name }) {
      return repl.show(["\(function.name)(\(function.arguments.joined(separator: ", ")))"])
    }
    if let action = ReplActions.action(name) {
      return repl.show([":\(action.name) \(action.operand)", "  \(action.summary)"])
    }
    let known = HelpTopics.all.map(\.name) + ReplActions.all.map(\.name)
    let error = UsageError("there is no help on '\(word)'", unknown: word, among: known)
    return repl.usage(error.message)
  }
}
