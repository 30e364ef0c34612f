import Datalog
import Testing

/// What sessions and test reporters ask of a program beside its answers.
@Suite struct SessionSupportTests {
  private static let source = SourceText(
    name: "a.dl",
    text: """
      edge(a, b). edge(b, c). edge(c, 高砦).
      path(X, Y) :- edge(X, Y).
      path(X, Z) :- path(X, Y), edge(Y, Z).
      far(X) :- path(X, 高砦), not edge(X, 高砦).
      ?- far(X).
      ?(n: count(X)) :- far(X).
      """)

  private func explained(_ source: SourceText) -> [(outcome: Outcome, explainer: AnswerExplainer?)]
  {
    var found: [(Outcome, AnswerExplainer?)] = []
    _ = ScriptRun(source, compiler: ProgramCompiler(), onOutcome: { found.append(($0, $1)) })
    return found
  }

  private func program() throws -> CheckedProgram {
    try #require(ProgramCompiler().compile(Self.source).program)
  }

  // MARK: - Lookup

  @Test func dependentsFollowRulesToTheEnd() throws {
    let program = try program()
    #expect(program.dependents(of: ["edge"]) == ["edge", "far", "path"])
    #expect(program.dependents(of: ["far"]) == ["far"])
    #expect(program.dependents(of: ["none"]).isEmpty)
  }

  @Test func definitionsAreRulesAndFactsWithTheirPlaces() throws {
    let program = try program()
    #expect(program.definitions(of: "path").map(\.line) == [2, 3])
    #expect(program.definitions(of: "edge").count == 3)
    #expect(program.statedFacts.map(\.fact.description).contains("edge(c, 高砦)"))
  }

  @Test func stepsBeginWithStatedFactsAndTellRecursion() throws {
    let steps = try program().evaluationSteps(ofAction: 0)
    #expect(steps.map(\.relation) == ["edge", "path", "far"])
    #expect(steps.map(\.isRecursive) == [false, true, false])
    #expect(steps.map(\.rules.count) == [0, 2, 1])
  }

  // MARK: - Explanations

  @Test func aRowIsProvedDownToStatedFacts() throws {
    let explainer = try #require(explained(Self.source)[0].explainer)
    let proof = try #require(explainer.proof(of: [.text("b")]))
    #expect(Set(proof.statedFacts.map(\.description)) == ["edge(b, c)", "edge(c, 高砦)"])
    #expect(explainer.proof(of: [.text("c")]) == nil)
  }

  /// The query derives the closure from its other end; the proof is that of the rules as they stand.
  @Test func aRowOfAClosureIsProvedByTheRulesThatStandThere() throws {
    let source = SourceText(
      name: "a.dl",
      text: """
        edge(1, 2). edge(2, 3). edge(3, 4).
        path(X, Y) :- edge(X, Y).
        path(X, Z) :- path(X, Y), edge(Y, Z).
        ?- path(X, 4).
        """)
    let explainer = try #require(explained(source)[0].explainer)
    let proof = try #require(explainer.proof(of: [.int(1)]))
    var facts: [String] = []
    func visit(_ tree: ProofTree) {
      facts.append(tree.fact.description)
      if case .derived(_, let premises) = tree.basis {
        for case .fact(let premise) in premises { visit(premise) }
      }
    }
    visit(proof)
    #expect(
      facts.dropFirst() == [
        "path(1, 4)", "path(1, 3)", "path(1, 2)", "edge(1, 2)", "edge(2, 3)", "edge(3, 4)",
      ])
  }

  @Test func anAbsentRowNamesTheConditionThatFails() throws {
    let explainer = try #require(explained(Self.source)[0].explainer)
    let report = try #require(explainer.reasonOfAbsence(ofLine: "c"))
    #expect(report.attempts.compactMap(\.failing) == ["far(c)"])
    #expect(explainer.reasonOfAbsence(ofLine: "a") == nil)
    #expect(explainer.reasonOfAbsence(ofLine: "a  b") == nil)
    let count = try #require(explained(Self.source)[1].explainer)
    #expect(count.reasonOfAbsence(ofLine: "many") == nil)
    #expect(count.reasonOfAbsence(ofLine: "3") != nil)
  }

  @Test func anEmptyAnswerNamesTheConditionThatEmptiesIt() throws {
    let text = "p(1). q(2). ?- p(X), q(Y), Y < X. ?- p(X)."
    let found = explained(SourceText(name: "a.dl", text: text))
    let report = try #require(found[0].explainer?.reasonOfEmptiness())
    #expect(report.attempts[0].failing == "2 < 1")
    #expect(report.attempts[0].satisfied.sorted() == ["p(1)", "q(2)"])
    #expect(found[1].explainer?.reasonOfEmptiness() == nil)
  }

  @Test func gainedRowsStandBesideGainedLines() throws {
    let text = "p(1). p(2). ?- p(X).\n%> X\n%> 2\n%> 3\n"
    let outcome = explained(SourceText(name: "a.dl", text: text))[0].outcome
    let mismatch = try #require(ExpectationCheck.mismatch(outcome))
    #expect(mismatch.lost == ["3"])
    #expect(mismatch.gained == ["1"])
    #expect(mismatch.gainedRows == [[.int(1)]])
  }

  // MARK: - Pieces

  @Test func piecesCoverWhatIsTyped() {
    let pieces = SyntaxPiece.pieces(of: "not p(X, \"高\", 1，@2018) % c")
    #expect(
      pieces.map(\.text) == [
        "not", "p", "(", "X", ",", "\"高\"", ",", "1", "，", "@2018", ")", "% c",
      ])
    #expect(
      pieces.map(\.kind) == [
        .keyword, .name, .bracket, .variable, .sign, .text, .sign, .number, .error, .date, .bracket,
        .comment,
      ])
  }

  @Test func textWithoutItsEndIsOnePiece() {
    #expect(SyntaxPiece.pieces(of: "p(\"高砦").map(\.text) == ["p", "(", "\"高砦"])
  }
}
