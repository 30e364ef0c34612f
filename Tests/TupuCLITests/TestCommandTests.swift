import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// `tupu test`: its reporters, its differences and its rewriting.
@Suite struct TestCommandTests {
  private static let right = """
    % Who was where.
    ?- supervised(Who, Market), market(Market).
    %> Who     Market
    %> 陈红民  高砦农贸市场

    """
  private static let wrong = right.replacing("陈红民", with: "陈红")

  private func workspace(_ script: String) throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(Workspace.page, to: "pages/page.txt")
    try workspace.write(script, to: "queries/markets.dl")
    return workspace
  }

  @Test func passesWhenRowsAreAsExpected() throws {
    let result = try workspace(Self.right).tupu("test", "queries", "--graph", "pages")
    #expect(result.output == "1 passed, 0 failed\n")
    #expect(result.status == 0)
  }

  @Test func showsTheDifferenceAndTheSentenceBehindARow() throws {
    let result = try workspace(Self.wrong).tupu("test", "queries", "--graph", "pages")
    #expect(result.status == 1)
    #expect(result.lines.first == "queries/markets.dl:2: 1 missing, 1 not expected")
    #expect(result.lines.contains("  - 陈红    高砦农贸市场") || result.output.contains("  - 陈红  高砦农贸市场"))
    #expect(result.lines.contains("  + 陈红民  高砦农贸市场"))
    #expect(result.output.contains("fails: supervised(陈红, 高砦农贸市场)"))
    #expect(result.output.contains("visited(陈红民, 高砦农贸市场, 督导, @XXXX-08-09)"))
    #expect(result.output.contains("到长江路街道督导高砦农贸市场整治工作"))
    #expect(result.output.contains("page.txt:2, characters"))
    #expect(result.output.hasSuffix("\n0 passed, 1 failed\n"))
  }

  @Test func rowsThatDifferInOrderAndSpacingAreEqual() throws {
    let script = "p(1, a). p(2, b). ?- p(X, Y).\n%>  X     Y\n%> 2 b\n%> 1  a\n"
    #expect(try workspace(script).tupu("test", "queries").output == "1 passed, 0 failed\n")
  }

  @Test func writesJUnitThatIsXML() throws {
    let workspace = try workspace(
      Self.wrong + "p(\"<&>\\u{1}\"). ?- p(X).\n%> X\n%> a\n?- p(a).\n%> no\n")
    let result = try workspace.tupu(
      "test", "queries", "--graph", "pages", "--junit", "junit.xml")
    #expect(result.status == 1)
    let reader = JUnitReader()
    #expect(reader.read(Data(try workspace.text(of: "junit.xml").utf8)))
    #expect(reader.suites == ["queries/markets.dl"])
    #expect(reader.cases == 3)
    #expect(reader.failures.count == 2)
    #expect(reader.failures.first?.contains("+ 陈红民  高砦农贸市场") == true)
    #expect(reader.failures.first?.contains("到长江路街道督导高砦农贸市场整治工作") == true)
  }

  @Test func marksLinesForGitHub() throws {
    let result = try workspace(Self.wrong).tupu(
      "test", "queries", "--graph", "pages", "--format", "github")
    let marks = result.lines.filter { $0.hasPrefix("::") }
    #expect(marks.count == 1)
    #expect(marks[0].hasPrefix("::error file=queries/markets.dl,line=2,title="))
    #expect(marks[0].contains("%0A+ 陈红民  高砦农贸市场%0A"))
  }

  @Test func speaksTAP() throws {
    let result = try workspace(Self.right + "?- market(M).\n%> (none)\n").tupu(
      "test", "queries", "--graph", "pages", "--format", "tap")
    #expect(result.lines.first == "TAP version 14")
    #expect(result.output.contains("\nok 1 - queries/markets.dl:2 "))
    #expect(result.output.contains("\nnot ok 2 - queries/markets.dl:5 "))
    #expect(result.output.contains("\n1..2\n"))
  }

  @Test func updateRewritesExpectationsAndNothingElse() throws {
    let workspace = try workspace(Self.wrong)
    let result = try workspace.tupu("test", "queries", "--graph", "pages", "--update")
    #expect(result.status == 0)
    #expect(try workspace.text(of: "queries/markets.dl") == Self.right)
    let again = try workspace.tupu("test", "queries", "--graph", "pages", "--update")
    #expect(again.messages.isEmpty)
  }

  @Test func aScriptThatDoesNotCompileFailsAndIsNotRewritten() throws {
    let script = "?- nothing(X).\n%> X\n%> 1\n"
    let workspace = try workspace(script)
    let result = try workspace.tupu("test", "queries", "--update")
    #expect(result.status == 1)
    #expect(result.messages.contains("queries/markets.dl:1:4: error[E0101]"))
    #expect(try workspace.text(of: "queries/markets.dl") == script)
  }

  @Test func expectedErrorsPassAndConstraintsAreTests() throws {
    let result = try workspace(
      "p(1).\n?- q(X).\n%! no relation is called 'q'\ndeny \"none\" :- p(X), X > 1.\n"
    ).tupu("test", "queries")
    #expect(result.output == "2 passed, 0 failed\n")
    let denied = try workspace("p(1). deny \"no ones\" :- p(1).\n").tupu("test", "queries")
    #expect(denied.status == 1)
    #expect(denied.output.contains("no ones"))
  }

  @Test func shufflesTheSameWayForTheSameSeed() throws {
    let workspace = try Workspace()
    for name in 1...8 { try workspace.write("p(1). ?- p(X).\n%> (none)\n", to: "q/\(name).dl") }
    func order(_ words: String...) throws -> [String] {
      try workspace.run(["test", "q"] + words).lines.filter { $0.hasPrefix("q/") }
    }
    let shuffled = try order("--shuffle", "7")
    #expect(try shuffled == order("--shuffle", "7"))
    #expect(try shuffled != order())
    #expect(try shuffled.sorted() == order())
  }

  @Test func filtersAndStopsEarly() throws {
    let workspace = try workspace("p(1). ?- p(X).\n%> (none)\n?- p(1).\n%> no\n")
    let filtered = try workspace.tupu("test", "queries", "--filter", "p(1).\n")
    #expect(filtered.output.hasSuffix("0 passed, 0 failed\n"))
    let some = try workspace.tupu("test", "queries", "--filter", "?- p(X)")
    #expect(some.output.hasSuffix("\n0 passed, 1 failed\n"))
    let first = try workspace.tupu("test", "queries", "--fail-fast")
    #expect(first.output.hasSuffix("\n0 passed, 1 failed\n"))
    let all = try workspace.tupu("test", "queries")
    #expect(all.output.hasSuffix("\n0 passed, 2 failed\n"))
  }
}

/// Reads what a JUnit report says.
private final class JUnitReader: NSObject, XMLParserDelegate {
  private(set) var suites: [String] = []
  private(set) var cases = 0
  private(set) var failures: [String] = []
  private var isInFailure = false

  func read(_ data: Data) -> Bool {
    let parser = XMLParser(data: data)
    parser.delegate = self
    return parser.parse()
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    switch name {
    case "testsuite": suites.append(attributes["name"] ?? "")
    case "testcase": cases += 1
    case "failure":
      failures.append("")
      isInFailure = true
    default: break
    }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if name == "failure" { isInFailure = false }
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if isInFailure { failures[failures.count - 1] += text }
  }
}
