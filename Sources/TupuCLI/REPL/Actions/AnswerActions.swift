import Foundation
import Tupu

/// Commands about how answers are shown, and where.
enum AnswerActions {
  static let all = [mode, output, timer, limit, more, last]

  private static let mode = ReplAction(
    name: "mode", operand: "[MODE]", summary: AnswerFormats.names.joined(separator: " ")
  ) { name, repl in
    guard !name.isEmpty else { return repl.show([repl.settings.mode]) }
    guard let known = AnswerFormats.names.first(where: { $0.hasPrefix(name) }) else {
      let error = UsageError(
        "there is no mode '\(name)'", unknown: name, among: AnswerFormats.names)
      return repl.usage(
        "\(error.message); known are \(AnswerFormats.names.joined(separator: ", "))")
    }
    repl.settings.mode = known
    repl.state.session.format = AnswerFormats.named(known)
    return .fine
  }

  private static let output = ReplAction(
    name: "output", operand: "[FILE]", summary: "write answers to a file; without one, here again"
  ) { path, repl in
    guard !path.isEmpty else {
      repl.console.redirect(to: nil)
      return .fine
    }
    let file = Foundation.open(
      path.expandingTilde, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else {
      repl.console.say("tupu: '\(path)' cannot be written: \(String(cString: strerror(errno)))")
      return .file
    }
    repl.console.redirect(to: file)
    return .fine
  }

  private static let timer = ReplAction(
    name: "timer", operand: "[on|off]", summary: "the time below answers"
  ) { word, repl in
    switch word {
    case "": repl.settings.showsTime.toggle()
    case "on": repl.settings.showsTime = true
    case "off": repl.settings.showsTime = false
    default: return repl.usage("':timer' takes on or off, not '\(word)'")
    }
    return .fine
  }

  private static let limit = ReplAction(
    name: "limit", operand: "[N]", summary: "how many rows of an answer are shown; 0 shows all"
  ) { text, repl in
    guard !text.isEmpty else { return repl.show(["\(repl.settings.limit)"]) }
    guard let number = Int(text), number >= 0 else {
      return repl.usage("':limit' needs a number from 0, not '\(text)'")
    }
    repl.settings.limit = number
    return .fine
  }

  private static let more = ReplAction(
    name: "more", summary: "the rows of the last answer that were not shown"
  ) { _, repl in
    guard let last = repl.lastAnswer else { return repl.usage("there was no answer yet") }
    guard last.shown < last.answer.rows.count else { return repl.usage("all rows were shown") }
    let rest = Array(last.answer.rows.dropFirst(last.shown))
    repl.lastAnswer?.shown = last.answer.rows.count
    let answer = Answer(columns: last.answer.columns, rows: rest)
    let text = repl.console.capture {
      AnswerFormats.named(repl.settings.mode).writeAny(answer, to: repl.console)
    }
    Pager.show(text, on: repl.console)
    return .fine
  }

  private static let last = ReplAction(
    name: "last", summary: "the last answer again, in the mode of now"
  ) { _, repl in
    guard var last = repl.lastAnswer else { return repl.usage("there was no answer yet") }
    AnswerPrinter(repl).show(&last)
    repl.lastAnswer = last
    return .fine
  }
}
