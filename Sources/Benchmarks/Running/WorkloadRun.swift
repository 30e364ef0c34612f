import Datalog
import Foundation
import GraphStore
import Tupu

/// Runs a workload once, as the command `tupu` would, in the folder with its files.
enum WorkloadRun {
  static let graphName = "graph.tupu"

  static func run(_ workload: Workload, in folder: String, threads: Int?) throws
    -> BenchmarkRunner.Line
  {
    switch workload.use {
    case .load: try load(workload.data, in: folder)
    case .files, .graph: try evaluate(workload, in: folder, threads)
    }
  }

  private static func evaluate(_ workload: Workload, in folder: String, _ threads: Int?) throws
    -> BenchmarkRunner.Line
  {
    let path = "\(folder)/\(workload.name).dl"
    let source = SourceText(name: path, text: try String(contentsOfFile: path, encoding: .utf8))
    var options = ScriptOptions()
    options.files = ScriptFiles(scripts: [path])
    options.limits = EvaluationLimits(
      time: .seconds(600), derivedFacts: 1_000_000_000, bytes: 16 << 30, threads: threads)
    var graph: KnowledgeGraph?
    if case .graph = workload.use {
      graph = try KnowledgeGraph(contentsOf: "\(folder)/\(graphName)")
    }
    let runner = ScriptRunner(graph: graph, options: options)
    guard let (_, evaluation) = runner.evaluation(of: source) else {
      let messages = runner.check(source).diagnostics.map(\.message)
      throw BenchmarkFailure(description: messages.joined(separator: "; "))
    }
    var result = 0
    let time = try ContinuousClock().measure { result = try answer(workload, evaluation) }
    return .init(result: result, seconds: [time / .seconds(1)])
  }

  private static func answer(_ workload: Workload, _ evaluation: Evaluation) throws -> Int {
    if case .count(let relation) = workload.answer {
      return try evaluation.count(of: relation) ?? 0
    }
    return try (0..<evaluation.actionCount).reduce(0) { sum, index in
      switch evaluation.run(index).kind {
      case .answer(let answer):
        guard case .number = workload.answer else { return sum + answer.rows.count }
        guard case .int(let number)? = answer.rows.first?.first else {
          throw BenchmarkFailure(description: "the query gives no number")
        }
        return sum + number
      case .stopped(let diagnostics):
        throw BenchmarkFailure(description: diagnostics.map(\.message).joined(separator: "; "))
      default: return sum
      }
    }
  }

  /// The bulk load of the command `tupu load`, table by table.
  private static func load(_ data: DataSet, in folder: String) throws -> BenchmarkRunner.Line {
    let path = "\(folder)/\(graphName)"
    try? FileManager.default.removeItem(atPath: path)
    let time = try ContinuousClock().measure {
      _ = try KnowledgeGraph(writing: path)
      let database = try GraphDatabase(at: path)
      for table in data.tables {
        guard let schema = database.facts.schemas.first(where: { $0.name == table }) else {
          throw BenchmarkFailure(description: "a graph has no relation '\(table)'")
        }
        try database.load("\(folder)/\(table).tsv", as: .tsv, into: schema)
      }
    }
    let graph = try FactStore(contentsOf: path)
    let count = data.tables.reduce(0) { $0 + graph.count(of: $1) }
    return .init(result: count, seconds: [time / .seconds(1)])
  }
}
