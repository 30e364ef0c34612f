import Testing
import Tupu

/// What 'why' says below a stated fact.
@Suite struct EvidenceLinesTests {
  private func lines(_ relation: String, _ values: String..., page: String) throws -> [String] {
    let graph = KnowledgeGraph()
    try graph.importPage(Page(name: "page.txt", text: page))
    return graph.facts.evidenceLines(for: GroundFact(relation, values.map(Value.text)))
  }

  private let page = "本报讯 3月5日上午,槐树区委书记周明远到东风农贸市场督导。区环保局开展“蓝天”行动。"

  @Test func theConfidenceStandsBehindTheRule() throws {
    let lines = try lines("holds", "周明远", "区委书记", "槐树区", page: page)
    #expect(lines.count == 2)
    #expect(lines.last?.hasSuffix("rule holds-post, confidence 0.95") == true)
  }

  @Test func aShortNameIsShownAsAMerge() throws {
    let lines = try lines("conducts", "槐树区环保局", "蓝天", page: page)
    #expect(lines.contains("槐树区环保局 is printed 区环保局 here"))
  }

  @Test func anEntityThatTheWordsDoNotNameIsShown() throws {
    let lines = try lines("part_of", "槐树区环保局", "槐树区", page: page)
    #expect(lines.contains("槐树区 is not named here: the rest of the page implies it"))
  }

  @Test func aFactThatIsNotStatedHasNoLines() throws {
    #expect(try lines("holds", "周明远", "镇长", "槐树区", page: page).isEmpty)
  }
}
