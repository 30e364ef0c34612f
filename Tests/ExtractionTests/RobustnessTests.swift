import Extraction
import Foundation
import Testing

@Suite(.timeLimit(.minutes(3))) struct RobustnessTests {
  @Test func anEmptyPageGivesNothing() {
    let extraction = Extractor().extract(Page(name: "", text: ""))
    #expect(extraction.articles.isEmpty)
    #expect(extraction.facts.isEmpty)
  }

  @Test func textOfOtherLanguagesGivesNoOfficials() {
    for text in [
      "The mayor opened the market on Monday.\n\nNobody came.", "Привет, мир. Рынок открыт.",
      "مرحبا بالعالم", "🙂🙃\u{0}\u{1}\u{7F}",
    ] {
      let facts = Extractor().extract(Page(name: "a.txt", text: text)).facts
      #expect(!facts.contains { $0.relation == "holds" || $0.relation == "visited" })
    }
  }

  @Test(arguments: 0..<20) func randomBytesAreRead(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed + 100))
    let bytes = (0..<4000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let extraction = Extractor().extract(Page(name: "random", bytes: bytes))
    #expect(extraction.page == "random")
  }

  @Test(arguments: 0..<20) func randomWordsOfTheLexiconAreRead(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed + 500))
    let words = [
      "区", "委", "书记", "王", "李建国", "召开", "会议", "“", "”", "《", "》", "督导", "到", "、", ",", "。", "\n",
      "路", "道路", "市", "街道", "办事处",
      "12", "余", "万", "处", "月", "日", "一", "十", "记者 ", "(", ")", "的", "要求", ":", "整治", "工作", "等",
      "社区", "领导小组", "全区",
    ]
    let text = (0..<1500).compactMap { _ in words.randomElement(using: &generator) }.joined()
    let extraction = Extractor().extract(Page(name: "words.txt", text: text))
    #expect(extraction.page == "words.txt")
  }

  @Test func readingTakesLinearTime() throws {
    let seed = try Fixtures.seeds()[2].text
    expectLinearTime(short: seed, times: 4)
  }

  @Test(arguments: [
    "二七区委书记陈红民到高砦农贸市场检查,", "区领导王玉红、李雅、", "“一二三四”", "《方案》", "记者 景静 ", "清理垃圾200余处、", "召开会议", "道路",
  ])
  func aPageWithoutBreaksTakesLinearTime(piece: String) {
    expectLinearTime(short: String(repeating: piece, count: 300), times: 4)
  }

  /// Reading `times` as much text takes far less than the square of `times` as long.
  ///
  /// It counts what this thread computed, so that what else the machine does has no part in it.
  private func expectLinearTime(short: String, times: Int) {
    let first = (0..<2).map { _ in computingTime(of: short) }.min() ?? 0
    let second = computingTime(of: String(repeating: short, count: times))
    #expect(second < first * Double(times) * 2 + 0.2, "\(short.prefix(20))")
  }

  private func computingTime(of text: String) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let begin = now()
    _ = Extractor().extract(Page(name: "a", text: text))
    return now() - begin
  }
}
