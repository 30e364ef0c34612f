import Tupu

/// `tupu verify`: examines a graph file.
enum VerifyCommand {
  static let command = Command(
    name: "verify", operands: "FILE…", summary: "examine graph files for damage",
    details: """
      Compares every checksum of graph files, and checks what must hold in them: each value is found
      by its text, facts are in their order and of their types, each has its provenance, and each
      transaction of the log can be repeated. Changes nothing. The exit status is 5 when a file is
      damaged, each problem then being a line, or is no graph file at all.
      """,
    examples: ["tupu verify graph.tupu"],
    run: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    var status = ExitStatus.fine
    for path in try arguments.someOperands("a graph file") {
      let verification = GraphVerification(of: path)
      if let error = verification.error, error.code != .damaged {
        console.say("tupu: \(error.message.contains(path) ? "" : "'\(path)': ")\(error.message)")
        status = .file
        continue
      }
      for note in verification.notes { console.write("\(path): \(note)\n") }
      for problem in verification.problems { console.write("\(path): damaged: \(problem)\n") }
      if verification.problems.isEmpty {
        console.write("\(path): sound\n")
      } else {
        console.say(
          "tupu: '\(path)' is damaged; restore it from a copy or a dump, or import its pages again")
        status = .file
      }
    }
    return status
  }
}
