/// A program that we and other systems run on the same files, each in a process of its own.
struct Workload: Sendable {
  /// What becomes of the rows in the files.
  enum Use: Sendable {
    /// The program reads them.
    case files
    /// They are loaded into a new graph file; there is no program.
    case load
    /// The program reads the graph file that a workload before has made of the same data.
    case graph
  }

  /// The numbers that tell whether an answer is right.
  enum Answer: Sendable {
    /// The number of facts of a relation.
    case count(String)
    /// The rows of all queries.
    case rows
    /// The number that the only query asks for.
    case number
  }

  let name: String
  let summary: String
  /// The data, with the name of the folder that workloads share.
  let data: DataSet
  /// The program in Tupu's language, without the statements that load.
  let program: String
  let answer: Answer
  let use: Use
  /// What must come out, where it is known beforehand.
  let expected: Int?

  init(
    _ name: String, _ summary: String, _ data: DataSet, _ program: String, _ answer: Answer,
    use: Use = .files, expected: Int? = nil
  ) {
    self.name = name
    self.summary = summary
    self.data = data
    self.program = program
    self.answer = answer
    self.use = use
    self.expected = expected
  }

  /// The whole script.
  func script(loading tables: [String]) -> String {
    tables.map { "load \($0) from \"\($0).tsv\" without header.\n" }.joined() + program
  }
}

/// Files that a workload reads.
struct DataSet: Sendable {
  let name: String
  /// The names of the tables.
  let tables: [String]
  let make: @Sendable () -> [Table]

  init(_ name: String, _ tables: [String], make: @escaping @Sendable () -> [Table]) {
    self.name = name
    self.tables = tables
    self.make = make
  }

  /// A graph in the relation `edge`.
  static func graph(_ name: String, _ edges: @escaping @Sendable () -> [[Int]]) -> DataSet {
    DataSet(name, ["edge"]) { [Table("edge", edges())] }
  }

  static let none = DataSet("none", []) { [] }
}
