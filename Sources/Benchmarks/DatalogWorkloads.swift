import Datalog

/// Classic recursive programs over graphs with fixed seeds.
enum DatalogWorkloads {
  static let all = [
    benchmark(
      "closure-random", "transitive closure of a random graph, 1 000 nodes, 5 000 edges",
      edges: randomGraph(nodes: 1000, edges: 5000), rules: closure, relation: "path"),
    benchmark(
      "closure-large", "transitive closure of a random graph, 5 000 nodes, 25 000 edges",
      edges: randomGraph(nodes: 5000, edges: 25000), rules: closure, relation: "path"),
    benchmark(
      "closure-chain", "transitive closure of a chain of 3 000 edges",
      edges: (0..<3000).map { ($0, $0 + 1) }, rules: closure, relation: "path",
      expected: 3000 * 3001 / 2),
    benchmark(
      "reach-chain", "what one node reaches on a chain of 100 000 edges",
      edges: (0..<100_000).map { ($0, $0 + 1) },
      rules: "reach(0). reach(Y) :- reach(X), edge(X, Y).", relation: "reach", expected: 100_001),
    benchmark(
      "same-generation", "pairs of one generation of a random graph, 1 000 nodes, 5 000 edges",
      edges: randomGraph(nodes: 1000, edges: 5000),
      rules: """
        same(X, Y) :- edge(P, X), edge(P, Y), X != Y.
        same(X, Y) :- edge(A, X), same(A, B), edge(B, Y).
        """, relation: "same"),
    benchmark(
      "shortest-paths", "distances from one node of a 60 × 60 grid, by recursive min",
      edges: grid(side: 60),
      rules: "far(0, 0). far(Y, min(D)) :- far(X, E), edge(X, Y), D = E + 1.",
      relation: "far", expected: 3600),
  ]

  private static let closure = "path(X, Y) :- edge(X, Y). path(X, Z) :- path(X, Y), edge(Y, Z)."

  private static func benchmark(
    _ name: String, _ summary: String, edges: [(Int, Int)], rules: String, relation: String,
    expected: Int? = nil
  ) -> Benchmark {
    Benchmark(
      name: name, summary: summary,
      prepare: {
        var compiler = ProgramCompiler()
        compiler.baseRelations = [RelationSchema("edge", [.init("from", .int), .init("to", .int)])]
        let program = try compiler.compile(SourceText(name: name, text: rules)).get()
        let source = EdgeSource(edges)
        return {
          let evaluation = Evaluation(
            program, source: source, limits: EvaluationLimits(time: .seconds(600)))
          return try evaluation.factCount(of: relation) ?? 0
        }
      }, expected: expected)
  }

  private static func randomGraph(nodes: Int, edges: Int) -> [(Int, Int)] {
    var state: UInt64 = 42
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    return (0..<edges).map { _ in (next(nodes), next(nodes)) }
  }

  private static func grid(side: Int) -> [(Int, Int)] {
    var edges: [(Int, Int)] = []
    for node in 0..<(side * side) {
      if node % side < side - 1 { edges.append((node, node + 1)) }
      if node / side < side - 1 { edges.append((node, node + side)) }
    }
    return edges
  }
}

/// The edges of a graph as a source of facts.
private struct EdgeSource: FactSource {
  let symbols = SymbolTable().frozen()
  private let facts: FactColumns

  init(_ edges: [(Int, Int)]) {
    var seen: Set<[UInt32]> = []
    var columns: [[UInt32]] = [[], []]
    for (from, to) in edges {
      guard let first = ValueID(inline: from), let second = ValueID(inline: to),
        seen.insert([first.bits, second.bits]).inserted
      else { continue }
      columns[0].append(first.bits)
      columns[1].append(second.bits)
    }
    facts = FactColumns(columns: columns, count: columns[0].count)
  }

  func columns(of relation: String) -> FactColumns? { relation == "edge" ? facts : nil }
}
