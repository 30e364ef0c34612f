#if canImport(Dispatch)
  import Dispatch
#endif
import Synchronization

/// Runs work that takes long on a thread that is not one of the few of Swift's concurrency.
///
/// A task that is cancelled gets its `CancellationError` at once; the work itself is told to stop and
/// does so soon after.
enum BackgroundWork {
  /// Runs work and waits for it, or for the task to be cancelled.
  ///
  /// - Parameter work: Asks its argument now and then whether to stop.
  static func run<Result: Sendable>(
    _ work: @escaping @Sendable (@escaping @Sendable () -> Bool) throws -> Result
  ) async throws -> Result {
    let job = Job<Result>()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        guard job.begin(continuation) else { return }
        start { job.end(Swift.Result { try work { job.isCancelled } }) }
      }
    } onCancel: {
      job.cancel()
    }
  }

  private static func start(_ work: @escaping @Sendable () -> Void) {
    #if canImport(Dispatch)
      DispatchQueue.global().async(execute: work)
    #else
      work()
    #endif
  }

  /// The work of one call, whose caller hears of it once.
  private final class Job<Result: Sendable>: Sendable {
    private struct State: Sendable {
      var continuation: CheckedContinuation<Result, any Error>?
      var isCancelled = false
    }
    private let state = Mutex(State())

    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// Notes who waits; false if the task was cancelled before, and the caller has heard of it.
    func begin(_ continuation: CheckedContinuation<Result, any Error>) -> Bool {
      let begins = state.withLock { state in
        if !state.isCancelled { state.continuation = continuation }
        return !state.isCancelled
      }
      if !begins { continuation.resume(throwing: CancellationError()) }
      return begins
    }

    func end(_ result: Swift.Result<Result, any Error>) {
      take { _ in }?.resume(with: result)
    }

    func cancel() {
      take { $0.isCancelled = true }?.resume(throwing: CancellationError())
    }

    private func take(_ change: (inout State) -> Void) -> CheckedContinuation<Result, any Error>? {
      state.withLock { state in
        change(&state)
        return state.continuation.take()
      }
    }
  }
}
