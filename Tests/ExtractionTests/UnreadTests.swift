import Extraction
import Testing

/// What no rule understood is stated, too.
@Suite struct UnreadTests {
  private func facts(_ text: String) -> [ExtractedFact] {
    Extractor().extract(Page(name: "page.txt", text: text)).facts
  }

  private func unread(_ text: String) -> [String] {
    facts(text).filter { $0.relation == "unread" }.map(\.evidence.text)
  }

  private let lead = "本报讯 3月5日上午,槐树区委书记周明远到东风农贸市场督导。"

  @Test func aSentenceOfWhichNothingIsStatedIsUnread() {
    #expect(unread(lead + "天气晴朗,微风拂面。") == ["天气晴朗,微风拂面。"])
    #expect(unread(lead).isEmpty)
  }

  @Test func aSentenceThatOnlyNamesIsUnread() {
    let named = "东风农贸市场人来人往。"
    #expect(unread(lead + named) == [named])
  }

  @Test func aSentenceThatStatesAgainWhatWasStatedIsRead() {
    let text = """
      本报讯 3月5日上午,槐树区委书记周明远到东风农贸市场督导。

      柳林街道开展“清洁家园”行动。此后柳林街道开展“清洁家园”行动。
      """
    #expect(facts(text).contains { $0.relation == "conducts" })
    #expect(unread(text).isEmpty)
  }

  @Test func whatSomebodySaysIsRead() {
    let text = lead + "周明远指出,“市场是城市的窗口。要让群众满意。天气越来越暖。”"
    #expect(facts(text).contains { $0.relation == "said" })
    #expect(unread(text).isEmpty)
  }

  @Test func offsetsCutTheSentenceOutOfTheFile() throws {
    let text = lead + "\r\n天气晴朗,\r\n微风拂面。"
    let fact = try #require(facts(text).first { $0.relation == "unread" })
    guard case .integer(let from) = fact.arguments[1], case .integer(let to) = fact.arguments[2]
    else {
      Issue.record("unread has no offsets: \(fact)")
      return
    }
    let cut = String(String.UnicodeScalarView(Array(text.unicodeScalars)[from..<to]))
    #expect(cut == fact.evidence.text)
    #expect(cut.hasPrefix("天气晴朗"))
    #expect(cut.hasSuffix("微风拂面。"))
  }

  @Test func everySentenceIsThereWithItsTextOnOneLine() {
    let sentences = facts(lead + "天气晴朗,\n微风拂面。").filter { $0.relation == "sentence" }
    #expect(sentences.count == 2)
    #expect(sentences.last?.arguments.last == .text("天气晴朗,微风拂面。"))
    #expect(sentences.last?.confidence == 1)
  }
}
