public import Datalog
import Synchronization

/// A query that was compiled once and runs many times, with other parameters or on other facts.
///
/// ```swift
/// let places = try graph.prepare("?(Place) :- supervised($who, Place).")
/// let rows = try places.rows(["who": "高天翼"])
/// ```
///
/// Prepared by a ``KnowledgeGraph`` it sees the facts as they are when a run begins; prepared by a
/// ``GraphSnapshot``, always those. What rules derive without the parameters is kept from run to run,
/// so a run costs little more than the look-up; when facts have come or gone, it is brought up to date
/// with them, at a cost in proportion to what changed. Parameters are values: a text that looks like a
/// statement is only a text.
///
/// It may be used by several threads at once. It keeps the graph's facts of its first run.
public final class PreparedQuery: Sendable {
  /// The columns of the answer.
  public let columns: [RelationSchema.Column]

  private let reader: any GraphReader
  private let program: CheckedProgram
  private let idle = Mutex<[KeptEvaluation]>([])

  /// How many evaluations are kept for the next runs.
  private static let mostIdle = 8
  /// Beyond this an evaluation is dropped: it keeps every value that it ever saw.
  private static let mostBytesOfValues = 64 << 20

  init(_ query: some ScriptConvertible, of reader: any GraphReader) throws(DiagnosticsError) {
    var compiler = reader.snapshot().compiler
    compiler.leavesParametersOpen = true
    program = try compiler.compile(query.script(named: "query")).program(askedIn: query)
    columns = program.queryColumns.last ?? []
    self.reader = reader
  }

  /// The types of the parameters by their names without `$`.
  ///
  /// ``ValueType/any`` is that of a parameter of which nothing is asked.
  public var parameters: [String: ValueType] { program.parameterTypes }

  /// What was found doubtful in the query.
  public var warnings: [Diagnostic] { program.warnings }

  /// The rows of the answer.
  ///
  /// - Parameters:
  ///   - parameters: A value for each parameter.
  ///   - limits: How much the run may use.
  /// - Throws: `DiagnosticsError` when a parameter has no value or one of another type, or the run
  ///   does not come to its end.
  /// - Complexity: As that of the rules that the parameters bear on; the others are evaluated in the
  ///   first run, and later follow what changed.
  public func rows(
    _ parameters: [String: any ValueConvertible] = [:],
    limits: EvaluationLimits = EvaluationLimits()
  ) throws(DiagnosticsError) -> AnswerRows {
    try run(parameters.asValues, limits) { Task.isCancelled }
  }

  /// The rows of the answer, found on another thread.
  ///
  /// - Throws: `CancellationError` as soon as the task is cancelled; `DiagnosticsError`.
  public func rows(
    _ parameters: [String: any ValueConvertible] = [:],
    limits: EvaluationLimits = EvaluationLimits()
  ) async throws -> AnswerRows {
    try await BackgroundWork.run { isCancelled in
      try self.run(parameters.asValues, limits, isCancelled)
    }
  }

  /// The first value of the answer; `nil` if it has no rows.
  ///
  /// - Throws: `DiagnosticsError`; ``RowDecodingError`` when the answer has other than one column, or
  ///   one of another type.
  public func value<Single: ValueConvertible>(
    _ parameters: [String: any ValueConvertible] = [:],
    limits: EvaluationLimits = EvaluationLimits(),
    as type: Single.Type
  ) throws -> Single? {
    try RowDecodingError.checkSingle(type, columns)
    return try run(parameters.asValues, limits) { Task.isCancelled }.singleValue(as: type)
  }

  /// The first value of the answer, found on another thread; `nil` if it has no rows.
  ///
  /// - Throws: `CancellationError` as soon as the task is cancelled; `DiagnosticsError`;
  ///   ``RowDecodingError``.
  public func value<Single: ValueConvertible>(
    _ parameters: [String: any ValueConvertible] = [:],
    limits: EvaluationLimits = EvaluationLimits(),
    as type: Single.Type
  ) async throws -> Single? {
    try RowDecodingError.checkSingle(type, columns)
    return try await BackgroundWork.run { isCancelled in
      try self.run(parameters.asValues, limits, isCancelled).singleValue(as: Single.self)
    }
  }

  /// The proof that a row is in the answer on the present facts; `nil` if it is not.
  ///
  /// - Throws: `DiagnosticsError`, when a limit is reached.
  public func why(
    _ row: AnswerRow, _ parameters: [String: any ValueConvertible] = [:],
    limits: EvaluationLimits = EvaluationLimits()
  ) throws(DiagnosticsError) -> ProofTree? {
    try proof(of: row, parameters.asValues, limits, on: reader.snapshot()) { Task.isCancelled }
  }

  /// The proof that a row is in the answer on the present facts, found on another thread; `nil` if it is
  /// not.
  ///
  /// - Throws: `CancellationError` as soon as the task is cancelled; `DiagnosticsError`.
  public func why(
    _ row: AnswerRow, _ parameters: [String: any ValueConvertible] = [:],
    limits: EvaluationLimits = EvaluationLimits()
  ) async throws -> ProofTree? {
    try await BackgroundWork.run { isCancelled in
      try self.proof(of: row, parameters.asValues, limits, on: self.reader.snapshot(), isCancelled)
    }
  }

