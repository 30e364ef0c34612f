import Tupu

/// Finds what is behind rows that came against expectation, and behind those that did not come.
struct EvidenceFinder {
  /// Rows further down are listed without sentences: the first ones tell what happened.
  private static let mostRows = 20
  /// A count may rest on hundreds of facts.
  private static let mostFacts = 3

  let facts: FactStore?

  /// The gained lines of a mismatch, each with the stated facts behind its row.
  func gained(_ mismatch: Mismatch, _ explainer: AnswerExplainer?) -> [TestCase.ExplainedLine] {
    // The names of columns may stand before the rows.
    let header = mismatch.gained.count - mismatch.gainedRows.count
    return mismatch.gained.enumerated().map { index, line in
      let row = index - header
      guard let explainer, mismatch.gainedRows.indices.contains(row), row < Self.mostRows,
        let proof = explainer.proof(of: mismatch.gainedRows[row])
      else { return TestCase.ExplainedLine(text: line) }
      return TestCase.ExplainedLine(text: line, evidence: lines(of: proof))
    }
  }

  /// The lost lines of a mismatch, each with the conditions that nothing satisfies.
  func lost(_ mismatch: Mismatch, _ explainer: AnswerExplainer?) -> [TestCase.ExplainedLine] {
    mismatch.lost.enumerated().map { index, line in
      guard index < Self.mostRows, let report = explainer?.reasonOfAbsence(ofLine: line) else {
        return TestCase.ExplainedLine(text: line)
      }
      let failing = report.attempts.compactMap(\.failing).prefix(Self.mostFacts)
      return TestCase.ExplainedLine(text: line, evidence: failing.map { "fails: \($0)" })
    }
  }

  private func lines(of proof: ProofTree) -> [String] {
    // Facts that a page prints say more than those that a script states.
    let stated = proof.statedFacts.map { ($0, facts?.evidenceLines(for: $0) ?? []) }
    let printed = stated.filter { !$0.1.isEmpty }
    var lines = printed.prefix(Self.mostFacts).flatMap { fact, words in
      ["\(fact)"] + firstWords(words).map { "  \($0)" }
    }
    let rest = printed.count - Self.mostFacts
    if rest > 0 { lines.append("… \(rest) more facts") }
    return lines
  }

  /// A fact may be printed in many places: the first will do.
  private func firstWords(_ lines: [String]) -> [String] {
    Array(lines.prefix(1) + lines.dropFirst().prefix { !$0.hasPrefix("“") })
  }
}
