/// Analyses of programs, as compilers and checkers run them.
enum ProgramAnalyses {
  static let all = [
    Workload(
      "cspa", "value flow and aliases of a program (cspa), 60 000 variables", sparse, aliases,
      .count("alias")),
    Workload(
      "cspa-blocks", "the same for 4 000 variables in blocks of 100", blocks, aliases,
      .count("alias")),
    Workload(
      "csda", "what null values flow to (csda), 400 000 edges",
      DataSet("null-flow", ["edge", "start"]) {
        [
          Table("edge", Graphs.acyclic(nodes: 300_000, edges: 400_000, block: 100)),
          Table("start", Graphs.random(nodes: 300_000, edges: 20_000, seed: 5)),
        ]
      },
      "null(X, Y) :- start(X, Y). null(X, Y) :- null(X, W), edge(W, Y).", .count("null")),
    Workload(
      "andersen", "what pointers point to, 10 000 variables",
      DataSet("pointers", ["address", "assign", "fetched", "stored"]) {
        [
          Table("address", Graphs.blocks(count: 100, size: 100, edges: 6000, seed: 1)),
          Table("assign", Graphs.blocks(count: 100, size: 100, edges: 9000, seed: 2)),
          Table("fetched", Graphs.blocks(count: 100, size: 100, edges: 3000, seed: 3)),
          Table("stored", Graphs.blocks(count: 100, size: 100, edges: 3000, seed: 4)),
        ]
      },
      """
      points(Y, X) :- address(Y, X).
      points(Y, X) :- assign(Y, Z), points(Z, X).
      points(Y, W) :- fetched(Y, X), points(X, Z), points(Z, W).
      points(Z, W) :- stored(Y, X), points(Y, Z), points(X, W).
      """, .count("points")),
  ]

  private static let aliases = """
    flow(Y, X) :- assign(Y, X).
    flow(X, Y) :- assign(X, Z), memory(Z, Y).
    flow(X, Y) :- flow(X, Z), flow(Z, Y).
    memory(X, W) :- dereference(Y, X), alias(Y, Z), dereference(Z, W).
    alias(X, Y) :- flow(Z, X), flow(Z, Y).
    alias(X, Y) :- flow(Z, X), memory(Z, W), flow(W, Y).
    flow(X, X) :- assign(X, _). flow(X, X) :- assign(_, X).
    memory(X, X) :- assign(X, _). memory(X, X) :- assign(_, X).
    """

  /// Variables are assigned and dereferenced near to where they are declared, as in real programs.
  private static let sparse = DataSet("pointers-sparse", ["assign", "dereference"]) {
    [
      Table("assign", near(60_000, edges: 34_000, distance: 40, seed: 3)),
      Table("dereference", near(60_000, edges: 13_500, distance: 40, seed: 4)),
    ]
  }

  private static let blocks = DataSet("pointers-blocks", ["assign", "dereference"]) {
    [
      Table("assign", Graphs.blocks(count: 40, size: 100, edges: 5000, seed: 3)),
      Table("dereference", Graphs.blocks(count: 40, size: 100, edges: 2000, seed: 4)),
    ]
  }

  private static func near(_ nodes: Int, edges: Int, distance: Int, seed: UInt64) -> [[Int]] {
    var numbers = Numbers(seed: seed)
    return (0..<edges).map { _ in
      let from = numbers.next(nodes)
      return [from, min(nodes - 1, max(0, from + numbers.next(2 * distance) - distance))]
    }
  }
}
