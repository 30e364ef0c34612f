import Testing
import Tupu

/// A hundred readers while a writer changes the graph; also run under the thread sanitizer, by
/// `.ci/threads`.
@Suite struct ReadersBesideAWriterTests {
  private let left = RelationHandle<Int>("left_side", "number")
  private let right = RelationHandle<Int>("right_side", "number")
  private let number = QueryTerm<Int>.variable("N")
  private static let pairs = 30

  /// Facts that always come and go in pairs.
  private func graph() throws -> KnowledgeGraph {
    let graph = try Pages.graph(Pages.dongfeng)
    try graph.write { transaction in
      try transaction.define(left)
      try transaction.define(right)
    }
    return graph
  }

  private func write(_ graph: KnowledgeGraph) throws {
    for pair in 0..<Self.pairs {
      try graph.write { transaction in
        try transaction.insert(pair, into: left, from: .source("\(pair)"))
        try transaction.insert(pair, into: right, from: .source("\(pair)"))
      }
      if pair % 3 == 2 {
        try graph.write { transaction in
          _ = transaction.remove(page: "\(pair - 1)")
        }
      }
      if pair % 10 == 0 {
        try graph.importPage(Page(name: "page \(pair).txt", text: Pages.xiguan.text))
      }
    }
  }

  private struct Side: Decodable { let n: Int }

  /// Asks in one of the ways there are; gives what does not agree with something else.
  private func read(
    _ reader: Int, _ graph: KnowledgeGraph, _ alone: PreparedQuery, _ typed: TypedQuery<Side>
  ) async throws -> [String] {
    var wrong: [String] = []
    func check(_ holds: Bool, _ what: String) {
      if !holds { wrong.append("reader \(reader): \(what)") }
    }
    switch reader % 5 {
    case 0: check(try await alone.rows().isEmpty, "a pair is torn in a prepared query")
    case 1:
      let query = Query(number) {
        left(number)
        !right(number)
      }
      check(try await graph.rows(query).isEmpty, "a pair is torn in a query built in Swift")
    case 2:
      let snapshot = graph.snapshot()
      let (lefts, rights) = (try snapshot.facts(of: left), try snapshot.facts(of: right))
      check(lefts == rights, "a pair is torn in a snapshot")
      let again = try await snapshot.rows("?(n: N) :- left_side(N).", as: Int.self)
      check(again == lefts, "a snapshot has changed")
    case 3:
      let numbers = try await typed.rows().map(\.n)
      check(numbers == Set(numbers).sorted(), "rows are not sorted")
      check(numbers.allSatisfy { (0..<Self.pairs).contains($0) }, "a row is none that was written")
    default:
      let proofs = try await graph.proofs(of: "supervised(周明远, 东风农贸市场)")
      check(proofs.count == 1, "a proof is missing")
    }
    return wrong
  }

  @Test func hundredReadersSeeWholeTransactions() async throws {
    let graph = try graph()
    let alone = try graph.prepare("?(N) :- left_side(N), not right_side(N).")
    let typed = try graph.prepare("?(n: N) :- left_side(N), right_side(N).", as: Side.self)
    let wrong = try await withThrowingTaskGroup(of: [String].self) { group in
      group.addTask {
        try self.write(graph)
        return []
      }
      for reader in 0..<100 {
        group.addTask {
          var wrong: [String] = []
          for _ in 0..<2 { wrong += try await self.read(reader, graph, alone, typed) }
          return wrong
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(wrong == [])
    #expect(try graph.facts(of: left).count == Self.pairs * 2 / 3)
    #expect(try await typed.rows().count == Self.pairs * 2 / 3)
  }
}
