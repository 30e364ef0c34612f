import Foundation
import Testing
import Tupu

/// `docs/Errors.md`: every code is there, and each example gives the message that stands below it.
@Suite struct ErrorsDocumentTests {
  private static let document = Result { try Document("Errors.md") }

  /// The headings that begin with a code.
  private func sections() throws -> [(code: String, blocks: [Document.Block])] {
    let document = try Self.document.get()
    return document.headings.filter { DiagnosticCode(rawValue: String($0.prefix(5))) != nil }
      .map { heading in
        (String(heading.prefix(5)), document.blocks.filter { $0.heading == heading })
      }
  }

  @Test func everyCodeHasASectionInOrder() throws {
    let codes = try sections().map(\.code)
    #expect(codes == DiagnosticCode.allCases.map(\.rawValue))
  }

  @Test func everyExampleGivesItsMessage() throws {
    for (code, blocks) in try sections() {
      let script = try #require(blocks.first { $0.language == "prolog" }, "\(code) has no example")
      let shown = try #require(blocks.last { $0.language == "text" }, "\(code) shows no message")
      let diagnostics = try run(script, files: blocks.filter { $0.value(of: "file") != nil })
      let rendered = diagnostics.map { DiagnosticRenderer().render($0) + "\n" }.joined()
      #expect(rendered == shown.text, "Errors.md:\(script.line)")
      #expect(diagnostics.contains { $0.code.rawValue == code }, "Errors.md:\(script.line)")
    }
  }

  /// What a script's run complains about.
  private func run(_ block: Document.Block, files: [Document.Block]) throws -> [Diagnostic] {
    let folder = try ExampleFolder()
    for file in files { try folder.write(file.text, to: file.value(of: "file") ?? "") }
    var options = ScriptOptions()
    options.files = folder.files
    if let facts = block.value(of: "facts").flatMap({ Int($0) }) {
      options.limits.derivedFacts = facts
    }
    if block.marks.contains("cancelled") { options.isCancelled = { true } }
    var graph = block.marks.contains("seeds") ? try ManualGraph.seeds.get() : nil
    if block.marks.contains("prepared") { return try prepared(block) }
    if block.marks.contains("function") { graph = Self.graphWithFunction() }
    let run = ScriptRunner(graph: graph, options: options).run(
      SourceText(name: "example.dl", text: block.text))
    return run.diagnostics
      + run.outcomes.flatMap { outcome -> [Diagnostic] in
        if case .stopped(let diagnostics) = outcome.kind { diagnostics } else { [] }
      }
  }

  /// A graph on which the function `checked` refuses every text.
  private static func graphWithFunction() -> KnowledgeGraph {
    struct Refusal: Error, CustomStringConvertible { let description: String }
    let graph = KnowledgeGraph()
    graph.register(
      QueryFunction("checked") { (code: String) throws -> String? in
        throw Refusal(description: "'\(code)' is no code")
      })
    return graph
  }

  /// What a prepared query complains about when its parameter `$size` is a text.
  private func prepared(_ block: Document.Block) throws -> [Diagnostic] {
    let query = try KnowledgeGraph().prepare(block.text)
    return diagnostics { () throws(DiagnosticsError) in try query.rows(["size": "2"]) }
  }
}
