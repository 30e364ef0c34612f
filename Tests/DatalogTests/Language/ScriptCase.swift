import Datalog
import Foundation
import Synchronization
import Testing

/// A case of the corpus: a folder of `Tests/DatalogTests/Cases` with a script and what it gives.
///
/// - `script.dl` is the script; the folder's other files are those that it reads.
/// - `options` may hold lines such as `param who=高天翼`, `limit facts 100`, `limit time 0`,
///   `cancelled`, `no files` and `read only`.
/// - `expected` holds the messages and outcomes, each line as people see it.
struct ScriptCase: Sendable, CustomTestStringConvertible {
  let name: String
  let folder: URL
  var testDescription: String { name }

  static let all: [ScriptCase] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Cases")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    return names.sorted().map { ScriptCase(name: $0, folder: root.appending(path: $0)) }
      .filter {
        FileManager.default.fileExists(atPath: $0.folder.appending(path: "script.dl").path)
      }
  }()

  func text(of file: String) throws -> String {
    try String(contentsOf: folder.appending(path: file), encoding: .utf8)
  }

  /// What the script gives, as text.
  func run() throws -> String {
    let options = try Options((try? text(of: "options")) ?? "")
    let files = CaseFiles(folder: folder, isReadOnly: options.isReadOnly)
    var compiler = ProgramCompiler()
    compiler.parameters = options.parameters
    if options.allowsFiles { compiler.files = files }
    let source = SourceText(name: "script.dl", text: try text(of: "script.dl"))
    let always: @Sendable () -> Bool = { true }
    let run = ScriptRun(
      source, compiler: compiler, limits: options.limits,
      isCancelled: options.isCancelled ? always : nil)
    let renderer = DiagnosticRenderer()
    var lines = run.diagnostics.map { renderer.render($0) }
    for outcome in run.outcomes {
      lines.append("\(outcome.span.line): \(outcome.span.text)")
      if case .stopped(let diagnostics) = outcome.kind {
        lines += diagnostics.map { renderer.render($0) }
      } else {
        lines += ExpectationText.lines(of: outcome.kind).map { "   \($0)" }
      }
      if let mismatch = ExpectationCheck.mismatch(outcome), outcome.expectation != nil {
        lines.append("!  \(mismatch.message)")
      }
    }
    for (name, text) in files.written.sorted(by: { $0.key < $1.key }) {
      lines.append("file \(name)")
      lines += text.split(separator: "\n").map { "   \($0)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension ScriptCase {
  private struct Options {
    var parameters: [String: Value] = [:]
    var limits = EvaluationLimits()
    var isCancelled = false
    var allowsFiles = true
    var isReadOnly = false

    struct Unknown: Error { let line: String }

    init(_ text: String) throws {
      for line in text.split(separator: "\n") {
        let words = line.split(separator: " ", maxSplits: 2).map(String.init)
        switch (words.first, words.dropFirst().first) {
        case ("param", let pair?):
          let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
          parameters[parts[0]] = Int(parts[1]).map(Value.int) ?? .text(parts[1])
        case ("limit", "facts"): limits.derivedFacts = Int(words[2]) ?? 0
        case ("limit", "time"): limits.time = .seconds(Int(words[2]) ?? 0)
        case ("limit", "bytes"): limits.bytes = Int(words[2]) ?? 0
        case ("cancelled", nil): isCancelled = true
        case ("no", "files"): allowsFiles = false
        case ("read", "only"): isReadOnly = true
        default: throw Unknown(line: String(line))
        }
      }
    }
  }
}

/// Reads the files of a case's folder, and keeps what is written in memory.
final class CaseFiles: FileAccess {
  private let folder: URL
  private let isReadOnly: Bool
  private let contents = Mutex<[String: String]>([:])

  init(folder: URL, isReadOnly: Bool) {
    self.folder = folder
    self.isReadOnly = isReadOnly
  }

  var written: [String: String] { contents.withLock { $0 } }

  func read(_ path: String, relativeTo script: String) throws(FileAccessError) -> (
    name: String, bytes: [UInt8]
  ) {
    guard !path.contains("..") else {
      throw FileAccessError(.notAllowed, "'\(path)' may not be read")
    }
    guard let data = try? Data(contentsOf: folder.appending(path: path)) else {
      throw FileAccessError(.unreadable, "there is no file '\(path)'")
    }
    return (path, Array(data))
  }

  func write(_ bytes: [UInt8], to path: String, relativeTo script: String) throws(FileAccessError) {
    guard !isReadOnly else { throw FileAccessError(.unwritable, "'\(path)' cannot be written") }
    contents.withLock { $0[path] = String(decoding: bytes, as: UTF8.self) }
  }
}
