import Foundation
import Tupu

/// A command of a session, which begins with a colon.
struct ReplAction: Sendable {
  let name: String
  /// What stands behind the name.
  var operand = ""
  let summary: String
  /// Does it; `nil` leaves the session.
  let run: @Sendable (String, Repl) -> ExitStatus?
}

/// The commands of a session; the beginning of a name is enough, and the first that fits counts.
enum ReplActions {
  static let all: [ReplAction] =
    [HelpAction.help] + GraphActions.all + ExplainActions.all + AnswerActions.all
    + SessionActions.all

  /// Runs a command line; `nil` when it says to leave.
  static func run(_ line: String, _ repl: Repl) -> ExitStatus? {
    let text = line.trimmingCharacters(in: .whitespacesAndNewlines).dropFirst()
    let words = text.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    let word = words.first.map { String($0) } ?? "help"
    let operand = words.count > 1 ? words[1].trimmingCharacters(in: .whitespaces) : ""
    guard let action = action(word) else {
      let error = UsageError(
        "there is no command ':\(word)'", unknown: word, among: all.map(\.name))
      repl.console.say("tupu: \(error.message)")
      return .usage
    }
    return action.run(operand, repl)
  }

  static func action(_ word: String) -> ReplAction? {
    all.first { $0.name == word } ?? all.first { $0.name.hasPrefix(word) }
  }
}

extension Repl {
  /// Says how a command is used.
  func usage(_ message: String) -> ExitStatus {
    console.say("tupu: \(message)")
    return .usage
  }

  /// Runs what may fail because of files or words, and says why it failed.
  func attempt(_ work: () throws -> Void) -> ExitStatus {
    do {
      try work()
      return .fine
    } catch {
      return console.report(error)
    }
  }

  /// Shows long text page by page.
  func show(_ lines: [String]) -> ExitStatus {
    Pager.show(lines.map { $0 + "\n" }.joined(), on: console)
    return .fine
  }
}
