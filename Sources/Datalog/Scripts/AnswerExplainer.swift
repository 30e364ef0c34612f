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
    let open = evaluation.columns(ofAction: index).map { _ in Value?.none }
    return evaluation.failure(of: open, ofAction: index)
  }

  /// Why the answer has no such row as a line of an expectation states.
  ///
  /// `nil` when the line cannot be read as a row, there is such a row after all, or the search for the
  /// reason reaches a limit.
  public func reasonOfAbsence(ofLine line: String) -> FailureReport? {
    let columns = evaluation.columns(ofAction: index)
    let cells = ExpectationText.cells(line)
    guard !cells.isEmpty, cells.count == columns.count else { return nil }
    let row = zip(cells, columns).map { ExpectationText.value(of: $0, $1.type) }
    guard row.allSatisfy({ $0 != nil }) else { return nil }
    return evaluation.failure(of: row, ofAction: index)
  }
}
