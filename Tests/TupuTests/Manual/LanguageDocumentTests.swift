import Foundation
import Testing
import Tupu

/// `docs/Language.md`: every statement in it runs and gives the rows that stand below it.
///
/// With `TUPU_UPDATE_DOCS=1` in the environment the rows are written anew instead, and the tests fail
/// once, so that nobody takes that for a pass.
@Suite struct LanguageDocumentTests {
  private static let document = Result { try Document("Language.md") }

  private func scripts() throws -> [Document.Block] {
    try Self.document.get().blocks.filter { $0.language == "prolog" }
  }

  @Test func everyBlockIsOfAKindThatIsCheckedOrIsNotOurs() throws {
    let kinds: Set<String> = ["prolog", "csv", "sql", "cypher", "sh", "ebnf"]
    for block in try Self.document.get().blocks {
      #expect(kinds.contains(block.language), "Language.md:\(block.line)")
      #expect(block.heading != "not closed", "Language.md:\(block.line)")
    }
    #expect(try scripts().count > 30)
  }

  @Test func everyStatementGivesWhatIsPrinted() throws {
    var compared = 0
    for block in try scripts() {
      let run = try run(block)
      for diagnostic in run.diagnostics {
        Issue.record("Language.md:\(block.line): \(DiagnosticRenderer().render(diagnostic))")
      }
      for outcome in run.outcomes {
        let place = "Language.md:\(block.line + outcome.span.line)"
        if let mismatch = ExpectationCheck.mismatch(outcome) {
          Issue.record(
            "\(place): \(mismatch.message)\nlost: \(mismatch.lost)\ngained: \(mismatch.gained)")
        }
        switch outcome.kind {
        case .denial(_, let witnesses) where witnesses.rows.isEmpty: break
        case .saved: break
        default: #expect(outcome.expectation != nil, "\(place) shows no rows")
        }
        if outcome.expectation != nil { compared += 1 }
      }
    }
    #expect(compared > 50)
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["TUPU_UPDATE_DOCS"] == "1"))
  func updateTheRows() throws {
    let document = try Self.document.get()
    var text = try document.text()
    for block in try scripts() {
      let run = try run(block)
      let updated = ExpectationUpdate.rewrite(run.script, with: run.outcomes)
      text = text.replacing("\n\(block.text)```", with: "\n\(updated)```", maxReplacements: 1)
    }
    try Data(text.utf8).write(to: document.url)
    Issue.record("the rows in \(document.name) were written anew; look at the changes")
  }

  @Test func everyScriptIsLaidOutAsFormatDoes() throws {
    for block in try scripts() where !block.marks.contains("layout=free") {
      let formatted = ScriptFormatter.format(SourceText(name: "block", text: block.text)).text
      #expect(formatted == block.text, "Language.md:\(block.line)")
    }
  }

  private func run(_ block: Document.Block) throws -> ScriptRun {
    let folder = try ExampleFolder()
    for file in try Self.document.get().blocks {
      if let name = file.value(of: "file") { try folder.write(file.text, to: name) }
    }
    var options = ScriptOptions()
    options.files = folder.files
    if let who = block.value(of: "who") { options.parameters["who"] = .text(who) }
    let graph = block.marks.contains("seeds") ? try ManualGraph.seeds.get() : nil
    return ScriptRunner(graph: graph, options: options).run(
      SourceText(name: "block.dl", text: block.text))
  }
}
