/// SQLite, for what is kept in a file.
enum SQLite {
  static let system = PeerSystem(
    name: "sqlite", version: ["sqlite3", "--version"],
    programs: [
      "knowledge-load": """
      .open --new graph.sqlite
      .mode tabs
      \(KnowledgeSQL.tables.map { name, columns in
          "CREATE TABLE \(name)(\(columns.joined(separator: ", ")));\n.import \(name).tsv \(name)"
        }.joined(separator: "\n"))
      CREATE INDEX holds_who ON holds(who);
      CREATE INDEX visited_place ON visited(place);
      CREATE INDEX located_in_unit ON located_in(unit);
      CREATE INDEX part_of_whole ON part_of(whole);
      \(KnowledgeSQL.count)
      """,
      "knowledge-look-ups": ".open graph.sqlite\n" + KnowledgeSQL.lookUps,
      "knowledge-markets": ".open graph.sqlite\n" + KnowledgeSQL.markets,
      "knowledge-top": ".open graph.sqlite\n" + KnowledgeSQL.top,
      "start-up": "SELECT count(*) FROM (SELECT 1);",
    ], ending: "sql", command: ["sqlite3", "-batch", "-noheader"], readsInput: true)
}

/// What the systems with SQL share.
enum KnowledgeSQL {
  static let tables: [(String, [String])] = [
    ("part_of", ["unit", "whole"]), ("located_in", ["place", "unit"]), ("sort", ["place", "sort"]),
    ("holds", ["who", "post", "unit"]), ("visited", ["who", "place", "verb", "date"]),
  ]

  static let count =
    "SELECT "
    + tables.map { name, columns in
      "(SELECT count(*) FROM (SELECT DISTINCT \(columns.joined(separator: ", ")) FROM \(name)))"
    }.joined(separator: " + ") + ";"

  /// One statement for each name; the last adds their rows up.
  static let lookUps =
    "CREATE TEMP TABLE found(post TEXT, unit TEXT);\n"
    + KnowledgeGraphWorkloads.lookUps.map {
      "INSERT INTO found SELECT DISTINCT post, unit FROM holds WHERE who = '\($0)';\n"
    }.joined() + "SELECT count(*) FROM found;"

  static let markets = """
    WITH RECURSIVE belongs(unit) AS (
      SELECT unit FROM part_of WHERE whole = '单位7'
      UNION SELECT part_of.unit FROM belongs JOIN part_of ON part_of.whole = belongs.unit)
    SELECT count(*) FROM (
      SELECT DISTINCT visited.who, visited.place
      FROM belongs JOIN located_in ON located_in.unit = belongs.unit
        JOIN sort ON sort.place = located_in.place AND sort.sort = '类1'
        JOIN visited ON visited.place = located_in.place AND visited.verb = '行动3');
    """

  static let top = """
    SELECT count(*) FROM (
      SELECT who, count(DISTINCT place) AS places FROM visited
      GROUP BY who ORDER BY places DESC, who LIMIT 10);
    """
}
