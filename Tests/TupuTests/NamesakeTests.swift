import Testing
import Tupu

/// One entity for a name on all pages, unless a person's district contradicts it.
@Suite struct NamesakeTests {
  private let first = Page(name: "1.txt", text: "本报讯 3月5日,槐树区区长何静到东风农贸市场督导。")
  private let second = Page(name: "2.txt", text: "本报讯 3月6日,柳林区区长何静到西关农贸市场督导。")

  private func rows(_ query: String, _ graph: KnowledgeGraph) throws -> [[String]] {
    try graph.answer(query).rows.map { $0.map(\.displayText) }
  }

  private let supervised = "?- supervised(Who, Place)."
  private let apart = [["何静", "东风农贸市场"], ["何静(柳林区)", "西关农贸市场"]]

  @Test func peopleOfTwoDistrictsAreTwo() throws {
    let graph = KnowledgeGraph()
    try graph.importPages([first, second])
    #expect(try rows(supervised, graph) == apart)
    #expect(try rows("?- colleague(A, B).", graph).isEmpty)
    #expect(try rows("?(Who) :- entity(Who, official).", graph) == [["何静"], ["何静(柳林区)"]])
    #expect(try rows("?- alias(\"何静(柳林区)\", A).", graph) == [["何静"]])
  }

  @Test func theOrderInWhichPagesComeAgainChangesNothing() throws {
    let graph = KnowledgeGraph()
    try graph.importPage(first)
    try graph.importPage(second)
    for page in [first, second, second, first] {
      let change = try graph.importPage(page).change
      #expect([change.added, change.removed] == [0, 0])
    }
    #expect(try rows(supervised, graph) == apart)
  }

  @Test func aThirdPageFindsItsPerson() throws {
    let graph = KnowledgeGraph()
    let third = Page(name: "3.txt", text: "本报讯 3月7日,柳林区区长何静到北关农贸市场督导。")
    try graph.importPages([first, second, third])
    #expect(
      try rows("?(Place) :- supervised(\"何静(柳林区)\", Place).", graph) == [
        ["北关农贸市场"], ["西关农贸市场"],
      ])
  }

  @Test func postsInADistrictAndItsSubdistrictAreOfOnePerson() throws {
    let graph = KnowledgeGraph()
    let other = Page(
      name: "2.txt", text: "本报讯 3月6日,槐树区委书记周明远到西关农贸市场督导。槐树区柳林街道党工委书记何静参加督导。")
    try graph.importPages([first, other])
    #expect(try rows("?(Who) :- holds(Who, _, _), Who != 周明远.", graph) == [["何静"]])
    #expect(try rows("?(Post) :- holds(何静, Post, _).", graph).count == 2)
  }

  @Test func oneLineOfALexiconJoinsBothAgain() throws {
    let graph = KnowledgeGraph()
    let lexicon = try Lexicon("alias 何静 何静(柳林区)", source: "own.lexicon")
    try graph.importPages([first, second], options: .init(lexicon: lexicon))
    #expect(try rows(supervised, graph) == [["何静", "东风农贸市场"], ["何静", "西关农贸市场"]])
    #expect(try rows("?- conflict_person(Who, A, B).", graph) == [["何静", "柳林区", "槐树区"]])
  }

  @Test func theEvidenceSaysWhoIsPrintedHow() throws {
    let graph = KnowledgeGraph()
    try graph.importPages([first, second])
    let fact = GroundFact("holds", ["何静(柳林区)", "区长", "柳林区"].map(Value.text))
    let lines = graph.facts.evidenceLines(for: fact)
    #expect(lines.contains("何静(柳林区) is printed 何静 here"))
    let merged = GroundFact("entity", [.text("何静"), .text("official")])
    #expect(graph.provenance(of: merged).map(\.page) == ["1.txt"])
  }

  @Test func aNameOnManyPagesIsOneEntityWithTheEvidenceOfEach() throws {
    let graph = KnowledgeGraph()
    let again = Page(name: "3.txt", text: "本报讯 3月7日,槐树区区长何静到东风农贸市场督导。")
    try graph.importPages([first, again])
    let market = GroundFact("entity", [.text("东风农贸市场"), .text("place")])
    #expect(graph.provenance(of: market).map(\.page) == ["1.txt", "3.txt"])
  }
}
