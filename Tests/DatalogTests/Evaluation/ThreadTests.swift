@testable import Datalog
import Synchronization
import TestSupport
import Testing

/// Several threads derive what one does, in the same order, and stop as it does.
@Suite struct ThreadTests {
  private static func edges(_ nodes: Int, _ count: Int, seed: UInt64 = 1) -> String {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { _ in
      "edge(\(Int.random(in: 0..<nodes, using: &random)), \(Int.random(in: 0..<nodes, using: &random)))."
    }.joined(separator: "\n")
  }

  private static let programs = [
    "path(X, Y) :- edge(X, Y). path(X, Z) :- path(X, Y), edge(Y, Z).",
    "path(X, Y) :- edge(X, Y). path(X, Z) :- path(X, Y), path(Y, Z).",
    "path(X, Y) :- edge(X, Y). path(X, Z) :- edge(X, Y), path(Y, Z).",
    // Keys that have no row yet, of two columns.
    "path(X, Y, X) :- edge(X, Y). path(X, Z, Y) :- path(X, Y, _), edge(Y, Z).",
    // One row for all values, and rows that several rules add to.
    """
    path(3). path(X) :- path(Y), edge(Y, X). path(X) :- edge(X, Y), edge(Y, X).
    path(X) :- edge(X, _), not odd(X). odd(X) :- edge(X, _), X mod 2 = 1.
    """,
    // Numbers that are not held inline get their value numbers on the way.
    """
    path(X, Y) :- edge(X, Z), Y = Z * 100000000000.
    path(X, Y) :- path(Z, W), edge(X, Z), Y = W + 1, W mod 10 < 3.
    """,
    "path(X, Y, Z) :- edge(X, Y), edge(Y, Z), edge(Z, X), X != Y.",
    "far(0, 0). far(Y, min(D)) :- far(X, E), edge(X, Y), D = E + 1. path(X, D) :- far(X, D).",
    "path(X, Y) :- edge(X, Z), Y = \"to \" ++ text(Z).",
  ]

  private func compile(_ text: String) -> CheckedProgram? {
    ProgramCompiler().compile(SourceText(name: "test.dl", text: text)).program
  }

  private func rows(_ program: CheckedProgram, threads: Int) throws -> [[UInt32]] {
    var limits = EvaluationLimits(time: .seconds(600), threads: threads)
    limits.fewestSharedRows = 1
    limits.fewestProductBindings = 0
    let evaluator = ProgramEvaluator(program, source: nil, limits: limits)
    let relation = try evaluator.complete(try #require(program.relation(named: "path")))
    return (0..<relation.count).map { relation.tuple(at: $0) + [UInt32(relation.stamp(ofRow: $0))] }
  }

  @Test(arguments: programs)
  func rowsAndTheirOrderDoNotDependOnThreads(rules: String) throws {
    for (nodes, count) in [(40, 80), (300, 700)] {
      let text = "\(Self.edges(nodes, count))\n\(rules)"
      let program = try #require(compile(text))
      let expected = try rows(program, threads: 1)
      #expect(expected.count > 2)
      for threads in [2, 3, 8] {
        #expect(try rows(program, threads: threads) == expected, "\(threads) threads")
      }
    }
  }

  // MARK: - Errors and limits

  private func failure(
    _ rules: String, threads: Int, _ change: (inout EvaluationLimits) -> Void = { _ in },
    isCancelled: (@Sendable () -> Bool)? = nil
  ) throws -> (diagnostic: Diagnostic?, time: Duration) {
    let text = "\(Self.edges(200, 5000))\n\(rules)"
    let program = try #require(compile(text))
    var limits = EvaluationLimits(threads: threads)
    limits.fewestSharedRows = 1
    limits.fewestProductBindings = 0
    change(&limits)
    let evaluation = Evaluation(program, limits: limits, isCancelled: isCancelled)
    let start = ContinuousClock().now
    let outcome = evaluation.run(0)
    let time = ContinuousClock().now - start
    if case .stopped(let diagnostics) = outcome.kind { return (diagnostics.first, time) }
    return (nil, time)
  }

  @Test func theFirstErrorIsTheSame() throws {
    let rules = "share(X, Z) :- edge(X, Y), Z = 100 / (Y - 77), X > 50.\n?- share(X, Y), X + Y > 1."
    let expected = try #require(try failure(rules, threads: 1).diagnostic)
    let found = try #require(try failure(rules, threads: 4).diagnostic)
    #expect(found.code == .divisionByZero)
    #expect(DiagnosticRenderer().render(found) == DiagnosticRenderer().render(expected))
  }

  /// Ten thousand million combinations, of which none is ever added.
  private static let endless = """
    none(A, D) :- edge(A, B), edge(C, D), edge(E, F), A + B + C + D + E + F < 0.
    ?- none(X, Y), X != Y.
    """

  @Test func workersStopAtTheTimeLimit() throws {
    let found = try failure(Self.endless, threads: 2) { $0.time = .milliseconds(300) }
    #expect(found.diagnostic?.code == .limitReached)
    #expect(found.diagnostic?.message.contains("'none'") == true)
    // A tenth of a second behind the limit; the rest is for a busy machine, and left alone the program
    // runs for hours.
    #expect(found.time < .seconds(20))
  }

  private final class Counter: Sendable {
    private let count = Atomic<Int>(0)

    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
  }

  @Test func workersStopWhenCancelled() throws {
    let looks = Counter()
    let found = try failure(
      Self.endless, threads: 2, isCancelled: { looks.next() > 2 })
    #expect(found.diagnostic?.code == .cancelled)
    #expect(found.time < .seconds(20))
  }

  @Test func theLimitOfFactsNamesTheRuleAndTheRound() throws {
    let rules = """
      path(X, Y) :- edge(X, Y). path(X, Z) :- path(X, Y), edge(Y, Z).
      ?- path(X, Y), X != Y.
      """
    let found = try #require(try failure(rules, threads: 2) { $0.derivedFacts = 8000 }.diagnostic)
    #expect(found.code == .limitReached)
    #expect(found.message.hasSuffix("while evaluating 'path', round 1"), "\(found.message)")
  }
}
