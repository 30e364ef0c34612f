import Foundation
import Synchronization

/// A graph that is being written: in a file, whose lock it has, or in memory alone.
///
/// ```swift
/// let graph = try GraphDatabase(at: path, waitingUpTo: .seconds(5))
/// try graph.write { transaction throws(FactStoreError) in
///   try transaction.define(schema)
///   try transaction.insert(entry)
/// }
/// print(graph.facts.count)
/// ```
///
/// Guarantees:
/// - What ``write(_:)`` returned from is in the file, whatever happens to the process; with
///   ``Durability/full`` also when the power fails.
/// - A transaction that throws, or whose process ends before, leaves no trace.
/// - ``facts`` is what is committed, and what was read of it does not change any more. Transactions
///   come one after the other, from whatever threads; other processes read meanwhile with
///   ``FactStore/init(contentsOf:)``, and get an error or wait when they want to write.
public final class GraphDatabase: Sendable {
  /// When a commit is done.
  public enum Durability: Sendable {
    /// When the disk has it: no committed transaction is lost when the power fails.
    case full
    /// When the system has it: many times faster, and the latest transactions may be lost when the
    /// power fails or the system stops, but not when only the process ends.
    ///
    /// What remains is still the graph as it was after some transaction.
    case fast
  }

  private let disk: any Disk
  private let path: String?
  private let durability: Durability
  private let state: Mutex<State>

  private struct State: Sendable {
    var graph: GraphFile?
    var store: FactStore
    /// Why nothing can be written any more: how an earlier commit ended is not known.
    var failure: FactStoreError?
    /// How long the log grows before a new checkpoint is made; by the checkpoint's size if `nil`.
    var mostLog: Int?
  }

  /// Makes a graph in memory.
  public init(_ facts: FactStore = FactStore()) {
    disk = SystemDisk()
    path = nil
    durability = .fast
    state = Mutex(State(store: facts))
  }

  /// Opens a graph file for writing; one that is not there is made.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - waiting: How long to wait for another writer to end.
  ///   - durability: When a commit is done.
  /// - Throws: ``FactStoreError``: busy, when another writer has the file; unwritable, foreign,
  ///   damaged or too new.
  public convenience init(
    at path: String, waitingUpTo waiting: Duration = .zero, durability: Durability = .full
  ) throws(FactStoreError) {
    try self.init(at: path, on: SystemDisk(), waitingUpTo: waiting, durability: durability)
  }

  init(
    at path: String, on disk: any Disk, waitingUpTo waiting: Duration = .zero,
    durability: Durability = .full, mostLog: Int? = nil
  ) throws(FactStoreError) {
    let path = Self.resolved(path)
    let file = try WriterLock.take(path, on: disk, waiting: waiting)
    let opened = try FactStoreError.naming(path) { () throws(FactStoreError) in
      try Self.open(file, path, disk)
    }
    self.disk = disk
    self.path = path
    self.durability = durability
    state = Mutex(State(graph: opened.graph, store: opened.store, mostLog: mostLog))
  }

  /// The file itself, when a link leads to it: a checkpoint replaces the file, not the link.
  static func resolved(_ path: String) -> String {
    var path = URL(filePath: path).resolvingSymlinksInPath().path
    // A link may lead to a file that is not there yet; links that go in a circle are left to `open`.
    for _ in 0..<40 {
      guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else {
        break
      }
      let folder = URL(filePath: path).deletingLastPathComponent()
      path = URL(filePath: target, relativeTo: folder).absoluteURL.resolvingSymlinksInPath().path
    }
    return path
  }

