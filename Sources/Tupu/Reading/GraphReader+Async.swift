public import Datalog

extension GraphReader {
  /// The rows of a query's answer, found on another thread.
  ///
  /// - Throws: `CancellationError` as soon as the task is cancelled; `DiagnosticsError`.
  public func rows(
    _ query: some ScriptConvertible, parameters: [String: any ValueConvertible] = [:],
    limits: EvaluationLimits = EvaluationLimits()
  ) async throws -> AnswerRows {
    try await BackgroundWork.run { isCancelled in
      try QueryRun(query, parameters.asValues, snapshot(), limits).rows(isCancelled)
    }
  }

  /// The rows of a query's answer as instances of a type, found on another thread.
  ///
  /// - Throws: `CancellationError` as soon as the task is cancelled; `DiagnosticsError`;
  ///   ``RowDecodingError``; what the type throws.
  public func rows<Row: Decodable & Sendable>(
    _ query: some ScriptConvertible, parameters: [String: any ValueConvertible] = [:],
    limits: EvaluationLimits = EvaluationLimits(), as type: Row.Type
  ) async throws -> [Row] {
    try await BackgroundWork.run { isCancelled in
      let run = try QueryRun(query, parameters.asValues, snapshot(), limits)
      try RowDecoder(run.columns).check(Row.self)
      return try run.rows(isCancelled).decoded(as: Row.self, isCancelled)
    }
  }

  /// The first value of a query's answer, found on another thread; `nil` if the answer has no rows.
  ///
  /// - Throws: `CancellationError` as soon as the task is cancelled; `DiagnosticsError`;
  ///   ``RowDecodingError``.
  public func value<Single: ValueConvertible>(
    _ query: some ScriptConvertible, parameters: [String: any ValueConvertible] = [:],
    limits: EvaluationLimits = EvaluationLimits(), as type: Single.Type
  ) async throws -> Single? {
    try await BackgroundWork.run { isCancelled in
      let run = try QueryRun(query, parameters.asValues, snapshot(), limits)
      try RowDecodingError.checkSingle(Single.self, run.columns)
      return try run.rows(isCancelled).singleValue(as: Single.self)
    }
  }

  /// The answer to a query with all its rows, found on another thread.
  ///
  /// - Throws: `CancellationError` as soon as the task is cancelled; `DiagnosticsError`.
  public func answer(
    _ query: some ScriptConvertible, parameters: [String: any ValueConvertible] = [:],
    limits: EvaluationLimits = EvaluationLimits()
  ) async throws -> Answer {
    try await BackgroundWork.run { isCancelled in
      try QueryRun(query, parameters.asValues, snapshot(), limits).rows(isCancelled).answer
    }
  }
}
