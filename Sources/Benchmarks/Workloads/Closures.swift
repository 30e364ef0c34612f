/// Recursion over graphs.
enum Closures {
  static let all = closures + reached

  private static let closure = "path(X, Y) :- edge(X, Y). path(X, Z) :- path(X, Y), edge(Y, Z)."
  private static let reach = "reach(0). reach(Y) :- reach(X), edge(X, Y)."

  private static let random = DataSet.graph("random") { Graphs.random(nodes: 1000, edges: 5000) }
  private static let million = DataSet.graph("million") {
    Graphs.random(nodes: 400_000, edges: 1_000_000)
  }

  private static let closures = [
    Workload(
      "closure-random", "closure of a random graph, 1 000 nodes, 5 000 edges", random, closure,
      .count("path")),
    Workload(
      "closure-large", "closure of a random graph, 5 000 nodes, 25 000 edges",
      .graph("large") { Graphs.random(nodes: 5000, edges: 25_000) }, closure, .count("path")),
    Workload(
      "closure-chain", "closure of a chain of 3 000 edges",
      .graph("chain") { Graphs.chain(3000) }, closure, .count("path"), expected: 3000 * 3001 / 2),
    Workload(
      "closure-grid", "closure of a 60 × 60 grid",
      .graph("grid") { Graphs.grid(side: 60) }, closure, .count("path"),
      expected: (60 * 61 / 2) * (60 * 61 / 2) - 3600),
    Workload(
      "closure-acyclic", "closure of 100 000 edges without cycles in blocks of 1 000",
      .graph("acyclic") { Graphs.acyclic(nodes: 400_000, edges: 100_000, block: 1000) }, closure,
      .count("path")),
    Workload(
      "same-generation", "pairs of one generation of a random graph, 1 000 nodes, 5 000 edges",
      random,
      """
      same(X, Y) :- edge(P, X), edge(P, Y), X != Y.
      same(X, Y) :- edge(A, X), same(A, B), edge(B, Y).
      """, .count("same")),
  ]

  private static let reached = [
    Workload(
      "reach-chain", "what one node reaches on a chain of 100 000 edges",
      .graph("long-chain") { Graphs.chain(100_000) }, reach, .count("reach"), expected: 100_001),
    Workload(
      "reach-million", "what one node reaches by 1 000 000 edges", million, reach, .count("reach")),
    Workload(
      "bound-closure", "what node 17 of 500 000 edges in chains of 50 reaches, asked as a query",
      .graph("chains") { Graphs.chains(edges: 500_000, length: 50) },
      "\(closure) ?(n: count(Y)) :- path(17, Y).", .number, expected: 33),
    Workload(
      "bound-million", "what node 17 of 1 000 000 edges reaches, asked as a query", million,
      "\(closure) ?(n: count(Y)) :- path(17, Y).", .number),
    Workload(
      "unreachable", "nodes of 500 000 edges that one node does not reach",
      .graph("half-million") { Graphs.random(nodes: 400_000, edges: 500_000) },
      """
      \(reach)
      node(X) :- edge(X, _). node(X) :- edge(_, X).
      lost(X) :- node(X), not reach(X).
      """, .count("lost")),
  ]
}