  private static func open(_ file: any StorageFile, _ path: String, _ disk: any Disk)
    throws(FactStoreError) -> (graph: GraphFile, store: FactStore)
  {
    guard try file.length() > 0 else {
      do throws(Replacement.Failure) {
        return try Replacement.replace(
          path, on: disk, with: CheckpointContent(of: FactStore()),
          identity: FileHeader.newIdentity(), generation: 1, transaction: 0)
      } catch {
        if file.isFound(at: path) { disk.remove(path) }
        throw error.error
      }
    }
    let opened = try GraphFile.read(file)
    // What a checkpoint that did not come to its end left beside the file; this process has the lock.
    disk.remove(path + ".new")
    if opened.graph.tornBytes > 0 {
      try file.cut(to: opened.graph.header.logStart + opened.graph.logLength)
      try file.synchronize()
    }
    return opened
  }

  // MARK: - Reading

  /// The facts that are committed.
  public var facts: FactStore { state.withLock { $0.store } }

  /// The number of the last transaction.
  public var transaction: Int {
    state.withLock { Int(truncatingIfNeeded: $0.graph?.transaction ?? $0.store.transaction) }
  }

  // MARK: - Writing

  /// Changes the graph: commits what the closure did when it returns, and nothing when it throws.
  ///
  /// The closure reads ``WriteTransaction/facts``; it must not use the database itself, which waits
  /// for the closure's end.
  ///
  /// - Throws: ``FactStoreError``, the closure's or that of the commit; the graph is then as before.
  @discardableResult
  public func write<Result: Sendable>(
    _ change: (inout WriteTransaction) throws(FactStoreError) -> Result
  ) throws(FactStoreError) -> Result {
    try state.withLock { state throws(FactStoreError) -> Result in
      if let failure = state.failure { throw failure }
      let number = (state.graph?.transaction ?? state.store.transaction) + 1
      // The store is moved, not copied: a copy would make every first change one of all its columns.
      var transaction = WriteTransaction(store: FactStore())
      swap(&transaction.store, &state.store)
      transaction.store.begin(transaction: number)
      do throws(FactStoreError) {
        let result = try change(&transaction)
        swap(&transaction.store, &state.store)
        try commit(&state, number)
        return result
      } catch {
        if transaction.store.journal != nil { swap(&transaction.store, &state.store) }
        state.store.undo()
        throw error
      }
    }
  }

  private func commit(_ state: inout State, _ number: UInt64) throws(FactStoreError) {
    guard let graph = state.graph else {
      state.store.endTransaction()
      return
    }
    guard let payload = TransactionEncoder.payload(of: state.store) else {
      state.store.endTransaction()
      return
    }
    try checkThatFileIsFound(graph)
    guard payload.count <= Self.longestRecord else {
      return try replace(&state, with: CheckpointContent(of: state.store), transaction: number)
    }
    try append(LogRecord(transaction: number, payload: payload), graph, &state)
    state.store.endTransaction()
    // The transaction is committed; that a checkpoint fails, as on a full disk, does not change that.
    let most = state.mostLog ?? (1 << 20) + graph.header.logStart / 4
    if state.graph.map({ $0.logLength > most }) ?? false {
      try? rewrite(&state, transaction: number)
    }
  }

  /// Makes sure that the path still leads to the open file: what is written to another is lost, and
  /// another must not be overwritten.
  private func checkThatFileIsFound(_ graph: GraphFile) throws(FactStoreError) {
    guard let path, !graph.file.isFound(at: path) else { return }
    throw FactStoreError(
      .unwritable,
      "'\(path)' was removed or replaced by another program, and nothing was written: open it again"
    )
  }

  /// A transaction that is longer is committed as a checkpoint.
  private static let longestRecord = 1 << 26

  private func append(_ record: LogRecord, _ graph: GraphFile, _ state: inout State)
    throws(FactStoreError)
  {
    let (bytes, checksum) = record.bytes(seed: graph.logSeed)
    let end = graph.header.logStart + graph.logLength
    var isWritten = false
    do throws(FactStoreError) {
      try graph.file.write(bytes, at: end)
      isWritten = true
      if durability == .full { try graph.file.synchronize() }
    } catch {
      // After a synchronization that failed nobody knows what is on the disk.
      if isWritten || !isCut(graph.file, to: end) { fail(&state, after: error) }
      throw error
    }
    let mark = LogMark(length: graph.logLength + bytes.count, transaction: record.transaction)
    if durability == .full {
      // Not waited for: the mark helps to tell damage from a torn end, and is no part of the commit.
      try? graph.file.write(mark.bytes(seed: graph.header.logSeed), at: mark.place.lowerBound)
    }
    state.graph?.logLength = mark.length
    state.graph?.logSeed = checksum
    state.graph?.transaction = record.transaction
  }

