@testable import Datalog
import TestSupport
import Testing

/// Evaluations that follow changes of the facts.
@Suite struct MaintenanceTests {
  private static let schemas = [
    RelationSchema("edge", [.init("from", .int), .init("to", .int)]),
    RelationSchema("blocked", [.init("node", .int)]),
    RelationSchema("other", [.init("name", .text)]),
  ]

  /// An evaluation whose answers are known.
  private final class Kept {
    let evaluation: Evaluation
    let program: CheckedProgram
    private var facts: ChangingFacts

    init(_ rules: String, edges: [(Int, Int)]) throws {
      var compiler = ProgramCompiler()
      compiler.baseRelations = MaintenanceTests.schemas
      program = try compiler.compile(SourceText(name: "test.dl", text: rules)).get()
      facts = ChangingFacts(MaintenanceTests.schemas)
      facts.change(adding: edges.map { Self.edge($0.0, $0.1) }, removing: [])
      evaluation = Evaluation(program, source: facts.source)
      for index in 0..<evaluation.actionCount { _ = evaluation.run(index) }
    }

    static func edge(_ from: Int, _ to: Int) -> ChangingFacts.Fact {
      .init(relation: "edge", values: [.int(from), .int(to)])
    }

    func update(
      adding added: [GroundFact] = [], removing removed: [GroundFact] = [],
      derivingAtMost facts: Int = .max
    ) throws {
      try evaluation.update(
        adding: added, removing: removed, limits: EvaluationLimits(derivedFacts: facts))
    }

    func rows(_ index: Int = 0) throws -> [[Value]] {
      guard case .answer(let answer) = evaluation.run(index).kind else {
        throw Unanswered(kind: evaluation.run(index).kind)
      }
      return answer.rows
    }
  }

  private struct Unanswered: Error { let kind: Outcome.Kind }

  private func edge(_ from: Int, _ to: Int) -> GroundFact { Kept.edge(from, to).ground }

  private static let closure =
    "path(X, Y) :- edge(X, Y). path(X, Z) :- path(X, Y), edge(Y, Z). ?- path(X, Y)."

  /// Five hundred chains of ten edges: the closure has 27 500 facts.
  private static let chains = (0..<500).flatMap { chain in
    (0..<10).map { (chain * 100 + $0, chain * 100 + $0 + 1) }
  }

  @Test func anInsertionDerivesOnlyWhatIsNew() throws {
    let kept = try Kept(Self.closure, edges: Self.chains)
    #expect(try kept.rows().count == 27_500)
    // The end of one chain leads to the start of another: eleven nodes reach eleven more, and the
    // answer has the same pairs.
    try kept.update(adding: [edge(110, 200)], derivingAtMost: 242)
    #expect(try kept.rows().count == 27_500 + 121)
    try kept.update(removing: [edge(110, 200)], derivingAtMost: 0)
    #expect(try kept.rows().count == 27_500)
  }

  @Test func whatRestsOnItselfLeaves() throws {
    let kept = try Kept(Self.closure, edges: [(0, 1), (1, 2), (2, 3), (3, 1)])
    try kept.update(removing: [edge(0, 1)])
    #expect(try kept.rows().count == 9)
    try kept.update(removing: [edge(2, 3)])
    #expect(try kept.rows() == [[1, 2], [3, 1], [3, 2]])
  }

  @Test func whatHasAnotherDerivationStaysAndIsProvedByIt() throws {
    let kept = try Kept(Self.closure, edges: [(1, 2), (2, 4), (1, 3), (3, 4), (4, 5)])
    try kept.update(removing: [edge(2, 4)], derivingAtMost: 0)
    #expect(try kept.rows().contains([1, 5]))
    let proof = try #require(kept.evaluation.proof(of: [1, 5], ofAction: 0))
    #expect(Set(proof.statedFacts) == [edge(1, 3), edge(3, 4), edge(4, 5)])
  }

