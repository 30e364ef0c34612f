/// Counts, and recursion through `min`.
enum Aggregates {
  static let all = [
    Workload(
      "out-degrees", "number of edges of each node of 1 000 000 edges",
      .graph("dense-million") { Graphs.random(nodes: 100_000, edges: 1_000_000) },
      "degree(X, count(Y)) :- edge(X, Y).", .count("degree")),
    Workload(
      "components", "least node of each connected component of 200 000 edges",
      .graph("sparse") { Graphs.random(nodes: 100_000, edges: 200_000) },
      """
      link(X, Y) :- edge(X, Y). link(Y, X) :- edge(X, Y).
      least(X, min(X)) :- link(X, _).
      least(Y, min(M)) :- least(X, M), link(X, Y).
      """, .count("least")),
    Workload(
      "shortest-paths", "distances from one node by 200 000 edges",
      .graph("distances") { Graphs.random(nodes: 50_000, edges: 200_000) },
      "far(0, 0). far(Y, min(D)) :- far(X, E), edge(X, Y), D = E + 1.", .count("far")),
  ]
}
