import Foundation
import Tupu

/// What several commands share: options of scripts, the graph, running and reporting.
struct Session {
  static let options: [String: Bool] = [
    "--graph": true, "--year": true, "--param": true, "--format": true, "--timeout": true,
    "--max-facts": true,
  ]

  let graph: KnowledgeGraph?
  private var options = ScriptOptions()
  let format: AnswerFormat

  init(_ arguments: Arguments, scripts: [String]) throws {
    let name = arguments.value("--format") ?? "table"
    guard let format = AnswerFormat(rawValue: name) else {
      let known = AnswerFormat.allCases.map(\.rawValue)
      throw UsageError(
        message: "there is no format '\(name)'; known are \(known.joined(separator: ", "))")
    }
    self.format = format
    options.parameters = try arguments.parameters()
    options.files = ScriptFiles(scripts: scripts.filter { $0 != "-" })
    if let seconds = try arguments.number("--timeout") { options.limits.time = .seconds(seconds) }
    if let facts = try arguments.number("--max-facts") { options.limits.derivedFacts = facts }
    let year = try arguments.number("--year")
    graph = try arguments.value("--graph").map { try GraphLocation.read($0, year: year) }
  }

  /// The script at a path; `-` is standard input.
  static func source(_ path: String) throws -> SourceText {
    let data =
      path == "-"
      ? try FileHandle.standardInput.readToEnd() ?? Data()
      : FileManager.default.contents(atPath: path)
    guard let data else { throw FactStoreError(.unreadable, "there is no file '\(path)'") }
    return SourceText(name: path, text: String(decoding: data, as: UTF8.self))
  }

  func runner() -> ScriptRunner { ScriptRunner(graph: graph, options: options) }

  /// Runs a script and prints its answers.
  func run(_ source: SourceText) -> ExitStatus {
    var status = ExitStatus.fine
    var isFirst = true
    let run = runner().run(source) { outcome in
      if !isFirst { Console.write("\n") }
      status = status.joined(with: report(outcome, isFirst: &isFirst))
    }
    for diagnostic in run.diagnostics { Console.say(DiagnosticRenderer().render(diagnostic)) }
    return run.failed ? .script : status
  }

  private func report(_ outcome: Outcome, isFirst: inout Bool) -> ExitStatus {
    isFirst = false
    switch outcome.kind {
    case .answer(let answer): Console.write(format.render(answer))
    case .denial(let message, let witnesses):
      guard !witnesses.rows.isEmpty else {
        isFirst = true
        return .fine
      }
      Console.say("\(outcome.span): denied: \(message ?? outcome.span.text)")
      Console.write(format.render(witnesses))
      return .failed
    case .stopped(let diagnostics):
      if outcome.expectation?.errors.isEmpty == false { return .fine }
      for diagnostic in diagnostics { Console.say(DiagnosticRenderer().render(diagnostic)) }
      let isLimit = diagnostics.contains { $0.code == .limitReached || $0.code == .cancelled }
      return isLimit ? .limit : .script
    case .saved(let relation, let path, let count):
      Console.say("saved \(count) facts of '\(relation)' to \(path)")
      isFirst = true
    case .proofs, .failure: Console.write(lines(of: outcome).joined(separator: "\n") + "\n")
    }
    return .fine
  }

  func lines(of outcome: Outcome) -> [String] {
    let facts = graph?.facts ?? FactStore()
    return ExpectationText.lines(of: outcome.kind, evidence: facts.evidenceLines(for:))
  }
}
