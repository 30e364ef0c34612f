import Foundation
import Tupu

/// Reading pages, writing and reading graph files, and a question over them.
enum GraphWorkloads {
  static let all = [
    Benchmark(
      name: "extract-pages", summary: "facts of 1 000 pages, varied from the seeds, on one core",
      prepare: {
        let pages = try variations(1000)
        let extractor = Extractor()
        return { pages.reduce(0) { $0 + extractor.extract($1).facts.count } }
      }, expected: nil),
    Benchmark(
      name: "import-pages", summary: "1 000 pages read into a graph, on all cores",
      prepare: {
        let pages = try variations(1000)
        return {
          let graph = KnowledgeGraph()
          try graph.importPages(pages)
          return graph.factCount
        }
      }, expected: nil),
    Benchmark(
      name: "extract-long", summary: "facts of one page of 5 MB",
      prepare: {
        let text = try variations(450).map(\.text).joined(separator: "\n\n")
        return { Extractor().extract(Page(name: "long.txt", text: text)).facts.count }
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

  private static func variations(_ count: Int) throws -> [Page] {
    var variations = PageVariations(of: try seeds())
    return variations.pages(count)
  }

  private static func graphOfPages(_ count: Int) throws -> KnowledgeGraph {
    let pages = try seeds()
    let graph = KnowledgeGraph()
    for number in 0..<count {
      try graph.importPage(Page(name: "\(number).txt", text: pages[number % pages.count].text))
    }
    return graph
  }
}
