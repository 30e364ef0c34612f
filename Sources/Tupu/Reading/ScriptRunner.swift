public import Datalog
import GraphStore

/// What a script may use when it runs on a graph.
public struct ScriptOptions: Sendable {
  /// The values of parameters such as `$who`; they are values, never text of the script.
  public var parameters: [String: Value] = [:]
  /// Definitions that are in force before the script's own, behind the shipped rules.
  ///
  /// A session keeps here what was typed before.
  public var definitions: [SourceText] = []
  /// Facts of the graph that count as not stated.
  ///
  /// A session keeps here what was taken back; the graph does not change.
  public var retracted: Set<GroundFact> = []
  /// How much it may use.
  public var limits = EvaluationLimits()
  /// What it may read and write; nothing, unless said otherwise.
  public var files: (any FileAccess)?
  /// Asked every few thousand tuples whether to stop; unless given, the task is asked whether it is
  /// cancelled.
  public var isCancelled: (@Sendable () -> Bool)?
  /// Where what was derived stays for the next script; nowhere, unless said otherwise.
  public var memory: SessionMemory?

  /// Creates options: no parameters, the usual limits, no files.
  public init() {}
}

/// Runs scripts on a graph, or on none.
///
/// ```swift
/// var options = ScriptOptions()
/// options.files = ScriptFiles(scripts: [path])
/// let runner = ScriptRunner(graph: graph, options: options)
/// let script = SourceText(name: path, text: try String(contentsOfFile: path, encoding: .utf8))
/// let run = runner.run(script) { outcome in
///   if case .answer(let answer) = outcome.kind { print(answer.rows.count, "rows") }
/// }
/// for diagnostic in run.diagnostics { print(DiagnosticRenderer().render(diagnostic)) }
/// ```
///
/// All statements of a script are run, where a query asks its last one alone. A script reaches no files
/// unless ``ScriptOptions/files`` says so, and stops at ``ScriptOptions/limits``.
public struct ScriptRunner: Sendable {
  private let compiler: ProgramCompiler
  private let facts: (any FactSource)?
  private let options: ScriptOptions
  private let isCancelled: @Sendable () -> Bool

  /// Prepares to run scripts on a graph's facts as they are now, with the shipped rules.
  ///
  /// Without a graph there are no facts and no shipped rules.
  public init(graph: (any GraphReader)?, options: ScriptOptions = ScriptOptions()) {
    let snapshot = graph?.snapshot()
    var compiler = snapshot?.compiler ?? ProgramCompiler()
    compiler.parameters = options.parameters
    compiler.files = options.files
    compiler.loadMemory = options.memory?.loads
    compiler.prelude += options.definitions
    facts = snapshot.map { snapshot -> any FactSource in
      options.retracted.isEmpty
        ? snapshot.source : RestatedFacts(snapshot.source, without: options.retracted)
    }
    compiler.facts = facts
    self.compiler = compiler
    self.options = options
    isCancelled = options.isCancelled ?? { Task.isCancelled }
  }

  /// Compiles a script without running it.
  ///
  /// An error that `%!` below its statement expects is none.
  public func check(_ source: SourceText) -> ProgramCompiler.Result {
    compiler.compileWithoutExpectedFailures(source).result
  }

  /// Compiles a script and prepares to evaluate it statement by statement; `nil` when it has errors.
  public func evaluation(of source: SourceText) -> (
    program: CheckedProgram, evaluation: Evaluation
  )? {
    guard let program = check(source).program else { return nil }
    let evaluation = Evaluation(
      program, source: facts, files: options.files, limits: options.limits,
      isCancelled: isCancelled)
    remember(evaluation)
    return (program, evaluation)
  }

  /// Compiles and runs a script.
  ///
  /// - Parameters:
  ///   - source: The script.
  ///   - onOutcome: Called with each statement's outcome as soon as it is there.
  public func run(_ source: SourceText, onOutcome: (Outcome) -> Void = { _ in }) -> ScriptRun {
    runExplaining(source) { outcome, _ in onOutcome(outcome) }
  }

  /// Compiles and runs a script, with the means to explain its answers.
  ///
  /// - Parameters:
  ///   - source: The script.
  ///   - onOutcome: Called with each statement's outcome as soon as it is there; the
  ///     explainer finds the proof of a row, or what keeps an answer empty.
  public func runExplaining(
    _ source: SourceText, onOutcome: (Outcome, AnswerExplainer?) -> Void
  ) -> ScriptRun {
    run(source, isCancelled, onOutcome)
  }

  /// Compiles and runs a script on another thread.
  ///
  /// - Throws: `CancellationError` as soon as the task is cancelled. What is wrong in the script, or
  ///   stops a statement, is in the run.
  public func run(_ source: SourceText) async throws -> ScriptRun {
    try await BackgroundWork.run { isCancelled in
      run(source, { isCancelled() || options.isCancelled?() == true }) { _, _ in }
    }
  }

  private func run(
    _ source: SourceText, _ isCancelled: @escaping @Sendable () -> Bool,
    _ onOutcome: (Outcome, AnswerExplainer?) -> Void
  ) -> ScriptRun {
    ScriptRun(
      source, compiler: compiler, facts: facts, limits: options.limits,
      isCancelled: isCancelled, prepare: remember, onOutcome: onOutcome)
  }

  private func remember(_ evaluation: Evaluation) {
    options.memory?.pass(to: evaluation, retracted: options.retracted)
  }
}
