import Foundation
import Synchronization

/// Notes which thread is in the closure of a transaction, so that its use of the graph, which would
/// wait for itself, stops the process with a sentence.
final class OpenTransaction: Sendable {
  private let thread = Mutex<ObjectIdentifier?>(nil)

  private static var current: ObjectIdentifier {
    #if canImport(Dispatch)
      ObjectIdentifier(Thread.current)
    #else
      // There is but one thread.
      ObjectIdentifier(OpenTransaction.self)
    #endif
  }

  /// Notes that this thread is in a transaction.
  func begin() {
    let current = Self.current
    thread.withLock { $0 = current }
  }

  func end() { thread.withLock { $0 = nil } }

  /// Stops the process if this thread is in a transaction.
  func requireNone() {
    guard let open = thread.withLock({ $0 }) else { return }
    precondition(
      open != Self.current,
      "the closure of a transaction uses the graph itself, which waits for the closure's end: "
        + "read the transaction's facts")
  }
}
