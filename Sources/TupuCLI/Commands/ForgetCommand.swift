import Tupu

/// `tupu forget`: takes the facts of pages out of a graph file.
enum ForgetCommand {
  static let command = Command(
    name: "forget", operands: "PAGE…", summary: "take the facts of pages out of a graph file",
    details: """
      Takes out what pages stated, in one transaction. Facts that other pages state too stay. A page
      is named as 'tupu info' lists it. When the graph does not have one of the pages, nothing is
      changed.
      """,
    options: [.graphFile, .wait],
    examples: ["tupu forget 000_d8be14a1bbace7a0.txt --graph graph.tupu"],
    run: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let pages = try arguments.someOperands("a page")
    let file = try arguments.graphFile(for: "forget")
    let waiting = try arguments.waiting()
    // A file that is not there is a mistake here, not a graph to be made.
    let known = Set(try KnowledgeGraph(contentsOf: file).facts.pages)
    for page in pages where !known.contains(page) { throw unknown(page, among: known) }
    let graph = try KnowledgeGraph(writing: file, waitingUpTo: waiting)
    let changes = try graph.write { transaction throws(FactStoreError) in
      pages.map { transaction.remove(page: $0) }
    }
    for (page, change) in zip(pages, changes) {
      console.write("\(page): \(change.removed) removed\n")
    }
    return .fine
  }

  private static func unknown(_ page: String, among known: Set<String>) -> FactStoreError {
    let near = NearNames.nearest(to: page, among: known).map { "; did you mean '\($0)'?" } ?? ""
    return FactStoreError(.mismatch, "the graph has no facts of a page '\(page)'\(near)")
  }
}
