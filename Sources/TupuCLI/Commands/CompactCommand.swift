import Tupu

/// `tupu compact`: writes a graph file anew.
enum CompactCommand {
  static let command = Command(
    name: "compact", operands: "FILE", summary: "write a graph file anew, without what was removed",
    details: """
      Writes the graph beside the file, with the transactions of its log taken in, and puts it in the
      file's place. At every moment the old or the new file is there.
      This also happens by itself when a log has grown long.
      """,
    options: [.wait],
    examples: ["tupu compact graph.tupu"],
    run: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let path = try arguments.onlyOperand("a graph file")
    let waiting = try arguments.waiting()
    let before = try GraphFileSummary(of: path).byteCount
    try GraphDatabase(at: path, waitingUpTo: waiting).compact()
    let after = try GraphFileSummary(of: path).byteCount
    console.write("\(path): \(before) bytes before, \(after) bytes now\n")
    return .fine
  }
}
