@testable import Datalog
import TestSupport
import Testing

/// What a plan leaves out shows in the number of its steps, which does not depend on the machine.
@Suite struct PlanTests {
  private func compile(_ text: String) -> CheckedProgram? {
    ProgramCompiler().compile(SourceText(name: "test.dl", text: text)).program
  }

  /// The number of a relation's facts, and the steps that it took to derive them.
  private func cost(_ text: String, _ relation: String) throws -> (facts: Int, steps: Int) {
    let program = try #require(compile(text))
    let evaluator = ProgramEvaluator(program, source: nil, limits: EvaluationLimits(threads: 1))
    let before = evaluator.watch.steps
    let rows = try evaluator.complete(try #require(program.relation(named: relation)))
    return (rows.count, evaluator.watch.steps - before)
  }

  private func pairs(_ name: String, _ first: Range<Int>, _ second: Range<Int>) -> String {
    first.flatMap { one in second.map { "\(name)(\(one), \($0))." } }.joined(separator: "\n")
  }

  @Test func oneWitnessIsEnough() throws {
    let text = """
      \(pairs("edge", 0..<20, 0..<200))
      \((0..<20).map { "node(\($0))." }.joined(separator: " "))
      used(X) :- node(X), edge(X, _).
      busy(X) :- node(X), edge(X, Y), edge(_, Y).
      """
    for relation in ["used", "busy"] {
      let (facts, steps) = try cost(text, relation)
      #expect(facts == 20)
      #expect(steps < 20 * 10, "\(relation): \(steps) steps for 20 nodes with 200 edges each")
    }
  }

  /// W is read by no one: for each Z the values of Y are found once, not once for each X.
  @Test func aColumnThatNoOneReadsMultipliesNothing() throws {
    let text = """
      \(pairs("left", 0..<3, 0..<40))
      \(pairs("middle", 0..<3, 100..<140))
      \(pairs("right", 100..<140, 0..<40))
      both(X, Y) :- left(Z, X), middle(Z, W), right(W, Y).
      """
    let (facts, steps) = try cost(text, "both")
    #expect(facts == 40 * 40)
    // 3 × 40 × 40 × 40 bindings, of which each side has 3 × 40 × 40 at most.
    #expect(steps < 3 * 40 * 40 * 2, "\(steps) steps")
  }

  @Test func twoSidesOfARecursiveRuleAreFoundOnce() throws {
    let text = """
      \(pairs("edge", 0..<3, 3..<40))
      \(pairs("edge", 3..<40, 0..<3))
      same(X, Y) :- edge(P, X), edge(P, Y).
      same(X, Y) :- edge(A, X), same(A, B), edge(B, Y).
      """
    let (facts, steps) = try cost(text, "same")
    #expect(facts == 3 * 3 + 37 * 37)
    #expect(steps < 20_000, "\(steps) steps")
  }

  /// The sides of a plan, by its first atom.
  @Test func aBodyFallsInTwoWhereOneVariableHoldsItTogether() throws {
    let program = try #require(
      compile(
        """
        edge(1, 2). edge(2, 3).
        apart(X, Y) :- edge(Z, X), edge(Z, Y).
        together(X, Y) :- edge(Z, X), edge(Z, Y), X < Y.
        chain(X, Y) :- edge(X, Z), edge(Z, W), edge(W, Y).
        circle(X, Y) :- edge(X, Z), edge(Z, Y), edge(Y, X).
        """))
    func falls(_ name: String) throws -> Bool {
      let head = try #require(program.relation(named: name))
      let index = try #require(program.rules.firstIndex { $0.head == head })
      let plan = RulePlanner.plan(
        index, of: program, rows: program.rules[index].body.map { _ in .all },
        rowCount: { _, _ in 100 }, distinctKeys: { _, _ in nil })
      return ProductPlan(plan, of: program.rules[index], setColumn: 1) != nil
    }
    #expect(try falls("apart"))
    #expect(try falls("chain"))
    #expect(try !falls("together"))
    #expect(try !falls("circle"))
  }

  /// Where the last of several independent conditions fails, the others are not gone through again.
  @Test func aFailureGoesBackToWhatItDependsOn() throws {
    let text = """
      \(pairs("a", 0..<10, 0..<50))
      \(pairs("b", 0..<10, 0..<50))
      \(pairs("c", 100..<150, 0..<50))
      star(X, Y, Z) :- a(K, X), b(K, Y), c(K, Z), X + Y != Z.
      """
    let (facts, steps) = try cost(text, "star")
    #expect(facts == 0)
    #expect(steps < 10 * 50 * 6, "\(steps) steps")
  }
}
