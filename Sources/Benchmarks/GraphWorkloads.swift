import Foundation
import Tupu

/// Reading pages, writing and reading graph files, and a question over them.
enum GraphWorkloads {
  static let all = [
    Benchmark(
      name: "extract-pages", summary: "facts of 100 pages, the seeds again and again",
      prepare: {
        let pages = try seeds()
        let extractor = Extractor()
        return {
          (0..<100).reduce(0) { $0 + extractor.extract(pages[$1 % pages.count]).facts.count }
        }
      }, expected: nil),
    Benchmark(
      name: "graph-file", summary: "a graph of 100 pages written to a file and read again",
      prepare: {
        let graph = try graphOfPages(100)
        let path = FileManager.default.temporaryDirectory.appending(path: "benchmark.tupu").path
        return {
          try graph.write(to: path)
          defer { try? FileManager.default.removeItem(atPath: path) }
          return try KnowledgeGraph(contentsOf: path).factCount
        }
      }, expected: nil),
    Benchmark(
      name: "supervised-markets", summary: "who supervised which market, over 100 pages",
      prepare: {
        let graph = try graphOfPages(100)
        return { try graph.answer("?- supervised(Who, Market), market(Market).").rows.count }
      }, expected: nil),
  ]

  private static func seeds() throws -> [Page] { try GraphLocation.pages(at: "seeds") }

  private static func graphOfPages(_ count: Int) throws -> KnowledgeGraph {
    let pages = try seeds()
    let graph = KnowledgeGraph()
    for number in 0..<count {
      try graph.importPage(Page(name: "\(number).txt", text: pages[number % pages.count].text))
    }
    return graph
  }
}
