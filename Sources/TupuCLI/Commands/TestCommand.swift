import Foundation
import Tupu

/// `tupu test`: runs scripts and compares what they answer with what their comments expect.
enum TestCommand {
  static func run(_ words: [String]) throws -> ExitStatus {
    let options = Session.options.merging(["--update": false], uniquingKeysWith: { $1 })
    let arguments = try Arguments(words, options: options)
    guard !arguments.operands.isEmpty else {
      throw UsageError(message: "'test' needs scripts or folders")
    }
    let paths = try arguments.operands.flatMap(scripts)
    let session = try Session(arguments, scripts: paths)
    var (passed, failed) = (0, 0)
    for path in paths {
      let source = try Session.source(path)
      let run = session.runner().run(source)
      for diagnostic in run.diagnostics where diagnostic.severity == .error {
        Console.say(DiagnosticRenderer().render(diagnostic))
      }
      if run.failed { failed += 1 }
      if arguments.has("--update"), !run.failed {
        let text = ExpectationUpdate.rewrite(run.script, with: run.outcomes)
        try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        passed += run.outcomes.count { $0.isTest }
        continue
      }
      for outcome in run.outcomes where outcome.isTest {
        guard let mismatch = ExpectationCheck.mismatch(outcome) else {
          passed += 1
          continue
        }
        failed += 1
        var lines = ["\(outcome.span): \(mismatch.message)"]
        lines += mismatch.lost.map { "  - \($0)" } + mismatch.gained.map { "  + \($0)" }
        Console.write(lines.joined(separator: "\n") + "\n")
      }
    }
    Console.write("\(passed) passed, \(failed) failed\n")
    return failed == 0 ? .fine : .failed
  }

  /// The scripts at a path: the one it names, or all below a folder.
  private static func scripts(_ path: String) throws -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw FactStoreError(.unreadable, "there is no file or folder '\(path)'")
    }
    guard isFolder.boolValue else { return [path] }
    let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".dl") }.sorted().map { "\(path)/\($0)" }
  }
}

extension Outcome {
  /// Whether there is something to check: an expectation, a constraint, or that it stopped.
  fileprivate var isTest: Bool {
    if expectation != nil { return true }
    switch kind {
    case .denial, .stopped: return true
    default: return false
    }
  }
}
