@testable import Datalog
import Testing

/// Conditions that several rules have in common are found once, and nothing else about the answers
/// changes.
@Suite struct SharedJoinTests {
  private static let edges = (0..<3_000).map { "edge(\($0 % 500), \($0 * 7 % 503))." }

  /// The alternatives of the first rule are rules of their own.
  private static let triangles = """
    \(edges.joined(separator: "\n"))
    red(1). red(2).
    triangle(X) :- edge(X, Y), edge(Y, Z), edge(Z, X), (Z < Y - 300 ; X > 400, not red(Z)).
    corner(A) :- edge(B, C), edge(C, A), edge(A, B), not red(A).
    ?- triangle(X).
    ?- corner(X).
    """

  private func compile(_ text: String) throws -> CheckedProgram {
    try #require(ProgramCompiler().compile(SourceText(name: "test.dl", text: text)).program)
  }

  private func limits(leastGain: Double) -> EvaluationLimits {
    var limits = EvaluationLimits(threads: 1)
    limits.leastJoinGain = leastGain
    return limits
  }

  private func rows(_ evaluation: Evaluation, _ index: Int) throws -> [[Value]] {
    guard case .answer(let answer) = evaluation.run(index).kind else {
      Issue.record("no answer")
      return []
    }
    return answer.rows
  }

  @Test func whatSeveralRulesBeginWithIsFoundOnce() throws {
    let program = try compile(Self.triangles)
    let shared = Evaluation(program, limits: EvaluationLimits(threads: 1))
    let apart = Evaluation(program, limits: limits(leastGain: .infinity))
    for index in 0..<2 {
      let found = try rows(shared, index)
      #expect(found.count > 5)
      #expect(try found == rows(apart, index))
    }
    #expect(shared.evaluator.sharedJoins.derivedCount == 1)
    #expect(apart.evaluator.sharedJoins.derivedCount == 0)
    #expect(shared.evaluator.watch.steps < apart.evaluator.watch.steps)
    // They are not facts of the program's.
    #expect(shared.evaluator.watch.derivedFacts == apart.evaluator.watch.derivedFacts)
  }

  @Test func aProfileTellsWhatIsShared() throws {
    let evaluation = Evaluation(try compile(Self.triangles))
    let profile = try evaluation.profile(ofAction: 0)
    let shared = try #require(profile.relations.first { $0.direction == .shared })
    #expect(shared.rules.map(\.conditions) == [["edge(X, Y)", "edge(Y, Z)", "edge(Z, X)"]])
    let readers = profile.relations.flatMap(\.rules).filter {
      $0.conditions.contains("shared(X, Y, Z)")
    }
    #expect(readers.count == 2)
  }

  @Test func aProofHasTheRuleAsItIsWritten() throws {
    let program = try compile(Self.triangles.replacing("?- corner(X).", with: "why corner(57)."))
    let evaluation = Evaluation(program)
    _ = evaluation.run(0)
    guard case .proofs(_, let proofs) = evaluation.run(1).kind, let proof = proofs.first,
      case .derived(let rule, let premises) = proof.basis
    else {
      Issue.record("no proof")
      return
    }
    #expect(evaluation.evaluator.sharedJoins.derivedCount > 0)
    #expect(rule.text.hasPrefix("corner(A) :- edge(B, C)"))
    #expect(premises.count == 4)
  }

  /// What is shared is no reason to stop: each rule alone derives nothing.
  @Test func rulesGoTheirOwnWayWhereTooMuchWouldBeShared() throws {
    let program = try compile(
      """
      \(Self.edges.joined(separator: "\n"))
      low(X) :- edge(X, Y), edge(Y, Z), X + Z < 0.
      high(X) :- edge(X, Y), edge(Y, Z), X + Z > 10000.
      ?- low(X).
      ?- high(X).
      """)
    var limits = limits(leastGain: -.infinity)
    limits.derivedFacts = 100
    let evaluation = Evaluation(program, limits: limits)
    for index in 0..<2 { #expect(try rows(evaluation, index).isEmpty) }
    #expect(evaluation.evaluator.sharedJoins.derivedCount == 0)
  }

  /// What was shared for one value of a parameter is nothing for another.
  @Test func whatIsSharedFollowsTheParameters() throws {
    var compiler = ProgramCompiler()
    compiler.leavesParametersOpen = true
    let text = """
      \(Self.edges.joined(separator: "\n"))
      ?(X) :- edge(X, Y), edge(Y, Z), edge(Z, X), $least < X.
      ?(Y) :- edge(X, Y), edge(Y, Z), edge(Z, X), $least < X.
      """
    let program = try compiler.compile(SourceText(name: "test.dl", text: text)).get()
    let shared = Evaluation(program)
    let apart = Evaluation(program)
    for least in [100, 400, 0] as [Value] {
      for (evaluation, gain) in [(shared, -Double.infinity), (apart, .infinity)] {
        try evaluation.begin(parameters: ["least": least], limits: limits(leastGain: gain))
      }
      for query in 0..<2 {
        let found = try #require(try shared.table(ofQuery: query)).answer.rows
        #expect(try found == apart.table(ofQuery: query)?.answer.rows)
        #expect(!found.isEmpty)
      }
    }
    #expect(shared.evaluator.sharedJoins.derivedCount == 3)
  }
}
