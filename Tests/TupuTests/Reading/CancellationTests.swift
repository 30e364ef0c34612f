import Synchronization
import Testing
import Tupu

/// Queries without end, in tasks that are cancelled.
@Suite struct CancellationTests {
  private let endless = "n(0). n(X) :- n(Y), X = Y + 1. ?- n(X)."

  @Test func anAsynchronousQueryStopsAtOnce() async throws {
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
      try await graph.rows(query.replacing("Y + 1", with: "seen(Y) + 1"))
    }
    for await _ in began.stream { break }
    let cancelled = ContinuousClock().now
    task.cancel()
    let result = await task.result
    #expect(throws: CancellationError.self) { try result.get() }
    // 50 ms on a machine with nothing else to do; other tests run beside this one.
    #expect(ContinuousClock().now - cancelled < .seconds(1))
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
