import Foundation
import Testing
import Tupu

/// A page of the genre, made for these tests.
private let page = """
  区领导督导东风农贸市场整治工作

  本报讯 3月5日上午,槐树区委书记周明远一行到柳林街道督导东风农贸市场整治工作。区长何静陪同督导。

  记者 王小红
  """

@Suite struct KnowledgeGraphTests {
  private func graph(_ text: String = page, year: Int? = nil) throws -> KnowledgeGraph {
    let graph = KnowledgeGraph()
    try graph.importPage(Page(name: "page.txt", text: text), year: year)
    return graph
  }

  /// The messages with which a query stops; none if it does not.
  private func diagnostics(
    of query: String, on graph: KnowledgeGraph, limits: EvaluationLimits = EvaluationLimits()
  ) -> [Diagnostic] {
    do {
      _ = try graph.answer(query, limits: limits)
      return []
    } catch {
      return error.diagnostics
    }
  }

  private func texts(_ answer: Answer) -> [[String]] { answer.rows.map { $0.map(\.displayText) } }

  @Test func aPageAnswersWhoSupervisedWhichMarket() throws {
    let answer = try graph().answer("?- supervised(Who, Market), market(Market).")
    #expect(answer.columns.map(\.name) == ["Who", "Market"])
    #expect(texts(answer) == [["周明远", "东风农贸市场"]])
  }

  @Test func aYearGivenAtImportResolvesDates() throws {
    let open = try graph().answer("?(On) :- visited(_, 东风农贸市场, _, On).")
    #expect(texts(open) == [["XXXX-03-05"]])
    let known = try graph(year: 2020).answer("?(On) :- visited(_, 东风农贸市场, _, On).")
    #expect(texts(known) == [["2020-03-05"]])
  }

  @Test func aProofEndsAtThePrintedSentence() throws {
    let graph = try graph()
    let proof = try #require(try graph.proofs(of: "supervised(周明远, 东风农贸市场)").first)
    let visited = try #require(proof.statedFacts.first { $0.relation == "visited" })
    let origin = try #require(graph.provenance(of: visited).first)
    #expect(origin.page == "page.txt")
    #expect(origin.line == 3)
    #expect(!origin.rule.isEmpty)
    let scalars = Array(page.unicodeScalars)[origin.range]
    #expect(String(String.UnicodeScalarView(scalars)) == origin.text)
    #expect(origin.text.contains("周明远一行到柳林街道督导东风农贸市场"))
    let lines = proof.lines(evidence: graph.facts.evidenceLines(for:))
    #expect(lines.contains { $0.contains("page.txt:3, characters") })
    #expect(lines.contains { $0.contains("supervised(who: Who, place: Place) :-") })
  }

  @Test func importingAPageAgainReplacesWhatItStated() throws {
    let graph = try graph()
    let before = graph.factCount
    let same = try graph.importPage(Page(name: "page.txt", text: page))
    #expect(same.change.added == 0)
    #expect(same.change.removed == 0)
    #expect(graph.factCount == before)
    let edited = page.replacing("东风农贸市场", with: "西关农贸市场")
    let changed = try graph.importPage(Page(name: "page.txt", text: edited))
    #expect(changed.change.added > 0)
    #expect(changed.change.removed > 0)
    let markets = try graph.answer("?- market(M).")
    #expect(texts(markets) == [["西关农贸市场"]])
  }

  @Test func aGraphComesBackFromItsFile() throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "tupu-graph-\(UUID().uuidString).tupu").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let graph = try graph()
    try graph.write(to: path)
    let read = try KnowledgeGraph(contentsOf: path)
    let query = "?- supervised(Who, Where)."
    let (answer, kept) = (try graph.answer(query), try read.answer(query))
    #expect(answer == kept)
    #expect(!answer.rows.isEmpty)
    #expect(read.factCount == graph.factCount)
    let unequal = "?- holds(P, _, Unit), holds(Q, _, Unit), P != Q."
    let (colleagues, keptColleagues) = (try graph.answer(unequal), try read.answer(unequal))
    #expect(colleagues == keptColleagues)
    #expect(!colleagues.rows.isEmpty)
  }

  @Test func aParameterIsAValueAndNeverText() throws {
    let injected = Value.text("周明远, M). secret(1). ?- supervised(W")
    let answer = try graph().answer("?- supervised($who, M).", parameters: ["who": injected])
    #expect(answer.rows.isEmpty)
    #expect(throws: DiagnosticsError.self) { try graph().answer("?- supervised($who, M).") }
  }

  @Test func aWrongQueryNamesItsPlaceAndSuggests() throws {
    let found = diagnostics(of: "?- supervized(Who, M).", on: try graph())
    let diagnostic = try #require(found.first)
    #expect(diagnostic.code == .unknownRelation)
    #expect(diagnostic.span.column == 4)
    #expect(diagnostic.fixIts.first?.replacement == "supervised")
  }

  @Test func aQueryReachesNoFilesUnlessAllowed() throws {
    let found = diagnostics(of: "include \"x.dl\". ?- market(M).", on: try graph())
    #expect(found.first?.code == .fileNotAllowed)
  }

  @Test func aLimitStopsAQueryAndNotTheGraph() throws {
    let graph = try graph()
    let found = diagnostics(
      of: "n(0). n(X) :- n(Y), X = Y + 1. ?- n(X).", on: graph,
      limits: EvaluationLimits(derivedFacts: 1000))
    let diagnostic = try #require(found.first)
    #expect(diagnostic.code == .limitReached)
    #expect(diagnostic.message.contains("'n', round"))
    let after = try graph.answer("?- market(M).")
    #expect(after.rows.count == 1)
  }

  @Test func twoGraphsDoNotKnowOfEachOther() throws {
    let first = try graph()
    let second = KnowledgeGraph()
    let firstAnswer = try first.answer("?- market(M).")
    #expect(firstAnswer.rows.count == 1)
    let secondAnswer = try second.answer("?- market(M).")
    #expect(secondAnswer.rows.isEmpty)
  }

  @Test func readersSeeTheFactsAsTheyWereWhenTheyBegan() async throws {
    let graph = try graph()
    try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<8 {
        group.addTask {
          if number == 0 {
            try graph.importPage(Page(name: "second.txt", text: page))
          }
          return try await graph.answer("?- supervised(W, M), market(M).").rows.count
        }
      }
      for try await count in group { #expect(count == 1) }
    }
  }

  @Test func everyShippedRuleIsInForce() throws {
    let graph = try graph()
    for query in [
      "?- colleague(P, Q).", "?- within(X, Y).", "?- met(P, Q).", "?- took_part(P, M).",
      "?- researched(W, P).", "?- official(X).", "?- visit_meeting(X).", "?- other(X).",
      "?- supervisory(督导).", "?- researching(调研).",
    ] {
      _ = try graph.answer(query)
    }
    let inside = try graph.answer("?- within(东风农贸市场, 柳林街道).")
    #expect(!inside.rows.isEmpty)
  }
}
