import Foundation
import Testing

@Suite struct RunTests {
  @Test func printsTheAnswerOfEachQuerySetApartByAnEmptyLine() throws {
    let workspace = try Workspace()
    try workspace.write("p(1). p(2). ?- p(X). ?(n: count(X)) :- p(X).", to: "a.dl")
    let result = try workspace.tupu("run", "a.dl")
    #expect(result.output == "X\n1\n2\n\nn\n2\n")
    #expect(result.status == 0)
    #expect(result.messages.isEmpty)
  }

  @Test func saysYesAndNoAndNone() throws {
    let result = try Workspace().tupu("query", "p(1). ?- p(1). ?- p(2). ?- p(X), X > 1.")
    #expect(result.output == "yes\n\nno\n\n(none)\n")
  }

  @Test func readsAGraphFromAPageOnTheSpot() throws {
    let workspace = try Workspace()
    try workspace.write(Workspace.page, to: "page.txt")
    let query = "?- supervised(Who, Market), market(Market)."
    let result = try workspace.tupu("query", query, "--graph", "page.txt")
    #expect(result.output == "Who     Market\n陈红民  高砦农贸市场\n")
    let folder = try workspace.tupu("query", query, "--graph", ".")
    #expect(folder.output == result.output)
  }

  @Test func resolvesDatesWithTheYear() throws {
    let workspace = try Workspace()
    try workspace.write(Workspace.page, to: "page.txt")
    let result = try workspace.tupu(
      "query", "?- visited(_, _, _, On).", "--graph", "page.txt", "--year", "2018")
    #expect(result.output == "On\n2018-08-09\n")
  }

  @Test func readsStandardInput() throws {
    let workspace = try Workspace()
    let script = "p(高天翼). ?- p(X)."
    #expect(try workspace.tupu("run", "-", input: script).output == "X\n高天翼\n")
    #expect(try workspace.tupu("query", "-", input: script).output == "X\n高天翼\n")
  }

  @Test func pathsAreRelativeToTheScript() throws {
    let workspace = try Workspace()
    try workspace.write(
      "include \"rules.dl\". load edge from \"edges.csv\". ?- twice(X, Y). save twice to \"out.tsv\".",
      to: "below/main.dl")
    try workspace.write("twice(X, Z) :- edge(X, Y), edge(Y, Z).", to: "below/rules.dl")
    try workspace.write("from,to\na,b\nb,c\n", to: "below/edges.csv")
    let result = try workspace.tupu("run", "below/main.dl")
    #expect(result.output == "X  Y\na  c\n")
    #expect(result.status == 0)
    #expect(try workspace.text(of: "below/out.tsv").hasSuffix("a\tc\n"))
  }

  @Test(arguments: [
    ("7", "int"), ("-7", "int"), ("007", "text"), ("1.5", "float"), ("1e3", "float"),
    ("2018-08-09", "date"), ("XXXX-08-09", "date"), ("@2018", "date"), ("true", "bool"),
    ("高天翼", "text"), ("inf", "text"), ("", "text"), ("a=b", "text"), ("?- p(X).", "text"),
  ])
  func parametersHaveTheTypeThatTheirTextReadsAs(text: String, type: String) throws {
    let script = "relation p(x: \(type)). p($v). ?- p(X)."
    let result = try Workspace().tupu("query", script, "--param", "v=\(text)", "--format", "csv")
    #expect(result.status == 0, "\(result.messages)")
  }

  @Test func aParameterMayBeForcedToBeText() throws {
    let result = try Workspace().tupu(
      "query", "?(L) :- L = length($v).", "--param", "v:text=2018")
    #expect(result.output == "L\n4\n")
    let wrong = try Workspace().tupu("query", "?(X) :- X = $v.", "--param", "v:int=x")
    #expect(wrong.status == 2)
  }

  @Test func aViolatedConstraintIsAMessageAndStatus1() throws {
    let result = try Workspace().tupu("query", "p(1). deny \"no p\" :- p(X). ?- p(X).")
    #expect(result.output == "X\n1\n")
    #expect(result.messages.contains("no p"))
    #expect(result.status == 1)
  }

  @Test func expectationsAreLeftToTest() throws {
    let result = try Workspace().tupu("query", "p(1). ?- p(X).\n%> X\n%> 2\n")
    #expect(result.status == 0)
  }

  @Test func errorsGoToStandardErrorWithStatus3() throws {
    let workspace = try Workspace()
    let result = try workspace.tupu("query", "?- supervized(X).")
    #expect(result.status == 3)
    #expect(result.output.isEmpty)
    #expect(result.messages.contains("query:1:4: error[E0101]"))
  }

  @Test func everyErrorOfAScriptIsReported() throws {
    let workspace = try Workspace()
    let script = (1...20).map { "?- nothing\($0)(X)." }.joined(separator: "\n")
    try workspace.write(script, to: "wrong.dl")
    let result = try workspace.tupu("run", "wrong.dl")
    #expect(result.status == 3)
    for line in 1...20 { #expect(result.messages.contains("wrong.dl:\(line):4: error")) }
  }

  @Test func tellsThatShippedRulesNeedAGraph() throws {
    let result = try Workspace().tupu("query", "?- supervised(X, Y).")
    #expect(result.status == 3)
    #expect(result.messages.contains("--graph"))
  }

  @Test func aLimitGivesStatus4AndNamesTheRule() throws {
    let result = try Workspace().tupu(
      "query", "p(1). p(X) :- p(Y), X = Y + 1. ?- p(X).", "--max-facts", "1000")
    #expect(result.status == 4)
    #expect(result.messages.contains("p(X) :- p(Y)"))
    let time = try Workspace().tupu(
      "query", "p(1). p(X) :- p(Y), X = Y + 1. ?- p(X).", "--timeout", "0.1")
    #expect(time.status == 4)
  }

  @Test func aMissingScriptGivesStatus5AndTheOthersRun() throws {
    let workspace = try Workspace()
    try workspace.write("p(1). ?- p(X).", to: "a.dl")
    let result = try workspace.tupu("run", "none.dl", "a.dl")
    #expect(result.status == 5)
    #expect(result.messages.contains("none.dl"))
    #expect(result.output == "X\n1\n")
  }

  @Test func aScriptOfRandomBytesIsReported() throws {
    let workspace = try Workspace()
    try workspace.write(Fixtures.randomBytes(5000), to: "random.dl")
    #expect(try workspace.tupu("run", "random.dl").status == 3)
  }

  @Test func twoRunsPrintTheSameBytes() throws {
    let workspace = try Workspace()
    try workspace.write(Workspace.page, to: "page.txt")
    let query = "?- mentions(A, X), entity(X, K). ?(K, n: count(X)) :- entity(X, K)."
    let first = try workspace.tupu("query", query, "--graph", "page.txt")
    let second = try workspace.tupu("query", query, "--graph", "page.txt")
    #expect(first.output == second.output)
    #expect(first.status == 0)
  }
}
