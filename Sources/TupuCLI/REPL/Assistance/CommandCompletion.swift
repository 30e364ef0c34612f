import Tupu

/// Completes the commands of a session and what stands behind them.
enum CommandCompletion {
  static func names(_ word: String) -> [CompletionList.Candidate] {
    ReplActions.all.filter { ":\($0.name)".hasPrefix(word) }.map {
      .init(
        text: ":\($0.name)\($0.operand.isEmpty ? "" : " ")", label: ":\($0.name)",
        detail: $0.summary
      )
    }
  }

  static func operands(
    of word: String, _ context: CursorContext, _ vocabulary: Vocabulary
  ) -> [CompletionList.Candidate] {
    let typed = context.word
    func words(_ known: [String]) -> [CompletionList.Candidate] {
      known.filter { $0.hasPrefix(typed) }.map { .init(text: $0, label: $0) }
    }
    switch ReplActions.action(word)?.name {
    case "schema", "rules", "sample": return words(vocabulary.relations.map(\.name))
    case "why", "whynot", "plan", "profile":
      return words(vocabulary.relations.map { RelationSchema.spelling(of: $0.name) + "(" })
        + (typed.isEmpty ? [] : Completer.names(vocabulary.entities, holding: typed))
    case "entity": return Completer.names(vocabulary.entities, holding: typed, isQuoted: false)
    case "mode": return words(AnswerFormats.names)
    case "timer": return words(["on", "off"])
    case "help": return words(HelpTopics.all.map(\.name) + ReplActions.all.map(\.name))
    case "open", "import", "save", "output", "read":
      return FileCompletion.candidates(for: typed, isQuoted: false)
    default: return []
    }
  }
}
