import Foundation
import Tupu

/// The commands of a session, which begin with a colon; the beginning of a name is enough.
enum ReplCommands {
  private static let help: [(name: String, operand: String, help: String)] = [
    ("help", "", "this list"),
    ("relations", "", "the relations in force, with their columns"),
    ("why", "FACT", "the proof of a fact, or why it does not hold"),
    ("graph", "PATH", "open another graph: a file, a page, or a folder of pages"),
    ("quit", "", "leave, as Ctrl-D does"),
  ]

  /// Runs a command line; `nil` when it says to leave.
  static func run(_ line: String, _ repl: inout Repl) -> ExitStatus? {
    let words = line.dropFirst().split(separator: " ", maxSplits: 1)
    let word = words.first.map { String($0) } ?? "help"
    let operand = words.count > 1 ? words[1].trimmingCharacters(in: .whitespaces) : ""
    let names = help.map(\.name)
    guard
      let name = names.first(where: { $0 == word }) ?? names.first(where: { $0.hasPrefix(word) })
    else {
      let error = UsageError("there is no command ':\(word)'", unknown: word, among: names)
      repl.console.say("tupu: \(error.message)")
      return .usage
    }
    switch name {
    case "quit": return nil
    case "relations": return listRelations(repl)
    case "why": return why(operand, repl)
    case "graph": return open(operand, &repl)
    default:
      list(repl.console)
      return .fine
    }
  }

  private static func list(_ console: Console) {
    console.write("Type statements, each up to its full stop; facts and rules stay in force.\n")
    for (name, operand, help) in help {
      let label = ":\(name)\(operand.isEmpty ? "" : " \(operand)")"
      let space = String(repeating: " ", count: max(1, 14 - label.count))
      console.write("  \(label)\(space)\(help)\n")
    }
  }

  private static func listRelations(_ repl: Repl) -> ExitStatus {
    let result = repl.session.runner.check(SourceText(name: "relations", text: ""))
    for schema in result.program?.schemas ?? [] { repl.console.write("\(schema)\n") }
    return .fine
  }

  private static func why(_ fact: String, _ repl: Repl) -> ExitStatus {
    guard !fact.isEmpty else {
      repl.console.say("tupu: ':why' needs a fact, such as ':why supervised(Who, Place)'")
      return .usage
    }
    let status = WhyCommand.explain(fact, repl.session, repl.console)
    return status == .failed ? .fine : status
  }

  private static func open(_ path: String, _ repl: inout Repl) -> ExitStatus {
    guard !path.isEmpty else {
      repl.console.say("tupu: ':graph' needs the path of a graph file, a page or a folder of pages")
      return .usage
    }
    do {
      let graph = try GraphLocation.read(path, year: repl.year)
      repl.session.use(graph)
      repl.console.say("opened \(path): \(graph.factCount) facts")
      return .fine
    } catch {
      repl.console.say("tupu: \(error.message)")
      return .file
    }
  }
}
