import Foundation
import Synchronization
import Testing
import Tupu

/// Queries without end, imports and exports, in tasks that are cancelled.
@Suite(.serialized) struct CancellationTests {
  private static let endless = "n(0). n(X) :- n(Y), X = seen(Y) + 1. ?(x: X) :- n(X)."
  private static let bounded =
    "n(0). n(X) :- n(Y), Y < $most, X = seen(Y) + 1. ?(x: X) :- n(X)."
  private static let forever = EvaluationLimits(
    time: .seconds(3600), derivedFacts: .max, bytes: 1 << 40)

  private struct Number: Decodable, Sendable { let x: Int }

  /// A graph whose queries tell that they run by calling `seen`.
  private func graph(_ tell: @escaping @Sendable () -> Void) throws -> KnowledgeGraph {
    let graph = KnowledgeGraph()
    let isTold = Mutex(false)
    graph.register(
      QueryFunction("seen") { (n: Int) -> Int? in
        let isFirst = isTold.withLock { isTold in
          defer { isTold = isTold || n > 10 }
          return n > 10 && !isTold
        }
        if isFirst { tell() }
        return n
      })
    try graph.write { transaction in
      transaction.setRules(
        "stored(0). stored(X) :- stored(Y), X = seen(Y) + 1.", named: "stored")
    }
    return graph
  }

  enum Form: CaseIterable {
    case rows, decodedRows, value, answer, proofs, failure, script
    case preparedRows, preparedValue, preparedWhy, typedRows
  }

  private func ask(_ form: Form, _ graph: KnowledgeGraph) async throws {
    let (query, limits) = (Self.endless, Self.forever)
    switch form {
    case .rows: _ = try await graph.rows(query, limits: limits)
    case .decodedRows: _ = try await graph.rows(query, limits: limits, as: Number.self)
    case .value: _ = try await graph.value(query, limits: limits, as: Int.self)
    case .answer: _ = try await graph.answer(query, limits: limits)
    case .proofs: _ = try await graph.proofs(of: "stored(-1)", limits: limits)
    case .failure: _ = try await graph.failure(of: "stored(-1)", limits: limits)
    case .script:
      var options = ScriptOptions()
      options.limits = limits
      let runner = ScriptRunner(graph: graph, options: options)
      _ = try await runner.run(SourceText(name: "endless.dl", text: query + " " + query))
    case .preparedRows: _ = try await graph.prepare(query).rows(limits: limits)
    case .preparedValue: _ = try await graph.prepare(query).value(limits: limits, as: Int.self)
    case .typedRows: _ = try await graph.prepare(query, as: Number.self).rows(limits: limits)
    case .preparedWhy:
      let prepared = try graph.prepare(Self.bounded)
      guard let row = try await prepared.rows(["most": 1]).first else { return }
      _ = try await prepared.why(row, ["most": Int.max], limits: limits)
    }
  }

  @Test(arguments: Form.allCases) func everyFormStopsWithItsTask(_ form: Form) async throws {
    var quickest = Duration.seconds(60)
    // Other tests may hold every thread for a while, so the quickest of some attempts counts.
    for _ in 0..<30 where quickest > .milliseconds(50) {
      let began = AsyncStream.makeStream(of: Void.self)
      let graph = try graph { began.continuation.yield() }
      let task = Task { try await ask(form, graph) }
      for await _ in began.stream { break }
      let start = ContinuousClock.now
      task.cancel()
      let result = await task.result
      quickest = min(quickest, ContinuousClock.now - start)
      #expect(throws: CancellationError.self) { try result.get() }
    }
    #expect(quickest < .milliseconds(50))
  }

