import Tupu

/// Facts that `retract p(a, _).` takes back: those that were typed, and those of the graph.
struct Retraction {
  let atom: String
  let relation: String
  private var typed: [SourceSpan] = []
  private var printed: Set<GroundFact> = []

  /// The atom behind `retract`, if a text is such a statement.
  static func atom(in text: String) -> String? {
    let pieces = SyntaxPiece.pieces(of: text).filter { $0.kind != .comment }
    guard pieces.first?.text == "retract", pieces.count > 2, pieces.last?.text == ".",
      pieces[1].kind == .name
    else { return nil }
    let bytes = Array(text.utf8)
    let range = pieces[1].range.lowerBound..<(pieces.last?.range.lowerBound ?? 0)
    return String(decoding: bytes[range], as: UTF8.self)
  }

  /// Finds the stated facts that match an atom.
  init(of atom: String, in state: ReplState) throws(DiagnosticsError) {
    self.atom = atom
    let source = SourceText(name: "retract", text: "why \(atom).")
    guard let (program, evaluation) = state.session.runner.evaluation(of: source) else {
      throw DiagnosticsError(state.session.runner.check(source).diagnostics)
    }
    let facts: [GroundFact]
    do {
      facts = try Interruption.cancellable { try evaluation.facts(matchingAction: 0) }
    } catch let error as EvaluationError {
      throw DiagnosticsError([error.diagnostic])
    } catch {
      throw DiagnosticsError([])
    }
    relation = facts.first?.relation ?? ""
    let matching = Set(facts)
    let kept = state.session.options.definitions
    typed = program.statedFacts.filter { fact, span in
      matching.contains(fact) && kept.contains { $0 === span.source }
    }.map(\.span)
    if let store = state.session.graph?.facts {
      printed = matching.filter { !store.provenance(of: $0).isEmpty }
    }
  }

  var isEmpty: Bool { typed.isEmpty && printed.isEmpty }

  /// The options without the facts.
  func applied(to options: ScriptOptions) -> ScriptOptions {
    var options = options
    options.retracted.formUnion(printed)
    options.definitions = options.definitions.compactMap { source in
      let gone = typed.filter { $0.source === source }.map(\.range)
      guard !gone.isEmpty else { return source }
      let parsed = ProgramCompiler().compile(source).script
      let kept = StatementInput.definitions(of: parsed).filter { statement in
        !gone.contains { statement.span.range.overlaps($0) }
      }
      return kept.isEmpty ? nil : KeptDefinitions.source(of: kept, in: source)
    }
    return options
  }
}
