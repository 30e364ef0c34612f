/// DuckDB: its command, and its module of Python, which may be of another version.
enum DuckDB {
  static let command = PeerSystem(
    name: "duckdb", version: ["duckdb", "--version"],
    programs: files.merging(stores) { one, _ in one }, ending: "sql",
    command: ["duckdb", "-noheader", "-list"], readsInput: true)

  static let module = PeerSystem(
    name: "duckdb-python",
    version: PeerSystem.version(ofModule: "duckdb", package: "duckdb"), programs: files,
    ending: "sql",
    command: [
      "python3", "-c",
      """
      import duckdb, sys
      print(duckdb.execute(open(sys.argv[1]).read()).fetchall()[-1][0])
      """, "FILE.sql",
    ])

  /// Tables of whole numbers.
  private static func tables(_ names: String..., columns: String = "x y") -> String {
    let types = columns.split(separator: " ").map { "'\($0)': 'INTEGER'" }
      .joined(separator: ", ")
    return names.map { name in
      """
      CREATE TABLE \(name) AS SELECT * FROM read_csv('\(name).tsv', delim='\\t', header=false,
        columns={\(types)});

      """
    }.joined()
  }

  private static let closure =
    tables("edge") + """
      WITH RECURSIVE path(x, y) AS (
        SELECT x, y FROM edge
        UNION SELECT path.x, edge.y FROM path JOIN edge ON path.y = edge.x)
      SELECT count(*) FROM path;
      """
  private static func reach(from node: Int, first: String) -> String {
    tables("edge") + """
      WITH RECURSIVE reach(y) AS (
        \(first) UNION SELECT edge.y FROM reach JOIN edge ON reach.y = edge.x)
      SELECT count(*) FROM reach;
      """
  }
  private static let reachZero = reach(from: 0, first: "SELECT 0")
  private static let bound = reach(from: 17, first: "SELECT y FROM edge WHERE x = 17")
  private static let pairs =
    tables("edge") + """
      SELECT count(*) FROM (
        SELECT DISTINCT a.x, b.y FROM edge a JOIN edge b ON a.y = b.x);
      """

  private static let files: [String: String] = [
    "closure-random": closure,
    "closure-large": closure,
    "closure-chain": closure,
    "closure-grid": closure,
    "closure-acyclic": closure,
    "same-generation": tables("edge") + """
      WITH RECURSIVE same(x, y) AS (
        SELECT a.y, b.y FROM edge a JOIN edge b ON a.x = b.x WHERE a.y != b.y
        UNION SELECT a.y, b.y FROM same JOIN edge a ON same.x = a.x JOIN edge b ON same.y = b.x)
      SELECT count(*) FROM same;
      """,
    "reach-chain": reachZero,
    "reach-million": reachZero,
    "bound-closure": bound,
    "bound-million": bound,
    "unreachable": tables("edge") + """
      WITH RECURSIVE reach(y) AS (
        SELECT 0 UNION SELECT edge.y FROM reach JOIN edge ON reach.y = edge.x)
      SELECT count(*) FROM (
        SELECT x FROM edge UNION SELECT y FROM edge EXCEPT SELECT y FROM reach);
      """,
    "out-degrees": tables("edge") + """
      SELECT count(*) FROM (SELECT x, count(DISTINCT y) FROM edge GROUP BY x);
      """,
    "components": tables("edge") + """
      CREATE TABLE link AS SELECT x, y FROM edge UNION SELECT y, x FROM edge;
      WITH RECURSIVE least(x, m) USING KEY (x) AS (
        SELECT DISTINCT x, x FROM link
        UNION ALL SELECT link.y, min(least.m)
          FROM least JOIN link ON least.x = link.x
            JOIN recurring.least AS known ON known.x = link.y
          WHERE least.m < known.m GROUP BY link.y)
      SELECT count(*) FROM least;
      """,
    "shortest-paths": tables("edge") + """
      WITH RECURSIVE far(x, d) USING KEY (x) AS (
        SELECT 0, 0
        UNION ALL SELECT edge.y, min(far.d) + 1
          FROM far JOIN edge ON far.x = edge.x
            LEFT JOIN recurring.far AS known ON known.x = edge.y
          WHERE known.d IS NULL OR far.d + 1 < known.d GROUP BY edge.y)
      SELECT count(*) FROM far;
      """,
    "csda": tables("edge", "start") + """
      WITH RECURSIVE nulls(x, y) AS (
        SELECT x, y FROM start
        UNION SELECT nulls.x, edge.y FROM nulls JOIN edge ON nulls.y = edge.x)
      SELECT count(*) FROM nulls;
      """,
    "triangles": tables("edge") + """
      CREATE TABLE pair AS SELECT DISTINCT x, y FROM edge;
      SELECT count(*) FROM pair a JOIN pair b ON a.y = b.x JOIN pair c ON a.x = c.x AND b.y = c.y;
      """,
    "four-cycles": tables("edge") + """
      CREATE TABLE two AS SELECT DISTINCT a.x, b.y FROM edge a JOIN edge b ON a.y = b.x;
      SELECT count(*) FROM two a JOIN two b ON a.x = b.y AND a.y = b.x;
      """,
    "difference": tables("first", "second") + """
      SELECT count(*) FROM (SELECT x, y FROM first EXCEPT SELECT x, y FROM second);
      """,
    "start-up": "SELECT count(*) FROM (SELECT 1);",
  ].merging(Scaling.programs(reach: reachZero, join: pairs)) { one, _ in one }

  /// What a file keeps.
  private static let stores: [String: String] = [
    "knowledge-load": """
    .open graph.duckdb
    \(KnowledgeSQL.tables.map { name, columns in
        let types = columns.map { "'\($0)': '\($0 == "date" ? "DATE" : "VARCHAR")'" }
          .joined(separator: ", ")
        return """
          CREATE OR REPLACE TABLE \(name) AS SELECT DISTINCT * FROM read_csv('\(name).tsv',
            delim='\\t', header=false, columns={\(types)});
          """
      }.joined(separator: "\n"))
    CHECKPOINT;
    \(KnowledgeSQL.count)
    """,
    "knowledge-look-ups": ".open graph.duckdb\n" + KnowledgeSQL.lookUps,
    "knowledge-markets": ".open graph.duckdb\n" + KnowledgeSQL.markets,
    "knowledge-top": ".open graph.duckdb\n" + KnowledgeSQL.top,
  ]
}
