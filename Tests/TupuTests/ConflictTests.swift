import Testing
import Tupu

/// Facts of the graph that cannot both be right.
@Suite struct ConflictTests {
  private func graph(_ pages: String...) throws -> KnowledgeGraph {
    let graph = KnowledgeGraph()
    for (number, text) in pages.enumerated() {
      try graph.importPage(Page(name: "\(number).txt", text: text))
    }
    return graph
  }

  private func rows(_ query: String, _ graph: KnowledgeGraph) throws -> [[String]] {
    try graph.answer(query).rows.map { $0.map(\.displayText) }
  }

  @Test func twoHeadsOfOneDistrictDisagree() throws {
    let graph = try graph(
      "本报讯 槐树区区长何静到东风农贸市场督导。", "本报讯 槐树区区长李大伟到西关农贸市场督导。")
    #expect(
      try rows("?- conflict_post(Unit, Post, A, B).", graph) == [["槐树区", "区长", "何静", "李大伟"]])
    let pair = try #require(try rows("?- conflict(F, G).", graph).first)
    #expect(pair == [#"holds("何静", "区长", "槐树区")"#, #"holds("李大伟", "区长", "槐树区")"#])
    for fact in pair { #expect(try !graph.proofs(of: fact).isEmpty) }
  }

  @Test func deputiesAndHeadsOfOtherDistrictsAgree() throws {
    let graph = try graph(
      "本报讯 槐树区副区长何静到东风农贸市场督导。", "本报讯 槐树区副区长李大伟到西关农贸市场督导。",
      "本报讯 柳林区区长王建国到北关农贸市场督导。")
    #expect(try rows("?- conflict_post(_, _, A, B).", graph).isEmpty)
    let own = "sole_post(副区长). ?- conflict_post(_, Post, A, B)."
    #expect(try rows(own, graph) == [["副区长", "何静", "李大伟"]])
  }

  @Test func aPersonInTwoDistrictsIsTold() throws {
    // Two people of one name are told apart at import, unless a lexicon says that they are one.
    let lexicon = try Lexicon("alias 何静 何静(柳林区)", source: "own.lexicon")
    let graph = KnowledgeGraph()
    let texts = ["本报讯 槐树区区长何静到东风农贸市场督导。", "本报讯 柳林区区长何静到西关农贸市场督导。"]
    try graph.importPages(
      texts.enumerated().map { Page(name: "\($0).txt", text: $1) },
      options: .init(lexicon: lexicon))
    #expect(try rows("?- conflict_person(Who, A, B).", graph) == [["何静", "柳林区", "槐树区"]])
    for fact in try rows("?- conflict(F, G).", graph).joined() {
      #expect(try !graph.proofs(of: fact).isEmpty)
    }
  }

  @Test func aMeetingOnTwoDaysDisagreesAndOnOneDayDoesNot() throws {
    let first = "本报讯 3月5日,槐树区召开环境保护推进会。"
    let other = try graph(first, "本报讯 3月6日,槐树区召开环境保护推进会。")
    #expect(
      try rows("?- conflict_meeting_date(M, A, B).", other) == [
        ["环境保护推进会", "XXXX-03-05", "XXXX-03-06"]
      ])
    let same = try graph(first, "本报讯 2018年3月5日,槐树区召开环境保护推进会。")
    #expect(try rows("?(D) :- held_on(_, D).", same).count == 2)
    #expect(try rows("?- conflict(F, G).", same).isEmpty)
  }

  @Test func aVisitThatTwoArticlesOfAPageDateDifferentlyIsTold() throws {
    let page = """
      老城换新颜

      本报讯 3月5日上午,槐树区委书记周明远到东风农贸市场督导。

      新城添新绿

      本报讯 3月6日上午,槐树区委书记周明远到东风农贸市场督导。
      """
    let graph = try graph(page)
    #expect(
      try rows("?(A, B) :- conflict_visit_date(_, _, A, B).", graph) == [
        ["XXXX-03-05", "XXXX-03-06"]
      ])
    for fact in try rows("?- conflict(F, G).", graph).joined() {
      #expect(try !graph.proofs(of: fact).isEmpty)
    }
  }

  @Test func oneNameForTwoKindsIsTold() throws {
    let lexicons = try ["unit 老坟岗 other", "place 老坟岗 square"].map {
      try Lexicon($0, source: "l")
    }
    let graph = KnowledgeGraph()
    for (number, lexicon) in lexicons.enumerated() {
      let page = Page(name: "\(number).txt", text: "本报讯 老坟岗焕然一新。")
      try graph.importPage(page, lexicon: lexicon)
    }
    #expect(try rows("?- conflict_kind(X, A, B).", graph) == [["老坟岗", "place", "unit"]])
    #expect(try rows("?- conflict_sort(X, A, B).", graph).isEmpty)
  }
}
