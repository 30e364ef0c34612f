import Foundation
import Testing
import Tupu

/// Graphs that are kept in a file.
@Suite struct GraphFileTests {
  private static let text = """
    二七区领导督导高砦农贸市场
    本报讯 8月9日,二七区委书记陈红民到长江路街道督导高砦农贸市场整治工作。

    """

  /// Runs with the path of a file that is not there yet.
  private func withFile(_ test: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "tupu-graph-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try test(folder.appending(path: "graph.tupu").path)
  }

  @Test func eachPageIsCommitted() throws {
    try withFile { path in
      let graph = try KnowledgeGraph(writing: path)
      let first = try graph.importPage(Page(name: "a.txt", text: Self.text)).change
      #expect(first.added > 0 && first.kept == 0)
      let read = try KnowledgeGraph(contentsOf: path)
      #expect(read.factCount == graph.factCount)
      let again = try graph.importPage(Page(name: "a.txt", text: Self.text)).change
      #expect(again.added == 0 && again.removed == 0 && again.kept == first.added)
      try graph.compact()
      #expect(try KnowledgeGraph(contentsOf: path).factCount == read.factCount)
      #expect(throws: FactStoreError.self) { try KnowledgeGraph(writing: path) }

      #expect(try graph.forget(page: "a.txt").change.removed == first.added)
      #expect(throws: FactStoreError.self) { try graph.forget(page: "a.txt") }
      #expect(try KnowledgeGraph(contentsOf: path).factCount == 0)
      #expect(read.factCount == first.added, "what was read stays as it was")
    }
  }

  @Test func aGraphFromAFileAnswersAndExplainsAsBefore() throws {
    try withFile { path in
      let graph = KnowledgeGraph()
      try graph.importPage(Page(name: "a.txt", text: Self.text))
      try graph.write(to: path)
      let read = try KnowledgeGraph(contentsOf: path)
      // Facts in memory and facts in the file are one graph.
      for graph in [graph, read] {
        try graph.importPage(
          Page(name: "b.txt", text: Self.text.replacing("陈红民", with: "高天翼")))
      }
      for query in ["?- supervised(Who, Market), market(Market).", "?- entity(Name, Kind)."] {
        #expect(try read.answer(query).rows == graph.answer(query).rows)
      }
      let proofs = try read.proofs(of: "supervised(高天翼, _)")
      #expect(
        proofs.flatMap { $0.lines(evidence: read.facts.evidenceLines(for:)) }
          .contains { $0.contains("b.txt:2") })
    }
  }

  @Test func storedRulesAreInForce() throws {
    try withFile { path in
      let graph = try KnowledgeGraph(writing: path)
      try graph.importPage(Page(name: "a.txt", text: Self.text))
      try graph.write { transaction in
        transaction.setRules("watched(Place) :- supervised(_, Place).", named: "own.dl")
      }
      let read = try KnowledgeGraph(contentsOf: path)
      #expect(try read.answer("?- watched(Place).").rows.count == 1)
    }
  }
}
