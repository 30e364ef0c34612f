public import Datalog
public import GraphStore
import Synchronization

/// A knowledge graph: facts that pages state, with the words that state them, and rules over them.
///
/// ```swift
/// let graph = KnowledgeGraph()
/// try graph.importPage(Page(name: "page.txt", text: text))
/// let answer = try graph.answer("?- supervised(Who, Market), market(Market).")
/// for row in answer.rows { print(row[0].displayText, row[1].displayText) }
/// ```
///
/// A graph may be used from several threads at once: each query sees the facts as they were when it
/// began, and imports come one after the other.
public final class KnowledgeGraph: GraphReader {
  private let database: GraphDatabase
  private let state = Mutex(State())
  private let transactions = OpenTransaction()
  let commits = CommitSignal()

  private struct State: Sendable {
    var functions: [QueryFunction] = []
    /// The present snapshot, once it is asked for, until the graph changes.
    var snapshot: GraphSnapshot?
  }

  /// Creates an empty graph that knows the relations of the ontology, in memory.
  public init() {
    database = GraphDatabase(FactMapping.emptyStore())
  }

  /// Reads a graph from a file as it is now; what changes in it stays in memory.
  ///
  /// What others write to the file afterwards is not seen: open it again for that.
  ///
  /// - Throws: ``FactStoreError``: the file is not there, foreign, damaged or too new.
  public init(contentsOf path: String) throws(FactStoreError) {
    var loaded = try FactStore(contentsOf: path)
    for schema in FactMapping.schemas { try loaded.define(schema) }
    database = GraphDatabase(loaded)
  }

  /// Opens a graph file for writing: each change is committed to it.
  ///
  /// A file that is not there is made. Others may read the file meanwhile; only one may write it.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - waiting: How long to wait for another writer to end.
  ///   - durability: When a change is committed: once the disk has it, or once the system has it.
  /// - Throws: ``FactStoreError``: busy, when another writer has the file; unwritable, foreign,
  ///   damaged or too new.
  public init(
    writing path: String, waitingUpTo waiting: Duration = .zero,
    durability: GraphDatabase.Durability = .full
  ) throws(FactStoreError) {
    database = try GraphDatabase(at: path, waitingUpTo: waiting, durability: durability)
    try database.write { transaction throws(FactStoreError) in
      for schema in FactMapping.schemas { try transaction.define(schema) }
    }
  }

  /// Writes the graph to a file, replacing it whole; after a crash the old or the new one is there.
  ///
  /// - Throws: ``FactStoreError`` when the file cannot be written; an old one then stays.
  public func write(to path: String) throws(FactStoreError) {
    try facts.write(to: path)
  }

  /// Writes the graph to a file on another thread, replacing it whole; after a crash the old or the new one is there.
  ///
  /// A writing that is cancelled has the file for a moment more; another writer then finds it busy.
  ///
  /// - Throws: `CancellationError` as soon as the task is cancelled, ``FactStoreError`` when the file cannot be written;
  ///   an old one then stays.
  public func write(to path: String) async throws {
    let facts = facts
    try await BackgroundWork.change { (job: BackgroundWork.Job<Void>) in
      if job.isCancelled { throw CancellationError() }
      try facts.write(to: path, mayReplace: job.hold)
    }
  }

  /// The graph as it is now.
  ///
  /// - Complexity: O(relations) after a change, otherwise O(1).
  public func snapshot() -> GraphSnapshot {
    state.withLock { state in
      if let snapshot = state.snapshot { return snapshot }
      let snapshot = GraphSnapshot(of: facts, functions: state.functions)
      state.snapshot = snapshot
      return snapshot
    }
  }

  /// Lets the queries that are compiled from now on use a function or test written in Swift.
  ///
  /// ```swift
  /// graph.register(QueryFunction("surname") { (name: String) in String(name.prefix(1)) })
  /// let surnames = try graph.answer("?(S) :- official(P), S = surname(P).")
  /// ```
  ///
  /// One of the same name is replaced. Other graphs do not know of it.
  public func register(_ function: QueryFunction) {
    state.withLock { state in
      state.functions.removeAll { $0.name == function.name }
      state.functions.append(function)
      state.snapshot = nil
    }
  }

  /// The facts as they are now.
  public var facts: FactStore {
    transactions.requireNone()
    return database.facts
  }

  /// The number of facts.
  public var factCount: Int { facts.count }

  /// Changes the facts in one transaction; other changes wait.
  ///
  /// ```swift
  /// let change = try graph.write { transaction in
  ///   let change = transaction.remove(page: "page.txt")
  ///   guard change.removed < 100 else { throw TooMuch() }
  ///   return change
  /// }
  /// ```
  ///
  /// Queries that begin meanwhile wait for the closure's end, so it should not take long.
  ///
  /// A transaction that sets rules or defines a relation with which no query would compile any more is
  /// refused.
  ///
  /// - Parameter change: What to do. Whatever error it throws, the graph is as before.
  /// - Precondition: The closure does not use the graph itself, which waits for its end: it reads
  ///   ``WriteTransaction/facts``, and asks queries of a ``GraphSnapshot`` of them.
  /// - Throws: The closure's error; ``FactStoreError`` when the change is refused or not committed.
  @discardableResult
  public func write<Result: Sendable, Failure: Error>(
    _ change: (inout WriteTransaction) throws(Failure) -> Result
  ) throws -> Result {
    var reason: (any Error)?
    do {
      return try commit { transaction throws(FactStoreError) in
        do {
          return try change(&transaction)
        } catch {
          reason = error
          throw FactStoreError(.mismatch, "the change was given up")
        }
      }
    } catch {
      throw reason ?? error
    }
  }

  /// Changes the facts in one transaction that throws no errors but the store's.
  @discardableResult
  func commit<Result: Sendable>(
    _ change: (inout WriteTransaction) throws(FactStoreError) -> Result
  ) throws(FactStoreError) -> Result {
    transactions.requireNone()
    // A snapshot that only waits for the next query would make the change copy what it touches.
    let functions = state.withLock { state in
      state.snapshot = nil
      return state.functions
    }
    defer {
      state.withLock { $0.snapshot = nil }
      commits.send()
    }
    return try database.write { transaction throws(FactStoreError) in
      transactions.begin()
      defer { transactions.end() }
      let before = GraphDefinitions(of: transaction.facts, functions: functions)
      let result = try change(&transaction)
      try GraphDefinitions(of: transaction.facts, functions: functions).check(after: before)
      return result
    }
  }

  /// Writes the graph's file anew, compactly; does nothing to a graph in memory.
  ///
  /// - Throws: ``FactStoreError``; the graph then stays as it was.
  public func compact() throws(FactStoreError) { try database.compact() }

  /// Waits until what was committed is on the disk, where ``GraphDatabase/Durability/fast`` does not.
  ///
  /// - Throws: ``FactStoreError`` when the disk fails.
  public func synchronize() throws(FactStoreError) { try database.synchronize() }
}
