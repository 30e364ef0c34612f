/// Explains the answer to one query while its evaluation is at hand.
public struct AnswerExplainer {
  private let evaluation: Evaluation
  private let index: Int

  init(_ evaluation: Evaluation, _ index: Int) {
    self.evaluation = evaluation
    self.index = index
  }

  /// The proof that a row is in the answer; `nil` when it is not, or the proof is not found within
  /// the limits.
  public func proof(of row: [Value]) -> ProofTree? { evaluation.proof(of: row, ofAction: index) }

  /// Why the answer has no rows: the condition of each alternative that no row satisfies.
  ///
  /// `nil` when the answer has rows or the search for the reason reaches a limit.
  public func reasonOfEmptiness() -> FailureReport? {
    evaluation.reasonOfEmptiness(ofAction: index)
  }
}
