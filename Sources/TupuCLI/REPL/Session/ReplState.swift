import Tupu

/// What is in force in a session, and what was before.
struct ReplState {
  var session: ScriptSession
  /// What the extractor is told of pages that are opened or imported.
  let extractor: Extractor.Options
  private var inputCount = 0
  /// What was in force before each change, the last one at the end.
  private var past: [(definitions: [SourceText], retracted: Set<GroundFact>, what: String)] = []

  init(_ session: ScriptSession, extractor: Extractor.Options) {
    self.session = session
    self.session.options.memory = SessionMemory()
    self.extractor = extractor
  }

  /// Wraps what was typed; messages call it by its number.
  mutating func source(_ text: String) -> SourceText {
    inputCount += 1
    return SourceText(name: "input \(inputCount)", text: text)
  }

  var vocabulary: Vocabulary { Vocabulary(graph: session.graph, options: session.options) }

  // MARK: - Changing

  /// Keeps definitions in force.
  mutating func keep(_ definitions: SourceText) {
    remember(definitions.name)
    session.options.definitions.append(definitions)
  }

  /// Takes facts back.
  mutating func take(_ retraction: Retraction) {
    remember("retract \(retraction.atom)")
    session.options = retraction.applied(to: session.options)
  }

  /// Puts back what was in force before the last change, and says which that was.
  mutating func undo() -> String? {
    guard let (definitions, retracted, what) = past.popLast() else { return nil }
    session.options.definitions = definitions
    session.options.retracted = retracted
    return what
  }

  private mutating func remember(_ what: String) {
    past.append((session.options.definitions, session.options.retracted, what))
  }

  // MARK: - What a change would do

  func change(keeping definitions: SourceText) -> DefinitionChange {
    var options = session.options
    options.definitions.append(definitions)
    return DefinitionChange(
      from: session.options, to: options, graph: session.graph, defined: definitions)
  }

  func change(retracting retraction: Retraction) -> DefinitionChange {
    DefinitionChange(
      from: session.options, to: retraction.applied(to: session.options), graph: session.graph,
      relation: retraction.relation)
  }
}
