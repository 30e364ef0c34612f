/// clingo, by its module of Python; grounding derives all that a program without choices holds.
enum Clingo {
  static let system = PeerSystem(
    name: "clingo",
    version: PeerSystem.version(ofModule: "clingo", package: "clingo"), programs: programs,
    ending: "asp", command: ["python3", "-c", driver, "FILE.asp"], readsFacts: true)

  /// The program's first line names the files of facts, the second the relation that is counted.
  private static let driver = """
    import sys, clingo
    lines = open(sys.argv[1]).read().split("\\n")
    control = clingo.Control(["--warn=none"])
    for table in lines[0].split()[1:]:
        control.load(table + ".lp")
    control.add("base", [], "\\n".join(lines))
    control.ground([("base", [])])
    name, arity = lines[1].split()[1:]
    print(sum(1 for _ in control.symbolic_atoms.by_signature(name, int(arity))))
    """

  private static func program(_ tables: String, _ counted: String, _ rules: String) -> String {
    "% \(tables)\n% \(counted)\n\(rules)"
  }

  private static let closure = program(
    "edge", "path 2", "path(X, Y) :- edge(X, Y).\npath(X, Z) :- path(X, Y), edge(Y, Z).")
  private static let reach = program(
    "edge", "reach 1", "reach(0). reach(Y) :- reach(X), edge(X, Y).")
  private static let aliases = program(
    "assign dereference", "alias 2",
    """
    flow(Y, X) :- assign(Y, X).
    flow(X, Y) :- assign(X, Z), memory(Z, Y).
    flow(X, Y) :- flow(X, Z), flow(Z, Y).
    memory(X, W) :- dereference(Y, X), alias(Y, Z), dereference(Z, W).
    alias(X, Y) :- flow(Z, X), flow(Z, Y).
    alias(X, Y) :- flow(Z, X), memory(Z, W), flow(W, Y).
    flow(X, X) :- assign(X, _). flow(X, X) :- assign(_, X).
    memory(X, X) :- assign(X, _). memory(X, X) :- assign(_, X).
    """)

  private static let programs: [String: String] = [
    "closure-random": closure,
    "closure-chain": closure,
    "closure-acyclic": closure,
    "same-generation": program(
      "edge", "same 2",
      """
      same(X, Y) :- edge(P, X), edge(P, Y), X != Y.
      same(X, Y) :- edge(A, X), same(A, B), edge(B, Y).
      """),
    "reach-chain": reach,
    "reach-million": reach,
    "cspa": aliases,
    "csda": program(
      "edge start", "null 2", "null(X, Y) :- start(X, Y). null(X, Y) :- null(X, W), edge(W, Y)."),
    "andersen": program(
      "address assign fetched stored", "points 2",
      """
      points(Y, X) :- address(Y, X).
      points(Y, X) :- assign(Y, Z), points(Z, X).
      points(Y, W) :- fetched(Y, X), points(X, Z), points(Z, W).
      points(Z, W) :- stored(Y, X), points(Y, Z), points(X, W).
      """),
    "triangles": program(
      "edge", "triangle 3", "triangle(X, Y, Z) :- edge(X, Y), edge(Y, Z), edge(X, Z)."),
    "difference": program(
      "first second", "rest 2", "rest(X, Y) :- first(X, Y), not second(X, Y)."),
    "start-up": program("", "q 1", "p(1). q(X) :- p(X)."),
  ]
}