  /// Takes back what was written of a record.
  private func isCut(_ file: any StorageFile, to end: Int) -> Bool {
    do throws(FactStoreError) {
      try file.cut(to: end)
      try file.synchronize()
      return true
    } catch {
      return false
    }
  }

  private func fail(_ state: inout State, after error: FactStoreError) {
    if let graph = state.graph {
      _ = isCut(graph.file, to: graph.header.logStart + graph.logLength)
    }
    state.failure = FactStoreError(
      .unwritable,
      "nothing more can be written because the disk failed before (\(error.message)): "
        + "open the graph again")
  }

  /// Writes the graph anew, compactly, and puts it in the place of the old file.
  ///
  /// This also happens by itself when the log has grown long.
  ///
  /// - Throws: ``FactStoreError``; the graph then stays as it was.
  /// - Complexity: O(facts).
  public func compact() throws(FactStoreError) {
    try state.withLock { state throws(FactStoreError) in
      if let failure = state.failure { throw failure }
      guard let graph = state.graph else { return }
      try rewrite(&state, transaction: graph.transaction)
    }
  }

  /// Waits until all that was committed is on the disk, which ``Durability/fast`` does not do.
  ///
  /// - Throws: ``FactStoreError`` when the disk fails; nothing can be written then any more.
  public func synchronize() throws(FactStoreError) {
    try state.withLock { state throws(FactStoreError) in
      if let failure = state.failure { throw failure }
      guard let graph = state.graph else { return }
      do throws(FactStoreError) {
        try graph.file.synchronize()
      } catch {
        fail(&state, after: error)
        throw error
      }
      let mark = LogMark(length: graph.logLength, transaction: graph.transaction)
      try? graph.file.write(mark.bytes(seed: graph.header.logSeed), at: mark.place.lowerBound)
    }
  }

  /// Replaces the content by one that the caller makes of it, as one transaction.
  ///
  /// - Parameters:
  ///   - page: A page whose facts the content is not to have any more.
  ///   - change: Gets the content and the transaction's number.
  func rewrite(
    without page: String,
    _ change: (inout CheckpointContent, UInt64) throws(FactStoreError) -> Void
  ) throws(FactStoreError) {
    try state.withLock { state throws(FactStoreError) in
      if let failure = state.failure { throw failure }
      guard let graph = state.graph else {
        throw FactStoreError(.unwritable, "a graph in memory alone has no file to load into")
      }
      var content = CheckpointContent(of: state.store, replacing: page)
      try change(&content, graph.transaction + 1)
      try replace(&state, with: content, transaction: graph.transaction + 1)
    }
  }

  /// Writes the same facts anew; what is known of the last changes stays true.
  private func rewrite(_ state: inout State, transaction: UInt64) throws(FactStoreError) {
    let recent = state.store.recent
    try replace(&state, with: CheckpointContent(of: state.store), transaction: transaction)
    state.store.recent = recent
  }

  private func replace(
    _ state: inout State, with content: CheckpointContent, transaction: UInt64
  ) throws(FactStoreError) {
    guard let path, let graph = state.graph else { return }
    try checkThatFileIsFound(graph)
    do throws(Replacement.Failure) {
      let new = try Replacement.replace(
        path, on: disk, with: content, identity: graph.header.identity,
        generation: graph.header.generation + 1, transaction: transaction)
      state.graph = new.graph
      state.store = new.store
    } catch {
      if error.isUncertain { fail(&state, after: error.error) }
      throw error.error
    }
  }
}
