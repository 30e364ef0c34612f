public import Datalog
import Synchronization

/// The answer to a query as it changes, without end.
///
/// ```swift
/// for try await change in try graph.changes(of: "?- supervised(Who, Market), market(Market).") {
///   for row in change.added { print("+", row, try await change.why(row)?.lines() ?? []) }
///   for row in change.removed { print("-", row) }
/// }
/// ```
///
/// The first element has all rows of the present answer as added, even if there are none. After that
/// an element comes when a transaction has changed the answer, and only then; transactions that follow
/// each other quickly may come as one element. The sequence ends when the task is cancelled, or when
/// nobody has the graph any more.
///
/// What the rules derive for the query is kept and brought up to date with each transaction, on a
/// thread of its own, at a cost in proportion to what changed; a transaction of many thousand facts is
/// followed by evaluating the query anew. An error ends the sequence.
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
    private var kept: KeptEvaluation?
    private var isOver = false

    init(_ changes: AnswerChanges) {
      self.changes = changes
      // Before the first look at the graph, so that no change falls between the two.
      commits = changes.graph?.commits.stream().makeAsyncIterator()
    }

    /// The next change; `nil` when the task is cancelled or the graph is gone.
    ///
    /// - Throws: `DiagnosticsError` when the query reaches a limit.
    public mutating func next() async throws -> AnswerChange? {
      guard !isOver else { return nil }
      // What is kept may be in the middle of a change then.
      isOver = true
      if kept == nil {
        let first = try await look()
        isOver = false
        return first
      }
      while await commits?.next() != nil {
        if let change = try await look() {
          isOver = false
          return change
        }
      }
      return nil
    }

    /// The change since the last look; `nil` if there is none or the graph is gone.
    private mutating func look() async throws -> AnswerChange? {
      guard let snapshot = changes.graph?.snapshot() else { return nil }
      guard snapshot.facts.version != kept?.version else { return nil }
      let (changes, before) = (changes, kept)
      let look = try await BackgroundWork.run { isCancelled in
        try changes.look(at: snapshot, after: before, isCancelled)
      }
      kept = look.evaluation
      if before != nil, look.added.isEmpty, look.removed.isEmpty { return nil }
      return AnswerChange(look, changes, after: snapshot)
    }
  }

  /// The rows that an answer gained and lost up to a snapshot.
  fileprivate func look(
    at snapshot: GraphSnapshot, after kept: KeptEvaluation?,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) throws(DiagnosticsError) -> AnswerLook {
    guard let kept else {
      let evaluation = query.evaluation(on: snapshot)
      let rows = try query.rows(of: evaluation, parameters, limits, isCancelled)
      return AnswerLook(evaluation: evaluation, added: Array(rows), removed: [], before: .nothing)
    }
    let facts = kept.changes(to: snapshot)
    // Only then do the changed rows tell all; else the answers before and after are compared.
    if let facts, kept.evaluation.tellsChanges(ofQuery: query.number) {
      _ = try kept.follow(snapshot, limits, isCancelled)
      if let (added, removed) = kept.evaluation.changedRows(ofQuery: query.number) {
        return AnswerLook(
          evaluation: kept, added: Array(AnswerRows(added)), removed: Array(AnswerRows(removed)),
          before: .facts(added: facts.added, removed: facts.removed))
      }
    }
    let old = try query.rows(of: kept, parameters, limits, isCancelled)
    let followed = facts != nil
    let evaluation = followed ? kept : query.evaluation(on: snapshot)
    if followed { _ = try kept.follow(snapshot, limits, isCancelled) }
    let new = try query.rows(of: evaluation, parameters, limits, isCancelled)
    let (oldValues, newValues) = (Set(old.map(\.values)), Set(new.map(\.values)))
    return AnswerLook(
      evaluation: evaluation, added: new.filter { !oldValues.contains($0.values) },
      removed: old.filter { !newValues.contains($0.values) },
      before: facts.map { .facts(added: $0.added, removed: $0.removed) } ?? .evaluation(kept))
  }
}

/// What a look at an answer found.
private struct AnswerLook: Sendable {
  let evaluation: KeptEvaluation
  let added: [AnswerRow]
  let removed: [AnswerRow]
  let before: StateBefore
}

/// What is known of the facts before a change.
///
/// A snapshot would do too, but would make the next transaction copy what it touches.
private enum StateBefore: Sendable {
  case nothing
  /// They differ from those after the change by these.
  case facts(added: [GroundFact], removed: [GroundFact])
  /// An evaluation that has them; nobody else has it.
  case evaluation(KeptEvaluation)
}

/// The rows that came to an answer and those that left it.
public struct AnswerChange: Sendable {
  /// The rows that the answer did not have before, in its order.
  public let added: [AnswerRow]
  /// The rows that the answer has no more.
  public let removed: [AnswerRow]

  private let changes: AnswerChanges
  private let after: GraphSnapshot
  private let before: Before

  /// The state before, which becomes an evaluation when a proof is asked for.
  private final class Before: Sendable {
    let state: Mutex<StateBefore>
    init(_ state: StateBefore) { self.state = Mutex(state) }
  }

  fileprivate init(_ look: AnswerLook, _ changes: AnswerChanges, after: GraphSnapshot) {
    (added, removed, before) = (look.added, look.removed, Before(look.before))
    self.changes = changes
    self.after = after
  }

  /// Why an added row is in the answer, or a removed one was: its proof on the facts of that time.
  ///
  /// - Returns: `nil` when the row is neither.
  /// - Throws: `DiagnosticsError` when a limit is reached.
  /// - Complexity: The query is evaluated at the first call; further proofs are found in what it derived.
  public func why(_ row: AnswerRow) throws(DiagnosticsError) -> ProofTree? {
    try proof(of: row) { Task.isCancelled }
  }

  /// Why an added row is in the answer, or a removed one was, found on another thread.
  ///
  /// - Returns: `nil` when the row is neither.
  /// - Throws: `CancellationError` as soon as the task is cancelled; `DiagnosticsError`.
  public func why(_ row: AnswerRow) async throws -> ProofTree? {
    try await BackgroundWork.run { isCancelled in try proof(of: row, isCancelled) }
  }

  private func proof(of row: AnswerRow, _ isCancelled: @escaping @Sendable () -> Bool)
    throws(DiagnosticsError) -> ProofTree?
  {
    let (query, parameters, limits) = (changes.query, changes.parameters, changes.limits)
    if added.contains(row) {
      return try query.proof(of: row, parameters, limits, on: after, isCancelled)
    }
    guard removed.contains(row) else { return nil }
    return try before.state.withLock { state throws(DiagnosticsError) in
      let evaluation: KeptEvaluation
      switch state {
      case .nothing: return nil
      case .facts(let added, let removed):
        evaluation = query.evaluation(
          on: RestatedFacts(after.source, with: removed, without: Set(added)))
      case .evaluation(let kept): evaluation = kept
      }
      let proof = try query.proof(of: row, in: evaluation, parameters, limits, isCancelled)
      state = .evaluation(evaluation)
      return proof
    }
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
    of query: some ScriptConvertible, parameters: [String: any ValueConvertible] = [:],
    limits: EvaluationLimits = EvaluationLimits()
  ) throws(DiagnosticsError) -> AnswerChanges {
    // The snapshot, and not the graph: an observation does not keep the graph.
    let prepared = try snapshot().prepare(query)
    let parameters = parameters.asValues
    try prepared.check(parameters)
    return AnswerChanges(query: prepared, parameters: parameters, limits: limits, graph: self)
  }
}
