import Tupu

/// `tupu load`: takes delimited files into a graph file.
enum LoadCommand {
  private static let relation = Option(
    "--relation", "R",
    "the relation, such as 'edge(from: text, to: text)'; its name alone if it is defined")
  private static let heading = Option("--header", "the first row names the columns")

  static let command = Command(
    name: "load", operands: "FILE", summary: "take a large CSV or TSV file into a graph file",
    details: """
      Takes the rows of a file as facts of one relation, in one transaction, in the place of those that
      the file stated before. A file whose name ends in .tsv has tabs between its cells, others commas.
      The graph file is made when it is not there, and written anew: this is for many facts at once.
      """,
    options: [.graphFile, relation, heading, .wait],
    examples: ["tupu load edges.csv --relation 'edge(from: text, to: text)' --graph graph.tupu"],
    run: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let path = try arguments.onlyOperand("a file")
    let file = try arguments.graphFile(for: "load")
    guard let text = arguments.value(relation) else {
      throw UsageError("'load' needs '--relation R'")
    }
    let declared = RelationSchema(declaration: text)
    let waiting = try arguments.waiting()
    if declared == nil, text.contains("(") {
      throw UsageError("'--relation' needs a name and typed columns, not '\(text)'")
    }
    let database = try GraphDatabase(at: file, waitingUpTo: waiting)
    guard let schema = declared ?? database.facts.schemas.first(where: { $0.name == text }) else {
      throw UsageError(
        "there is no relation '\(text)', so its columns are needed, as in '\(text)(a: text, b: int)'",
        unknown: text, among: database.facts.schemas.map(\.name))
    }
    let rows = try database.load(
      path, as: path.hasSuffix(".tsv") ? .tsv : .csv, into: schema,
      hasHeading: arguments.has(heading))
    console.write(
      "\(path): \(rows) rows, \(database.facts.count(of: schema.name)) facts of '\(schema.name)'\n")
    return .fine
  }
}
