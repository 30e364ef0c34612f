/// Soufflé: compiled to C++ for two threads and for one, and interpreted.
enum Souffle {
  static let systems = [compiled(threads: 2), compiled(threads: 1), interpreted]

  private static func compiled(threads: Int) -> PeerSystem {
    PeerSystem(
      name: "souffle-j\(threads)", version: version,
      programs: programs, ending: "dl",
      prepare: ["souffle", "-j\(threads)", "-o", "FILE.run", "FILE.dl"],
      command: ["./FILE.run", "-F", ".", "-D", ".", "-j\(threads)"])
  }

  private static let interpreted = PeerSystem(
    name: "souffle-interpreted", version: version,
    programs: programs, ending: "dl", command: ["souffle", "-j2", "-F", ".", "FILE.dl"])

  private static let version = ["souffle", "--version"]

  private static let edge = #"""
    .decl edge(x: number, y: number)
    .input edge(filename="edge.tsv")

    """#
  private static let closure = """
    .decl path(x: number, y: number)
    path(x, y) :- edge(x, y).
    path(x, z) :- path(x, y), edge(y, z).

    """
  private static let reach = """
    .decl reach(x: number)
    reach(0).
    reach(y) :- reach(x), edge(x, y).

    """
  private static let wholeClosure = edge + closure + ".printsize path"
  private static let wholeReach = edge + reach + ".printsize reach"
  private static let boundClosure =
    ".pragma \"magic-transform\" \"*\"\n" + edge + closure + """
      .decl answer(y: number)
      answer(y) :- path(17, y).
      .printsize answer
      """
  private static let pairs =
    edge + """
      .decl pair(x: number, y: number)
      pair(x, z) :- edge(x, y), edge(y, z).
      .printsize pair
      """

  private static let aliases = #"""
    .decl assign(x: number, y: number)
    .input assign(filename="assign.tsv")
    .decl dereference(x: number, y: number)
    .input dereference(filename="dereference.tsv")
    .decl flow(x: number, y: number)
    .decl memory(x: number, y: number)
    .decl alias(x: number, y: number)
    flow(y, x) :- assign(y, x).
    flow(x, y) :- assign(x, z), memory(z, y).
    flow(x, y) :- flow(x, z), flow(z, y).
    memory(x, w) :- dereference(y, x), alias(y, z), dereference(z, w).
    alias(x, y) :- flow(z, x), flow(z, y).
    alias(x, y) :- flow(z, x), memory(z, w), flow(w, y).
    flow(x, x) :- assign(x, _).
    flow(x, x) :- assign(_, x).
    memory(x, x) :- assign(x, _).
    memory(x, x) :- assign(_, x).
    .printsize alias
    """#

  static let programs: [String: String] = [
    "closure-random": wholeClosure,
    "closure-large": wholeClosure,
    "closure-chain": wholeClosure,
    "closure-grid": wholeClosure,
    "closure-acyclic": wholeClosure,
    "same-generation": edge + """
      .decl same(x: number, y: number)
      same(x, y) :- edge(p, x), edge(p, y), x != y.
      same(x, y) :- edge(a, x), same(a, b), edge(b, y).
      .printsize same
      """,
    "reach-chain": wholeReach,
    "reach-million": wholeReach,
    "bound-closure": boundClosure,
    "bound-million": boundClosure,
    "unreachable": edge + reach + """
      .decl node(x: number)
      node(x) :- edge(x, _).
      node(x) :- edge(_, x).
      .decl lost(x: number)
      lost(x) :- node(x), !reach(x).
      .printsize lost
      """,
    "out-degrees": edge + """
      .decl degree(x: number, n: number)
      degree(x, n) :- edge(x, _), n = count : { edge(x, _) }.
      .printsize degree
      """,
    "components": edge + """
      .decl link(x: number, y: number)
      link(x, y) :- edge(x, y).
      link(y, x) :- edge(x, y).
      .decl least(x: number, m: number) btree_delete
      least(x, x) :- link(x, _).
      least(y, m) :- least(x, m), link(x, y).
      least(x, m) <= least(x, n) :- n < m.
      .printsize least
      """,
    "shortest-paths": edge + """
      .decl far(x: number, d: number) btree_delete
      far(0, 0).
      far(y, d + 1) :- far(x, d), edge(x, y).
      far(x, d) <= far(x, e) :- e < d.
      .printsize far
      """,
    "cspa": aliases,
    "cspa-blocks": aliases,
    "csda": edge + #"""
      .decl start(x: number, y: number)
      .input start(filename="start.tsv")
      .decl null(x: number, y: number)
      null(x, y) :- start(x, y).
      null(x, y) :- null(x, w), edge(w, y).
      .printsize null
      """#,
    "andersen": #"""
    .decl address(x: number, y: number)
    .input address(filename="address.tsv")
    .decl assign(x: number, y: number)
    .input assign(filename="assign.tsv")
    .decl fetched(x: number, y: number)
    .input fetched(filename="fetched.tsv")
    .decl stored(x: number, y: number)
    .input stored(filename="stored.tsv")
    .decl points(x: number, y: number)
    points(y, x) :- address(y, x).
    points(y, x) :- assign(y, z), points(z, x).
    points(y, w) :- fetched(y, x), points(x, z), points(z, w).
    points(z, w) :- stored(y, x), points(y, z), points(x, w).
    .printsize points
    """#,
    "ontology": #"""
    .decl concept(x: number)
    .input concept(filename="concept.tsv")
    .decl told(x: number, y: number)
    .input told(filename="told.tsv")
    .decl both(a: number, b: number, z: number)
    .input both(filename="both.tsv")
    .decl has(a: number, r: number, y: number)
    .input has(filename="has.tsv")
    .decl defines(r: number, a: number, z: number)
    .input defines(filename="defines.tsv")
    .decl under(r: number, s: number)
    .input under(filename="under.tsv")
    .decl chain(r: number, s: number, t: number)
    .input chain(filename="chain.tsv")
    .decl below(x: number, y: number)
    .decl linked(x: number, r: number, y: number)
    below(x, x) :- concept(x).
    below(x, z) :- below(x, y), told(y, z).
    below(x, z) :- below(x, a), both(a, b, z), below(x, b).
    linked(x, r, y) :- below(x, a), has(a, r, y).
    below(x, z) :- linked(x, r, y), below(y, a), defines(r, a, z).
    linked(x, s, y) :- linked(x, r, y), under(r, s).
    linked(x, t, z) :- linked(x, r, y), linked(y, s, z), chain(r, s, t).
    .printsize below
    """#,
    "triangles": edge + """
      .decl triangle(x: number, y: number, z: number)
      triangle(x, y, z) :- edge(x, y), edge(y, z), edge(x, z).
      .printsize triangle
      """,
    "four-cycles": edge + """
      .decl square(a: number, c: number)
      square(a, c) :- edge(a, b), edge(b, c), edge(c, d), edge(d, a).
      .printsize square
      """,
    "difference": #"""
    .decl first(x: number, y: number)
    .input first(filename="first.tsv")
    .decl second(x: number, y: number)
    .input second(filename="second.tsv")
    .decl rest(x: number, y: number)
    rest(x, y) :- first(x, y), !second(x, y).
    .printsize rest
    """#,
    "start-up": """
    .decl p(x: number)
    p(1).
    .decl q(x: number)
    q(x) :- p(x).
    .printsize q
    """,
  ].merging(Scaling.programs(reach: wholeReach, join: pairs)) { one, _ in one }
}
