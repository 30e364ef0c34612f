/// Compiles and runs one script, statement by statement.
public struct ScriptRun: Sendable {
  /// The outcomes in the order of the statements.
  public private(set) var outcomes: [Outcome] = []
  /// Errors that no statement expects, and warnings; with errors nothing was run.
  public private(set) var diagnostics: [Diagnostic] = []
  /// The script.
  public private(set) var script: Script

  /// Whether the script did not compile.
  public var failed: Bool { diagnostics.contains { $0.severity == .error } }

  /// Runs a script.
  ///
  /// A statement below which `%!` expects an error may fail to compile: it is left out, and the
  /// messages about it are its outcome.
  ///
  /// - Parameters:
  ///   - source: The script.
  ///   - compiler: The parameters, relations and files that it may use.
  ///   - facts: The facts of the graph.
  ///   - limits: What it may use.
  ///   - isCancelled: Asked now and then whether to stop.
  ///   - prepare: Called with the evaluation before the first statement runs.
  ///   - onOutcome: Called with each outcome as soon as it is there, and with what explains it;
  ///     statements that did not compile have nothing to explain.
  public init(
    _ source: SourceText, compiler: ProgramCompiler, facts: (any FactSource)? = nil,
    limits: EvaluationLimits = EvaluationLimits(), isCancelled: (@Sendable () -> Bool)? = nil,
    prepare: (Evaluation) -> Void = { _ in },
    onOutcome: (Outcome, AnswerExplainer?) -> Void = { _, _ in }
  ) {
    let (result, failures) = compiler.compileWithoutExpectedFailures(source)
    script = result.script
    diagnostics = result.diagnostics
    guard let program = result.program else { return }
    let evaluation = Evaluation(
      program, source: facts, files: compiler.files, limits: limits, isCancelled: isCancelled)
    prepare(evaluation)
    var waiting = failures[...]
    func deliver(_ outcome: Outcome, _ explainer: AnswerExplainer? = nil) {
      outcomes.append(outcome)
      onOutcome(outcome, explainer)
    }
    for index in 0..<evaluation.actionCount {
      let outcome = evaluation.run(index)
      while let first = waiting.first, outcome.span.source === source,
        first.span.range.lowerBound < outcome.span.range.lowerBound
      {
        deliver(waiting.removeFirst())
      }
      deliver(outcome, AnswerExplainer(evaluation, index))
    }
    for outcome in waiting { deliver(outcome) }
  }
}
