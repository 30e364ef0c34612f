import Tupu

/// What the commands that run scripts share: the graph, the options, and how outcomes are printed.
struct ScriptSession {
  var graph: KnowledgeGraph?
  var options = ScriptOptions()
  /// How answers are written.
  var format: any AnswerFormat
  let console: Console
  private var hasPrinted = false

  /// Reads what the options say; `--graph` is read here.
  init(_ arguments: Arguments, scripts: [String], _ console: Console) throws {
    self.console = console
    format = AnswerFormats.named(arguments.value(.answerFormat) ?? "table")
    options.parameters = try arguments.parameters()
    options.files = ScriptFiles(scripts: scripts.filter { $0 != ScriptPaths.standardInput })
    options.isCancelled = { Interruption.isRequested }
    if let time = try arguments.timeout() { options.limits.time = time }
    if let facts = try arguments.number(.mostFacts) { options.limits.derivedFacts = facts }
    if let threads = try arguments.number(.threads, in: 1...1024) {
      options.limits.threads = threads
    }
    let extractor = try arguments.extractorOptions()
    var bar = ProgressBar()
    let clock = ContinuousClock()
    let start = clock.now
    graph = try arguments.value(.graph).map { path in
      try GraphLocation.read(path, options: extractor) { bar.show($0, of: $1) }
    }
    if let graph {
      console.explain("tupu: read \(graph.factCount) facts in \(Spelling.time(clock.now - start))")
    }
  }

  /// Keeps definitions in force for the scripts that follow.
  mutating func keep(_ definitions: SourceText) { options.definitions.append(definitions) }

  /// Forgets that answers were printed: the next one is not set apart from them.
  mutating func beginAnew() { hasPrinted = false }

  var runner: ScriptRunner { ScriptRunner(graph: graph, options: options) }

  // MARK: - Running

  /// Runs a script and prints its answers as they come.
  ///
  /// - Parameters:
  ///   - isShown: Which messages about the script are shown.
  ///   - present: Shows an answer in the place of the session; false leaves it to the session.
  mutating func run(
    _ source: SourceText, showing isShown: (Diagnostic) -> Bool = { _ in true },
    presenting present: (Outcome, AnswerExplainer?) -> Bool = { _, _ in false }
  ) -> ExitStatus {
    var status = ExitStatus.fine
    let clock = ContinuousClock()
    let start = clock.now
    let run = Interruption.cancellable {
      runner.runExplaining(source) { outcome, explainer in
        if !present(outcome, explainer) { status = status.joined(with: report(outcome)) }
        console.flush()
      }
    }
    console.explain("tupu: ran \(source.name) in \(Spelling.time(clock.now - start))")
    console.say(run.diagnostics.filter(isShown))
    if run.failed, needsGraph(source, run.diagnostics) {
      console.say("tupu: relations and rules of the graph are there only with '--graph G'")
    }
    if Interruption.isRequested {
      console.say("tupu: interrupted")
      return .interrupted
    }
    return run.failed ? ExitStatus(of: run.diagnostics) : status
  }

  /// Whether a script names relations that it would find in any graph, and there is none.
  private func needsGraph(_ source: SourceText, _ diagnostics: [Diagnostic]) -> Bool {
    func unknownRelations(_ diagnostics: [Diagnostic]) -> Int {
      diagnostics.count { $0.code == .unknownRelation }
    }
    guard graph == nil, unknownRelations(diagnostics) > 0 else { return false }
    let withGraph = ScriptRunner(graph: KnowledgeGraph(), options: options).check(source)
    return unknownRelations(withGraph.diagnostics) < unknownRelations(diagnostics)
  }

  private mutating func report(_ outcome: Outcome) -> ExitStatus {
    switch outcome.kind {
    case .answer(let answer):
      beginAnswer()
      format.writeAny(answer, to: console)
    case .proofs, .failure:
      beginAnswer()
      console.write(lines(of: outcome).map { $0 + "\n" }.joined())
    case .denial(let message, let witnesses): return report(witnesses, against: message, outcome)
    case .saved(let relation, let path, let count):
      console.remark("saved \(count) facts of '\(relation)' to \(path)")
    case .stopped(let diagnostics): return report(diagnostics, outcome)
    }
    return .fine
  }

  private mutating func beginAnswer() {
    if hasPrinted { console.write("\n") }
    hasPrinted = true
  }

  /// Reports a violated constraint; its witnesses are part of the message, not of the data.
  private func report(_ witnesses: Answer, against message: String?, _ outcome: Outcome)
    -> ExitStatus
  {
    guard !witnesses.rows.isEmpty else { return .fine }
    let style = console.messageStyle
    console.say("\(outcome.span): \(style.red("denied")): \(message ?? outcome.span.text)")
    if !witnesses.isTruthValue {
      for line in ExpectationText.lines(of: witnesses) { console.say("  \(line)") }
    }
    return .failed
  }

  private func report(_ diagnostics: [Diagnostic], _ outcome: Outcome) -> ExitStatus {
    // An error that the script expects is none.
    if outcome.expectation?.errors.isEmpty == false { return .fine }
    if Interruption.isRequested { return .interrupted }
    console.say(diagnostics)
    return ExitStatus(of: diagnostics)
  }

  /// The lines of an outcome, with the printed words behind stated facts.
  func lines(of outcome: Outcome) -> [String] {
    let facts = graph?.facts
    return ExpectationText.lines(of: outcome.kind) { facts?.evidenceLines(for: $0) ?? [] }
  }
}
