import Foundation
import Testing
import Tupu

/// Many pages at once, and lexicons with them.
@Suite struct ImportManyTests {
  private func pages(_ count: Int) -> [Page] {
    (0..<count).map { number in
      Page(
        name: "\(number).txt",
        text: "本报讯 3月\(number % 28 + 1)日上午,槐树区委书记周明远到第\(number)农贸市场督导。")
    }
  }

  private func facts(_ graph: KnowledgeGraph) throws -> [[String]] {
    let answer = try graph.answer("?- visited(Who, Place, Verb, On).")
    return answer.rows.map { $0.map(\.displayText) }
  }

  @Test func manyPagesGiveTheGraphThatOneAfterTheOtherGives() throws {
    let pages = pages(80)
    let together = KnowledgeGraph()
    let summaries = try together.importPages(pages)
    let apart = KnowledgeGraph()
    for page in pages { try apart.importPage(page) }
    #expect(summaries.map(\.page) == pages.map(\.name))
    #expect(together.factCount == apart.factCount)
    #expect(try facts(together) == facts(apart))
    #expect(try facts(together).count == 80)
  }

  @Test func progressCountsUpToAll() throws {
    var seen: [Int] = []
    try KnowledgeGraph().importPages(pages(70)) { seen.append($0) }
    #expect(seen.last == 70)
    #expect(seen == seen.sorted())
  }

  @Test func theVerbsOfALexiconSuperviseInTheSavedGraph() throws {
    let lexicon = try Lexicon("verb 走查 supervision\n", source: "own.lexicon")
    let graph = KnowledgeGraph()
    let page = Page(name: "p.txt", text: "本报讯 槐树区委书记周明远到东风农贸市场走查。")
    try graph.importPage(page, lexicon: lexicon)
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).tupu")
    defer { try? FileManager.default.removeItem(at: file) }
    try graph.write(to: file.path)
    let loaded = try KnowledgeGraph(contentsOf: file.path)
    let answer = try loaded.answer("?- supervised(Who, Place).")
    #expect(answer.rows.map { $0.map(\.displayText) } == [["周明远", "东风农贸市场"]])
    let origin = try #require(
      loaded.provenance(of: GroundFact("lexicon_verb", [.text("走查"), .text("supervision")])).first)
    #expect(origin.page == "own.lexicon")
    #expect(origin.line == 1)
    #expect(origin.text == "verb 走查 supervision")
  }

  @Test func aLexiconFileTellsItsMistakesAsScriptsDo() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).lex")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("unit 甲 grop\n".utf8).write(to: file)
    let found = messages(file.path)
    #expect(found.count == 1)
    #expect(found.first?.line == 1)
    #expect(found.first?.fix == "group")
    #expect(messages(file.path + ".none").first?.code == .unreadableFile)
  }

  private func messages(_ path: String) -> [(code: DiagnosticCode, line: Int, fix: String?)] {
    do {
      _ = try Lexicon(contentsOf: path)
      return []
    } catch {
      return error.diagnostics.map { ($0.code, $0.span.line, $0.fixIts.first?.replacement) }
    }
  }
}