  @Test(arguments: Form.allCases) func aTaskThatIsCancelledAlreadyRunsNothing(_ form: Form)
    async throws
  {
    let runs = Counter()
    let graph = try graph { runs.increment() }
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try await ask(form, graph)
    }
    let result = await task.result
    #expect(throws: CancellationError.self) { try result.get() }
    #expect(runs.count == 0)
  }

  private final class Counter: Sendable {
    private let number = Mutex(0)
    var count: Int { number.withLock { $0 } }
    func increment() { number.withLock { $0 += 1 } }
  }

  /// Many more long queries than cores: each has a thread of its own.
  @Test func longQueriesHoldUpNobody() async throws {
    let asked = try Pages.graph(Pages.dongfeng)
    var tasks: [Task<Void, any Error>] = []
    for _ in 0..<12 {
      let began = AsyncStream.makeStream(of: Void.self)
      let graph = try graph { began.continuation.yield() }
      tasks.append(Task { try await ask(.rows, graph) })
      for await _ in began.stream { break }
    }
    #expect(try await asked.rows("?- market(M).").count == 1)
    for task in tasks { task.cancel() }
    for task in tasks {
      let result = await task.result
      #expect(throws: CancellationError.self) { try result.get() }
    }
  }

  @Test func aSynchronousQueryInATaskStopsToo() async throws {
    let graph = KnowledgeGraph()
    let query = "n(0). n(X) :- n(Y), X = Y + 1. ?- n(X)."
    let task = Task { () -> [DiagnosticCode?] in
      withUnsafeCurrentTask { $0?.cancel() }
      return [
        diagnostics { () throws(DiagnosticsError) in try graph.answer(query) }.first?.code,
        diagnostics { () throws(DiagnosticsError) in
          try graph.prepare(query).rows(limits: Self.forever)
        }.first?.code,
        stop(of: query, on: graph),
      ]
    }
    #expect(await task.value == [.cancelled, .cancelled, .cancelled])
  }

  /// What stops the first statement of a script.
  private func stop(of script: String, on graph: KnowledgeGraph) -> DiagnosticCode? {
    let run = ScriptRunner(graph: graph).run(SourceText(name: "script.dl", text: script))
    guard case .stopped(let messages)? = run.outcomes.first?.kind else { return nil }
    return messages.first?.code
  }

  @Test func decodingStopsToo() async throws {
    let rows = try await KnowledgeGraph().rows("?(x: X) :- range(X, 1, 100000).")
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try rows.decoded(as: Number.self).count
    }
    let result = await task.result
    #expect(throws: CancellationError.self) { try result.get() }
    #expect(try rows.decoded(as: Number.self).last?.x == 100_000)
  }

  // MARK: - Changes

  private func pages(_ count: Int) -> [Page] {
    (0..<count).map { Page(name: "\($0).txt", text: Pages.xiguan.text) }
  }

  @Test func anImportStopsBetweenTransactions() async throws {
    let pages = pages(2000)
    var quickest = Duration.seconds(60)
    for _ in 0..<10 where quickest > .milliseconds(50) {
      let graph = KnowledgeGraph()
      let told = Counter()
      let began = AsyncStream.makeStream(of: Void.self)
      let task = Task {
        try await graph.importPages(pages) { _ in
          told.increment()
          began.continuation.yield()
        }
      }
      for await _ in began.stream { break }
      let start = ContinuousClock.now
      task.cancel()
      let result = await task.result
      quickest = min(quickest, ContinuousClock.now - start)
      #expect(throws: CancellationError.self) { try result.get() }
      // Nothing comes in after the error: not while another transaction waits for its turn, either.
      let there = graph.facts.pages.count
      try graph.write { _ in }
      #expect(graph.facts.pages.count == there && there < pages.count)
      // Each transaction took in 32 pages, and told of them.
      #expect(there == 32 * told.count)
    }
    #expect(quickest < .milliseconds(50))
  }

  @Test func anImportThatIsNotCancelledTakesInAll() async throws {
    let graph = KnowledgeGraph()
    let summaries = try await graph.importPages(pages(40))
    #expect(summaries.count == 40 && graph.facts.pages.count == 40)
  }

  @Test func anImportInACancelledTaskChangesNothing() async throws {
    let graph = KnowledgeGraph()
    let pages = pages(3)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try await graph.importPages(pages)
    }
    let result = await task.result
    #expect(throws: CancellationError.self) { try result.get() }
    #expect(graph.factCount == 0)
  }

  /// An export that is cancelled at some moment either is done or leaves the old file.
  @Test func anExportIsDoneOrLeavesTheOldFile() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "tupu-export-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "graph.tupu").path
    let small = try Pages.graph(Pages.dongfeng)
    let large = KnowledgeGraph()
    try await large.importPages(pages(300))
    var isCancelledOnce = false
    for attempt in 0..<12 {
      try await whenFree { try await small.write(to: path) }
      let task = Task { try await large.write(to: path) }
      let until = ContinuousClock.now + .milliseconds(attempt * attempt)
      while ContinuousClock.now < until { await Task.yield() }
      task.cancel()
      let result = await task.result
      let isDone = (try? result.get()) != nil
      if !isDone {
        isCancelledOnce = true
        #expect(throws: CancellationError.self) { try result.get() }
      }
      // What is being given up leaves the file as it is, now and when it has ended.
      for _ in 0..<2 {
        let read = try KnowledgeGraph(contentsOf: path)
        #expect(read.factCount == (isDone ? large.factCount : small.factCount))
        try await whenFree { _ = try KnowledgeGraph(writing: path) }
      }
    }
    #expect(isCancelledOnce)
  }

  /// Does something with a file as soon as an export that is being given up has let go of it.
  private func whenFree(_ body: () async throws -> Void) async throws {
    while true {
      do {
        return try await body()
      } catch let error as FactStoreError where error.code == .busy {
        await Task.yield()
      }
    }
  }
}
