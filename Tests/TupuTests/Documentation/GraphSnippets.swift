import Foundation
import Testing
import Tupu

/// The documentation's code that fills and changes graphs, compiled and run.
///
/// `SnippetTests` compares each block of code in the documentation with the lines here.
@Suite struct GraphSnippets {
  private let text = "本报讯 8月9日,二七区委书记陈红民到长江路街道督导高砦农贸市场整治工作。"
  private let page = Pages.dongfeng

  private func example() throws -> KnowledgeGraph {
    try Pages.graph(Page(name: "page.txt", text: text))
  }

  @Test func files() throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "tupu-snippet-\(UUID().uuidString).tupu").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let graph = try example()
    try graph.write(to: path)
    let copy = try KnowledgeGraph(contentsOf: path)
    #expect(copy.factCount == graph.factCount)
  }

  @Test func tenMinutes() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "tupu-snippet-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data(text.utf8).write(to: URL(filePath: folder + "/page.txt"))
    let path = folder + "/graph.tupu"
    let graph = try KnowledgeGraph(writing: path)
    try graph.importPages(GraphLocation.pages(at: folder))
    print(graph.factCount, graph.facts.pages)
    #expect(graph.facts.pages == ["page.txt"])
  }

  @Test func asynchronousImports() async throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "tupu-snippet-\(UUID().uuidString).tupu").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let graph = try example()
    let pages = [page]
    let summaries = try await graph.importPages(pages) { count in print("\(count) pages") }
    try await graph.write(to: path)
    #expect(summaries.count == 1)
    #expect(try KnowledgeGraph(contentsOf: path).factCount == graph.factCount)
  }

  @Test func transactions() throws {
    let graph = try example()
    let inspector = RelationHandle<String, Int>("inspector", "name", "since")
    try graph.write { transaction in
      try transaction.define(inspector)
      try transaction.insert("高天翼", 2016, into: inspector, from: .source("staff list"))
    }
    #expect(try graph.facts(of: inspector).count == 1)
    let visited = RelationHandle<String, String, String, CalendarDate>("visited")
    for (who, place, verb, on) in try graph.facts(of: visited) { print(who, place, verb, on) }
  }

  @Test func enumerations() throws {
    enum Level: Int, ValueConvertible { case low = 1, high }

    let graded = RelationHandle<String, Level>("graded", "place", "level")
    let graph = try example()
    try graph.write { transaction in
      try transaction.define(graded)
      try transaction.insert("高砦农贸市场", .high, into: graded, from: .source("list"))
    }
    #expect(try graph.facts(of: graded).map(\.1) == [.high])
    let place = QueryTerm<String>.variable("Place")
    #expect(try graph.rows(Query(place) { graded(place, .value(.high)) }).count == 1)
    let query = try graph.prepare("?- graded(Place, $level).")
    #expect(try query.rows(["level": Level.high]).count == 1)
    #expect(try query.rows(["level": Level.low]).isEmpty)
    #expect(try query.rows(["level": 2]).first?["Place", as: String.self] == "高砦农贸市场")
    let levels = try graph.rows("?- graded(_, L).").compactMap { $0["L", as: Level.self] }
    #expect(levels == [.high])
  }

  @Test func givingUp() throws {
    struct TooMuch: Error {}
    let graph = try example()
    let change = try graph.write { transaction in
      let change = transaction.remove(page: "page.txt")
      guard change.removed < 100 else { throw TooMuch() }
      return change
    }
    #expect(change.removed > 0 && graph.factCount == 0)
  }

  @Test func askingWithinATransaction() throws {
    struct Contradiction: Error {}
    let graph = try example()
    try graph.write { transaction in
      try transaction.replace(page: page.name, with: Extractor().extract(page).entries(of: page))
      let after = GraphSnapshot(of: transaction.facts)
      guard try after.rows("?- conflict(F, G).").isEmpty else { throw Contradiction() }
    }
    #expect(graph.facts.pages.count == 2)
  }

  @Test func snapshots() throws {
    let graph = try example()
    let before = graph.snapshot()
    try graph.importPage(page)
    let known = try before.answer("?- market(M).")  // without the page
    #expect(known.rows.count == 1)
  }

  @Test func tasks() async throws {
    let graph = try example()
    let answers = try await withThrowingTaskGroup(of: Int.self) { group in
      for who in ["高天翼", "虎强", "陈红民"] {
        group.addTask {
          try await graph.rows("?- supervised($who, _).", parameters: ["who": who]).count
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(answers == 1)
  }

  @Test func observation() async throws {
    let graph = try example()
    let task = Task {
      for try await change in try graph.changes(of: "?- supervised(Who, Market), market(Market).") {
        for row in change.added { print("+", row, try await change.why(row)?.lines() ?? []) }
        for row in change.removed { print("-", row) }
      }
    }
    task.cancel()
    _ = await task.result
  }

  @Test func extraction() throws {
    let graph = try example()
    let extraction = Extractor().extract(page)
    for fact in extraction.facts where fact.confidence < 0.6 {
      print(fact.relation, fact.evidence.text)
    }
    try graph.add(extraction, of: page)
    let visitors = try graph.rows(
      """
      seen_together(A, B, Place) :- visited(A, Place, _, On), visited(B, Place, _, On), A < B.
      ?- seen_together(A, B, Place).
      """)
    #expect(visitors.columns.count == 3)
    let lexicon = try Lexicon("verb 走查 supervision", source: "own.txt")
    try graph.importPage(page, lexicon: lexicon)
    #expect(try graph.rows("?- supervisory(走查).").isTrue)
    try graph.write { transaction in
      transaction.setRules("inspected(Place) :- supervised(_, Place).", named: "own")
    }
    #expect(try !graph.rows("?- inspected(P).").isEmpty)
  }

  @Test func pages() throws {
    let page = Page(name: "page.txt", text: "本报讯 8月9日上午,区长苏建设到高砦农贸市场检查。")
    let facts = Extractor().extract(page).facts
    #expect(facts.contains { $0.relation == "visited" })
    let extractor = Extractor(options: .init(year: 2018))
    let extraction = extractor.extract(Page(name: "page.txt", text: text))
    for fact in extraction.facts where fact.relation == "visited" { print(fact.arguments) }
    let goldLines = GoldFormat.lines(of: extraction)
    var score = GoldScore()
    score.add(gold: goldLines, found: GoldFormat.lines(of: extraction), page: "page")
    print(score.statedFacts.f1)
    #expect(score.statedFacts.f1 == 1)
  }

  @Test func lexicons() throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "tupu-snippet-\(UUID().uuidString).lexicon").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data("verb 走查 supervision".utf8).write(to: URL(filePath: path))
    let graph = try example()
    let lexicon = try Lexicon(contentsOf: path)
    try graph.importPage(page, lexicon: lexicon)
    let facts = Extractor(options: .init(lexicon: lexicon)).extract(page).facts
    #expect(!facts.isEmpty)
  }

  @Test func databases() throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "tupu-snippet-\(UUID().uuidString).tupu").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let schema = RelationSchema("inspector", [.init("name", .text)])
    let entry = FactStore.Entry("inspector", ["高天翼"], .source("staff list"))
    do {
      let graph = try GraphDatabase(at: path, waitingUpTo: .seconds(5))
      try graph.write { transaction throws(FactStoreError) in
        try transaction.define(schema)
        try transaction.insert(entry)
      }
      print(graph.facts.count)
    }
    let verification = GraphVerification(of: path)
    for problem in verification.problems { print(problem) }
    #expect(verification.problems.isEmpty)
  }

  @Test func changesSinceAVersion() throws {
    let graph = try example()
    let version = graph.facts.version
    try graph.importPage(page)
    let changes = graph.facts.changes(since: version)
    #expect(changes?.added.isEmpty == false)
  }

  @Test func filesThatAreNotThere() {
    do {
      _ = try KnowledgeGraph(contentsOf: "nothing.tupu")
    } catch {
      switch error.code {
      case .unreadable, .foreign, .tooNew, .damaged: print("no graph to read:", error)
      case .busy: print("try again later:", error)
      case .unwritable, .mismatch: print("not written:", error)
      }
    }
  }
}
