/// Ladybug, by its module of Python, for what is kept in a file and for questions about graphs.
enum Ladybug {
  static let system = PeerSystem(
    name: "ladybug",
    version: PeerSystem.version(ofModule: "ladybug", package: "ladybug"), programs: programs,
    ending: "cypher", command: ["python3", "-c", driver, "FILE.cypher"])

  /// The first line names the file, or none; statements end with semicolons, and the rows of the
  /// last `RETURN`s are added up.
  private static let driver = """
    import os, shutil, sys, ladybug
    first, text = open(sys.argv[1]).read().split("\\n", 1)
    words = first.split()
    path = words[-1] if len(words) > 2 else ":memory:"
    if "new" in words:
        for name in os.listdir("."):
            if name.startswith(path):
                shutil.rmtree(name) if os.path.isdir(name) else os.remove(name)
    connection = ladybug.Connection(ladybug.Database(path))
    total = 0
    for statement in text.split(";\\n"):
        if statement.strip():
            result = connection.execute(statement)
            if statement.strip().startswith(("MATCH", "RETURN")):
                total += result.get_next()[0]
    print(total)
    """

  private static let csv = "(HEADER=false, DELIM='\\t', FILE_FORMAT='csv')"
  private static let graph = """
    // in memory
    CREATE NODE TABLE node(id INT64 PRIMARY KEY);
    CREATE REL TABLE edge(FROM node TO node);
    COPY node FROM (LOAD FROM 'edge.tsv' \(csv)
      UNWIND [column0, column1] AS id RETURN DISTINCT CAST(id AS INT64));
    COPY edge FROM 'edge.tsv' \(csv);

    """

  private static let open = "// file graph.ladybug\n"

  /// The nodes of a kind: all names in one column of a file.
  private static func nodes(_ kind: String, _ file: String, _ column: Int) -> String {
    """
    CREATE NODE TABLE \(kind)(name STRING PRIMARY KEY);
    COPY \(kind) FROM (LOAD FROM '\(file).tsv' \(csv) RETURN DISTINCT column\(column));

    """
  }

  private static func edges(_ name: String, _ from: String, _ to: String, _ further: String = "")
    -> String
  {
    """
    CREATE REL TABLE \(name)(FROM \(from) TO \(to)\(further));
    COPY \(name) FROM '\(name).tsv' \(csv);

    """
  }

  private static let programs: [String: String] = [
    "reach-million": graph + """
      MATCH (:node {id: 0})-[:edge* SHORTEST 1..30]->(n:node) RETURN count(DISTINCT n.id);
      """,
    "out-degrees": graph + """
      MATCH (n:node)-[:edge]->(m:node) WITH n.id AS id, count(DISTINCT m.id) AS c RETURN count(*);
      """,
    "triangles": graph + """
      MATCH (x:node)-[:edge]->(y:node)-[:edge]->(z:node), (x)-[:edge]->(z)
      WITH DISTINCT x.id AS x, y.id AS y, z.id AS z RETURN count(*);
      """,
    "knowledge-load": """
    // new graph.ladybug
    CREATE NODE TABLE unit(name STRING PRIMARY KEY);
    COPY unit FROM (LOAD FROM 'part_of.tsv' \(csv)
      UNWIND [column0, column1] AS name RETURN DISTINCT name);
    CREATE NODE TABLE place(name STRING PRIMARY KEY, sort STRING);
    COPY place FROM (LOAD FROM 'sort.tsv' \(csv) RETURN column0, column1);
    CREATE NODE TABLE person(name STRING PRIMARY KEY);
    COPY person FROM (LOAD FROM 'holds.tsv' \(csv) RETURN DISTINCT column0);
    CREATE REL TABLE part_of(FROM unit TO unit);
    COPY part_of FROM 'part_of.tsv' \(csv);
    CREATE REL TABLE located_in(FROM place TO unit);
    COPY located_in FROM 'located_in.tsv' \(csv);
    CREATE REL TABLE holds(FROM person TO unit, post STRING);
    COPY holds FROM (LOAD FROM 'holds.tsv' \(csv) RETURN column0, column2, column1);
    CREATE REL TABLE visited(FROM person TO place, verb STRING, date DATE);
    COPY visited FROM 'visited.tsv' \(csv);
    MATCH ()-[:part_of]->() RETURN count(*);
    MATCH ()-[:located_in]->() RETURN count(*);
    MATCH (:place) RETURN count(*);
    MATCH (p:person)-[h:holds]->(u:unit) WITH DISTINCT p.name AS p, h.post AS h, u.name AS u
      RETURN count(*);
    MATCH (p:person)-[v:visited]->(q:place)
      WITH DISTINCT p.name AS p, q.name AS q, v.verb AS v, v.date AS d RETURN count(*);
    """,
    "knowledge-look-ups": open
      + KnowledgeGraphWorkloads.lookUps.map {
        "MATCH (:person {name: '\($0)'})-[h:holds]->(u:unit) RETURN count(DISTINCT [h.post, u.name]);\n"
      }.joined(),
    "knowledge-markets": open + """
      MATCH (u:unit)-[:part_of* SHORTEST 1..30]->(:unit {name: '单位7'}) WITH DISTINCT u
      MATCH (p:place {sort: '类1'})-[:located_in]->(u)
      MATCH (w:person)-[:visited {verb: '行动3'}]->(p)
      WITH DISTINCT w.name AS w, p.name AS p RETURN count(*);
      """,
    "knowledge-top": open + """
      MATCH (w:person)-[:visited]->(p:place)
      WITH w.name AS who, count(DISTINCT p.name) AS places ORDER BY places DESC, who LIMIT 10
      RETURN count(*);
      """,
    "start-up": "//\nRETURN 1;\n",
  ]
}
