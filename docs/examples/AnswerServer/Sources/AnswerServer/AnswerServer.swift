import Foundation
import Tupu

/// Answers the questions on standard input, one a line, all at the same time, while it imports pages.
///
/// A line is a query. Each answer is printed as soon as it is there, under the number of its question;
/// a question that does not compile gets its message, and one that takes too long is stopped.
@main
struct AnswerServer {
  static let limits = EvaluationLimits(time: .seconds(5), derivedFacts: 5_000_000, bytes: 1 << 30)

  static func main() async throws {
    guard let folder = CommandLine.arguments.dropFirst().first else {
      FileHandle.standardError.write(
        Data("usage: AnswerServer <folder of pages> < questions\n".utf8))
      exit(1)
    }
    let graph = KnowledgeGraph()
    var questions: [String] = []
    while let line = readLine() {
      if !line.isEmpty { questions.append(line) }
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await importPages(of: folder, into: graph) }
      group.addTask { try await report(graph) }
      for (number, question) in questions.enumerated() {
        group.addTask { print(await answer(question, number + 1, graph)) }
      }
      // The first task of the three that ends without an error may be any; all answers are waited for,
      // and then the report, which has no end of its own, is told to stop.
      for _ in 0...questions.count { try await group.next() }
      group.cancelAll()
    }
    // What was asked first may have seen few pages; now all are there.
    for (number, question) in questions.enumerated() {
      print(await answer(question, number + 1, graph))
    }
  }

  static func importPages(of folder: String, into graph: KnowledgeGraph) async throws {
    for page in try GraphLocation.pages(at: folder) {
      try graph.importPage(page)
      await Task.yield()
    }
  }

  /// Prints how the number of known inspections changes, until it is cancelled.
  static func report(_ graph: KnowledgeGraph) async throws {
    do {
      for try await change in try graph.changes(of: "?- supervised(Who, Where).") {
        print("# \(graph.facts.pages.count) pages: \(change.added.count) inspections more")
      }
    } catch is CancellationError {}
  }

  static func answer(_ question: String, _ number: Int, _ graph: KnowledgeGraph) async -> String {
    do {
      let rows = try await graph.rows(question, limits: limits)
      let lines = rows.map { row in row.values.map(\.displayText).joined(separator: "\t") }
      return (["[\(number)] \(rows.count) rows"] + lines).joined(separator: "\n")
    } catch {
      return "[\(number)] \(error)"
    }
  }
}
