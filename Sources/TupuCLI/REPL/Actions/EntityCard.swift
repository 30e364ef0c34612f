import Tupu

/// All that a graph and the rules know of one name.
enum EntityCard {
  /// A name may be mentioned hundreds of times.
  private static let most = 8

  static func show(_ name: String, _ repl: Repl) -> ExitStatus {
    let vocabulary = repl.state.vocabulary
    // One script with a query for each relation that has a column of text.
    let asked = vocabulary.relations.compactMap { relation in
      query(of: relation, about: name).map { (relation, $0) }
    }
    let source = SourceText(name: "entity", text: asked.map(\.1).joined(separator: "\n"))
    let run = Interruption.cancellable { repl.state.session.runner.run(source) }
    if Interruption.isRequested { return .interrupted }
    var kinds: [String] = []
    var facts: [String] = []
    for ((relation, _), outcome) in zip(asked, run.outcomes) {
      guard case .answer(let answer) = outcome.kind, !answer.rows.isEmpty else { continue }
      if relation.arity == 1 {
        kinds.append(relation.name)
        continue
      }
      facts += answer.rows.prefix(most).map { GroundFact(relation.name, $0).description }
      let rest = answer.rows.count - most
      if rest > 0 { facts.append("… \(rest) more of \(relation.name)") }
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

  /// Asks for the facts that hold the name in any column of text.
  private static func query(of relation: RelationSchema, about name: String) -> String? {
    let texts = relation.columns.indices.filter { relation.columns[$0].type == .text }
    guard !texts.isEmpty else { return nil }
    let terms = relation.columns.indices.map { "X\($0)" }.joined(separator: ", ")
    let choices = texts.map { "X\($0) = \(Value.quote(name))" }.joined(separator: " ; ")
    let atom = "\(RelationSchema.spelling(of: relation.name))(\(terms))"
    return "?(\(terms)) :- \(atom), (\(choices))."
  }
}
