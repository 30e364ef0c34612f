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

  /// Z follows from R and Y together: it is found once for them, not once for each X.
  @Test func severalVariablesTogetherMayHoldABodyTogether() throws {
    let linked = (0..<10).flatMap { x in
      (0..<2).flatMap { r in (0..<3).map { "linked(\(x), \(r), \($0))." } }
    }
    let defines = (0..<2).flatMap { r in (0..<40).map { "defines(\(r), \($0 + 3), \($0))." } }
    let text = """
      \(linked.joined(separator: "\n"))
      \(pairs("below", 0..<3, 3..<43))
      \(defines.joined(separator: "\n"))
      found(X, Z) :- linked(X, R, Y), below(Y, A), defines(R, A, Z).
      """
    let (facts, steps) = try cost(text, "found")
    #expect(facts == 10 * 40)
    // 10 × 2 × 3 × 40 bindings, of which the values of Z need 2 × 3 × 40.
    #expect(steps < 10 * 2 * 3 * 40, "\(steps) steps")
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

  /// How the atoms of a rule's body are read, in the order of the plan.
  private func paths(
    _ relations: [String: Relation], _ rule: String
  ) throws -> [(relation: String, path: String)] {
    let declarations = relations.map { name, relation in
      "relation \(name)(\((0..<relation.arity).map { "c\($0): int" }.joined(separator: ", ")))."
    }
    let program = try #require(compile((declarations + [rule]).joined(separator: "\n")))
    let relation = { (id: RelationID) in
      relations[program[id].schema.name] ?? Relation(arity: 1)
    }
    let plan = RulePlanner.plan(
      0, of: program, rows: program.rules[0].body.map { _ in .all }, relation: relation,
      number: { if case .int(let number) = $0 { UInt32(number) } else { nil } })
    plan.noteScans(relation: relation)
    return plan.steps.compactMap { step in
      guard case .match(let access) = step else { return nil }
      return (program[access.relation].schema.name, "\(access.path)")
    }
  }

  private func relation(_ rows: Int, _ value: (Int, Int) -> Int, arity: Int) -> Relation {
    Relation(
      distinct: (0..<arity).map { column in (0..<rows).map { UInt32(value($0, column)) } },
      count: rows)
  }

  /// To make an index for one look would cost more than to go through the rows or to halve them;
  /// after many such looks it would not.
  @Test func anIndexIsMadeOnlyWhereItPays() throws {
    let visited = relation(5_000, { [$0, $0 * 7 % 500, $0 % 20][$1] }, arity: 3)
    let relations = ["visited": visited]
    func path(_ rule: String) throws -> [String] { try paths(relations, rule).map(\.path) }
    #expect(try path("q(X) :- visited(17, X, _).") == ["sorted(columns: 1)"])
    for _ in 0..<9 { #expect(try path("q(X) :- visited(X, 17, _).") == ["scan"]) }
    #expect(try path("q(X) :- visited(X, 17, _).") == ["index"])
  }

  /// The few rows with a rare value come first, not those with a frequent one.
  @Test func whatIsRareComesFirst() throws {
    let visited = relation(5_000, { [$0, $0 * 7 % 500, $0 % 20][$1] }, arity: 3)
    let sort = relation(500, { [$0, $0 < 490 ? 1 : 2][$1] }, arity: 2)
    let relations = ["visited": visited, "sort": sort]
    let frequent = try paths(relations, "q(W) :- sort(P, 1), visited(W, P, 3).")
    #expect(frequent.map(\.relation) == ["visited", "sort"])
    let rare = try paths(relations, "q(W) :- visited(W, P, _), sort(P, 2).")
    #expect(rare.map(\.relation) == ["sort", "visited"])
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
        relation: { Relation(arity: program[$0].schema.arity) }, number: { _ in nil })
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
