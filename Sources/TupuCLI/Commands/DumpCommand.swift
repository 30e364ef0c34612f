import Tupu

/// `tupu dump`: writes a graph as text.
enum DumpCommand {
  static let command = Command(
    name: "dump", operands: "G", summary: "write a graph as text: facts and where they come from",
    details: """
      Writes a graph file, page or folder of pages as statements of the query language, each fact
      followed by a comment that says where it comes from. Nothing is left out: 'tupu restore' makes
      the same graph of it, and other programs can read it too.
      """,
    options: [.year],
    examples: ["tupu dump graph.tupu > graph.dl"],
    run: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let path = try arguments.onlyOperand("a graph")
    let facts = try GraphLocation.read(path, year: try arguments.year()).facts
    GraphDump(of: facts).write { console.write($0) }
    return .fine
  }
}
