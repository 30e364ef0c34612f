import Tupu

/// How many facts each relation has more or less after a definition or a retraction.
struct DefinitionChange {
  private(set) var differences: [(relation: String, difference: Int)] = []
  /// Whether the counting took too long and was given up.
  private(set) var isUnknown = false
  private var defined: [String] = []

  /// Compares two states, for the relations that a script defines and those that rest on them.
  init(
    from old: ScriptOptions, to new: ScriptOptions, graph: KnowledgeGraph?,
    defined source: SourceText
  ) {
    let counter = Counter(graph, old, new)
    let before = Set(counter.old?.program.schemas.map(\.name) ?? [])
    defined = (counter.new?.program.schemas ?? []).map(\.name).filter { name in
      !before.contains(name)
        || counter.new?.program.definitions(of: name).contains { $0.source === source } == true
    }
    count(counter)
  }

  /// Compares two states, for one relation and those that rest on it.
  init(from old: ScriptOptions, to new: ScriptOptions, graph: KnowledgeGraph?, relation: String) {
    defined = [relation]
    count(Counter(graph, old, new))
  }

  /// One line, such as `+1 supervisory, +3 supervised`.
  var line: String? {
    guard !defined.isEmpty else { return nil }
    if isUnknown { return "changed \(defined.joined(separator: ", "))" }
    return differences.map { relation, difference in
      "\(difference < 0 ? "" : "+")\(Spelling.count(difference)) \(relation)"
    }.joined(separator: ", ")
  }

  private mutating func count(_ counter: Counter) {
    let names = counter.new?.program.dependents(of: defined) ?? []
    // What is defined stands first, and is named even when nothing came of it.
    for name in defined + names.filter({ !defined.contains($0) }) {
      guard let difference = counter.difference(in: name) else {
        isUnknown = true
        return
      }
      if difference != 0 || defined.contains(name) { differences.append((name, difference)) }
    }
  }
}

/// Counts the facts of relations in two states.
private struct Counter {
  /// Somebody waits; with more facts than can be counted in this time, the names alone are told.
  private static let patience = Duration.seconds(2)

  let old: (program: CheckedProgram, evaluation: Evaluation)?
  let new: (program: CheckedProgram, evaluation: Evaluation)?

  init(_ graph: KnowledgeGraph?, _ old: ScriptOptions, _ new: ScriptOptions) {
    func evaluation(_ options: ScriptOptions) -> (CheckedProgram, Evaluation)? {
      var options = options
      options.limits.time = Self.patience
      options.isCancelled = { Interruption.isRequested }
      let runner = ScriptRunner(graph: graph, options: options)
      return runner.evaluation(of: SourceText(name: "count", text: ""))
    }
    self.old = evaluation(old)
    self.new = evaluation(new)
  }

  func difference(in relation: String) -> Int? {
    Interruption.cancellable {
      guard let after = try? new?.evaluation.count(of: relation) else { return nil }
      guard let old, old.program.schemas.contains(where: { $0.name == relation }) else {
        return after
      }
      guard let before = try? old.evaluation.count(of: relation) else { return nil }
      return after - before
    }
  }
}
