import Tupu

/// An answer that was given, and what explains it.
struct ShownAnswer {
  let answer: Answer
  let explainer: AnswerExplainer?
  /// How many of its rows have been shown.
  var shown = 0
}

/// Shows answers to somebody who sees them at once.
struct AnswerPrinter {
  private let repl: Repl
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant

  init(_ repl: Repl) {
    self.repl = repl
    start = clock.now
  }

  /// Shows an answer; false when the outcome is none.
  func show(_ outcome: Outcome, _ explainer: AnswerExplainer?) -> Bool {
    guard case .answer(let answer) = outcome.kind else { return false }
    let time = clock.now - start
    var shown = ShownAnswer(answer: answer, explainer: explainer)
    show(&shown)
    if !repl.console.isRedirected {
      footer(shown, time)
      if answer.rows.isEmpty, let report = explainer?.reasonOfEmptiness() { explain(report) }
    }
    repl.lastAnswer = shown
    return true
  }

  /// Shows as many rows as the limit allows.
  func show(_ shown: inout ShownAnswer) {
    let rows = shown.answer.rows
    let limit = repl.settings.limit
    let count = limit == 0 || repl.console.isRedirected ? rows.count : min(rows.count, limit)
    shown.shown = count
    let answer = Answer(columns: shown.answer.columns, rows: Array(rows.prefix(count)))
    if count == rows.count, rows.count > (Console.height ?? .max) {
      Pager.show(repl.console.capture { write(answer) }, on: repl.console)
    } else {
      write(answer)
    }
  }

  private func write(_ answer: Answer) {
    // The terminal may have another width now.
    let width = repl.console.isRedirected ? nil : Console.width
    AnswerFormats.named(repl.settings.mode, width: width).writeAny(answer, to: repl.console)
  }

  /// The number of rows, and the time.
  private func footer(_ shown: ShownAnswer, _ time: Duration) {
    let total = shown.answer.rows.count
    let style = repl.console.style
    if shown.shown < total {
      let rest = Spelling.count(total - shown.shown, "more row")
      repl.console.write("… \(rest) (:more)\n")
    }
    var parts = shown.answer.isTruthValue ? [] : [Spelling.count(total, "row")]
    if repl.settings.showsTime { parts.append(Spelling.time(time)) }
    if !parts.isEmpty { repl.console.write(style.dim(parts.joined(separator: " · ")) + "\n") }
  }

  /// Which condition no row satisfies, and what holds before it.
  private func explain(_ report: FailureReport) {
    let style = repl.console.style
    for attempt in report.attempts.prefix(3) {
      guard let failing = attempt.failing else { continue }
      // What is denied fails because something matches.
      let verb = failing.hasPrefix("not ") ? "fails:" : "nothing matches"
      repl.console.write("  \(verb) \(style.bold(failing))\n")
      for holding in attempt.satisfied.prefix(4) {
        repl.console.write(style.dim("    behind \(holding)") + "\n")
      }
    }
  }
}
