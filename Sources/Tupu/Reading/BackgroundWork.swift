#if canImport(Dispatch)
  import Dispatch
#endif
import Synchronization

/// Runs work that takes long on a thread of its own.
///
/// The threads that tasks share, and those of Dispatch's global queues, are as few as there are cores:
/// as many long queries there would hold up everything else in the process. A serial queue gets a
/// further thread when all are busy.
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
    try await change { job in try work { job.isCancelled } }
  }

  /// Runs work that changes something, which it does while it holds the job.
  static func change<Result: Sendable>(
    _ work: @escaping @Sendable (Job<Result>) throws -> Result
  ) async throws -> Result {
    let job = Job<Result>()
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        guard job.begin(continuation) else { return }
        start { job.end(Swift.Result { try work(job) }) }
      }
    } onCancel: {
      job.cancel()
    }
    return try job.takeResult()
  }

  private static func start(_ work: @escaping @Sendable () -> Void) {
    #if canImport(Dispatch)
      DispatchQueue(label: "Tupu").async(execute: work)
    #else
      work()
    #endif
  }

  /// The work of one call, whose caller is woken once.
  ///
  /// The result waits here for its caller: what the thread of the work wrote, that of the caller reads
  /// after it has had the same lock.
  final class Job<Result: Sendable>: Sendable {
    private struct State: Sendable {
      /// The caller, as long as it waits.
      var caller: CheckedContinuation<Void, Never>?
      var result: Swift.Result<Result, any Error>?
      var isCancelled = false
      /// Whether something is being done that the caller must wait for.
      var isHeld = false
    }
    private let state = Mutex(State())

    /// Whether to stop.
    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// Begins what is done whole or not at all: from here to ``release()``, or to the work's end, the
    /// caller waits, so that nothing is done after it has heard of the cancellation.
    ///
    /// - Returns: False if the task is cancelled: then nothing is to be done.
    func hold() -> Bool {
      state.withLock { state in
        state.isHeld = !state.isCancelled
        return state.isHeld
      }
    }

    /// Ends what ``hold()`` began.
    func release() {
      let waiting = state.withLock { state in
        state.isHeld = false
        return state.isCancelled ? state.caller.take() : nil
      }
      waiting?.resume()
    }

    /// Notes who waits; false if the task was cancelled before, and the caller does not wait.
    fileprivate func begin(_ caller: CheckedContinuation<Void, Never>) -> Bool {
      let begins = state.withLock { state in
        if !state.isCancelled { state.caller = caller }
        return !state.isCancelled
      }
      if !begins { caller.resume() }
      return begins
    }

    /// Keeps the result for the caller, unless it was cancelled and waits no more.
    fileprivate func end(_ result: Swift.Result<Result, any Error>) {
      let waiting = state.withLock { state in
        if state.caller != nil { state.result = result }
        return state.caller.take()
      }
      waiting?.resume()
    }

    fileprivate func cancel() {
      let waiting = state.withLock { state in
        state.isCancelled = true
        return state.isHeld ? nil : state.caller.take()
      }
      waiting?.resume()
    }

    /// The result, for a caller that was woken; there is none where it was woken by a cancellation.
    fileprivate func takeResult() throws -> Result {
      let result = state.withLock { $0.result.take() }
      guard let result else { throw CancellationError() }
      return try result.get()
    }
  }
}
