import Testing
import Tupu

/// Queries that are observed.
@Suite struct AnswerChangesTests {
  private let markets = "?(M) :- supervised(_, M), market(M)."

  @Test func theFirstElementIsTheAnswerAsItIs() async throws {
    let changes = try Pages.graph(Pages.dongfeng).changes(of: markets)
    var iterator = changes.makeAsyncIterator()
    // The graph is gone before the first look.
    #expect(try await iterator.next() == nil)
    let graph = try Pages.graph(Pages.dongfeng)
    iterator = try graph.changes(of: markets).makeAsyncIterator()
    let first = try #require(try await iterator.next())
    #expect(first.added.map(\.values) == [["东风农贸市场"]])
    #expect(first.removed.isEmpty)
  }

  @Test func rowsThatComeAndGoAreTold() async throws {
    let graph = try Pages.graph(Pages.dongfeng)
    var iterator = try graph.changes(of: markets).makeAsyncIterator()
    _ = try await iterator.next()
    try graph.importPage(Pages.xiguan)
    let second = try #require(try await iterator.next())
    #expect(second.added.map(\.values) == [["西关农贸市场"]])
    #expect(second.removed.isEmpty)
    try graph.forget(page: Pages.dongfeng.name)
    let third = try #require(try await iterator.next())
    #expect(third.added.isEmpty)
    #expect(third.removed.map(\.values) == [["东风农贸市场"]])
  }

  @Test func whatDoesNotChangeTheAnswerIsNotTold() async throws {
    let graph = try Pages.graph(Pages.dongfeng)
    var iterator = try graph.changes(of: markets).makeAsyncIterator()
    _ = try await iterator.next()
    // Other facts; the answer stays as it is, so the next element is that of the page after it.
    try graph.importPage(Page(name: "other.txt", text: "本报讯 槐树区区长何静主持召开会议。"))
    let task = Task { [iterator] in
      var iterator = iterator
      return try await iterator.next()?.added.map(\.values)
    }
    try graph.importPage(Pages.xiguan)
    #expect(try await task.value == [["西关农贸市场"]])
  }

  @Test func aRowSaysWhyItCameAndWhyItWasThere() async throws {
    let graph = try Pages.graph(Pages.dongfeng)
    var iterator = try graph.changes(of: markets).makeAsyncIterator()
    let first = try #require(try await iterator.next())
    let row = try #require(first.added.first)
    let proof = try #require(try await first.why(row))
    #expect(proof.statedFacts.contains { $0.relation == "visited" })
    try graph.forget(page: Pages.dongfeng.name)
    let second = try #require(try await iterator.next())
    // The graph does not know it any more, but the change does.
    let gone = try #require(second.removed.first)
    #expect(try await second.why(gone)?.statedFacts.isEmpty == false)
    // Each change knows its own rows alone, whatever came after it.
    #expect(try await first.why(row) != nil)
    #expect(
      try await second.why(try #require(Pages.graph(Pages.xiguan).rows(markets).first)) == nil)
  }

  @Test func everyRowOfALargeChangeIsExplained() async throws {
    let graph = KnowledgeGraph()
    let side = RelationHandle<Int>("side", "number")
    try graph.write { transaction in
      try transaction.define(side)
      for number in 0..<30 { try transaction.insert(number, into: side, from: .source("all")) }
    }
    let query = "far(X, Y) :- side(X), Y = X + $step, side(Y). ?(X, Y) :- far(X, Y)."
    // The time is that of a clock, and machines under a sanitizer are slow.
    let limits = EvaluationLimits(time: .seconds(3600))
    var iterator = try graph.changes(of: query, parameters: ["step": 1], limits: limits)
      .makeAsyncIterator()
    let first = try #require(try await iterator.next())
    try graph.write { transaction in _ = transaction.remove(page: "all") }
    let second = try #require(try await iterator.next())
    #expect(first.added.count == 29 && second.removed == first.added)
    for (change, row) in first.added.map({ (first, $0) }) + second.removed.map({ (second, $0) }) {
      let stated = try await change.why(row)?.statedFacts.map(\.values)
      #expect(stated == [[row[0]], [row[1]]])
    }
  }

  @Test func itEndsWithItsTask() async throws {
    let graph = try Pages.graph(Pages.dongfeng)
    let changes = try graph.changes(of: markets)
    let task = Task {
      var count = 0
      do {
        for try await _ in changes {
          count += 1
          withUnsafeCurrentTask { $0?.cancel() }
        }
      } catch is CancellationError {}
      return count
    }
    #expect(try await task.value == 1)
  }

  @Test func itEndsWithItsGraph() async throws {
    var graph: KnowledgeGraph? = try Pages.graph(Pages.dongfeng)
    let changes = try #require(graph).changes(of: markets)
    let seen = AsyncStream.makeStream(of: Void.self)
    let task = Task {
      var count = 0
      for try await _ in changes {
        count += 1
        seen.continuation.yield()
      }
      return count
    }
    for await _ in seen.stream { break }
    graph = nil
    #expect(try await task.value == 1)
  }

  @Test func aQueryThatDoesNotCompileIsRefusedAtOnce() throws {
    let graph = KnowledgeGraph()
    let found = diagnostics { () throws(DiagnosticsError) in try graph.changes(of: "?- nothing(X).")
    }
    #expect(found.first?.code == .unknownRelation)
    let missing = diagnostics { () throws(DiagnosticsError) in
      try graph.changes(of: "?- supervised($who, M).")
    }
    #expect(missing.first?.code == .missingParameter)
    let unfit = diagnostics { () throws(DiagnosticsError) in
      try graph.changes(of: "?- supervised($who, M).", parameters: ["who": 1])
    }
    #expect(unfit.first?.code == .unfitParameter)
  }
}
