import Foundation
import Testing
import Tupu

/// Sessions at a pseudo-terminal: keys in, the screen read back.
@Suite(.serialized) struct TerminalTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.write(Workspace.page, to: "page.txt")
  }

  private func session(
    _ arguments: String..., columns: Int = 80, rows: Int = 24, environment: [String: String] = [:]
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      arguments, in: workspace, columns: columns, rows: rows, environment: environment)
    terminal.expectPrompt()
    return terminal
  }

  @Test func answersChineseQuestions() throws {
    let terminal = try session("--graph", "page.txt")
    try terminal.type("?- supervised(陈红民, 市场).")
    terminal.expect("tupu> ?- supervised(陈红民, 市场).")
    // Each of the five characters takes two cells.
    #expect(terminal.screen.cursor.column == 34)
    // Five to the left, over the full stop, the bracket and three characters.
    try terminal.type("\u{1B}[D\u{1B}[D\u{7F}\u{7F}Market")
    terminal.expect("?- supervised(陈红民, Market).")
    try terminal.type("\r")
    terminal.expect("高砦农贸市场")
    terminal.expect("1 row")
    terminal.expectPrompt()
    try terminal.type(":quit\r")
    #expect(terminal.finish() == 0)
  }

  @Test func editsInTheMiddleOfARule() throws {
    let terminal = try session()
    try terminal.type("p(1). p(2).\r")
    terminal.expect("+2 p")
    try terminal.type("q(X) :-\r  p(X)\r  , X > 2.")
    terminal.expect("  ..>   , X > 2.")
    // Handed in it would be: so the end is taken off first, and put back at last.
    try terminal.type("\u{7F}")
    // Up twice within the rule, not in the history.
    try terminal.type("\u{1B}[A\u{1B}[A")
    #expect(terminal.wait { $0.cursorLine == "tupu> q(X) :-" })
    try terminal.type("\u{1}\u{1B}[C\u{1B}[C\u{1B}[C\u{1B}[CY\u{1B}[B")
    #expect(terminal.wait { $0.text.contains("q(X)Y") && $0.cursorLine == "  ..>   p(X)" })
    try terminal.type("\u{1F}")
    #expect(terminal.wait { !$0.text.contains("q(X)Y") })
    try terminal.type("\u{1B}>\u{7F}0.\r")
    terminal.expect("+2 q")
    try terminal.type("?- q(X).\r")
    terminal.expect("2 rows")
  }

  @Test func remembersStatementsAcrossRuns() throws {
    let first = try session()
    try first.type("p(高天翼).\r")
    first.expect("+1 p")
    try first.type("q(X) :-\r  p(X).\r")
    first.expect("+1 q")
    first.expectPrompt()
    try first.type("\u{4}")
    #expect(first.finish() == 0)
    #expect(first.screen.takesPaste == false)
    let file = workspace.folder.appending(path: "state/tupu/history").path
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect(attributes[.posixPermissions] as? Int == 0o600)

    let second = try session()
    try second.type("\u{1B}[A")
    // The whole statement comes back, both of its lines.
    #expect(second.wait { $0.text.contains("tupu> q(X) :-\n  ..>   p(X).") })
    try second.type("\u{1B}[A\u{1B}[A")
    second.expect("tupu> p(高天翼).")
    try second.type("\u{3}")
    second.expectPrompt()
    try second.type("\u{12}天翼")
    second.expect("search '天翼': p(高天翼).")
    try second.type("\r")
    second.expect("+1 p")
  }

  @Test func nothingFromAPipeIsRemembered() throws {
    let result = try workspace.tupu(
      "repl", input: "p(1).\n?- p(X).\n",
      environment: ["XDG_STATE_HOME": workspace.folder.path + "/state"])
    #expect(result.output == "X\n1\n")
    #expect(!workspace.exists("state/tupu/history"))
  }

  @Test func completesByPlace() throws {
    let terminal = try session("--graph", "page.txt")
    try terminal.type("?- superv\t")
    #expect(terminal.wait { $0.cursorLine.contains("supervis") })
    try terminal.type("ed(")
    // The signature is shown behind the cursor.
    terminal.expect("supervised(who, place)")
    try terminal.type("who: W, pl\t")
    #expect(terminal.wait { $0.cursorPrefix.hasSuffix("place: ") })
    // In the middle of a name.
    try terminal.type("农贸\t")
    #expect(terminal.wait { $0.cursorPrefix.hasSuffix("place: 高砦农贸市场") })
    try terminal.type(").\r")
    terminal.expect("陈红民")
    terminal.expectPrompt()
    try terminal.type(":mo\t")
    terminal.expect(":mode")
    try terminal.type("\u{3}")
  }

  @Test func ctrlCStopsTheQueryAndNotTheSession() throws {
    let terminal = try session("--max-facts", "4000000000")
    try terminal.type("p(1).\r")
    terminal.expect("+1 p")
    try terminal.type("?- n(X).\r")
    terminal.expect("no relation is called 'n'")
    terminal.expectPrompt()
    try terminal.type("n(1). n(X) :- n(Y), X = Y + 1. ?- n(X).\r")
    #expect(terminal.wait { _ in terminal.isCooked })
    // The count of what it changes gives up first; then the query runs without an end.
    #expect(terminal.wait { $0.text.contains("changed n") })
    try terminal.type("\u{3}")
    terminal.expect("interrupted")
    terminal.expectPrompt()
    try terminal.type("?- p(X).\r")
    terminal.expect("1 row")
    terminal.expectPrompt()
    try terminal.type("\u{3}")
    terminal.expect("Ctrl-C again leaves")
    terminal.expectPrompt()
    try terminal.type("\u{3}")
    #expect(terminal.finish() == 130)
  }

  @Test func followsTheSizeOfTheTerminal() throws {
    let terminal = try session(columns: 60)
    try terminal.type("p(一二三四五六七八九十, aaaaaaaaaaaaaaaaaaaa).")
    terminal.expect("tupu> p(一二三四五六七八九十, aaaaaaaaaaaaaaaaaaaa).")
    terminal.resize(columns: 20, rows: 12)
    #expect(
      terminal.wait {
        $0.text.contains("tupu> p(一二三四五六\n七八九十, aaaaaaaaaa\naaaaaaaaaa).")
      })
    try terminal.type("\u{1B}[D\u{7F}\u{7F}b")
    #expect(terminal.wait { $0.text.contains("七八九十, aaaaaaaaaa\naaaaaaaaab.") })
    terminal.resize(columns: 70, rows: 20)
    #expect(terminal.wait { $0.text.contains("tupu> p(一二三四五六七八九十, aaaaaaaaaaaaaaaaaa") })
  }

  @Test func takesAPasteOf200Lines() throws {
    let terminal = try session()
    let lines = (1...200).map { "p(\($0), \"行\($0)\")." }
    try terminal.paste(lines.joined(separator: "\n"))
    // Nothing runs before Enter; the end of the paste is in sight.
    #expect(terminal.wait { $0.cursorLine.contains("p(200, \"行200\").") })
    #expect(!terminal.screen.text.contains("+"))
    try terminal.type("\r")
    terminal.expect("+200 p")
    try terminal.type("?(n: count(X)) :- p(X, _).\r")
    terminal.expect("200\n1 row")
  }

  @Test func longAnswersAreCutAndGoOn() throws {
    let terminal = try session(rows: 60)
    try terminal.type("?(X) :- range(X, 1, 1280).\r")
    terminal.expect("… 1\u{A0}240 more rows (:more)")
    try terminal.type(":more\r")
    #expect(terminal.wait { $0.lines.contains("1280") })
  }

  @Test func saysWhyAnAnswerIsEmpty() throws {
    let terminal = try session("--graph", "page.txt")
    try terminal.type("?- supervised(Who, 高寨农贸市场), official(Who).\r")
    terminal.expect("(none)")
    terminal.expect("nothing matches supervised(")
    terminal.expect("did you mean '高砦农贸市场'?")
  }

  @Test func definitionsCountWhatTheyChange() throws {
    let terminal = try session("--graph", "page.txt")
    try terminal.type("retract visited(_, _, _, _).\r")
    terminal.expect("-1 visited, -1 supervised")
    try terminal.type(":undo\r")
    terminal.expect("undid retract visited")
    try terminal.type("place_of_interest(X) :- market(X).\r")
    terminal.expect("+1 place_of_interest")
    try terminal.type("sort(新市场, market).\r")
    terminal.expect("+1 sort, ")
    terminal.expect("+1 place_of_interest")
    try terminal.type("retract sort(新市场, _).\r")
    terminal.expect("-1 sort, ")
  }

  @Test func readsTheStartUpFile() throws {
    try workspace.write("twice(X, Y) :- range(X, 1, 3), Y = 2 * X.\n", to: "config/tupu/init.dl")
    let terminal = try session()
    try terminal.type("?- twice(3, Y).\r")
    terminal.expect("1 row")
    // Scripts never see it.
    let result = try workspace.tupu(
      "query", "?- twice(3, Y).",
      environment: ["XDG_CONFIG_HOME": workspace.folder.path + "/config"])
    #expect(result.status == 3)
  }

  @Test func leavesTheTerminalInOrder() throws {
    let terminal = try session()
    #expect(!terminal.isCooked)
    try terminal.type("?- p(")
    terminal.expect("?- p(")
    terminal.signal(SIGTERM)
    _ = terminal.finish()
    #expect(terminal.isCooked)
    #expect(!terminal.screen.takesPaste)
  }

  @Test func opensAnEditorAndAPager() throws {
    try workspace.write("#!/bin/sh\nsed -i.old s/1/7/g \"$1\"\n", to: "editor.sh")
    let terminal = try session(
      environment: ["VISUAL": "sh \(workspace.folder.path)/editor.sh", "PAGER": "sed s/^/paged:/"])
    try terminal.type("p(1, 1).\r")
    terminal.expect("+1 p")
    terminal.expectPrompt()
    try terminal.type(":edit\r")
    // What the editor left stands at the prompt, and may be edited further.
    terminal.expect("tupu> p(7, 7).")
    try terminal.type("\r")
    terminal.expect("+1 p")
    try terminal.type(":limit 0\r")
    terminal.expectPrompt()
    try terminal.type("?(N) :- range(N, 1, 9).\r")
    terminal.expect("9 rows")
    #expect(!terminal.screen.text.contains("paged:"))
    try terminal.type("?(N) :- range(N, 1, 90).\r")
    terminal.expect("paged:90")
    terminal.expect("90 rows")
  }

  /// Into a relation that is there and was counted; and once more after the file has changed.
  @Test func loadsFiles() throws {
    try workspace.write("甲,1\n乙,2\n", to: "a.csv")
    let terminal = try session()
    try terminal.type("relation p(x: text, y: int).\rq(X) :- p(X, _).\r")
    terminal.expect("+0 q")
    try terminal.type("load p from \"a.csv\" without header.\r")
    terminal.expect("+2 p, +2 q")
    try terminal.type("?- q(X).\r")
    terminal.expect("2 rows")
    try workspace.write("甲,1\n乙,2\n丙,3\n", to: "a.csv")
    try terminal.type("?- p(丙, Y).\r")
    terminal.expect("1 row")
    try terminal.type(":undo\r?- p(X, Y).\r")
    terminal.expect("(none)")
  }

  @Test func tablesAreCutToTheTerminal() throws {
    let terminal = try session(columns: 30)
    try terminal.type("p(\"\(String(repeating: "字", count: 60))\", b).\r")
    terminal.expect("+1 p")
    terminal.expectPrompt()
    try terminal.type(":mode box\r?- p(X, Y).\r")
    terminal.expect("1 row")
    let box = terminal.screen.lines.filter { "┌├└│".contains($0.first ?? " ") }
    #expect(box.count == 5)
    for line in box { #expect(SourceColumns.width(of: line) == 30) }
    #expect(box.contains { $0.contains("…") && $0.hasSuffix("│ b │") })
  }

  @Test func goesOnAfterAStop() throws {
    let terminal = try session()
    try terminal.type("?- p(")
    terminal.expect("?- p(")
    terminal.signal(SIGSTOP)
    terminal.signal(SIGCONT)
    try terminal.type("\u{3}")
    terminal.expectPrompt()
    try terminal.type("p(1). p(2). ?- p(X).\r")
    // Lines begin at the left: the terminal was in order while the answer was written.
    #expect(terminal.wait { $0.text.contains("\nX\n1\n2\n2 rows") })
    terminal.expectPrompt()
    try terminal.type(":why 2\r")
    terminal.expect("p(2)   stated at input 1:1")
  }

  @Test func aDumbTerminalGetsPlainLines() throws {
    let terminal = try PseudoTerminal(in: workspace, environment: ["TERM": "dumb"])
    terminal.expect("tupu>")
    try terminal.type("p(1). ?- p(X).\n")
    terminal.expect("1 row")
    #expect(!terminal.screen.takesPaste)
    try terminal.type("\u{4}")
    #expect(terminal.finish() == 0)
  }
}
