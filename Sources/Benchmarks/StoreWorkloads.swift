import Datalog
import Foundation
import GraphStore

/// Loading, opening, looking up and the size of a graph of 5 million facts, beside SQLite and DuckDB
/// where their commands are installed.
///
/// `TUPU_BENCHMARK_FACTS` sets another number of facts.
enum StoreWorkloads {
  static let all = [load, open, lookups, size] + Peer.installed.flatMap(\.benchmarks)

  static let factCount =
    ProcessInfo.processInfo.environment["TUPU_BENCHMARK_FACTS"].flatMap { Int($0) } ?? 5_000_000
  private static let schema = RelationSchema(
    "link", [.init("from", .text), .init("kind", .text), .init("to", .text)])

  private static let load = Benchmark(
    name: "store-load", summary: "a CSV file of \(factCount) rows loaded into a new graph file",
    prepare: {
      let csv = try StoreFiles.csv()
      return { try loaded(csv, StoreFiles.path("new.tupu")) }
    }, expected: nil)

  private static let open = Benchmark(
    name: "store-open", summary: "the graph file opened, and one fact looked up",
    prepare: {
      let path = try graph()
      return {
        let facts = try FactStore(contentsOf: path)
        return facts.facts(of: "link", startingWith: [.text(StoreFiles.entity(7))]).count
      }
    }, expected: nil)

  private static let lookups = Benchmark(
    name: "store-lookups", summary: "1 000 entities looked up in the open graph",
    prepare: {
      let facts = try FactStore(contentsOf: try graph())
      return {
        lookedUp.reduce(0) { $0 + facts.facts(of: "link", startingWith: [.text($1)]).count }
      }
    }, expected: nil)

  private static let size = Benchmark(
    name: "store-size", summary: "the bytes of the graph file, as the result",
    prepare: {
      let path = try graph()
      return { try StoreFiles.byteCount(path) }
    }, expected: nil)

  /// The entities that are looked up.
  static let lookedUp = (0..<1000).map { StoreFiles.entity($0 * 37 % max(factCount / 5, 1)) }

  private static func loaded(_ csv: String, _ path: String) throws -> Int {
    try? FileManager.default.removeItem(atPath: path)
    let database = try GraphDatabase(at: path)
    try database.load(csv, as: .csv, into: schema)
    return database.facts.count
  }

  private static func graph() throws -> String {
    let path = StoreFiles.path("graph-\(factCount).tupu")
    if !FileManager.default.fileExists(atPath: path) { _ = try loaded(StoreFiles.csv(), path) }
    return path
  }
}

/// The files that the workloads share, in the folder for temporary files.
enum StoreFiles {
  static func path(_ name: String) -> String {
    FileManager.default.temporaryDirectory.appending(path: "tupu-benchmark-\(name)").path
  }

  static func entity(_ number: Int) -> String { "实体\(number)" }

  static func byteCount(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return attributes[.size] as? Int ?? 0
  }

  /// The rows as a CSV file: a fifth as many entities, linked at random, a few of them often.
  static func csv() throws -> String {
    let count = StoreWorkloads.factCount
    let path = path("rows-\(count).csv")
    if FileManager.default.fileExists(atPath: path) { return path }
    var state: UInt64 = 42
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var text: [UInt8] = []
    for row in 0..<count {
      let to = next(4) == 0 ? next(1000) : next(count / 5)
      text += Array("\(entity(row / 5)),关系\(next(40)),\(entity(to))\n".utf8)
    }
    try Data(text).write(to: URL(filePath: path))
    return path
  }
}

/// Another store, by its command.
struct Peer: Sendable {
  let name: String
  private let command: String
  /// The statements that load a CSV file.
  private let load: @Sendable (String) -> String

