import Foundation
import Testing
import Tupu

/// Transactions that are given up, and those that are refused.
@Suite struct TransactionTests {
  private struct TooMuch: Error {}

  private let inspector = RelationHandle<String, Int>("inspector", "name", "since")

  /// The store's error with which a body ends.
  private func storeError(_ body: () throws -> Void) -> FactStoreError? {
    do {
      try body()
      return nil
    } catch {
      return error as? FactStoreError
    }
  }

  @Test func anyErrorGivesATransactionUp() throws {
    let graph = try Pages.graph(Pages.dongfeng)
    #expect(throws: TooMuch.self) {
      try graph.write { transaction in
        try transaction.define(inspector)
        try transaction.insert("周明远", 2016, into: inspector, from: .source("list"))
        transaction.setRules("veteran(W) :- inspector(W, _).", named: "own")
        throw TooMuch()
      }
    }
    #expect(graph.facts.pages == [Pages.dongfeng.name] && graph.facts.ruleNames.isEmpty)
    #expect(storeError { _ = try graph.facts(of: inspector) }?.code == .mismatch)
    let isNew = try graph.write { transaction in
      try transaction.define(inspector)
      return try transaction.insert("周明远", 2016, into: inspector, from: .source("list"))
    }
    #expect(try isNew && graph.facts(of: inspector).count == 1)
  }

  @Test func aStoresErrorComesAsItIs() throws {
    let graph = KnowledgeGraph()
    let error = storeError {
      try graph.write { transaction in
        _ = try transaction.insert("周明远", 2016, into: inspector, from: .source("list"))
      }
    }
    #expect(error?.message == "the relation 'inspector' is not defined")
  }

  @Test(arguments: [
    ("nonsense(", "own:1:10: expected a value"), ("p(X) :- nothing(X).", "own:1:9: no relation"),
    ("market(X) :- official(X, Y).", "own:1:14: 'official' has 1 column"),
    ("relation p(x: text). load p from \"p.csv\".", "own:1:34: this program may not"),
  ])
  func rulesWithWhichNoQueryWouldCompileAreRefused(_ rules: String, _ message: String) throws {
    let graph = try Pages.graph(Pages.dongfeng)
    let error = storeError {
      try graph.write { transaction in
        _ = transaction.remove(page: Pages.dongfeng.name)
        transaction.setRules(rules, named: "own")
      }
    }
    #expect(error?.code == .mismatch)
    #expect(
      error?.message.hasPrefix("no query would compile with this: \(message)") == true,
      "\(error?.message ?? "no error")")
    #expect(try graph.rows("?- market(M).").count == 1)
  }

  @Test func aRelationThatAShippedRuleDefinesOtherwiseIsRefused() throws {
    let graph = try Pages.graph(Pages.dongfeng)
    let error = storeError {
      try graph.write { transaction in
        try transaction.define(RelationHandle<String, String>("supervised", "boss", "shop"))
      }
    }
    #expect(error?.message.contains("'supervised' has no column 'who'") == true)
    #expect(try graph.rows("?- supervised(Who, M), market(M).").count == 1)
  }

  @Test func aTransactionIsAskedBeforeItIsCommitted() throws {
    let graph = try Pages.graph(Pages.dongfeng)
    graph.register(QueryFunction("surname") { (name: String) in String(name.prefix(1)) })
    let markets = try graph.write { transaction in
      _ = transaction.remove(page: Pages.dongfeng.name)
      return try GraphSnapshot(of: transaction.facts).rows("?- market(M).").count
    }
    #expect(try markets == 0 && graph.rows("?- market(M).").isEmpty)
  }

  @Test func aClosureThatUsesTheGraphStopsTheProcessWithASentence() async throws {
    let read = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let graph = KnowledgeGraph()
      try graph.write { _ in _ = try graph.rows("?- market(M).") }
    }
    let written = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let graph = KnowledgeGraph()
      try graph.write { _ in try graph.importPage(Page(name: "page.txt", text: "")) }
    }
    for result in [read, written] {
      let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
      #expect(message.contains("the closure of a transaction uses the graph itself"))
    }
  }

  /// Another thread only waits.
  @Test func othersWaitForATransaction() async throws {
    let graph = try Pages.graph(Pages.dongfeng)
    let count = try await withThrowingTaskGroup(of: Int.self) { group in
      group.addTask {
        try graph.write { transaction in
          // Long enough that the others ask in the meantime.
          let end = ContinuousClock.now + .milliseconds(50)
          while ContinuousClock.now < end {}
          _ = transaction.remove(page: Pages.dongfeng.name)
          return 0
        }
      }
      for _ in 0..<8 { group.addTask { try await graph.rows("?- market(M).").count } }
      return try await group.reduce(0, +)
    }
    #expect((0...8).contains(count))
  }

  /// Rules are in the file, and functions are in the program that opens it.
  @Test func aGraphWhoseRulesLackAFunctionMayBeWritten() throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "tupu-\(UUID().uuidString).tupu").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let surname = QueryFunction("surname") { (name: String) in String(name.prefix(1)) }
    do {
      let graph = try Pages.graph(Pages.dongfeng)
      graph.register(surname)
      try graph.write { transaction in
        transaction.setRules("family(S) :- official(P), S = surname(P).", named: "own")
      }
      try graph.write(to: path)
    }
    let graph = try KnowledgeGraph(writing: path)
    try graph.importPage(Pages.xiguan)
    try graph.write { transaction in try transaction.define(inspector) }
    let found = diagnostics { () throws(DiagnosticsError) in try graph.rows("?- family(S).") }
    #expect(found.first?.code == .unknownFunction)
    graph.register(surname)
    #expect(try graph.rows("?- family(S).").count == 2)
  }
}
