import Tupu

/// A session in which statements are typed and answered one after the other.
final class Repl {
  static let prompt = "tupu> "
  static let continuation = "  ..> "

  var state: ReplState
  let console: Console
  /// Whether somebody sees the answers at once.
  let isInteractive: Bool
  var settings = ReplSettings()
  /// The answer given last, for `:last`, `:more` and `:why`.
  var lastAnswer: ShownAnswer?
  /// The statements that were handed in, oldest first.
  var history = InputHistory()
  /// What the next prompt has in it already, after `:edit`.
  var prefilled = ""

  init(
    _ session: ScriptSession, extractor: Extractor.Options, _ console: Console,
    isInteractive: Bool
  ) {
    state = ReplState(session, extractor: extractor)
    self.console = console
    self.isInteractive = isInteractive
  }

  // MARK: - Lines

  /// Reads and answers lines until the input ends or somebody leaves.
  ///
  /// - Returns: What went worst when the input is no terminal; with one, people have seen it.
  func run(_ reader: LineReader) -> ExitStatus {
    var status = ExitStatus.fine
    var pending = ""
    while let line = reader.next(prompt: pending.isEmpty ? Self.prompt : Self.continuation) {
      if pending.isEmpty, TypedText.isCommand(Array(line)) {
        guard let result = ReplActions.run(line, self) else { return leave(status) }
        status = status.joined(with: result)
        continue
      }
      pending += line + "\n"
      guard StatementInput.isComplete(pending) else { continue }
      status = status.joined(with: evaluate(pending))
      pending = ""
      if status == .interrupted, !isInteractive { break }
    }
    if isInteractive { console.write("\n") }
    // What the input breaks off with is an error worth seeing.
    if !pending.isEmpty { status = status.joined(with: evaluate(pending)) }
    return leave(status)
  }

  private func leave(_ status: ExitStatus) -> ExitStatus { isInteractive ? .fine : status }

  // MARK: - Statements

  /// Answers what statements ask, and keeps what they define.
  func evaluate(_ text: String) -> ExitStatus {
    guard !text.allSatisfy(\.isWhitespace) else { return .fine }
    if let atom = Retraction.atom(in: text) { return retract(atom) }
    return run(state.source(text))
  }

  /// Runs a script as if it were typed.
  func run(_ source: SourceText) -> ExitStatus {
    let compiled = state.session.runner.check(source)
    let definitions = StatementInput.definitions(of: compiled.script)
    let kept = definitions.isEmpty ? nil : KeptDefinitions.source(of: definitions, in: source)
    if let kept, compiled.program != nil, isInteractive { tell(state.change(keeping: kept)) }
    let printer = AnswerPrinter(self)
    // A definition is there to be used by what is typed later.
    let status = state.session.run(source, showing: { $0.code != .unusedRelation }) {
      isInteractive && printer.show($0, $1)
    }
    if let kept, compiled.program != nil { state.keep(kept) }
    return status
  }

  private func retract(_ atom: String) -> ExitStatus {
    do {
      let retraction = try Retraction(of: atom, in: state)
      guard !retraction.isEmpty else {
        console.say("tupu: no stated fact matches \(atom)")
        return .fine
      }
      if isInteractive { tell(state.change(retracting: retraction)) }
      state.take(retraction)
      return .fine
    } catch {
      console.say(error.diagnostics)
      return ExitStatus(of: error.diagnostics)
    }
  }

  /// Says what a definition changed.
  func tell(_ change: DefinitionChange) {
    guard let line = change.line else { return }
    console.write(console.style.dim(line) + "\n")
    console.flush()
  }
}
