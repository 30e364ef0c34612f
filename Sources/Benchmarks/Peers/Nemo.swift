/// Nemo, by its module of Python.
enum Nemo {
  static let system = PeerSystem(
    name: "nemo",
    version: PeerSystem.version(ofModule: "nmo_python", package: "nemo-python"),
    programs: programs, ending: "rls", command: ["python3", "-c", driver, "FILE.rls"])

  /// The program's first line names the relation whose facts are counted.
  private static let driver = """
    import sys, nmo_python as nemo
    text = open(sys.argv[1]).read()
    relation = text.split("\\n")[0].lstrip("% ")
    engine = nemo.NemoEngine(nemo.load_string(text))
    engine.reason()
    print(sum(1 for _ in engine.result(relation)))
    """

  private static func program(_ relation: String, _ tables: [(String, Int)], _ rules: String)
    -> String
  {
    let imports = tables.map { name, arity in
      let format = Array(repeating: "int", count: arity).joined(separator: ", ")
      return "@import \(name) :- tsv{resource=\"\(name).tsv\", format=(\(format))} .\n"
    }
    return "% \(relation)\n" + imports.joined() + rules + "\n@output \(relation) .\n"
  }

  private static let edge = [("edge", 2)]
  private static let closure = program(
    "path", edge, "path(?x, ?y) :- edge(?x, ?y) .\npath(?x, ?z) :- path(?x, ?y), edge(?y, ?z) .")
  private static let reach = program(
    "reach", edge, "reach(0) .\nreach(?y) :- reach(?x), edge(?x, ?y) .")
  private static let pairs = program("pair", edge, "pair(?x, ?z) :- edge(?x, ?y), edge(?y, ?z) .")
  private static let bound = program(
    "reach", edge, "reach(?y) :- edge(17, ?y) .\nreach(?y) :- reach(?x), edge(?x, ?y) .")
  private static let aliases = program(
    "alias", [("assign", 2), ("dereference", 2)],
    """
    flow(?y, ?x) :- assign(?y, ?x) .
    flow(?x, ?y) :- assign(?x, ?z), memory(?z, ?y) .
    flow(?x, ?y) :- flow(?x, ?z), flow(?z, ?y) .
    memory(?x, ?w) :- dereference(?y, ?x), alias(?y, ?z), dereference(?z, ?w) .
    alias(?x, ?y) :- flow(?z, ?x), flow(?z, ?y) .
    alias(?x, ?y) :- flow(?z, ?x), memory(?z, ?w), flow(?w, ?y) .
    flow(?x, ?x) :- assign(?x, _) .
    flow(?x, ?x) :- assign(_, ?x) .
    memory(?x, ?x) :- assign(?x, _) .
    memory(?x, ?x) :- assign(_, ?x) .
    """)

  private static let programs: [String: String] = [
    "closure-random": closure,
    "closure-large": closure,
    "closure-chain": closure,
    "closure-grid": closure,
    "closure-acyclic": closure,
    "same-generation": program(
      "same", edge,
      """
      same(?x, ?y) :- edge(?p, ?x), edge(?p, ?y), ?x != ?y .
      same(?x, ?y) :- edge(?a, ?x), same(?a, ?b), edge(?b, ?y) .
      """),
    "reach-chain": reach,
    "reach-million": reach,
    "bound-closure": bound,
    "bound-million": bound,
    "unreachable": program(
      "lost", edge,
      """
      reach(0) .
      reach(?y) :- reach(?x), edge(?x, ?y) .
      node(?x) :- edge(?x, _) .
      node(?x) :- edge(_, ?x) .
      lost(?x) :- node(?x), ~reach(?x) .
      """),
    "out-degrees": program("degree", edge, "degree(?x, #count(?y)) :- edge(?x, ?y) ."),
    "cspa": aliases,
    "cspa-blocks": aliases,
    "csda": program(
      "null", [("edge", 2), ("start", 2)],
      "null(?x, ?y) :- start(?x, ?y) .\nnull(?x, ?y) :- null(?x, ?w), edge(?w, ?y) ."),
    "andersen": program(
      "points", [("address", 2), ("assign", 2), ("fetched", 2), ("stored", 2)],
      """
      points(?y, ?x) :- address(?y, ?x) .
      points(?y, ?x) :- assign(?y, ?z), points(?z, ?x) .
      points(?y, ?w) :- fetched(?y, ?x), points(?x, ?z), points(?z, ?w) .
      points(?z, ?w) :- stored(?y, ?x), points(?y, ?z), points(?x, ?w) .
      """),
    "ontology": program(
      "below",
      [
        ("concept", 1), ("told", 2), ("both", 3), ("has", 3), ("defines", 3), ("under", 2),
        ("chain", 3),
      ],
      """
      below(?x, ?x) :- concept(?x) .
      below(?x, ?z) :- below(?x, ?y), told(?y, ?z) .
      below(?x, ?z) :- below(?x, ?a), below(?x, ?b), both(?a, ?b, ?z) .
      linked(?x, ?r, ?y) :- below(?x, ?a), has(?a, ?r, ?y) .
      below(?x, ?z) :- linked(?x, ?r, ?y), below(?y, ?a), defines(?r, ?a, ?z) .
      linked(?x, ?s, ?y) :- linked(?x, ?r, ?y), under(?r, ?s) .
      linked(?x, ?t, ?z) :- linked(?x, ?r, ?y), linked(?y, ?s, ?z), chain(?r, ?s, ?t) .
      """),
    "triangles": program(
      "triangle", edge, "triangle(?x, ?y, ?z) :- edge(?x, ?y), edge(?y, ?z), edge(?x, ?z) ."),
    "four-cycles": program(
      "square", edge, "square(?a, ?c) :- edge(?a, ?b), edge(?b, ?c), edge(?c, ?d), edge(?d, ?a) ."),
    "difference": program(
      "rest", [("first", 2), ("second", 2)], "rest(?x, ?y) :- first(?x, ?y), ~second(?x, ?y) ."),
    "start-up": program("q", [], "p(1) .\nq(?x) :- p(?x) ."),
  ].merging(Scaling.programs(reach: reach, join: pairs)) { one, _ in one }
}