  @Test func negationAggregatesAndDefaultsFollow() throws {
    let kept = try Kept(
      """
      open(X, Y) :- edge(X, Y), not blocked(Y).
      degree(X, count(Y)) :- open(X, Y).
      most(max(N)) :- degree(_, N).
      ?(X, N) :- edge(X, _), N = count { Y : open(X, Y) }.
      ?- most(N).
      ?(X, Z) :- edge(X, Y), open(Y, Z) else Z = 0.
      """, edges: [(1, 2), (1, 3), (2, 3)])
    #expect(try kept.rows(0) == [[1, 2], [2, 1]])
    let block = GroundFact("blocked", [3])
    try kept.update(adding: [block])
    #expect(try kept.rows(0) == [[1, 1], [2, 0]])
    #expect(try kept.rows(1) == [[1]])
    try kept.update(adding: [GroundFact("blocked", [2])], removing: [block])
    #expect(try kept.rows(0) == [[1, 1], [2, 1]])
    #expect(try kept.rows(2) == [[1, 0], [1, 3], [2, 0]])
    try kept.update(removing: [edge(2, 3)])
    #expect(try kept.rows(2) == [[1, 0]])
  }

  @Test func shortestPathsFollow() throws {
    let kept = try Kept(
      """
      far(0, min(N)) :- N = 0.
      far(Y, min(N)) :- far(X, M), edge(X, Y), N = M + 1.
      ?- far(X, N).
      """, edges: [(0, 1), (1, 2), (2, 3), (3, 1), (3, 4)])
    try kept.update(adding: [edge(0, 3)])
    #expect(try kept.rows() == [[0, 0], [1, 1], [2, 2], [3, 1], [4, 2]])
    try kept.update(removing: [edge(0, 1)])
    #expect(try kept.rows() == [[0, 0], [1, 2], [2, 3], [3, 1], [4, 2]])
    try kept.update(removing: [edge(0, 3)])
    #expect(try kept.rows() == [[0, 0]])
    #expect(kept.program.strata.allSatisfy { kept.program.upkeep(of: $0) == .maintained })
  }

  @Test func theChangedRowsOfAnAnswerAreTold() throws {
    let kept = try Kept(Self.closure, edges: [(1, 2), (2, 3)])
    try kept.update(adding: [edge(3, 4)], removing: [edge(1, 2)])
    let change = try #require(kept.evaluation.changedRows(ofQuery: 0))
    #expect(change.added.answer.rows == [[2, 4], [3, 4]])
    #expect(change.removed.answer.rows == [[1, 2], [1, 3]])
    try kept.update(adding: [GroundFact("other", ["x"])])
    #expect(kept.evaluation.changedRows(ofQuery: 0)?.added.count == 0)
  }

  @Test func afterAFailureTheAnswerIsRightAgain() throws {
    let kept = try Kept(Self.closure, edges: (0..<200).map { ($0, $0 + 1) })
    #expect(throws: EvaluationError.self) {
      try kept.update(adding: [edge(201, 0)], removing: [edge(100, 101)], derivingAtMost: 1)
    }
    try kept.update(adding: [edge(200, 201)])
    // Both halves in a line: 101 to 201, and behind it 0 to 100.
    #expect(try kept.rows().count == 202 * 201 / 2)
  }

  @Test func theStepsOfAStatementTellHowTheyFollow() throws {
    let kept = try Kept(
      """
      n(X) :- edge(X, _). n(Y) :- edge(_, Y).
      spread(X / 10, count(Y)) :- edge(X, Y).
      ?- n(X), spread(X, N).
      """, edges: [(1, 2)])
    let steps = kept.program.evaluationSteps(ofAction: 0)
    #expect(steps.first { $0.relation == "n" }?.upkeep == "maintained")
    #expect(
      steps.first { $0.relation == "spread" }?.upkeep
        == "recomputed: an aggregate groups by a computed value")
    #expect(steps.first { $0.relation == "edge" }?.upkeep == nil)
  }
}
