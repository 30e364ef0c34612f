import Foundation
import Testing
import Tupu

/// Questions over a graph that was saved answer as over the graph itself.
@Suite struct SavedGraphTests {
  private let pages = [
    Page(name: "1.txt", text: "本报讯 3月5日,槐树区区长何静、副区长李大伟到东风农贸市场督导。3月5日,槐树区召开环境保护推进会。"),
    Page(name: "2.txt", text: "本报讯 3月6日,槐树区区长王建国到西关农贸市场督导。3月6日,槐树区召开环境保护推进会。"),
  ]

  @Test(arguments: [
    "?- colleague(A, B).", "?- holds(A, P, U), holds(B, P, U), A < B.", "?- conflict(F, G).",
    "?- held_on(M, D), M != 槐树区.",
  ])
  func comparingTextOfAFile(query: String) throws {
    let graph = KnowledgeGraph()
    try graph.importPages(pages)
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).tupu")
    defer { try? FileManager.default.removeItem(at: file) }
    try graph.write(to: file.path)
    let here = try graph.answer(query).rows
    #expect(!here.isEmpty)
    #expect(try KnowledgeGraph(contentsOf: file.path).answer(query).rows == here)
  }
}
