/// Joins without recursion.
enum Joins {
  static let all = [
    Workload(
      "triangles", "triangles of a skewed graph of 200 000 edges", skewed,
      "triangle(X, Y, Z) :- edge(X, Y), edge(Y, Z), edge(X, Z).", .count("triangle")),
    Workload(
      "four-cycles", "pairs that two other nodes join in a circle, skewed graph of 200 000 edges",
      skewed, "square(A, C) :- edge(A, B), edge(B, C), edge(C, D), edge(D, A).", .count("square")),
    Workload(
      "difference", "pairs of one million that another million does not have",
      DataSet("pairs", ["first", "second"]) {
        [
          Table("first", Graphs.random(nodes: 2000, edges: 1_000_000, seed: 1)),
          Table("second", Graphs.random(nodes: 2000, edges: 1_000_000, seed: 2)),
        ]
      }, "rest(X, Y) :- first(X, Y), not second(X, Y).", .count("rest")),
    Workload(
      "start-up", "a program of one fact and one rule", .none, "p(1). q(X) :- p(X).", .count("q"),
      expected: 1),
  ]

  private static let skewed = DataSet.graph("skewed") {
    Graphs.skewed(nodes: 50_000, edges: 200_000)
  }
}
