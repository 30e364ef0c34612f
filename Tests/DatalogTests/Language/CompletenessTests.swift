import Datalog
import Testing

/// Nothing is cut off: an answer is whole, or there is an error.
@Suite struct CompletenessTests {
  private func answers(_ text: String, limits: EvaluationLimits = EvaluationLimits()) throws
    -> [Outcome.Kind]
  {
    let run = ScriptRun(
      SourceText(name: "complete.dl", text: text), compiler: ProgramCompiler(), limits: limits)
    try #require(!run.failed, "\(DiagnosticsError(run.diagnostics))")
    return run.outcomes.map(\.kind)
  }

  private func rows(_ kind: Outcome.Kind) -> [[Value]]? {
    if case .answer(let answer) = kind { answer.rows } else { nil }
  }

  private func chain(_ length: Int) -> String {
    (0..<length).map { "e(\($0), \($0 + 1)).\n" }.joined()
  }

  /// A step a round: as many rounds as the chain is long.
  @Test(.timeLimit(.minutes(5))) func followsLongChains() throws {
    let length = 20_000
    let found = try answers(
      chain(length) + """
        reached(0).
        reached(Y) :- reached(X), e(X, Y).
        ?(n: count(X), last: max(X)) :- reached(X).
        ?(n: count(Y)) :- e+(0, Y).
        ?(n: count(X)) :- e*(X, \(length)).
        """)
    #expect(
      found.map(rows) == [
        [[.int(length + 1), .int(length)]], [[.int(length)]], [[.int(length + 1)]],
      ])
  }

  /// A rule that reads its own relation once, twice and four times.
  @Test func givesAllPairsHoweverOftenARuleRecurs() throws {
    let length = 31
    let found = try answers(
      chain(length) + """
        once(X, Y) :- e(X, Y).
        once(X, Z) :- once(X, Y), e(Y, Z).
        twice(X, Y) :- e(X, Y).
        twice(X, Z) :- twice(X, Y), twice(Y, Z).
        four(X, Y) :- e(X, Y) ; e(X, Z), e(Z, Y) ; e(X, Z), e(Z, A), e(A, Y).
        four(X, Z) :- four(X, A), four(A, B), four(B, C), four(C, Z).
        ?(n: count(X, Y)) :- once(X, Y).
        ?(n: count(X, Y)) :- twice(X, Y).
        ?(n: count(X, Y)) :- four(X, Y).
        ?(n: count(X, Y)) :- e+(X, Y).
        """)
    let pairs = length * (length + 1) / 2
    #expect(found.map(rows) == Array(repeating: [[.int(pairs)]], count: 4))
  }

  /// A limit is an error that names the rule and the round, and a later statement still runs.
  @Test func namesTheRuleAtALimit() throws {
    let found = try answers(
      "n(0). n(Y) :- n(X), Y = X + 1. m(1).\n?- m(X).\n?- n(X).",
      limits: EvaluationLimits(derivedFacts: 100))
    #expect(rows(found[0]) == [[.int(1)]])
    guard case .stopped(let diagnostics) = found[1] else {
      Issue.record("\(found[1])")
      return
    }
    #expect(diagnostics.map(\.code) == [.limitReached])
    #expect(diagnostics[0].message.contains("'n', round "))
    #expect(diagnostics[0].span.text.hasPrefix("n(Y) :- n(X)"))
  }
}
