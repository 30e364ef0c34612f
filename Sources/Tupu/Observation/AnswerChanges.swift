public import Datalog
import Synchronization

/// The answer to a query as it changes, without end.
///
/// ```swift
/// for try await change in try graph.changes(of: "?- supervised(Who, Market), market(Market).") {
///   for row in change.added { print("+", row, try change.why(row)?.lines() ?? []) }
///   for row in change.removed { print("-", row) }
/// }
/// ```
///
/// The first element has all rows of the present answer as added, even if there are none. After that
/// an element comes when a transaction has changed the answer, and only then; transactions that follow
/// each other quickly may come as one element. The sequence ends when the task is cancelled, or when
/// nobody has the graph any more.
///
/// Each step evaluates the query anew, on a thread of its own; what its rules derive is not kept from
/// one state of the facts to the next.
public struct AnswerChanges: AsyncSequence, Sendable {
  let query: PreparedQuery
  let parameters: [String: Value]
  let limits: EvaluationLimits
  weak let graph: KnowledgeGraph?

  /// Begins to observe.
  public func makeAsyncIterator() -> Iterator {
    Iterator(self)
  }

  /// Waits for the changes, one after the other.
  public struct Iterator: AsyncIteratorProtocol {
    private let changes: AnswerChanges
    private var commits: AsyncStream<Void>.Iterator?
    private var last: (rows: AnswerRows, snapshot: GraphSnapshot)?

    init(_ changes: AnswerChanges) {
      self.changes = changes
      // Before the first look at the graph, so that no change falls between the two.
      commits = changes.graph?.commits.stream().makeAsyncIterator()
    }

    /// The next change; `nil` when the task is cancelled or the graph is gone.
    ///
    /// - Throws: `DiagnosticsError` when the query reaches a limit.
    public mutating func next() async throws -> AnswerChange? {
      if last == nil { return try await look() }
      while await commits?.next() != nil {
        if let change = try await look() { return change }
      }
      return nil
    }

    /// The change since the last look; `nil` if there is none or the graph is gone.
    private mutating func look() async throws -> AnswerChange? {
      guard let snapshot = changes.graph?.snapshot() else { return nil }
      guard snapshot !== last?.snapshot else { return nil }
      let (changes, before) = (changes, last)
      let (rows, added, removed) = try await BackgroundWork.run { isCancelled in
        let rows = try changes.query.run(
          changes.parameters, changes.limits, on: snapshot, isCancelled)
        let (old, new) = (Set(before?.rows.map(\.values) ?? []), Set(rows.map(\.values)))
        let added = rows.filter { !old.contains($0.values) }
        let removed = before?.rows.filter { !new.contains($0.values) } ?? []
        return (rows, added, removed)
      }
      last = (rows, snapshot)
      if before != nil, added.isEmpty, removed.isEmpty { return nil }
      return AnswerChange(
        added: added, removed: removed, changes: changes, before: before?.snapshot, after: snapshot)
    }
  }
}

/// The rows that came to an answer and those that left it.
public struct AnswerChange: Sendable {
  /// The rows that the answer did not have before, in its order.
  public let added: [AnswerRow]
  /// The rows that the answer has no more.
  public let removed: [AnswerRow]

  let changes: AnswerChanges
  let before: GraphSnapshot?
  let after: GraphSnapshot

  /// Why an added row is in the answer, or a removed one was: its proof on the facts of that time.
  ///
  /// - Returns: `nil` when the row is neither.
  /// - Throws: `DiagnosticsError` when a limit is reached.
  public func why(_ row: AnswerRow) throws(DiagnosticsError) -> ProofTree? {
    if let proof = try proof(of: row, on: after) { return proof }
    guard let before else { return nil }
    return try proof(of: row, on: before)
  }

  private func proof(of row: AnswerRow, on snapshot: GraphSnapshot) throws(DiagnosticsError)
    -> ProofTree?
  {
    try changes.query.proof(of: row, changes.parameters, changes.limits, on: snapshot)
  }
}

extension KnowledgeGraph {
  /// Observes the answer to a query.
  ///
  /// - Parameters:
  ///   - query: Statements of which the last query is the one that is observed.
  ///   - parameters: The values of parameters such as `$who`.
  ///   - limits: How much each look at the answer may use.
  /// - Throws: `DiagnosticsError` when the query does not compile, or a parameter has no value.
  public func changes(
    of query: some ScriptConvertible, parameters: [String: Value] = [:],
    limits: EvaluationLimits = EvaluationLimits()
  ) throws(DiagnosticsError) -> AnswerChanges {
    // The snapshot, and not the graph: an observation does not keep the graph.
    let prepared = try snapshot().prepare(query)
    return AnswerChanges(query: prepared, parameters: parameters, limits: limits, graph: self)
  }
}
