import Testing
import Tupu

/// Functions and tests written in Swift.
@Suite struct QueryFunctionTests {
  private struct Refusal: Error, CustomStringConvertible {
    let description = "no such thing"
  }

  private func graph() -> KnowledgeGraph {
    let graph = KnowledgeGraph()
    graph.register(QueryFunction("surname") { (name: String) in String(name.prefix(1)) })
    graph.register(
      QueryFunction("power") { (base: Int, exponent: Int) -> Int? in
        exponent < 0 ? nil : (0..<exponent).reduce(1) { result, _ in result &* base }
      })
    graph.register(QueryFunction(test: "is_long") { (name: String) in name.count > 2 })
    graph.register(
      QueryFunction("refuse") { (name: String) throws -> String? in throw Refusal() })
    return graph
  }

  private func texts(_ query: String) throws -> [[String]] {
    try graph().rows(query).map { $0.values.map(\.displayText) }
  }

  private func messages(_ query: String) -> [Diagnostic] {
    let graph = graph()
    return diagnostics { () throws(DiagnosticsError) in try graph.rows(query) }
  }

  @Test func aFunctionStandsInExpressions() throws {
    #expect(try texts("p(高天翼). ?(S) :- p(X), S = surname(X).") == [["高"]])
    #expect(try texts("p(2). ?(power(X, 3) + 1) :- p(X).") == [["9"]])
    #expect(try texts("p(2). q(8). ?- p(X), q(power(X, 3)).") == [["2"]])
  }

  @Test func aFunctionWithoutAValueMakesItsConditionFail() throws {
    #expect(try texts("p(2). p(-1). ?(X, Y) :- p(X), Y = power(2, X).") == [["2", "4"]])
  }

  @Test func aTestStandsWhereAConditionDoes() throws {
    let facts = "p(虎强). p(高天翼). p(崔绍营). "
    #expect(try texts(facts + "?- p(X), is_long(X).") == [["崔绍营"], ["高天翼"]])
    #expect(try texts(facts + "?- p(X), not is_long(X).") == [["虎强"]])
    #expect(try texts(facts + "?- p(X), (is_long(X) ; X = 虎强).").count == 3)
    #expect(try texts(facts + "?- N = count { X : p(X), is_long(X) }.") == [["2"]])
  }

  @Test func typesAreChecked() {
    let wrong = messages("p(1). ?- p(X), is_long(X).")
    #expect(wrong.first?.code == .typeClash)
    #expect(wrong.first?.message == "an argument of 'is_long' must be text, and this is int")
    let result = messages("p(a). ?(S + 1) :- p(X), S = surname(X).")
    #expect(result.first?.code == .typeClash)
    #expect(messages("p(a). ?(surname(X, X)) :- p(X).").first?.code == .wrongArgumentCount)
    #expect(messages("is_long(a).").first?.code == .builtInName)
    #expect(messages("?- is_long(X).").first?.code == .unboundVariable)
  }

  @Test func anUnknownNameSuggestsIt() {
    let found = messages("p(a). ?(surnam(X)) :- p(X).")
    #expect(found.first?.fixIts.first?.replacement == "surname")
  }

  @Test func oneThatThrowsIsReportedAtTheCall() {
    let found = messages("p(a).\n?(R) :- p(X),\n  R = refuse(X).")
    #expect(found.first?.code == .failedFunction)
    #expect(found.first?.message == "'refuse' failed: no such thing")
    #expect(found.first?.span.line == 3)
    #expect(found.first?.span.text == "refuse(X)")
  }

  @Test func otherGraphsDoNotKnowOfIt() {
    let other = KnowledgeGraph()
    let found = diagnostics { () throws(DiagnosticsError) in
      try other.rows("p(a). ?(surname(X)) :- p(X).")
    }
    #expect(found.first?.code == .unknownFunction)
  }

  @Test func aProofShowsTheTest() throws {
    let graph = graph()
    let query = try graph.prepare("p(高天翼). ?- p(X), is_long(X).")
    let row = try #require(try query.rows().first)
    let lines = try #require(try query.why(row)).lines()
    #expect(lines.contains { $0.hasSuffix("is_long(高天翼)") })
  }
}
