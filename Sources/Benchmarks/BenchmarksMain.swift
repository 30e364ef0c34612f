import Foundation

/// `swift run -c release Benchmarks [NAME…]`, from the package's folder.
@main
struct BenchmarksMain {
  static func main() {
    do {
      let options = try Options(Array(CommandLine.arguments.dropFirst()))
      if let (kind, name) = options.task {
        try perform(kind, name, options)
      } else if options.listsOnly {
        list(options)
      } else {
        try run(options)
      }
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
  }

  private static func list(_ options: Options) {
    for group in Catalog.groups {
      for entry in group.entries where options.takes(entry.name, of: group.name) {
        print("\(group.name)  \(entry.name)  \(entry.summary)")
      }
    }
  }

  private static func run(_ options: Options) throws {
    #if DEBUG
      print("This is a debug build: its times mean nothing. Use 'swift run -c release Benchmarks'.")
    #endif
    let old = try options.comparedPath.map { try Report(contentsOf: $0) }
    var runner = try Runner(options)
    defer { runner.removeFiles() }
    for group in Catalog.groups {
      for entry in group.entries where options.takes(entry.name, of: group.name) {
        switch entry {
        case .workload(let workload): try runner.run(workload)
        case .benchmark(let benchmark): try runner.run(benchmark)
        }
      }
    }
    let report = runner.report
    guard !report.measurements.isEmpty else {
      throw BenchmarkFailure(description: "there is no such benchmark; '--list' shows all")
    }
    if options.comparesPeers { print("\n" + report.table) }
    try options.reportPath.map { try report.write(to: $0) }
    let wasWrong = report.measurements.contains { $0.system == Runner.ours && $0.problem != nil }
    var isWorse = false
    if let old {
      let comparison = Comparison(old: old, new: report)
      print("\n" + comparison.text)
      isWorse = comparison.isWorse
    }
    if wasWrong || isWorse {
      runner.removeFiles()
      exit(1)
    }
  }

  /// What the runner starts this program anew for.
  private static func perform(_ kind: Options.Task, _ name: String, _ options: Options) throws {
    let folder = FileManager.default.currentDirectoryPath
    let workload = Catalog.workloads.first { $0.name == name }
    var line: BenchmarkRunner.Line?
    switch kind {
    case .inside:
      line = try Catalog.benchmarks.first { $0.name == name }
        .map { try BenchmarkRunner.run($0, runs: options.runs) }
    case .once:
      line = try workload.map { try WorkloadRun.run($0, in: folder, threads: options.threads) }
    case .write:
      for table in workload?.data.make() ?? [] {
        try table.write(to: folder)
        if options.writesFacts { try table.writeFacts(to: folder) }
      }
    }
    if let line { print(String(decoding: try JSONEncoder().encode(line), as: UTF8.self)) }
  }
}
