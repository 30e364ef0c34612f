import Tupu

/// `tupu import`: reads pages into a graph file.
enum ImportCommand {
  private static let fast = Option(
    "--fast", "wait for the disk once at the end, not at each commit")

  static let command = Command(
    name: "import", operands: "PAGE…", summary: "read pages into a graph file",
    details: """
      Reads pages, or all .txt pages of a folder, into a graph file, which is made when it is not
      there. A page that was imported before is replaced by what it states now; what it states
      unchanged is kept. Prints for each page how many facts were added, removed and kept.

      Pages are committed some dozens at a time: an import that is interrupted keeps what it committed,
      and can be run again. With --fast, a power failure may lose the latest pages, but no half of one.
      """,
    options: [.graphFile, .year, .lexicon, .wait, fast],
    examples: ["tupu import seeds --graph graph.tupu --year 2018"],
    run: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let paths = try arguments.someOperands("a page")
    let file = try arguments.graphFile(for: "import")
    let options = try arguments.extractorOptions()
    let waiting = try arguments.waiting()
    let pages = try PageList.read(paths)
    for page in pages where page.isBlank { console.remark("tupu: '\(page.name)' is empty") }
    let graph = try KnowledgeGraph(
      writing: file, waitingUpTo: waiting, durability: arguments.has(fast) ? .fast : .full)
    var bar = ProgressBar()
    let summaries = try graph.importPages(pages, options: options) { bar.show($0, of: pages.count) }
    // What is printed has happened: the pages are committed.
    try graph.synchronize()
    var sum = FactStore.Change()
    for summary in summaries {
      console.write("\(summary.page): \(summary.change.summary)\n")
      sum.added += summary.change.added
      sum.removed += summary.change.removed
      sum.kept += summary.change.kept
    }
    if pages.count > 1 { console.write("\(pages.count) pages: \(sum.summary)\n") }
    return .fine
  }
}
