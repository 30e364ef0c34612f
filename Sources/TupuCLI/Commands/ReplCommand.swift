import Foundation
import Tupu

/// `tupu repl`: reads statements line by line; facts and rules stay in force.
enum ReplCommand {
  static func run(_ words: [String]) throws -> ExitStatus {
    let arguments = try Arguments(words, options: Session.options)
    let session = try Session(arguments, scripts: [])
    let isTerminal = isatty(0) == 1
    var definitions = ""
    var pending = ""
    while true {
      if isTerminal { Console.write(pending.isEmpty ? "tupu> " : " ..> ") }
      guard let line = readLine() else { break }
      if pending.isEmpty, line.hasPrefix(":") {
        if ":quit".hasPrefix(line), line.count > 1 { break }
        Console.say("type statements, each with its full stop; ':quit' leaves")
        continue
      }
      pending += line + "\n"
      let trimmed = line.trimmingCharacters(in: .whitespaces)
      guard trimmed.hasSuffix(".") || trimmed.isEmpty else { continue }
      if !pending.allSatisfy(\.isWhitespace) { evaluate(pending, session, &definitions) }
      pending = ""
    }
    if !pending.allSatisfy(\.isWhitespace) { evaluate(pending, session, &definitions) }
    return .fine
  }

  private static func evaluate(_ text: String, _ session: Session, _ definitions: inout String) {
    let source = SourceText(name: "repl", text: definitions + text)
    let status = session.run(source)
    // Only what defines something stays; a query is answered once.
    let isQuestion = ["?", "why", "deny", "save"].contains {
      text.drop(while: \.isWhitespace).hasPrefix($0)
    }
    if status == .fine, !isQuestion { definitions += text }
  }
}
