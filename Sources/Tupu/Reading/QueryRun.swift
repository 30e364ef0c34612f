import Datalog

/// One run of a query that is compiled for it alone, with the values of its parameters.
struct QueryRun {
  /// The columns of the answer.
  let columns: [RelationSchema.Column]

  private let program: CheckedProgram
  private let snapshot: GraphSnapshot
  private let limits: EvaluationLimits

  init(
    _ query: some ScriptConvertible, _ parameters: [String: Value], _ snapshot: GraphSnapshot,
    _ limits: EvaluationLimits
  ) throws(DiagnosticsError) {
    var compiler = snapshot.compiler
    compiler.parameters = parameters
    program = try compiler.compile(query.script(named: "query")).program(askedIn: query)
    columns = program.queryColumns.last ?? []
    self.snapshot = snapshot
    self.limits = limits
  }

  /// Runs the query.
  func rows(_ isCancelled: @escaping @Sendable () -> Bool) throws(DiagnosticsError) -> AnswerRows {
    let evaluation = Evaluation(
      program, source: snapshot.source, limits: limits, isCancelled: isCancelled)
    return try evaluation.rowsOfLastQuery(in: program)
  }
}

extension ProgramCompiler.Result {
  /// The program, which has a query.
  func program(askedIn query: some ScriptConvertible) throws(DiagnosticsError) -> CheckedProgram {
    let program = try get()
    guard program.queryColumns.isEmpty else { return program }
    let source = script.source
    let end = SourceSpan(source, source.bytes.count..<source.bytes.count)
    throw DiagnosticsError([Diagnostic(.unexpectedToken, "expected a query", at: end)])
  }
}

extension Evaluation {
  /// The rows of the last query.
  func rowsOfLastQuery(in program: CheckedProgram) throws(DiagnosticsError) -> AnswerRows {
    do throws(EvaluationError) {
      let number = program.queryColumns.count - 1
      guard let table = try table(ofQuery: number) else { return AnswerRows(nil) }
      return AnswerRows(table)
    } catch {
      throw DiagnosticsError([error.diagnostic])
    }
  }
}
