public import Datalog
public import Extraction
import Foundation

extension Lexicon {
  /// Reads a lexicon from a file.
  ///
  /// - Throws: `DiagnosticsError`: the file is not there or no text in UTF-8, or everything that is wrong in it, each
  ///   with its line and column.
  public init(contentsOf path: String) throws(DiagnosticsError) {
    let name = URL(filePath: path).lastPathComponent
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Self.unreadable("cannot be read", path)
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Self.unreadable("is no text in UTF-8", path)
    }
    do throws(LexiconError) {
      try self.init(text, source: name)
    } catch {
      throw DiagnosticsError(error.diagnostics(in: SourceText(name: path, text: text)))
    }
  }

  private static func unreadable(_ what: String, _ path: String) -> DiagnosticsError {
    let nowhere = SourceSpan(SourceText(name: path, text: ""), 0..<0)
    return DiagnosticsError([
      Diagnostic(.unreadableFile, "the lexicon '\(path)' \(what)", at: nowhere)
    ])
  }
}

extension LexiconError {
  /// The mistakes as messages that show their lines.
  func diagnostics(in source: SourceText) -> [Diagnostic] {
    problems.map { problem in
      let span = SourceSpan(source, problem.bytes)
      return Diagnostic(.badData, problem.message, at: span)
        .suggesting(span.text, among: problem.known)
    }
  }
}