  /// Refuses values with which no run could begin.
  func check(_ parameters: [String: Value]) throws(DiagnosticsError) {
    try begin(Evaluation(program), parameters, EvaluationLimits()) { false }
  }

  // MARK: - Runs

  func run(
    _ parameters: [String: Value], _ limits: EvaluationLimits,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) throws(DiagnosticsError) -> AnswerRows {
    try run(parameters, limits, on: reader.snapshot(), isCancelled)
  }

  /// Runs the query on a snapshot of the graph that it was prepared for.
  func run(
    _ parameters: [String: Value], _ limits: EvaluationLimits, on snapshot: GraphSnapshot,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) throws(DiagnosticsError) -> AnswerRows {
    try use(parameters, limits, snapshot, isCancelled) { evaluation throws(DiagnosticsError) in
      try evaluation.rowsOfLastQuery(in: program)
    }
  }

  /// The proof that a row is in the answer on a snapshot of the graph that it was prepared for.
  func proof(
    of row: AnswerRow, _ parameters: [String: Value], _ limits: EvaluationLimits,
    on snapshot: GraphSnapshot, _ isCancelled: @escaping @Sendable () -> Bool
  ) throws(DiagnosticsError) -> ProofTree? {
    try use(parameters, limits, snapshot, isCancelled) { evaluation throws(DiagnosticsError) in
      try proof(of: row, in: evaluation)
    }
  }

  /// Uses an evaluation that has the facts of a snapshot and the values of the parameters.
  private func use<Result>(
    _ parameters: [String: Value], _ limits: EvaluationLimits, _ snapshot: GraphSnapshot,
    _ isCancelled: @escaping @Sendable () -> Bool,
    _ body: (Evaluation) throws(DiagnosticsError) -> Result
  ) throws(DiagnosticsError) -> Result {
    var taken = take(snapshot) ?? evaluation(on: snapshot)
    try begin(taken.evaluation, parameters, limits, isCancelled)
    if try !taken.follow(snapshot, limits, isCancelled) {
      taken = evaluation(on: snapshot)
      try begin(taken.evaluation, parameters, limits, isCancelled)
    }
    // After a failure the evaluation is not used again.
    let result = try body(taken.evaluation)
    if taken.evaluation.byteCountOfValues < Self.mostBytesOfValues { putBack(taken) }
    return result
  }

  /// The number of the query among the program's queries.
  var number: Int { program.queryColumns.count - 1 }

  /// A new evaluation on the facts of a snapshot.
  func evaluation(on snapshot: GraphSnapshot) -> KeptEvaluation {
    KeptEvaluation(program, snapshot.source, version: snapshot.facts.version)
  }

  /// A new evaluation on facts that no graph has.
  func evaluation(on facts: RestatedFacts) -> KeptEvaluation {
    KeptEvaluation(program, facts, version: nil)
  }

  /// The answer on the facts that an evaluation has.
  func rows(
    of kept: KeptEvaluation, _ parameters: [String: Value], _ limits: EvaluationLimits,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) throws(DiagnosticsError) -> AnswerRows {
    try begin(kept.evaluation, parameters, limits, isCancelled)
    return try kept.evaluation.rowsOfLastQuery(in: program)
  }

  /// The proof that a row is in the answer on the facts that an evaluation has.
  func proof(
    of row: AnswerRow, in kept: KeptEvaluation, _ parameters: [String: Value],
    _ limits: EvaluationLimits, _ isCancelled: @escaping @Sendable () -> Bool
  ) throws(DiagnosticsError) -> ProofTree? {
    try begin(kept.evaluation, parameters, limits, isCancelled)
    return try proof(of: row, in: kept.evaluation)
  }

  private func proof(of row: AnswerRow, in evaluation: Evaluation) throws(DiagnosticsError)
    -> ProofTree?
  {
    if let proof = evaluation.explainer(ofQuery: number)?.proof(of: row.values) { return proof }
    // That there is none is certain only if the answer is there.
    _ = try evaluation.rowsOfLastQuery(in: program)
    return nil
  }

  private func begin(
    _ evaluation: Evaluation, _ parameters: [String: Value], _ limits: EvaluationLimits,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) throws(DiagnosticsError) {
    do throws(EvaluationError) {
      try evaluation.begin(parameters: parameters, limits: limits, isCancelled: isCancelled)
    } catch {
      throw DiagnosticsError([error.diagnostic])
    }
  }

  /// An evaluation that has the facts of a snapshot, or may follow to them.
  private func take(_ snapshot: GraphSnapshot) -> KeptEvaluation? {
    let version = snapshot.facts.version
    return idle.withLock { idle in
      guard let place = idle.lastIndex(where: { $0.version == version }) ?? idle.indices.last else {
        return nil
      }
      return idle.remove(at: place)
    }
  }

  private func putBack(_ evaluation: KeptEvaluation) {
    idle.withLock { idle in
      if idle.count < Self.mostIdle { idle.append(evaluation) }
    }
  }
}
