import Foundation
import Tupu

/// A session at a terminal, with the line editor.
extension Repl {
  /// Reads and answers statements until somebody leaves.
  func run(on terminal: Terminal) -> ExitStatus {
    let environment = ProcessInfo.processInfo.environment
    let file = HistoryFile(environment)
    history = InputHistory(file?.read() ?? [])
    Interruption.beginInput()
    greet()
    readStartUpFile(environment)
    let editor = LineEditor(
      terminal, history: history, prompts: (Self.prompt, Self.continuation),
      usesColor: console.style.isOn)
    var mayLeave = false
    var assistant = StatementAssistant(state.vocabulary)
    while true {
      console.flush()
      let text = prefilled
      prefilled = ""
      switch editor.read(text, assistant) {
      case .end: return .fine
      case .interrupted(let wasEmpty):
        if wasEmpty && mayLeave { return .interrupted }
        if wasEmpty { console.write("Ctrl-C again leaves, as ':quit' and Ctrl-D do.\n") }
        mayLeave = wasEmpty
      case .text(let text):
        mayLeave = false
        let entry = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if editor.history.add(entry) { file?.append(entry) }
        history = editor.history
        guard answer(entry) else { return .fine }
        assistant = StatementAssistant(state.vocabulary)
      }
    }
  }

  /// Answers one input; false when it says to leave.
  private func answer(_ text: String) -> Bool {
    Interruption.beginInput()
    if TypedText.isCommand(Array(text)) { return ReplActions.run(text, self) != nil }
    _ = evaluate(text)
    return true
  }

  private func greet() {
    let facts = state.session.graph.map { " · \(Spelling.count($0.factCount, "fact"))" } ?? ""
    console.write("tupu \(TupuMain.version)\(facts) · :help\n")
  }

  /// Runs `init.dl`, whose definitions stay in force; scripts and tests never see it.
  private func readStartUpFile(_ environment: [String: String]) {
    guard let folder = UserFolders.folder("XDG_CONFIG_HOME", ".config", environment) else { return }
    let path = folder + "/init.dl"
    guard FileManager.default.fileExists(atPath: path) else { return }
    do {
      _ = run(try ScriptPaths.source(at: path))
    } catch {
      console.say("tupu: \(error.message)")
    }
  }
}
