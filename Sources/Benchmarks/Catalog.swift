/// All that can be run, by groups.
enum Catalog {
  /// Workloads are whole processes, and peers run them too; benchmarks run inside one process.
  enum Entry: Sendable {
    case workload(Workload)
    case benchmark(Benchmark)

    var name: String {
      switch self {
      case .workload(let workload): workload.name
      case .benchmark(let benchmark): benchmark.name
      }
    }

    var summary: String {
      switch self {
      case .workload(let workload): workload.summary
      case .benchmark(let benchmark): benchmark.summary
      }
    }
  }

  static let groups: [(name: String, entries: [Entry])] = [
    ("closure", workloads(Closures.all)),
    ("aggregate", workloads(Aggregates.all)),
    ("analysis", workloads(ProgramAnalyses.all + Ontology.all)),
    ("join", workloads(Joins.all)),
    ("knowledge", workloads(KnowledgeGraphWorkloads.all)),
    ("scaling", workloads(Scaling.all)),
    ("look-up", benchmarks(LookUps.all)),
    ("page", benchmarks(GraphWorkloads.all)),
    ("store", benchmarks(StoreWorkloads.all)),
    ("maintenance", benchmarks(MaintenanceWorkloads.all)),
    ("library", benchmarks(LibraryWorkloads.all)),
  ]

  static var workloads: [Workload] {
    groups.flatMap(\.entries).compactMap {
      if case .workload(let workload) = $0 { workload } else { nil }
    }
  }

  static var benchmarks: [Benchmark] {
    groups.flatMap(\.entries).compactMap {
      if case .benchmark(let benchmark) = $0 { benchmark } else { nil }
    }
  }

  private static func workloads(_ list: [Workload]) -> [Entry] { list.map { .workload($0) } }
  private static func benchmarks(_ list: [Benchmark]) -> [Entry] { list.map { .benchmark($0) } }
}