  static let installed: [Peer] = [
    Peer(name: "sqlite", command: "sqlite3") { csv in
      """
      CREATE TABLE link("from" TEXT, kind TEXT, "to" TEXT);
      .import --csv \(csv) link
      CREATE INDEX link_from ON link("from");
      """
    },
    Peer(name: "duckdb", command: "duckdb") { csv in
      """
      CREATE TABLE link("from" TEXT, kind TEXT, "to" TEXT);
      COPY link FROM '\(csv)' (HEADER false);
      CHECKPOINT;
      """
    },
  ].filter { $0.executable != nil }

  private var executable: String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { "\($0)/\(command)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private var file: String { StoreFiles.path("\(name)-\(StoreWorkloads.factCount).db") }

  var benchmarks: [Benchmark] {
    [
      Benchmark(
        name: "store-load-\(name)", summary: "the same rows loaded by \(command)",
        prepare: {
          let csv = try StoreFiles.csv()
          return {
            try? FileManager.default.removeItem(atPath: file)
            _ = try run(load(csv))
            return try Int(run("SELECT count(*) FROM link;")) ?? 0
          }
        }, expected: nil),
      Benchmark(
        name: "store-open-\(name)",
        summary: "\(command) started, and the same entity looked up",
        prepare: {
          try prepareFile()
          return {
            try Int(
              run("SELECT count(*) FROM link WHERE \"from\" = '\(StoreFiles.entity(7))';")) ?? 0
          }
        }, expected: nil),
      Benchmark(
        name: "store-lookups-\(name)",
        summary: "\(command) started, and 1 000 entities looked up",
        prepare: {
          try prepareFile()
          let statements = StoreWorkloads.lookedUp.map {
            "SELECT count(*) FROM link WHERE \"from\" = '\($0)';"
          }
          return { try Int(run(statements.joined(separator: "\n"))) ?? 0 }
        }, expected: nil),
      Benchmark(
        name: "store-size-\(name)", summary: "the bytes of its file, as the result",
        prepare: {
          try prepareFile()
          return { try StoreFiles.byteCount(file) }
        }, expected: nil),
    ]
  }

  private func prepareFile() throws {
    if !FileManager.default.fileExists(atPath: file) { _ = try run(load(StoreFiles.csv())) }
  }

  /// Runs statements and gives the last line that they print.
  private func run(_ statements: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: executable ?? command)
    process.arguments =
      name == "duckdb" ? ["-noheader", "-list", file] : ["-batch", "-noheader", file]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(statements.utf8))
    try input.fileHandleForWriting.close()
    let text = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw BenchmarkFailure(description: "\(command) failed")
    }
    return text.split(separator: "\n").last.map(String.init) ?? ""
  }
}

/// What the store's benchmarks found, beside the other stores.
enum StoreTable {
  /// A table in Markdown; `nil` when none of these benchmarks ran.
  static func text(of measurements: [Measurement]) -> String? {
    let systems = [Runner.ours] + Peer.installed.map(\.name)
    let rows: [(name: String, benchmark: String, text: (Measurement) -> String)] = [
      ("load, s", "load", { String(format: "%.2f", $0.median) }),
      ("open and look one up, ms", "open", { String(format: "%.1f", $0.median * 1000) }),
      ("look 1 000 up, ms", "lookups", { String(format: "%.1f", $0.median * 1000) }),
      ("size, MB", "size", { String(format: "%.1f", Double($0.result ?? 0) / 1e6) }),
    ]
    let lines = rows.compactMap { row -> String? in
      let cells = systems.map { system in
        let name = "store-\(row.benchmark)" + (system == Runner.ours ? "" : "-\(system)")
        return measurements.first { $0.benchmark == name && $0.problem == nil }.map(row.text) ?? ""
      }
      guard cells.contains(where: { !$0.isEmpty }) else { return nil }
      return "| \(row.name) | \(cells.joined(separator: " | ")) |"
    }
    guard !lines.isEmpty else { return nil }
    let title = "| \(StoreWorkloads.factCount) rows | \(systems.joined(separator: " | ")) |"
    let rule = "|---" + String(repeating: "|--:", count: systems.count) + "|"
    return ([title, rule] + lines).joined(separator: "\n")
  }
}
