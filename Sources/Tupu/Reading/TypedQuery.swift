public import Datalog

/// A prepared query whose rows are decoded; its columns are known to fit the type.
///
/// ```swift
/// struct Supervision: Decodable { let who: String, market: String }
///
/// let query = try graph.prepare(
///   "?(who: W, market: M) :- supervised(W, M), within(M, $area).", as: Supervision.self)
/// let inDistrict = try query.rows(["area": "二七区"])
/// ```
public struct TypedQuery<Row: Decodable>: Sendable {
  /// The query.
  public let query: PreparedQuery

  init(_ query: PreparedQuery) throws {
    try RowDecoder(query.columns).check(Row.self)
    self.query = query
  }

  /// The rows of the answer.
  ///
  /// - Throws: `DiagnosticsError`, as that of the prepared query; what the type throws.
  public func rows(
    _ parameters: [String: any ValueConvertible] = [:],
    limits: EvaluationLimits = EvaluationLimits()
  ) throws -> [Row] {
    try query.run(parameters.asValues, limits) { Task.isCancelled }.decoded(as: Row.self)
  }
}

extension TypedQuery where Row: Sendable {
  /// The rows of the answer, found on another thread.
  ///
  /// - Throws: `CancellationError` as soon as the task is cancelled; `DiagnosticsError`; what the
  ///   type throws.
  public func rows(
    _ parameters: [String: any ValueConvertible] = [:],
    limits: EvaluationLimits = EvaluationLimits()
  ) async throws -> [Row] {
    let query = query
    return try await BackgroundWork.run { isCancelled in
      try query.run(parameters.asValues, limits, isCancelled).decoded(as: Row.self, isCancelled)
    }
  }
}
