import Tupu

/// `tupu diff`: tells what one graph states and another does not.
enum DiffCommand {
  static let command = Command(
    name: "diff", operands: "A B", summary: "facts that graph B gained and lost against graph A",
    details: """
      Prints the facts that B states and A does not behind '+', and those that only A states behind
      '-', each with its sentence and place. A and B are graph files, pages, or folders of pages read
      on the spot. The exit status is 1 when there is a difference.
      """,
    options: [.year],
    examples: ["tupu diff yesterday.tupu today.tupu", "tupu diff graph.tupu seeds"],
    run: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    guard arguments.operands.count == 2 else {
      throw UsageError("'diff' compares two graphs, and \(arguments.operands.count) are named")
    }
    let year = try arguments.year()
    let first = try GraphLocation.read(arguments.operands[0], year: year).facts
    let second = try GraphLocation.read(arguments.operands[1], year: year).facts
    let difference = FactDifference(from: first, to: second)
    for statement in difference.lost {
      console.write(console.style.red("- \(statement.fact).") + "\n")
      write(first.evidenceLines(for: statement.fact), console)
    }
    for statement in difference.gained {
      console.write(console.style.green("+ \(statement.fact).") + "\n")
      write(second.evidenceLines(for: statement.fact), console)
    }
    console.write("\(difference.gained.count) gained, \(difference.lost.count) lost\n")
    return difference.gained.isEmpty && difference.lost.isEmpty ? .fine : .failed
  }

  private static func write(_ lines: [String], _ console: Console) {
    for line in lines { console.write("    \(line)\n") }
  }
}
