import TestSupport
import Testing
import Tupu

/// Proofs from evaluations that are kept and follow the facts.
@Suite struct ProofUpkeepTests {
  private let edge = RelationHandle<Int, Int>("edge", "from", "to")
  private let rules = """
    reached(Y) :- edge($start, Y).
    reached(Y) :- reached(X), edge(X, Y).
    """

  /// Whether facts are edges that lead from one number to another.
  private func lead(_ facts: [GroundFact], from start: Int, to end: Value) -> Bool {
    var found: Set<Value> = [.int(start)]
    var isNew = true
    while isNew {
      let next = facts.filter { found.contains($0.values[0]) }.map { $0.values[1] }
      isNew = !found.isSuperset(of: next)
      found.formUnion(next)
    }
    return found.contains(end)
  }

  @Test(arguments: 0..<8) func everyRowIsProvedByFactsThatAreThere(_ seed: Int) async throws {
    var random = SplitMix64(seed: UInt64(seed))
    let graph = KnowledgeGraph()
    try graph.write { transaction in try transaction.define(edge) }
    let query = try graph.prepare(rules + "?(Y) :- reached(Y).")
    var observed = try graph.changes(
      of: rules + "?(Y) :- reached(Y).", parameters: ["start": 0]
    ).makeAsyncIterator()
    _ = try await observed.next()
    var answer: Set<AnswerRow> = []
    // What the observer knows: it does not look where the answer stays as it is.
    var known = graph.facts
    for _ in 0..<40 {
      let (from, to) = (
        Int.random(in: 0..<8, using: &random), Int.random(in: 0..<8, using: &random)
      )
      let source = "\(from) \(to)"
      try graph.write { transaction in
        if transaction.facts.pages.contains(source) {
          _ = transaction.remove(page: source)
        } else {
          _ = try transaction.insert(from, to, into: edge, from: .source(source))
        }
      }
      let rows = try await query.rows(["start": 0])
      for row in rows {
        let facts = try #require(try await query.why(row, ["start": 0])).statedFacts
        #expect(facts.allSatisfy { graph.facts.contains($0) } && lead(facts, from: 0, to: row[0]))
      }
      // Of another start in between: what is kept is used for all.
      let elsewhere = try await query.rows(["start": 5])
      for row in elsewhere { #expect(try await query.why(row, ["start": 5]) != nil) }
      guard Set(rows) != answer else { continue }
      let change = try #require(try await observed.next())
      #expect(answer.subtracting(change.removed).union(change.added) == Set(rows))
      for (rows, facts) in [(change.added, graph.facts), (change.removed, known)] {
        for row in rows {
          let proof = try #require(try await change.why(row)).statedFacts
          #expect(proof.allSatisfy { facts.contains($0) } && lead(proof, from: 0, to: row[0]))
        }
      }
      (answer, known) = (Set(rows), graph.facts)
    }
  }
}
