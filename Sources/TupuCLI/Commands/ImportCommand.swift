import Foundation
import Tupu

/// `tupu import`: reads pages into a graph file.
enum ImportCommand {
  static let command = Command(
    name: "import", operands: "PAGE…", summary: "read pages into a graph file",
    details: """
      Reads pages, or all .txt pages of a folder, into a graph file, which is made when it is not
      there. A page that was imported before is replaced by what it states now. Prints for each page
      how many facts were added, removed and kept.
      """,
    options: [.graphFile, .year, .lexicon],
    examples: ["tupu import seeds --graph graph.tupu --year 2018"],
    run: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let paths = try arguments.someOperands("a page")
    guard let file = arguments.value(.graphFile) else {
      throw UsageError("'import' needs '--graph FILE'")
    }
    let options = try arguments.extractorOptions()
    let isThere = FileManager.default.fileExists(atPath: file)
    let graph = isThere ? try KnowledgeGraph(contentsOf: file) : KnowledgeGraph()
    let pages = try PageList.read(paths)
    for page in pages where page.isBlank { console.remark("tupu: '\(page.name)' is empty") }
    var bar = ProgressBar()
    let summaries = try graph.importPages(pages, options: options) { bar.show($0, of: pages.count) }
    // What is printed has happened: the file is written first.
    try graph.write(to: file)
    for summary in summaries {
      let change = summary.change
      console.write(
        "\(summary.page): \(change.added) added, \(change.removed) removed, \(change.kept) kept\n")
    }
    return .fine
  }
}
