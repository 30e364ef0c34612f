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
    let all = defined + names.filter { !defined.contains($0) }
    guard let found = counter.differences(in: all) else {
      isUnknown = true
      return
    }
    for (name, difference) in zip(all, found) where difference != 0 || defined.contains(name) {
      differences.append((name, difference))
    }
  }
}

/// Counts the facts of relations in two states.
private struct Counter {
  /// Somebody waits; with more facts than can be counted in this time, the names alone are told.
  private static let patience = Duration.seconds(2)

  let old: (program: CheckedProgram, evaluation: Evaluation)?
  let new: (program: CheckedProgram, evaluation: Evaluation)?
  private let memory: SessionMemory?
  private let retracted: (old: Set<GroundFact>, new: Set<GroundFact>)

  init(_ graph: KnowledgeGraph?, _ old: ScriptOptions, _ new: ScriptOptions) {
    func evaluation(_ options: ScriptOptions) -> (CheckedProgram, Evaluation)? {
      var options = options
      // The two states must not take over from each other yet.
      options.memory = options.memory.map(SessionMemory.init(loadingWith:))
      options.limits.time = Self.patience
      options.isCancelled = { Interruption.isRequested }
      let runner = ScriptRunner(graph: graph, options: options)
      return runner.evaluation(of: SourceText(name: "count", text: ""))
    }
    self.old = evaluation(old)
    self.new = evaluation(new)
    memory = new.memory
    retracted = (old.retracted, new.retracted)
  }

  /// By how many facts the relations differ; `nil` if that takes too long.
  func differences(in relations: [String]) -> [Int]? {
    guard let new else { return nil }
    return Interruption.cancellable {
      // The old state first: what it derived becomes the new one's.
      if let old { memory?.pass(to: old.evaluation, retracted: retracted.old) }
      let known = Set(old?.program.schemas.map(\.name) ?? [])
      var before: [Int] = []
      for relation in relations {
        guard known.contains(relation) else {
          before.append(0)
          continue
        }
        guard let count = try? old?.evaluation.count(of: relation) else { return nil }
        before.append(count)
      }
      memory?.pass(to: new.evaluation, retracted: retracted.new)
      var differences: [Int] = []
      for (relation, count) in zip(relations, before) {
        guard let after = try? new.evaluation.count(of: relation) else { return nil }
        differences.append(after - count)
      }
      return differences
    }
  }
}
