import Datalog

/// Classic recursive programs over graphs with fixed seeds.
enum DatalogWorkloads {
  static let all = closures + bounded + analyses + joins

  private static let closure = "path(X, Y) :- edge(X, Y). path(X, Z) :- path(X, Y), edge(Y, Z)."
  private static let sameGeneration = """
    same(X, Y) :- edge(P, X), edge(P, Y), X != Y.
    same(X, Y) :- edge(A, X), same(A, B), edge(B, Y).
    """

  // MARK: - Closures

  private static let closures = [
    benchmark(
      "closure-random", "closure of a random graph, 1 000 nodes, 5 000 edges", closure, "path",
      edges: { Graphs.random(nodes: 1000, edges: 5000) }),
    benchmark(
      "closure-large", "closure of a random graph, 5 000 nodes, 25 000 edges", closure, "path",
      edges: { Graphs.random(nodes: 5000, edges: 25_000) }),
    benchmark(
      "closure-chain", "closure of a chain of 3 000 edges", closure, "path",
      edges: { Graphs.chain(3000) }, expected: 3000 * 3001 / 2),
    benchmark(
      "closure-grid", "closure of a 60 × 60 grid", closure, "path",
      edges: { Graphs.grid(side: 60) }, expected: (60 * 61 / 2) * (60 * 61 / 2) - 3600),
    benchmark(
      "closure-acyclic", "closure of 100 000 edges without cycles in blocks of 1 000", closure,
      "path", edges: { Graphs.acyclic(nodes: 400_000, edges: 100_000, block: 1000) }),
    benchmark(
      "reach-chain", "what one node reaches on a chain of 100 000 edges",
      "reach(0). reach(Y) :- reach(X), edge(X, Y).", "reach",
      edges: { Graphs.chain(100_000) }, expected: 100_001),
    benchmark(
      "reach-million", "what one node reaches by 1 000 000 edges",
      "reach(0). reach(Y) :- reach(X), edge(X, Y).", "reach",
      edges: { Graphs.random(nodes: 400_000, edges: 1_000_000) }),
    benchmark(
      "same-generation", "pairs of one generation of a random graph, 1 000 nodes, 5 000 edges",
      sameGeneration, "same", edges: { Graphs.random(nodes: 1000, edges: 5000) }),
  ]

  // MARK: - Queries with values, negation, aggregates

  private static let bounded = [
    query(
      "bound-closure", "what node 17 of a chain of 500 000 edges in blocks of 50 reaches",
      "\(closure) ?- path(17, Y).",
      relations: { [("edge", (0..<500_000).filter { $0 % 50 != 49 }.map { [$0, $0 + 1] })] },
      expected: 32),
    lookUps,
    benchmark(
      "shortest-paths", "distances from one node by 200 000 edges, by recursive min",
      "far(0, 0). far(Y, min(D)) :- far(X, E), edge(X, Y), D = E + 1.", "far",
      edges: { Graphs.random(nodes: 50_000, edges: 200_000) }),
    benchmark(
      "components", "least node of each connected component, by recursive min",
      """
      link(X, Y) :- edge(X, Y). link(Y, X) :- edge(X, Y).
      least(X, min(X)) :- link(X, _).
      least(Y, min(M)) :- least(X, M), link(X, Y).
      """, "least", edges: { Graphs.random(nodes: 100_000, edges: 200_000) }),
    benchmark(
      "out-degrees", "number of edges of each node of 1 000 000 edges",
      "degree(X, count(Y)) :- edge(X, Y).", "degree",
      edges: { Graphs.random(nodes: 100_000, edges: 1_000_000) }),
    benchmark(
      "unreachable", "nodes of 500 000 edges that one node does not reach",
      """
      reach(0). reach(Y) :- reach(X), edge(X, Y).
      node(X) :- edge(X, _). node(X) :- edge(_, X).
      lost(X) :- node(X), not reach(X).
      """, "lost", edges: { Graphs.random(nodes: 400_000, edges: 500_000) }),
  ]

  /// Each query is compiled and evaluated on its own; what they find facts by is shared.
  private static let lookUps = Benchmark(
    name: "look-ups", summary: "1 000 queries for one value in 1 000 000 facts",
    prepare: {
      let source = RelationSource([("edge", Graphs.random(nodes: 400_000, edges: 1_000_000))])
      var compiler = ProgramCompiler()
      compiler.baseRelations = source.schemas
      let prepared = compiler
      return {
        var count = 0
        for number in 0..<1000 {
          let text = SourceText(name: "look-ups", text: "?- edge(\(number), Y).")
          let evaluation = Evaluation(try prepared.compile(text).get(), source: source)
          if case .answer(let answer) = evaluation.run(0).kind { count += answer.rows.count }
        }
        return count
      }
    }, expected: nil)

  // MARK: - Program analyses

