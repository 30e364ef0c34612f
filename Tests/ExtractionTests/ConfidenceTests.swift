import Extraction
import Testing

/// A fact is the surer the less the reader had to assume.
@Suite struct ConfidenceTests {
  private func facts(_ text: String) -> [ExtractedFact] {
    Extractor().extract(Page(name: "page.txt", text: text)).facts
  }

  private func confidence(of relation: String, _ arguments: FactArgument..., in text: String)
    -> Double?
  {
    facts(text).first {
      $0.relation == relation && $0.arguments.starts(with: arguments)
    }?.confidence
  }

  @Test func aPostWithItsUnitIsSurerThanOneWhoseUnitThePageImplies() throws {
    let full = try #require(
      confidence(
        of: "holds", .text("周明远"), .text("区委书记"), .text("槐树区"),
        in: "本报讯 槐树区委书记周明远到东风农贸市场督导。"))
    let implied = try #require(
      confidence(
        of: "holds", .text("何静"), .text("区长"), .text("槐树区"),
        in: "本报讯 槐树区委书记周明远到东风农贸市场督导。区长何静参加督导。"))
    #expect(implied < full)
    #expect(full == 0.95)
  }

  @Test func aDateOfAnEarlierSentenceIsLessSure() throws {
    let text = "本报讯 3月5日上午,槐树区委书记周明远到东风农贸市场督导。随后,周明远来到西关农贸市场督导。"
    let printed = try #require(
      confidence(of: "visited", .text("周明远"), .text("东风农贸市场"), in: text))
    let carried = try #require(
      confidence(of: "visited", .text("周明远"), .text("西关农贸市场"), in: text))
    #expect(carried < printed)
  }

  @Test func aShortNameIsLessSureThanTheFullOne() throws {
    let text = "本报讯 槐树区委书记周明远到东风农贸市场督导。区环保局开展“蓝天”行动。槐树区民政局开展“蓝天”行动。"
    let short = try #require(confidence(of: "entity", .text("槐树区环保局"), in: text))
    let full = try #require(confidence(of: "entity", .text("槐树区民政局"), in: text))
    #expect(short < full)
  }

  @Test func everyConfidenceIsAboveZeroAndAtMostOne() {
    let text = """
      周明远督导东风农贸市场

      本报讯 3月5日上午,槐树区委书记周明远一行到柳林街道督导东风农贸市场整治工作。区长何静陪同。
      周明远指出,要清理卫生死角200余处。柳林街道出动30人开展“清洁家园”行动。天气晴朗。
      """
    let facts = facts(text)
    #expect(facts.count > 20)
    for fact in facts { #expect(fact.confidence > 0 && fact.confidence <= 1, "\(fact)") }
  }
}
