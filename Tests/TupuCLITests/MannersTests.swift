import Foundation
import Testing

/// Usage, streams, colours, pipes and signals.
@Suite struct MannersTests {
  @Test(arguments: [
    ["runn"], ["query"], ["query", "a.", "b."], ["run", "--graf", "x", "a.dl"],
    ["run", "a.dl", "--timeout", "soon"], ["import", "a.txt"], ["repl", "extra"],
    ["query", "?- p(X).", "--param", "x"], ["info"], ["run", "a.dl", "--graph"],
  ])
  func wrongUsageGivesStatus2AndAHint(words: [String]) throws {
    let result = try Workspace().run(words)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.messages.hasPrefix("tupu: "))
    #expect(result.messages.contains("--help'"))
  }

  @Test func unknownWordsGetASuggestion() throws {
    let workspace = try Workspace()
    #expect(try workspace.tupu("qurey", "p(1).").messages.contains("did you mean 'query'?"))
    #expect(
      try workspace.tupu("query", "p(1).", "--grpah", "x").messages
        .contains("did you mean '--graph'?"))
    #expect(try workspace.tupu("a.dl").messages.contains("tupu run a.dl"))
  }

  @Test func helpAndVersionAreEverywhere() throws {
    let workspace = try Workspace()
    let overview = try workspace.tupu("--help")
    #expect(overview.status == 0)
    #expect(overview.output.contains("exit status"))
    #expect(try workspace.tupu("--version").output.hasPrefix("tupu "))
    for command in ["run", "query", "test", "check", "extract", "import", "why", "info", "repl"] {
      let help = try workspace.tupu(command, "--help")
      #expect(help.status == 0)
      #expect(help.output.hasPrefix("usage: tupu \(command)"))
      #expect(try workspace.tupu("help", command).output == help.output)
    }
  }

  @Test func checkReportsWithoutRunning() throws {
    let workspace = try Workspace()
    let script =
      "?- supervised(Who, Markt), market(Market).\n?- supervized(W, M).\np(X) :- not q(X).\n"
    let result = try workspace.tupu("check", "-", input: script)
    #expect(result.status == 3)
    #expect(result.messages.contains("-:2:4: error"))
    #expect(result.messages.contains("supervised"))
    #expect(result.messages.contains("-:3:"))
    let fine = try workspace.tupu("check", "-", input: "p(1). ?- p(X).")
    #expect(fine.status == 0)
    #expect(fine.output.isEmpty)
  }

  @Test func checkGivesJSONForPrograms() throws {
    let result = try Workspace().tupu("check", "-", "--format", "json", input: "?- 高砦(X).")
    #expect(result.status == 3)
    let data = Data(result.output.utf8)
    let objects = try #require(JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    #expect(objects[0]["line"] as? Int == 1)
    #expect(objects[0]["column"] as? Int == 4)
    #expect(objects[0]["endColumn"] as? Int == 6)
  }

  // MARK: - Streams

  @Test func dataGoesToStandardOutputAndMessagesToStandardError() throws {
    let result = try Workspace().tupu("query", "p(1, 2). ?- p(X, Y), p(A, _). ?(B) :- p(B, C).")
    #expect(result.output.hasPrefix("X  Y  A\n"))
    #expect(!result.output.contains("warning"))
    #expect(result.messages.contains("warning"))
  }

  @Test func quietLeavesWarningsOut() throws {
    let workspace = try Workspace()
    let script = "?- q(X), p(Y). p(1). q(2). ?(B) :- r(B, C). r(1, 2)."
    #expect(!(try workspace.tupu("query", script).messages.isEmpty))
    #expect(try workspace.tupu("query", script, "--quiet").messages.isEmpty)
    #expect(try workspace.tupu("query", "?- none(X).", "--quiet").messages.contains("error"))
  }

  @Test func aReaderThatGoesAwayIsNoError() throws {
    let workspace = try Workspace()
    let script = "?(X, Y) :- range(X, 1, 300), range(Y, 1, 300)."
    let result = try workspace.shell("$TUPU query '\(script)' | head -n 2; exit ${PIPESTATUS[0]}")
    #expect(result.status == 0)
    #expect(result.lines.count == 3)
    #expect(result.messages.isEmpty)
  }

  @Test func aFullDiskIsAnError() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let result = try Workspace().shell("$TUPU query 'p(1). ?- p(X).' > /dev/full")
    #expect(result.status == 5)
    #expect(result.messages.contains("standard output cannot be written"))
  }

  @Test func interruptionGivesStatus130() throws {
    let workspace = try Workspace()
    let run = try workspace.startTupu(
      "query", "?- q(X). q(1). p(1). p(X) :- p(Y), X = Y + 1. ?- p(X).", "--max-facts",
      "4000000000")
    try run.waitForOutput()
    run.process.interrupt()
    let result = try run.finish()
    #expect(result.status == 130)
    #expect(result.output == "X\n1\n")
  }

  // MARK: - Colours

  private func isColoured(_ words: [String], _ environment: [String: String] = [:]) throws -> Bool {
    let result = try Workspace().run(
      ["query", "p(1). ?- p(X). deny \"x\" :- p(1)."] + words, environment: environment)
    #expect(result.output.contains("\u{1B}[") == result.messages.contains("\u{1B}["))
    return result.output.contains("\u{1B}[")
  }

  @Test func thereAreNoColoursInFilesUnlessAskedFor() throws {
    #expect(try !isColoured([]))
    #expect(try isColoured(["--color", "always"]))
    #expect(try isColoured([], ["FORCE_COLOR": "1"]))
    #expect(try !isColoured([], ["FORCE_COLOR": "0"]))
    #expect(try !isColoured([], ["FORCE_COLOR": "1", "NO_COLOR": "1"]))
    #expect(try !isColoured(["--color", "never"], ["FORCE_COLOR": "1"]))
    #expect(try isColoured(["--color=always"], ["NO_COLOR": "1", "TERM": "dumb"]))
  }

  // MARK: - A session from a pipe

  @Test func aSessionFromAPipeHasNeitherBannerNorPrompt() throws {
    let result = try Workspace().tupu(
      "repl", input: "p(1).\np(2).\nq(X) :-\n  p(X),\n  X > 1.\n?- q(X).\n:quit\n?- p(X).\n",
      environment: ["FORCE_COLOR": "0"])
    #expect(result.output == "X\n2\n")
    #expect(result.messages.isEmpty)
    #expect(result.status == 0)
  }

  @Test func aSessionFromAPipeTellsTheGravestError() throws {
    let result = try Workspace().tupu("repl", input: "p(1).\n?- nothing(X).\n?- p(X).\n")
    #expect(result.output == "X\n1\n")
    #expect(result.status == 3)
    #expect(try Workspace().tupu("repl", input: "p(1).\n?- p(X)").status == 3)
    #expect(try Workspace().tupu(input: ":nonsense\n").status == 2)
  }
}