  private static let analyses = [
    benchmark(
      "pointers-dense", "value flow and aliases of a program (cspa), 4 000 variables in blocks",
      """
      flow(Y, X) :- assign(Y, X).
      flow(X, Y) :- assign(X, Z), memory(Z, Y).
      flow(X, Y) :- flow(X, Z), flow(Z, Y).
      memory(X, W) :- dereference(Y, X), alias(Y, Z), dereference(Z, W).
      alias(X, Y) :- flow(Z, X), flow(Z, Y).
      alias(X, Y) :- flow(Z, X), memory(Z, W), flow(W, Y).
      flow(X, X) :- assign(X, _). flow(X, X) :- assign(_, X).
      memory(X, X) :- assign(X, _). memory(X, X) :- assign(_, X).
      """, "alias",
      relations: {
        [
          ("assign", Graphs.blocks(count: 40, size: 100, edges: 5000, seed: 3)),
          ("dereference", Graphs.blocks(count: 40, size: 100, edges: 2000, seed: 4)),
        ]
      }),
    benchmark(
      "null-flow", "what null values flow to (csda), 400 000 edges",
      "null(X, Y) :- start(X, Y). null(X, Y) :- null(X, W), edge(W, Y).", "null",
      relations: {
        [
          ("edge", Graphs.acyclic(nodes: 300_000, edges: 400_000, block: 100)),
          ("start", Graphs.random(nodes: 300_000, edges: 20_000, seed: 5)),
        ]
      }),
    benchmark(
      "andersen", "what pointers point to, 10 000 variables",
      """
      points(Y, X) :- address(Y, X).
      points(Y, X) :- assign(Y, Z), points(Z, X).
      points(Y, W) :- fetched(Y, X), points(X, Z), points(Z, W).
      points(Z, W) :- stored(Y, X), points(Y, Z), points(X, W).
      """, "points",
      relations: {
        [
          ("address", Graphs.blocks(count: 100, size: 100, edges: 6000, seed: 1)),
          ("assign", Graphs.blocks(count: 100, size: 100, edges: 9000, seed: 2)),
          ("fetched", Graphs.blocks(count: 100, size: 100, edges: 3000, seed: 3)),
          ("stored", Graphs.blocks(count: 100, size: 100, edges: 3000, seed: 4)),
        ]
      }),
  ]

  // MARK: - Joins

  private static let joins = [
    benchmark(
      "triangles", "triangles of a skewed graph of 200 000 edges",
      "triangle(X, Y, Z) :- edge(X, Y), edge(Y, Z), edge(X, Z).", "triangle",
      edges: { Graphs.skewed(nodes: 50_000, edges: 200_000) }),
    benchmark(
      "four-cycles", "pairs that two other nodes join in a circle, 20 000 edges",
      "square(A, C) :- edge(A, B), edge(B, C), edge(C, D), edge(D, A).", "square",
      edges: { Graphs.skewed(nodes: 10_000, edges: 20_000) }),
    benchmark(
      "difference", "pairs of one million that another million does not have",
      "rest(X, Y) :- first(X, Y), not second(X, Y).", "rest",
      relations: {
        [
          ("first", Graphs.random(nodes: 2000, edges: 1_000_000, seed: 1)),
          ("second", Graphs.random(nodes: 2000, edges: 1_000_000, seed: 2)),
        ]
      }),
  ]

  // MARK: - Running

  private static func benchmark(
    _ name: String, _ summary: String, _ rules: String, _ relation: String,
    edges: @escaping @Sendable () -> [[Int]], expected: Int? = nil
  ) -> Benchmark {
    benchmark(
      name, summary, rules, relation, relations: { [("edge", edges())] }, expected: expected)
  }

  private static func benchmark(
    _ name: String, _ summary: String, _ rules: String, _ relation: String,
    relations: @escaping @Sendable () -> [(name: String, tuples: [[Int]])], expected: Int? = nil
  ) -> Benchmark {
    make(name, summary, rules, relations, expected) {
      try $0.count(of: relation) ?? 0
    }
  }

  private static func query(
    _ name: String, _ summary: String, _ script: String,
    relations: @escaping @Sendable () -> [(name: String, tuples: [[Int]])], expected: Int? = nil
  ) -> Benchmark {
    make(name, summary, script, relations, expected) { evaluation in
      guard case .answer(let answer) = evaluation.run(0).kind else {
        throw BenchmarkFailure(description: "\(name) has no answer")
      }
      return answer.rows.count
    }
  }

  private static func make(
    _ name: String, _ summary: String, _ script: String,
    _ relations: @escaping @Sendable () -> [(name: String, tuples: [[Int]])], _ expected: Int?,
    _ result: @escaping @Sendable (Evaluation) throws -> Int
  ) -> Benchmark {
    Benchmark(
      name: name, summary: summary,
      prepare: {
        let source = RelationSource(relations())
        var compiler = ProgramCompiler()
        compiler.baseRelations = source.schemas
        let program = try compiler.compile(SourceText(name: name, text: script)).get()
        return {
          try result(
            Evaluation(
              program, source: source.unread(), limits: EvaluationLimits(time: .seconds(600))))
        }
      }, expected: expected)
  }
}

extension Graphs {
  /// Edges between nodes of one block each.
  static func blocks(count: Int, size: Int, edges: Int, seed: UInt64) -> [[Int]] {
    var numbers = Numbers(seed: seed)
    return (0..<edges).map { _ in
      let start = numbers.next(count) * size
      return [start + numbers.next(size), start + numbers.next(size)]
    }
  }
}
