import Foundation
import Testing
import Tupu

/// What a query may not do, and what graphs do not share.
@Suite struct SafetyTests {
  @Test(arguments: [
    "relation p(x: int). load p from \"numbers.csv\". ?- p(X).",
    "include \"other.dl\". ?(X) :- X = 1.",
  ])
  func aQueryReachesNoFiles(_ text: String) throws {
    let graph = KnowledgeGraph()
    let found = [
      diagnostics { () throws(DiagnosticsError) in try graph.rows(text) },
      diagnostics { () throws(DiagnosticsError) in try graph.answer(text) },
      diagnostics { () throws(DiagnosticsError) in try graph.prepare(text).rows() },
      diagnostics { () throws(DiagnosticsError) in try graph.changes(of: text) },
      ScriptRunner(graph: graph).run(SourceText(name: "script.dl", text: text)).stops,
    ]
    for messages in found { #expect(messages.map(\.code).contains(.fileNotAllowed)) }
  }

  @Test func aQueryWritesNoFiles() throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "tupu-\(UUID().uuidString).tsv").path
    let text = "p(1). save p to \"\(path)\". ?- p(X)."
    let graph = KnowledgeGraph()
    // What is no query is not run by those who ask one.
    #expect(try graph.rows(text).count == 1)
    let run = ScriptRunner(graph: graph).run(SourceText(name: "script.dl", text: text))
    #expect(run.stops.map(\.code) == [.fileNotAllowed])
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func aScriptReachesOnlyTheFilesItIsAllowed() throws {
    var options = ScriptOptions()
    options.files = OneFile(name: "numbers.csv", text: "1\n2\n")
    let runner = ScriptRunner(graph: nil, options: options)
    func run(_ file: String) -> ScriptRun {
      let text = "relation p(x: int). load p from \"\(file)\" without header. ?- p(X)."
      return runner.run(SourceText(name: "script.dl", text: text))
    }
    guard case .answer(let answer)? = run("numbers.csv").outcomes.first?.kind else {
      Issue.record("no answer")
      return
    }
    #expect(answer.rows == [[1], [2]])
    #expect(run("secrets.csv").stops.first?.code == .fileNotAllowed)
  }

  @Test(arguments: [
    EvaluationLimits(time: .milliseconds(1)), EvaluationLimits(derivedFacts: 10_000),
    EvaluationLimits(bytes: 1 << 20),
  ])
  func eachLimitStopsEveryWayOfAsking(_ limits: EvaluationLimits) async throws {
    let graph = KnowledgeGraph()
    let text = "n(0). n(X) :- n(Y), X = Y + 1. ?- n(X)."
    let prepared = try graph.prepare(text)
    let found = [
      diagnostics { () throws(DiagnosticsError) in try graph.rows(text, limits: limits) },
      diagnostics { () throws(DiagnosticsError) in try graph.answer(text, limits: limits) },
      diagnostics { () throws(DiagnosticsError) in try prepared.rows(limits: limits) },
    ]
    for messages in found { #expect(messages.first?.code == .limitReached) }
    let task = Task { try await graph.rows(text, limits: limits) }
    let result = await task.result
    #expect(throws: DiagnosticsError.self) { try result.get() }
  }

  /// Everything that one graph is told, another one in the process knows nothing of.
  @Test func twoGraphsDoNotKnowOfEachOther() throws {
    let (first, second) = (try Pages.graph(Pages.dongfeng), KnowledgeGraph())
    first.register(QueryFunction("surname") { (name: String) in String(name.prefix(1)) })
    try first.add(Lexicon("verb 逛查 supervision", source: "own.txt"))
    let inspector = RelationHandle<String, Int>("inspector", "name", "since")
    try first.write { transaction in
      try transaction.define(inspector)
      try transaction.insert("周明远", 2016, into: inspector, from: .source("list"))
      transaction.setRules("veteran(W) :- inspector(W, Y), Y < 2017.", named: "own")
    }
    for (query, count) in [
      ("?- market(M).", 1), ("?(S) :- S = surname(高天翼).", 1), ("?- supervisory(逛查).", 1),
      ("?- inspector(W, Y).", 1), ("?- veteran(W).", 1),
    ] {
      #expect(try first.rows(query).count == count)
      let isKnown = (try? second.rows(query).isEmpty) == false
      #expect(!isKnown, "the second graph answers \(query)")
    }
    #expect(second.factCount == 0)
  }

  @Test func oneGraphIsAskedWhileAnotherIsWritten() async throws {
    let (asked, written) = (try Pages.graph(Pages.dongfeng), KnowledgeGraph())
    let query = try asked.prepare("?- market(M).")
    try await withThrowingTaskGroup(of: Int.self) { group in
      group.addTask {
        for number in 0..<20 {
          try written.importPage(Page(name: "\(number).txt", text: Pages.xiguan.text))
        }
        return 1
      }
      for _ in 0..<20 { group.addTask { try await query.rows().count } }
      for try await count in group { #expect(count == 1) }
    }
    #expect(written.facts.pages.count == 20 && asked.facts.pages.count == 1)
  }

  @Test func aSnapshotIsKeptUntilTheGraphChanges() throws {
    let graph = try Pages.graph(Pages.dongfeng)
    let first = graph.snapshot()
    _ = try graph.answer("?- market(M).")
    _ = try graph.proofs(of: "market(_)")
    #expect(graph.snapshot() === first)
    try graph.importPage(Pages.xiguan)
    let second = graph.snapshot()
    #expect(second !== first)
    _ = try graph.rows("?- market(M).")
    #expect(graph.snapshot() === second)
    graph.register(QueryFunction("surname") { (name: String) in String(name.prefix(1)) })
    #expect(graph.snapshot() !== second)
    let error = FactStoreError(.mismatch, "no")
    _ = try? graph.write { _ in throw error }
    #expect(try graph.rows("?- market(M).").count == 2)
  }
}

/// One file and no others.
private struct OneFile: FileAccess {
  let name: String
  let text: String

  func read(_ path: String, relativeTo script: String) throws(FileAccessError) -> (
    name: String, bytes: [UInt8]
  ) {
    guard path == name else { throw FileAccessError(.notAllowed, "'\(path)' may not be read") }
    return (name, Array(text.utf8))
  }

  func write(_ bytes: [UInt8], to path: String, relativeTo script: String)
    throws(FileAccessError)
  {
    throw FileAccessError(.notAllowed, "'\(path)' may not be written")
  }
}

extension ScriptRun {
  /// All that kept it from running to its end.
  fileprivate var stops: [Diagnostic] {
    var found = diagnostics
    for outcome in outcomes {
      if case .stopped(let messages) = outcome.kind { found += messages }
    }
    return found
  }
}
