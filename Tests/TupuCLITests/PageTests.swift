import Foundation
import Testing

/// What comes of pages, good and bad: `extract`, `import`, `info`, `why`.
@Suite struct PageTests {
  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(Workspace.page, to: "page.txt")
    return workspace
  }

  @Test func extractsFactsInEachFormat() throws {
    let workspace = try workspace()
    let gold = try workspace.tupu("extract", "page.txt")
    #expect(gold.lines.contains { $0.contains("visited\t陈红民 | 高砦农贸市场 | 督导 | XXXX-08-09") })
    let statements = try workspace.tupu("extract", "page.txt", "--format", "dl", "--year", "2018")
    #expect(statements.output.contains("visited(陈红民, 高砦农贸市场, 督导, @2018-08-09)."))
    let objects = try workspace.tupu("extract", "page.txt", "--format", "jsonl")
    for line in objects.lines where !line.isEmpty {
      #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
    }
  }

  @Test func statementsOfAPageRunAsAScript() throws {
    let workspace = try workspace()
    let statements = try workspace.tupu("extract", "page.txt", "--format", "dl").output
    try workspace.write(statements + "?- visited(W, P, _, _).", to: "page.dl")
    #expect(try workspace.tupu("run", "page.dl").output == "W       P\n陈红民  高砦农贸市场\n")
  }

  @Test func writesAFileAPage() throws {
    let workspace = try workspace()
    let result = try workspace.tupu("extract", "page.txt", "--out", "facts")
    #expect(result.output.isEmpty)
    #expect(try workspace.text(of: "facts/page.tsv").contains("visited\t陈红民"))
  }

  @Test func importsIntoAFileAndAsksIt() throws {
    let workspace = try workspace()
    let first = try workspace.tupu("import", "page.txt", "--graph", "g.tupu")
    #expect(first.lines[0].hasPrefix("page.txt: "))
    #expect(first.lines[0].contains(" 0 removed, 0 kept"))
    let again = try workspace.tupu("import", "page.txt", "--graph", "g.tupu")
    #expect(again.lines[0].hasPrefix("page.txt: 0 added, 0 removed, "))
    let answer = try workspace.tupu("query", "?- supervised(W, P).", "--graph", "g.tupu")
    #expect(answer.output == "W       P\n陈红民  高砦农贸市场\n")
    let info = try workspace.tupu("info", "--graph", "g.tupu")
    #expect(info.lines.contains { $0.hasPrefix("visited ") && $0.hasSuffix(" 1") })
    #expect(info.output.hasSuffix("page\npage.txt\n"))
  }

  @Test func whyGivesRuleFactAndSentence() throws {
    let workspace = try workspace()
    let proof = try workspace.tupu("why", "supervised(陈红民, 高砦农贸市场)", "--graph", "page.txt")
    #expect(proof.status == 0)
    #expect(proof.output.contains("by supervised(who: Who, place: Place) :-"))
    #expect(proof.output.contains("visited(陈红民, 高砦农贸市场, 督导, @XXXX-08-09)"))
    #expect(proof.output.contains("到长江路街道督导高砦农贸市场整治工作"))
    #expect(proof.output.contains("page.txt:2, characters "))
    let none = try workspace.tupu("why", "supervised(陈红民, 凤凰路)", "--graph", "page.txt")
    #expect(none.status == 1)
    #expect(none.output.contains("does not hold"))
  }

  // MARK: - Bad pages

  @Test(arguments: ["extract", "import", "query", "info", "why"])
  func randomBytesAreNoPage(command: String) throws {
    let workspace = try Workspace()
    try workspace.write(Fixtures.randomBytes(50_000), to: "random.txt")
    let result =
      switch command {
      case "extract": try workspace.tupu("extract", "random.txt")
      case "import": try workspace.tupu("import", "random.txt", "--graph", "g.tupu")
      case "query": try workspace.tupu("query", "?- visited(A, B, C, D).", "--graph", "random.txt")
      case "why": try workspace.tupu("why", "visited(a, b, _, _)", "--graph", "random.txt")
      default: try workspace.tupu("info", "--graph", "random.txt")
      }
    #expect(result.status == 5)
    #expect(result.output.isEmpty)
    #expect(result.messages.contains("'random.txt' is no UTF-8 text"))
    #expect(!workspace.exists("g.tupu"))
  }

  @Test func anEmptyPageStatesNothing() throws {
    let workspace = try Workspace()
    try workspace.write("", to: "empty.txt")
    let facts = try workspace.tupu("extract", "empty.txt")
    #expect(facts.status == 0)
    #expect(facts.output.isEmpty)
    #expect(facts.messages == "tupu: 'empty.txt' is empty\n")
    #expect(try workspace.tupu("extract", "empty.txt", "--quiet").messages.isEmpty)
    let answer = try workspace.tupu("query", "?- supervised(W, P).", "--graph", "empty.txt")
    #expect(answer.output == "(none)\n")
  }

  @Test func aLongPageIsRead() throws {
    let workspace = try Workspace()
    // The time for 5 MB is measured in release; here a page of many articles must come through.
    try workspace.write(String(repeating: Workspace.page + "\n", count: 150), to: "long.txt")
    let result = try workspace.tupu("query", "?- supervised(W, P).", "--graph", "long.txt")
    #expect(result.output == "W       P\n陈红民  高砦农贸市场\n")
  }

  @Test func aDamagedGraphFileIsRefused() throws {
    let workspace = try workspace()
    _ = try workspace.tupu("import", "page.txt", "--graph", "g.tupu")
    var bytes = try Data(contentsOf: workspace.folder.appending(path: "g.tupu"))
    bytes[bytes.count / 2] ^= 0x40
    try workspace.write(bytes, to: "g.tupu")
    let result = try workspace.tupu("query", "?- p(X).", "--graph", "g.tupu")
    #expect(result.status == 5)
    #expect(result.output.isEmpty)
  }

  @Test(arguments: ["none.txt", "none/", "none.tupu"])
  func whatIsNotThereIsNamed(path: String) throws {
    let result = try Workspace().tupu("query", "?- p(X).", "--graph", path)
    #expect(result.status == 5)
    #expect(result.messages.contains("there is no file or folder '\(path)'"))
  }

  @Test func aFolderWithoutPagesIsNamed() throws {
    let workspace = try Workspace()
    try workspace.write("p(1).", to: "folder/a.dl")
    let result = try workspace.tupu("extract", "folder")
    #expect(result.status == 5)
    #expect(result.messages.contains("holds no .txt pages"))
  }
}
