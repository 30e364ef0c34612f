/// SWI-Prolog with tabling.
enum Prolog {
  static let system = PeerSystem(
    name: "swi-prolog", version: ["swipl", "--version"],
    programs: programs, ending: "pl",
    command: [
      "swipl", "--stack-limit=8g", "--table-space=8g", "-g", "main", "-t", "halt", "FILE.pl",
    ], readsFacts: true)

  private static func program(_ goal: String, _ tables: String..., rules: String) -> String {
    """
    \(tables.map { ":- load_files('\($0).lp', [format(source), silent(true)])." }
      .joined(separator: "\n"))
    \(rules)
    main :- aggregate_all(count, \(goal), N), write(N), nl.
    """
  }

  private static let closure = program(
    "path(_, _)", "edge",
    rules: """
      :- table path/2.
      path(X, Y) :- edge(X, Y).
      path(X, Z) :- path(X, Y), edge(Y, Z).
      """)
  private static func reach(from node: Int, with first: String) -> String {
    program(
      "reach(_)", "edge",
      rules: """
        :- table reach/1.
        \(first)
        reach(Y) :- reach(X), edge(X, Y).
        """)
  }
  private static let reachZero = reach(from: 0, with: "reach(0).")
  private static let bound = program(
    "path(17, _)", "edge",
    rules: """
      :- table path/2.
      path(X, Y) :- edge(X, Y).
      path(X, Z) :- path(X, Y), edge(Y, Z).
      """)

  private static let programs: [String: String] = [
    "closure-random": closure,
    "closure-chain": closure,
    "closure-grid": closure,
    "closure-acyclic": closure,
    "same-generation": program(
      "same(_, _)", "edge",
      rules: """
        back(Y, X) :- edge(X, Y).
        :- table same/2.
        same(X, Y) :- edge(P, X), edge(P, Y), X \\== Y.
        same(X, Y) :- same(A, B), edge(A, X), edge(B, Y).
        """),
    "reach-chain": reachZero,
    "reach-million": reachZero,
    "bound-closure": bound,
    "bound-million": bound,
    "shortest-paths": program(
      "far(_, _)", "edge",
      rules: """
        :- table far(_, min).
        far(0, 0).
        far(Y, D) :- far(X, E), edge(X, Y), D is E + 1.
        """),
    "csda": """
    :- load_files('edge.lp', [format(source), silent(true)]).
    :- load_files('start.lp', [format(source), silent(true)]).
    :- table null/2.
    null(X, Y) :- start(X, Y).
    null(X, Y) :- null(X, W), edge(W, Y).
    main :- aggregate_all(count, null(_, _), N), write(N), nl.
    """,
    "triangles": program(
      "triangle(_, _, _)", "edge",
      rules: """
        :- table triangle/3.
        triangle(X, Y, Z) :- edge(X, Y), edge(Y, Z), edge(X, Z).
        """),
    "start-up": program("q(_)", rules: "p(1).\nq(X) :- p(X)."),
  ]
}
