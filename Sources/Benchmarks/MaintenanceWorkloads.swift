import Datalog
import Tupu

/// Relations that are kept while facts come and go, against the same relations evaluated anew.
enum MaintenanceWorkloads {
  static let all = [
    Benchmark(
      name: "maintenance-closure",
      summary: "the closure of 100 000 edges after one insertion and one deletion",
      prepare: { try keptClosure() }, expected: nil),
    Benchmark(
      name: "maintenance-closure-anew", summary: "the same, evaluated anew after each",
      prepare: { try closureAnew() }, expected: nil),
    Benchmark(
      name: "maintenance-graph",
      summary:
        "who visited what in a district, of 5 000 000 facts, after one insertion and one deletion",
      prepare: { try keptGraph() }, expected: nil),
    Benchmark(
      name: "maintenance-observed",
      summary: "a kept view of 1 000 000 facts after a transaction that it does not read",
      prepare: { try observed() }, expected: nil),
  ]

  // MARK: - A closure

  private static let closure = """
    path(X, Y) :- edge(X, Y).
    path(X, Z) :- path(X, Y), edge(Y, Z).
    """

  private static var edges: RelationSource {
    RelationSource([("edge", Graphs.acyclic(nodes: 50_000, edges: 100_000, block: 125))])
  }

  private static func evaluation(_ rules: String, _ source: RelationSource) throws -> Evaluation {
    var compiler = ProgramCompiler()
    compiler.baseRelations = source.schemas
    let program = try compiler.compile(SourceText(name: "rules", text: rules)).get()
    let limits = EvaluationLimits(time: .seconds(600), derivedFacts: 1_000_000_000, bytes: 16 << 30)
    return Evaluation(program, source: source, limits: limits)
  }

  /// An edge in the middle of a block, which connects much.
  private static let edge = GroundFact("edge", [.int(25_040), .int(25_080)])

  private static func keptClosure() throws -> () throws -> Int {
    let evaluation = try evaluation(closure, edges)
    let before = try evaluation.count(of: "path")
    return {
      try evaluation.update(adding: [edge], removing: [])
      let count = try evaluation.count(of: "path") ?? 0
      try evaluation.update(adding: [], removing: [edge])
      guard try evaluation.count(of: "path") == before else {
        throw BenchmarkFailure(description: "the closure is another one after the deletion")
      }
      return count
    }
  }

  private static func closureAnew() throws -> () throws -> Int {
    let source = edges
    var tuples = Graphs.acyclic(nodes: 50_000, edges: 100_000, block: 125)
    tuples.append([25_040, 25_080])
    let larger = RelationSource([("edge", tuples)])
    return {
      let count = try evaluation(closure, larger.unread()).count(of: "path") ?? 0
      _ = try evaluation(closure, source.unread()).count(of: "path")
      return count
    }
  }

  // MARK: - A knowledge graph

  /// A million entities in a tree of parts, and what four million visits say of them.
  private static func keptGraph() throws -> () throws -> Int {
    var numbers = Numbers(seed: 5)
    let parts = (1..<1_000_000).map { [$0, $0 / 10] }
    let visits = (0..<4_000_000).map { _ in [numbers.next(10_000), numbers.next(1_000_000)] }
    let rules = """
      within(X, Y) :- part_of(X, Y).
      within(X, Z) :- within(X, Y), part_of(Y, Z).
      visited_within(Who, Where) :- visited(Who, What), within(What, Where), Where < 1000.
      visitors(Where, count(Who)) :- visited_within(Who, Where).
      """
    let evaluation = try evaluation(
      rules, RelationSource([("part_of", parts), ("visited", visits)]))
    let before = try evaluation.count(of: "visitors")
    let visit = GroundFact("visited", [.int(10_001), .int(777_777)])
    return {
      try evaluation.update(adding: [visit], removing: [])
      let count = try evaluation.count(of: "visited_within") ?? 0
      try evaluation.update(adding: [], removing: [visit])
      guard try evaluation.count(of: "visitors") == before else {
        throw BenchmarkFailure(description: "there are other visitors after the deletion")
      }
      return count
    }
  }

  private static let part = RelationHandle<Int, Int>("part", "whole", "part")
  private static let note = RelationHandle<Int>("note", "number")

  private static func observed() throws -> () throws -> Int {
    let graph = KnowledgeGraph()
    try graph.write { transaction throws(FactStoreError) in
      try transaction.define(part)
      try transaction.define(note)
      for number in 1..<1_000_000 {
        try transaction.insert(number / 10, number, into: part, from: .source("benchmark"))
      }
    }
    let view = try graph.prepare("?(Part) :- part+(7, Part).")
    var next = 0
    return {
      next += 1
      try graph.write { transaction throws(FactStoreError) in
        _ = try transaction.insert(next, into: note, from: .source("benchmark"))
      }
      return try view.rows().count
    }
  }
}
