import Testing
import Tupu

/// Queries that are compiled once and run many times.
@Suite struct PreparedQueryTests {
  @Test func eachRunHasItsOwnParameters() throws {
    let graph = try Pages.graph(Pages.dongfeng, Pages.xiguan)
    let query = try graph.prepare("?(Place) :- supervised($who, Place), market(Place).")
    #expect(query.parameters == ["who": .text])
    #expect(query.columns == [.init("Place", .text)])
    let first = try query.rows(["who": "周明远"]).map(\.values)
    #expect(first == [["东风农贸市场"]])
    let second = try query.rows(["who": "何静"])
    #expect(second.contains { $0["Place"] == "西关农贸市场" })
    #expect(try query.rows(["who": "无人"]).isEmpty)
    #expect(try query.rows(["who": "周明远"]).map(\.values) == first)
  }

  @Test func aRunSeesTheFactsAsTheyAreThen() throws {
    let graph = try Pages.graph(Pages.dongfeng)
    let query = try graph.prepare("?- market(M).")
    let frozen = try graph.snapshot().prepare("?- market(M).")
    #expect(try query.rows().count == 1)
    try graph.importPage(Pages.xiguan)
    #expect(try query.rows().count == 2)
    #expect(try frozen.rows().count == 1)
  }

  @Test(arguments: [
    ("p(1, a). p(2, b). ?(X) :- p(N, X), N > $n.", ["b"]),
    ("p(1, a). p(2, b). ?(X) :- p(N, X), not N = $n.", ["b"]),
    ("p(1, a). p(2, b). q(N) :- p(N, _), N != $n. ?(X) :- p(N, X), not q(N).", ["a"]),
    ("p(1, a). p(2, b). ?(X) :- p(_, X), $n = count { Y : p(Y, X) }.", ["a", "b"]),
    ("p(1, a). p(2, b). ?(X) :- p(N, X) ; N = 7, X = c, N > $n.", ["a", "b", "c"]),
    ("p(1, 2). p(2, 3). ?(text(X)) :- p+($n, X).", ["2", "3"]),
    ("r($n). r(X) :- r(Y), Y < 3, X = Y + 1. ?(text(X)) :- r(X).", ["1", "2", "3"]),
  ])
  func parametersStandWhereverValuesDo(_ text: String, _ expected: [String]) throws {
    let query = try KnowledgeGraph().prepare(text)
    // A run with another value in between must leave nothing behind.
    for number in [1, 5, 1] {
      let rows = try query.rows(["n": number])
      if number == 1 { #expect(rows.map { $0[0].displayText } == expected) }
      let once = try KnowledgeGraph().rows(text, parameters: ["n": number])
      #expect(rows.map(\.values) == once.map(\.values))
    }
  }

  @Test func aParameterIsAValueAndNeverAStatement() throws {
    let query = try Pages.graph(Pages.dongfeng).prepare("?- supervised($who, M).")
    for text in ["周明远, M). secret(1). ?- supervised(W", "\"", "_", "M", "周明远\" ; \"x"] {
      #expect(try query.rows(["who": text]).isEmpty)
    }
  }

  @Test func aParameterOfAnotherTypeIsRefused() throws {
    let graph = KnowledgeGraph()
    let query = try graph.prepare("p(1.5, a). ?(X) :- p($size, X), X = $name.")
    #expect(query.parameters == ["size": .float, "name": .text])
    // A whole number fits where floating-point numbers are wanted.
    #expect(try query.rows(["size": 2, "name": "a"]).isEmpty)
    let wrong = diagnostics { () throws(DiagnosticsError) in
      try query.rows(["size": "2", "name": "a"])
    }
    #expect(wrong.first?.code == .unfitParameter)
    #expect(wrong.first?.message == "the parameter '$size' is float, and \"2\" is text")
    #expect(wrong.first?.span.text == "$size")
    let missing = diagnostics { () throws(DiagnosticsError) in try query.rows(["size": 2]) }
    #expect(missing.first?.code == .missingParameter)
    let unknown = diagnostics { () throws(DiagnosticsError) in
      try query.rows(["size": 2, "name": "a", "nam": "b"])
    }
    #expect(
      unknown.first?.message == "the query has no parameter '$nam'; it has '$name', '$size'")
  }

  @Test func aFailedRunDoesNotSpoilTheNext() throws {
    let query = try KnowledgeGraph().prepare(
      "n(0). n(X) :- n(Y), Y < $most, X = Y + 1. ?(count(X)) :- n(X).")
    let limits = EvaluationLimits(derivedFacts: 100)
    let stopped = diagnostics { () throws(DiagnosticsError) in
      try query.rows(["most": 1_000_000], limits: limits)
    }
    #expect(stopped.first?.code == .limitReached)
    #expect(try query.value(["most": 10], as: Int.self) == 11)
  }

  @Test func aRowIsExplained() throws {
    let query = try Pages.graph(Pages.dongfeng).prepare("?(Place) :- supervised($who, Place).")
    let row = try #require(try query.rows(["who": "周明远"]).first { $0[0] == "东风农贸市场" })
    let proof = try #require(try query.why(row, ["who": "周明远"]))
    #expect(proof.statedFacts.contains { $0.relation == "visited" })
    #expect(proof.lines().first == "?(东风农贸市场)")
    #expect(!proof.lines().contains { $0.contains("parameter") })
    #expect(try query.why(row, ["who": "何静"])?.statedFacts.first?.values.first != "周明远")
  }

  @Test func manyThreadsShareOneQuery() async throws {
    let graph = try Pages.graph(Pages.dongfeng)
    let query = try graph.prepare("?(M) :- supervised($who, M), market(M).")
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<100 {
        group.addTask {
          if number % 25 == 0 {
            try graph.importPage(Page(name: "\(number).txt", text: Pages.xiguan.text))
          }
          let rows = try await query.rows(["who": "周明远"])
          return rows.map(\.values) == [["东风农贸市场"]]
        }
      }
      for try await isRight in group { #expect(isRight) }
    }
  }
}
