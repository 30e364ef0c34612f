public import Datalog
public import GraphStore

extension GraphReader {
  /// Where a stated fact comes from; empty for a fact that rules derive or that does not hold.
  public func provenance(of fact: GroundFact) -> [Provenance] {
    snapshot().facts.provenance(of: fact)
  }

  /// Proofs of the facts that match an atom such as `supervised(高天翼, M)` or `supervised($who, _)`.
  ///
  /// ```swift
  /// for proof in try graph.proofs(of: "supervised($who, _)", parameters: ["who": "陈红民"]) {
  ///   print(proof.lines().joined(separator: "\n"))
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - atom: A relation with its arguments.
  ///   - parameters: The values of parameters such as `$who`; they are values, never text.
  ///   - limits: How much the search may use.
  /// - Returns: Up to 20 proofs, in the order of the facts; none if no fact matches.
  /// - Throws: `DiagnosticsError` when the atom is none or the search does not come to its end.
  public func proofs(
    of atom: String, parameters: [String: any ValueConvertible] = [:],
    limits: EvaluationLimits = EvaluationLimits()
  ) throws(DiagnosticsError) -> [ProofTree] {
    try snapshot().proofs(of: atom, parameters.asValues, limits) { Task.isCancelled }
  }

  /// Proofs of the facts that match an atom, found on another thread.
  ///
  /// - Throws: `CancellationError` as soon as the task is cancelled; `DiagnosticsError`.
  public func proofs(
    of atom: String, parameters: [String: any ValueConvertible] = [:],
    limits: EvaluationLimits = EvaluationLimits()
  ) async throws -> [ProofTree] {
    try await BackgroundWork.run { isCancelled in
      try snapshot().proofs(of: atom, parameters.asValues, limits, isCancelled)
    }
  }

  /// What keeps a fact from holding: of each rule that could give it, the condition that fails.
  ///
  /// ```swift
  /// let report = try graph.failure(of: "supervised(王彬, 高砦农贸市场)")
  /// for line in report?.lines ?? ["it holds"] { print(line) }
  /// ```
  ///
  /// - Parameters:
  ///   - atom: A relation with its arguments.
  ///   - parameters: The values of parameters such as `$who`.
  ///   - limits: How much the search may use.
  /// - Returns: `nil` if facts match the atom.
  /// - Throws: `DiagnosticsError` when the atom is none or the search does not come to its end.
  public func failure(
    of atom: String, parameters: [String: any ValueConvertible] = [:],
    limits: EvaluationLimits = EvaluationLimits()
  ) throws(DiagnosticsError) -> FailureReport? {
    try snapshot().failure(of: atom, parameters.asValues, limits) { Task.isCancelled }
  }

  /// What keeps a fact from holding, found on another thread; `nil` if facts match the atom.
  ///
  /// - Throws: `CancellationError` as soon as the task is cancelled; `DiagnosticsError`.
  public func failure(
    of atom: String, parameters: [String: any ValueConvertible] = [:],
    limits: EvaluationLimits = EvaluationLimits()
  ) async throws -> FailureReport? {
    try await BackgroundWork.run { isCancelled in
      try snapshot().failure(of: atom, parameters.asValues, limits, isCancelled)
    }
  }
}

extension GraphSnapshot {
  fileprivate func proofs(
    of atom: String, _ parameters: [String: Value], _ limits: EvaluationLimits,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) throws(DiagnosticsError) -> [ProofTree] {
    let outcome = try explanation("why ", atom, parameters, limits, isCancelled)
    guard case .proofs(_, let proofs)? = outcome else { return [] }
    return proofs
  }

  fileprivate func failure(
    of atom: String, _ parameters: [String: Value], _ limits: EvaluationLimits,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) throws(DiagnosticsError) -> FailureReport? {
    let outcome = try explanation("why not ", atom, parameters, limits, isCancelled)
    guard case .failure(let report)? = outcome, report.matches.isEmpty else { return nil }
    return report
  }

  /// The outcome of a statement that is nothing but a question about an atom.
  private func explanation(
    _ question: String, _ atom: String, _ parameters: [String: Value], _ limits: EvaluationLimits,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) throws(DiagnosticsError) -> Outcome.Kind? {
    var options = ScriptOptions()
    options.parameters = parameters
    options.limits = limits
    options.isCancelled = isCancelled
    let source = SourceText(name: "why", text: question + atom + (atom.hasSuffix(".") ? "" : "."))
    let run = ScriptRunner(graph: self, options: options).run(source)
    if run.failed { throw DiagnosticsError(run.diagnostics) }
    guard run.script.statements.count == 1 else {
      let span = SourceSpan(source, 0..<source.bytes.count)
      throw DiagnosticsError([Diagnostic(.unexpectedToken, "expected one atom", at: span)])
    }
    for outcome in run.outcomes {
      if case .stopped(let diagnostics) = outcome.kind { throw DiagnosticsError(diagnostics) }
    }
    return run.outcomes.last?.kind
  }
}
