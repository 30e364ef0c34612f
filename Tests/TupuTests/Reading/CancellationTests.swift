import Synchronization
import Testing
import Tupu

/// Queries without end, in tasks that are cancelled.
@Suite struct CancellationTests {
  private let endless = "n(0). n(X) :- n(Y), X = Y + 1. ?- n(X)."

  // How soon it stops is measured by the benchmark 'cancel': here other tests may hold every thread.
  @Test(.timeLimit(.minutes(10))) func anAsynchronousQueryStops() async throws {
    let graph = KnowledgeGraph()
    let query = endless
    let began = AsyncStream.makeStream(of: Void.self)
    let isStarted = Mutex(false)
    // Called by the query, so that it is known to run when it is cancelled.
    graph.register(
      QueryFunction("seen") { (n: Int) -> Int? in
        let isFirst = isStarted.withLock { flag in
          defer { flag = true }
          return !flag
        }
        if isFirst { began.continuation.yield() }
        return n
      })
    let task = Task {
      try await graph.rows(
        query.replacing("Y + 1", with: "seen(Y) + 1"),
        limits: EvaluationLimits(time: .seconds(3600)))
    }
    for await _ in began.stream { break }
    task.cancel()
    let result = await task.result
    #expect(throws: CancellationError.self) { try result.get() }
  }

  @Test func aTaskThatIsCancelledAlreadyRunsNothing() async throws {
    let graph = KnowledgeGraph()
    let query = endless
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await graph.answer(query)
    }
    let result = await task.result
    #expect(throws: CancellationError.self) { try result.get() }
  }

  @Test func aSynchronousQueryInATaskStopsToo() async throws {
    let graph = KnowledgeGraph()
    let query = endless
    let task = Task { () -> DiagnosticCode? in
      withUnsafeCurrentTask { $0?.cancel() }
      return diagnostics { () throws(DiagnosticsError) in try graph.answer(query) }.first?.code
    }
    #expect(await task.value == .cancelled)
  }
}
