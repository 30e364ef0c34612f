public import Datalog
import Synchronization

/// What scripts that run one after the other derived, for those that follow.
///
/// A session gives one to each of its runs (``ScriptOptions/memory``): relations whose rules are the same
/// are not derived again, but follow the facts that were stated and taken back, and files that did not
/// change are not read again.
public final class SessionMemory: Sendable {
  private struct Kept: @unchecked Sendable {
    // Unchecked: an evaluation gives what it has away under the lock, to one that follows it.
    let evaluation: Evaluation
    let retracted: Set<GroundFact>
  }

  private let last = Mutex<Kept?>(nil)
  /// What the scripts have loaded.
  let loads: LoadMemory

  /// Creates a memory of nothing.
  public init() { loads = LoadMemory() }

  /// Creates a memory of nothing that was derived, for scripts that load the same files as those of
  /// another.
  public init(loadingWith other: SessionMemory) { loads = other.loads }

  /// Gives an evaluation what the last one derived, and keeps it for the next.
  ///
  /// - Parameters:
  ///   - evaluation: What runs next.
  ///   - retracted: The facts of the graph that count as not stated in it.
  public func pass(to evaluation: Evaluation, retracted: Set<GroundFact>) {
    let next = Kept(evaluation: evaluation, retracted: retracted)
    last.withLock { last in
      if let last {
        next.evaluation.takeOver(
          last.evaluation, stating: Array(last.retracted.subtracting(retracted)),
          withdrawing: Array(retracted.subtracting(last.retracted)))
      }
      last = next
    }
  }
}
