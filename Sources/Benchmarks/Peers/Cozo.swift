/// Cozo, by its module of Python, with all in memory.
enum Cozo {
  static let system = PeerSystem(
    name: "cozo",
    version: PeerSystem.version(ofModule: "cozo_embedded", package: "cozo_embedded"),
    programs: programs, ending: "cozo", command: ["python3", "-c", driver, "FILE.cozo"])

  /// A program's parts are divided by empty lines; the last gives the number.
  private static let driver = """
    import os, sys
    from cozo_embedded import CozoDbPy
    store = CozoDbPy("mem", "", "{}")
    text = open(sys.argv[1]).read().replace("FOLDER", os.getcwd())
    for part in text.strip().split("\\n\\n"):
        result = store.run_script(part, {}, False)
    print(result["rows"][0][0])
    """

  private static let edge = """
    in[x, y] <~ CsvReader(types: ['Int', 'Int'], url: 'file://FOLDER/edge.tsv', delimiter: '\t',
      has_headers: false)
    ?[x, y] := in[x, y]
    :create edge {x: Int, y: Int}


    """

  private static let closure =
    edge + """
      path[x, y] := *edge[x, y]
      path[x, z] := path[x, y], *edge[y, z]
      ?[count(x)] := path[x, y]
      """
  private static let reach =
    edge + """
      reach[y] := y = 0
      reach[y] := reach[x], *edge[x, y]
      ?[count(y)] := reach[y]
      """

  private static let programs: [String: String] = [
    "closure-random": closure,
    "closure-acyclic": closure,
    "reach-million": reach,
    "out-degrees": edge + """
      degree[x, count(y)] := *edge[x, y]
      ?[count(x)] := degree[x, n]
      """,
    "shortest-paths": edge + """
      far[y, min(d)] := y = 0, d = 0
      far[y, min(d)] := far[x, e], *edge[x, y], d = e + 1
      ?[count(x)] := far[x, d]
      """,
    "triangles": edge + """
      triangle[x, y, z] := *edge[x, y], *edge[y, z], *edge[x, z]
      ?[count(x)] := triangle[x, y, z]
      """,
    "start-up": "p[x] <- [[1]]\n?[count(x)] := p[x]",
  ]
}
