import Foundation
import Synchronization

/// Work on numbered items on several threads, whose results are taken in the order of the items.
///
/// The threads have large stacks, as an evaluation of deeply nested statements may need one.
final class OrderedWork<Result: Sendable>: Sendable {
  private struct State: Sendable {
    var next = 0
    var results: [Int: Result] = [:]
    var isStopped = false
  }

  private let state = Mutex(State())
  private let condition = NSCondition()
  private let count: Int
  private let work: @Sendable (Int) -> Result

  /// Starts the work.
  init(_ count: Int, work: @escaping @Sendable (Int) -> Result) {
    self.count = count
    self.work = work
    for _ in 0..<min(count, ProcessInfo.processInfo.activeProcessorCount) {
      let thread = Thread { self.run() }
      thread.stackSize = 16 << 20
      thread.start()
    }
  }

  /// Waits for the result of an item.
  func result(_ index: Int) -> Result {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let result = state.withLock({ $0.results.removeValue(forKey: index) }) { return result }
      condition.wait()
    }
  }

  /// Begins no further item.
  func stop() { state.withLock { $0.isStopped = true } }

  private func run() {
    while let index = nextIndex() {
      let result = work(index)
      condition.lock()
      state.withLock { $0.results[index] = result }
      condition.broadcast()
      condition.unlock()
    }
  }

  private func nextIndex() -> Int? {
    state.withLock { state in
      guard !state.isStopped, state.next < count else { return nil }
      state.next += 1
      return state.next - 1
    }
  }
}
