import Datalog
import Foundation
import Testing

/// Runs every case of the corpus; `TUPU_RECORD=1` writes what it gives, and fails.
@Suite struct CaseTests {
  private static let records = ProcessInfo.processInfo.environment["TUPU_RECORD"] == "1"

  @Test(arguments: ScriptCase.all)
  func givesWhatItGave(_ script: ScriptCase) throws {
    let found = try script.run()
    let expected = (try? script.text(of: "expected")) ?? ""
    guard found != expected else { return }
    if Self.records {
      try found.write(
        to: script.folder.appending(path: "expected"), atomically: true, encoding: .utf8)
    }
    Issue.record("\(script.name) gives\n\(found)\nand not\n\(expected)")
  }

  @Test func isThere() {
    #expect(ScriptCase.all.count >= 60)
  }

  /// No message is without a case that shows how it looks.
  ///
  /// Two come up only where Swift code takes part; the tests of `Tupu` show them.
  @Test func showsEveryMessage() throws {
    let shown = try ScriptCase.all.map { try $0.text(of: "expected") }.joined()
    let ofSwift: Set<DiagnosticCode> = [.failedFunction, .unfitParameter]
    for code in DiagnosticCode.allCases where !ofSwift.contains(code) {
      #expect(shown.contains("[\(code.rawValue)]"), "no case shows \(code) \(code.rawValue)")
    }
  }

  /// What a fix-it writes is what the message offers, and the script is the better for it.
  @Test(arguments: ScriptCase.all)
  func fixesMend(_ script: ScriptCase) throws {
    let text = try script.text(of: "script.dl")
    let files = CaseFiles(folder: script.folder, isReadOnly: true)
    var compiler = ProgramCompiler()
    compiler.files = files
    let found = compiler.compile(SourceText(name: "script.dl", text: text)).diagnostics
    for diagnostic in found {
      guard let fix = diagnostic.fixIts.first, diagnostic.severity == .error else { continue }
      var bytes = Array(text.utf8)
      bytes.replaceSubrange(fix.span.range, with: fix.replacement.utf8)
      let mended = String(decoding: bytes, as: UTF8.self)
      let rest = compiler.compile(SourceText(name: "script.dl", text: mended)).diagnostics
      let again = rest.filter { $0.message == diagnostic.message }
      let before = found.filter { $0.message == diagnostic.message }
      #expect(again.count < before.count, "\(diagnostic.message) stays after '\(fix.message)'")
    }
  }
}
