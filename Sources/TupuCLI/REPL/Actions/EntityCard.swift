import Tupu

/// All that a graph and the rules know of one name.
enum EntityCard {
  /// A name may be mentioned hundreds of times.
  private static let most = 8

  static func show(_ name: String, _ repl: Repl) -> ExitStatus {
    let vocabulary = repl.state.vocabulary
    var kinds: [String] = []
    var facts: [String] = []
    for relation in vocabulary.relations {
      let found = self.facts(of: relation, about: name, repl)
      if relation.arity == 1, !found.isEmpty {
        kinds.append(relation.name)
      } else {
        facts += found.prefix(most)
        if found.count > most { facts.append("… \(found.count - most) more of \(relation.name)") }
      }
      if Interruption.isRequested { return .interrupted }
    }
    guard !kinds.isEmpty || !facts.isEmpty else {
      let near =
        NearNames.nearest(to: name, among: vocabulary.entities)
        ?? vocabulary.entities.first { $0.contains(name) }
      let advice = near.map { "; did you mean '\($0)'?" } ?? ""
      return repl.usage("nothing is known of '\(name)'\(advice)")
    }
    let kind = kinds.isEmpty ? "" : "  \(repl.console.style.dim(kinds.joined(separator: ", ")))"
    return repl.show([repl.console.style.bold(name) + kind] + facts.map { "  \($0)" })
  }

  /// The facts that hold the name in any column of text.
  private static func facts(of relation: RelationSchema, about name: String, _ repl: Repl)
    -> [String]
  {
    let texts = relation.columns.indices.filter { relation.columns[$0].type == .text }
    guard !texts.isEmpty else { return [] }
    let terms = relation.columns.indices.map { "X\($0)" }.joined(separator: ", ")
    let choices = texts.map { "X\($0) = \(Value.quote(name))" }.joined(separator: " ; ")
    let query =
      "?(\(terms)) :- \(RelationSchema.spelling(of: relation.name))(\(terms)), (\(choices))."
    let run = Interruption.cancellable {
      repl.state.session.runner.run(SourceText(name: "entity", text: query))
    }
    return run.outcomes.flatMap { outcome -> [String] in
      guard case .answer(let answer) = outcome.kind else { return [] }
      return answer.rows.map { GroundFact(relation.name, $0).description }
    }
  }
}
