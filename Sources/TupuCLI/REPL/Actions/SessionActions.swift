import Foundation
import Tupu

/// Commands about the session itself.
enum SessionActions {
  static let all = [parameter, read, edit, history, undo, quit]

  private static let parameter = ReplAction(
    name: "param", operand: "[k=v]", summary: "the value of $k; without one, all values"
  ) { text, repl in
    guard !text.isEmpty else {
      let parameters = repl.state.session.options.parameters.sorted { $0.key < $1.key }
      return repl.show(parameters.map { "$\($0.key) = \($0.value)" })
    }
    return repl.attempt {
      let (name, value) = try ParameterText.assignment(text)
      repl.state.session.options.parameters[name] = value
    }
  }

  private static let read = ReplAction(
    name: "read", operand: "FILE", summary: "run a script as if it were typed"
  ) { path, repl in
    guard !path.isEmpty else { return repl.usage("':read' needs a script") }
    let file = path.expandingTilde
    var status = ExitStatus.fine
    let reading = repl.attempt {
      let source = try ScriptPaths.source(at: file)
      // Its own folder is one that it may read and write.
      repl.state.session.options.files = ScriptFiles(scripts: [file])
      status = repl.run(source)
    }
    return status.joined(with: reading)
  }

  private static let edit = ReplAction(
    name: "edit", summary: "the last statement in $VISUAL or $EDITOR"
  ) { _, repl in
    guard repl.isInteractive else { return repl.usage("':edit' needs a terminal") }
    let last = repl.history.entries.last { !TypedText.isCommand(Array($0)) } ?? ""
    return repl.attempt { repl.prefilled = try ExternalEditor.edit(last) }
  }

  private static let history = ReplAction(
    name: "history", operand: "[N]", summary: "the last statements"
  ) { text, repl in
    guard let count = text.isEmpty ? 20 : Int(text), count >= 0 else {
      return repl.usage("':history' needs a number, not '\(text)'")
    }
    return repl.show(Array(repl.history.entries.suffix(count)))
  }

  private static let undo = ReplAction(
    name: "undo", summary: "take back the last facts, rules or retraction of this session"
  ) { _, repl in
    guard let what = repl.state.undo() else { return repl.usage("there is nothing to undo") }
    repl.console.remark("undid \(what)")
    return .fine
  }

  private static let quit = ReplAction(name: "quit", summary: "leave, as Ctrl-D does") { _, _ in
    nil
  }
}
