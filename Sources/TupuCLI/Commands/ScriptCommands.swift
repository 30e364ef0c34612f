import Foundation
import Tupu

/// `tupu run`, `tupu query` and `tupu why`.
enum ScriptCommands {
  static func run(_ words: [String]) throws -> ExitStatus {
    let arguments = try Arguments(words, options: Session.options)
    guard !arguments.operands.isEmpty else { throw UsageError(message: "'run' needs a script") }
    let session = try Session(arguments, scripts: arguments.operands)
    var status = ExitStatus.fine
    for path in arguments.operands {
      status = status.joined(with: session.run(try Session.source(path)))
    }
    return status
  }

  static func query(_ words: [String]) throws -> ExitStatus {
    let arguments = try Arguments(words, options: Session.options)
    guard arguments.operands.count == 1 else {
      throw UsageError(message: "'query' needs its statements as one argument")
    }
    let session = try Session(arguments, scripts: [])
    return session.run(SourceText(name: "query", text: arguments.operands[0]))
  }

  static func why(_ words: [String]) throws -> ExitStatus {
    let arguments = try Arguments(words, options: ["--graph": true, "--year": true])
    guard arguments.operands.count == 1 else { throw UsageError(message: "'why' needs a fact") }
    let session = try Session(arguments, scripts: [])
    let fact = arguments.operands[0].trimmingCharacters(in: .whitespacesAndNewlines)
    let atom = fact.hasSuffix(".") ? String(fact.dropLast()) : fact
    var held = true
    let run = session.runner().run(SourceText(name: "why", text: "why \(atom).")) { outcome in
      if case .proofs(_, let proofs) = outcome.kind, proofs.isEmpty {
        held = false
      } else {
        Console.write(session.lines(of: outcome).joined(separator: "\n") + "\n")
      }
    }
    for diagnostic in run.diagnostics { Console.say(DiagnosticRenderer().render(diagnostic)) }
    if run.failed { return .script }
    guard !held else { return .fine }
    _ = session.runner().run(SourceText(name: "why", text: "why not \(atom).")) { outcome in
      Console.write(session.lines(of: outcome).joined(separator: "\n") + "\n")
    }
    return .failed
  }
}
