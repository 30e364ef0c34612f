/// Programs whose time should double with their data, in four sizes.
enum Scaling {
  static let all = sizes.flatMap { size in
    [
      Workload(
        "scaling-reach-\(size)", "what one node reaches, \(size) thousand edges", data(size),
        "reach(0). reach(Y) :- reach(X), edge(X, Y).", .count("reach")),
      Workload(
        "scaling-join-\(size)", "pairs two edges apart, \(size) thousand edges", data(size),
        "pair(X, Z) :- edge(X, Y), edge(Y, Z).", .count("pair")),
    ]
  }

  fileprivate static let sizes = [250, 500, 1000, 2000]

  private static func data(_ size: Int) -> DataSet {
    .graph("scaling-\(size)") { Graphs.random(nodes: size * 400, edges: size * 1000) }
  }
}

extension Scaling {
  /// A peer's programs for all sizes.
  static func programs(reach: String, join: String) -> [String: String] {
    var programs: [String: String] = [:]
    for size in sizes {
      programs["scaling-reach-\(size)"] = reach
      programs["scaling-join-\(size)"] = join
    }
    return programs
  }
}
