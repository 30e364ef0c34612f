import Tupu

/// `tupu import`: reads pages into a graph file.
enum ImportCommand {
  private static let fast = Option(
    "--fast", "wait for the disk once at the end, not after each page")

  static let command = Command(
    name: "import", operands: "PAGE…", summary: "read pages into a graph file",
    details: """
      Reads pages, or all .txt pages of a folder, into a graph file, which is made when it is not
      there. A page that was imported before is replaced by what it states now; what it states
      unchanged is kept. Prints for each page how many facts were added, removed and kept.

      Each page is committed by itself: an import that is interrupted keeps the pages it printed, and
      can be run again. With --fast, a power failure may lose the latest pages, but no half of one.
      """,
    options: [.graphFile, .year, .wait, fast],
    examples: ["tupu import seeds --graph graph.tupu --year 2018"],
    run: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let paths = try arguments.someOperands("a page")
    let file = try arguments.graphFile(for: "import")
    let year = try arguments.year()
    let waiting = try arguments.waiting()
    let pages = try PageList.read(paths)
    let graph = try KnowledgeGraph(
      writing: file, waitingUpTo: waiting, durability: arguments.has(fast) ? .fast : .full)
    var progress = ProgressBar(total: pages.count)
    var sum = FactStore.Change()
    var lines = ""
    defer {
      progress.finish()
      console.write(lines)
    }
    for page in pages {
      if page.isBlank { console.remark("tupu: '\(page.name)' is empty") }
      let change = try graph.importPage(page, year: year).change
      // What is printed has happened: the page is committed.
      lines += "\(page.name): \(change.summary)\n"
      sum.added += change.added
      sum.removed += change.removed
      sum.kept += change.kept
      progress.advance()
    }
    try graph.synchronize()
    if pages.count > 1 { lines += "\(pages.count) pages: \(sum.summary)\n" }
    return .fine
  }
}
