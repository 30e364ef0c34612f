import Synchronization

/// Tells those who observe a graph that it may have changed.
///
/// Changes that come faster than an observer looks are told once.
final class CommitSignal: Sendable {
  private struct State: Sendable {
    var next = 0
    var observers: [Int: AsyncStream<Void>.Continuation] = [:]
  }
  private let state = Mutex(State())

  /// A signal for each change from now on, until the stream is no longer used.
  func stream() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let number = state.withLock { state in
      state.next += 1
      state.observers[state.next] = continuation
      return state.next
    }
    continuation.onTermination = { [weak self] _ in
      _ = self?.state.withLock { $0.observers.removeValue(forKey: number) }
    }
    return stream
  }

  /// The number of those who observe.
  var observerCount: Int { state.withLock { $0.observers.count } }

  func send() {
    let observers = state.withLock { Array($0.observers.values) }
    for observer in observers { observer.yield() }
  }

  deinit {
    for observer in state.withLock({ Array($0.observers.values) }) { observer.finish() }
  }
}
