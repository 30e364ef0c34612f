public import Datalog

/// What can be asked: a ``KnowledgeGraph`` as it is when a question comes, or a ``GraphSnapshot``.
///
/// Every query is text of the query language, or built in Swift. It reaches no files, and it stops at
/// its limits: one minute, 50 million derived facts and 4 GiB unless others are given. Within a `Task`
/// it also stops when the task is cancelled.
///
/// Each way of asking has an asynchronous form, which the compiler takes in asynchronous functions: it
/// runs on a thread of its own and throws `CancellationError` as soon as the task is cancelled.
public protocol GraphReader: Sendable {
  /// The graph as it is now.
  func snapshot() -> GraphSnapshot
}

extension GraphReader {
  /// Compiles a query once, for many runs with different parameters.
  ///
  /// ```swift
  /// let places = try graph.prepare("?(Place) :- supervised($who, Place).")
  /// for who in ["高天翼", "虎强"] {
  ///   print(try places.rows(["who": who]).count)
  /// }
  /// ```
  ///
  /// - Parameter query: Statements of which the last query is the one that is asked.
  /// - Throws: `DiagnosticsError` when the query does not compile, or there is none.
  public func prepare(_ query: some ScriptConvertible) throws(DiagnosticsError) -> PreparedQuery {
    try PreparedQuery(query, of: self)
  }

  /// Compiles a query whose rows are decoded, and matches its columns with the type's coding keys.
  ///
  /// - Parameters:
  ///   - query: Statements of which the last query is the one that is asked.
  ///   - type: The type of the rows.
  /// - Throws: `DiagnosticsError` when the query does not compile; ``RowDecodingError`` when the type
  ///   wants a column that the answer does not have, or has with another type.
  public func prepare<Row: Decodable>(_ query: some ScriptConvertible, as type: Row.Type) throws
    -> TypedQuery<Row>
  {
    try TypedQuery(prepare(query))
  }

  /// The rows of a query's answer, with the values of each made when it is read.
  ///
  /// ```swift
  /// for row in try graph.rows("?- supervised(Who, Market), market(Market).") {
  ///   print(row["Who"]?.displayText ?? "", row["Market"]?.displayText ?? "")
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - query: Statements of which the last query is the one that is asked.
  ///   - parameters: The values of parameters such as `$who`: texts, numbers, truth values, dates, and
  ///     enumerations with such raw values. They are values, never text of the query.
  ///   - limits: How much it may use.
  /// - Throws: `DiagnosticsError` when the query does not compile or does not run to its end.
  public func rows(
    _ query: some ScriptConvertible, parameters: [String: any ValueConvertible] = [:],
    limits: EvaluationLimits = EvaluationLimits()
  ) throws(DiagnosticsError) -> AnswerRows {
    try QueryRun(query, parameters.asValues, snapshot(), limits).rows { Task.isCancelled }
  }

  /// The rows of a query's answer as instances of a type.
  ///
  /// ```swift
  /// struct Supervision: Decodable { let who: String, market: String }
  ///
  /// let supervisions = try graph.rows(
  ///   "?- supervised(Who, Market), market(Market).", as: Supervision.self)
  /// ```
  ///
  /// A column belongs to the coding key of its name, or of the name without regard to capitals and
  /// underscores. `String`, `Int`, `Double`, `Bool`, ``CalendarDate`` and ``Value`` are decoded from
  /// values of their type, `URL` from text, enumerations from their raw values, and other types that decode
  /// one value from that; an optional property may have no column.
  /// A type that decodes a single value, such as `String` itself, takes the only column.
  ///
  /// - Throws: `DiagnosticsError` when the query does not compile or does not run to its end;
  ///   ``RowDecodingError`` when a column does not fit, before the query runs; what the type throws.
  public func rows<Row: Decodable>(
    _ query: some ScriptConvertible, parameters: [String: any ValueConvertible] = [:],
    limits: EvaluationLimits = EvaluationLimits(), as type: Row.Type
  ) throws -> [Row] {
    let run = try QueryRun(query, parameters.asValues, snapshot(), limits)
    try RowDecoder(run.columns).check(type)
    return try run.rows { Task.isCancelled }.decoded(as: type)
  }

  /// The first value of a query's answer; `nil` if the answer has no rows.
  ///
  /// ```swift
  /// let count = try graph.value("?(count(M)) :- market(M).", as: Int.self)
  /// ```
  ///
  /// - Throws: `DiagnosticsError` when the query does not compile or does not run to its end;
  ///   ``RowDecodingError`` when its answer has other than one column, or one of another type.
  public func value<Single: ValueConvertible>(
    _ query: some ScriptConvertible, parameters: [String: any ValueConvertible] = [:],
    limits: EvaluationLimits = EvaluationLimits(), as type: Single.Type
  ) throws -> Single? {
    let run = try QueryRun(query, parameters.asValues, snapshot(), limits)
    try RowDecodingError.checkSingle(type, run.columns)
    return try run.rows { Task.isCancelled }.singleValue(as: type)
  }

  /// The answer to a query with all its rows.
  ///
  /// ```swift
  /// let answer = try graph.answer(
  ///   "?(n: count(Place)) :- supervised($who, Place).", parameters: ["who": "高天翼"])
  /// ```
  ///
  /// - Parameters:
  ///   - query: Statements of which the last query is the one that is asked.
  ///   - parameters: The values of parameters such as `$who`.
  ///   - limits: How much it may use.
  /// - Throws: `DiagnosticsError` when the query does not compile or does not run to its end.
  public func answer(
    _ query: some ScriptConvertible, parameters: [String: any ValueConvertible] = [:],
    limits: EvaluationLimits = EvaluationLimits()
  ) throws(DiagnosticsError) -> Answer {
    try QueryRun(query, parameters.asValues, snapshot(), limits).rows { Task.isCancelled }.answer
  }
}
