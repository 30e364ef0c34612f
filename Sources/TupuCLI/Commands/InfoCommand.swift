import Tupu

/// `tupu info`: tells what a graph holds.
enum InfoCommand {
  static let command = Command(
    name: "info", summary: "tell what a graph holds: facts by relation, and pages",
    details: """
      Prints, of a graph file, its size, transactions and stored rules; then the number of facts of
      each relation that has any, and the pages.
      """,
    options: [.graph, .year, .lexicon, .answerFormat],
    examples: ["tupu info --graph graph.tupu"],
    run: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    try arguments.noOperands()
    guard let path = arguments.value(.graph) else { throw UsageError("'info' needs '--graph G'") }
    let facts = try GraphLocation.read(path, options: try arguments.extractorOptions()).facts
    let format = AnswerFormats.named(arguments.value(.answerFormat) ?? "table")
    if GraphLocation.isGraphFile(path) {
      format.write(
        Answer(
          columns: [.init("property", .text), .init("value", .any)],
          rows: properties(try GraphFileSummary(of: path), facts)), to: console)
      console.write("\n")
    }
    let counts = facts.schemas.map { ($0.name, facts.count(of: $0.name)) }.filter { $0.1 > 0 }
      .sorted { $0.0 < $1.0 }
    format.write(
      Answer(
        columns: [.init("relation", .text), .init("facts", .int)],
        rows: counts.map { [.text($0.0), .int($0.1)] }), to: console)
    console.write("\n")
    format.write(
      Answer(columns: [.init("page", .text)], rows: facts.pages.map { [.text($0)] }), to: console)
    return .fine
  }

  private static func properties(_ file: GraphFileSummary, _ facts: FactStore) -> [[Value]] {
    var rows: [[Value]] = [
      [.text("facts in all"), .int(facts.count)],
      [.text("pages in all"), .int(facts.pages.count)],
      [.text("bytes"), .int(file.byteCount)],
      [.text("format"), .int(file.formatVersion)],
      [.text("transactions"), .int(file.transaction)],
      [.text("transactions in the log"), .int(file.logTransactionCount)],
      [.text("checkpoints"), .int(file.checkpointCount)],
      [.text("identity"), .text(file.identity)],
    ]
    rows += facts.ruleNames.map { [.text("stored rules"), .text($0)] }
    rows += facts.metadataKeys.map { [.text("note '\($0)'"), .text(facts.metadata($0) ?? "")] }
    return rows
  }
}
