import Datalog
import GraphStore

/// An evaluation of a prepared query that is kept from run to run, and follows the facts.
///
/// It may go from thread to thread because one run at a time has it: who keeps it takes it out of its
/// place for a run and puts it back afterwards.
final class KeptEvaluation: @unchecked Sendable {
  // Unchecked: see above.
  let evaluation: Evaluation
  /// The state of the facts that it has; `nil` if no graph had them.
  private(set) var version: UInt64?

  init(_ program: CheckedProgram, _ facts: any FactSource, version: UInt64?) {
    evaluation = Evaluation(program, source: facts)
    self.version = version
  }

  /// What it would have to follow to be as a snapshot; `nil` when that is not known.
  func changes(to snapshot: GraphSnapshot) -> (added: [GroundFact], removed: [GroundFact])? {
    version.flatMap { snapshot.facts.changes(since: $0) }
  }

  /// Brings it to the facts of a snapshot; false if it cannot follow.
  ///
  /// - Throws: `DiagnosticsError` when a limit is reached; then it is not to be used any more.
  func follow(
    _ snapshot: GraphSnapshot, _ limits: EvaluationLimits,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) throws(DiagnosticsError) -> Bool {
    guard version != snapshot.facts.version else { return true }
    guard let changes = changes(to: snapshot) else { return false }
    do throws(EvaluationError) {
      try evaluation.update(
        adding: changes.added, removing: changes.removed, limits: limits, isCancelled: isCancelled)
    } catch {
      throw DiagnosticsError([error.diagnostic])
    }
    version = snapshot.facts.version
    return true
  }
}
