import Foundation
import Testing

/// `tupu evaluate`, and lexicons on the command line.
@Suite struct EvaluateTests {
  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(Workspace.page, to: "pages/000_page.txt")
    return workspace
  }

  @Test func aSessionOpensAndImportsWithItsLexicon() throws {
    let workspace = try Workspace()
    try workspace.write("8月9日,二七区委常委高天翼走查高砦农贸市场。", to: "page.txt")
    try workspace.write("verb 走查 supervision", to: "own.lexicon")
    for command in [":open page.txt", ":import page.txt"] {
      let result = try workspace.tupu(
        "repl", "--lexicon", "own.lexicon", input: "\(command)\n?(W) :- supervised(W, _).\n")
      #expect(result.output.hasSuffix("W\n高天翼\n"))
    }
  }

  @Test func goldOfWhatIsFoundIsPerfect() throws {
    let workspace = try workspace()
    let gold = try workspace.tupu("extract", "pages").output
    try workspace.write(gold, to: "gold/000.tsv")
    let result = try workspace.tupu("evaluate", "gold", "pages", "--errors")
    #expect(result.status == 0)
    #expect(result.messages.isEmpty)
    #expect(result.lines.first?.hasPrefix("                     precision    recall") == true)
    let all = try #require(result.lines.first { $0.hasPrefix("ALL ") })
    #expect(all.contains("     1.000     1.000     1.000"))
  }

  @Test func errorsStandInFrontOfTheTable() throws {
    let workspace = try workspace()
    let found = try workspace.tupu("extract", "pages").output
    let gold = found.replacing("visited\t陈红民", with: "visited\t陈白民")
    #expect(gold != found)
    try workspace.write(gold, to: "gold.tsv")
    let result = try workspace.tupu("evaluate", "gold.tsv", "pages/000_page.txt", "--errors")
    #expect(
      result.lines.prefix(2) == [
        "gold.tsv\tmissed\tvisited\t陈白民 | 高砦农贸市场 | 督导 | xxxx-08-09",
        "gold.tsv\twrong\tvisited\t陈红民 | 高砦农贸市场 | 督导 | xxxx-08-09",
      ])
    let csv = try workspace.tupu("evaluate", "gold.tsv", "pages", "--format", "csv")
    #expect(csv.lines.contains("visited,0.0,0.0,0.0,1,1"))
  }

  @Test func aPageThatIsNotThereIsMissedWhole() throws {
    let workspace = try workspace()
    try workspace.write("1\tholds\t甲 | 区长 | 乙\t\n", to: "gold/777.tsv")
    let result = try workspace.tupu("evaluate", "gold", "pages", "--format", "csv")
    #expect(result.messages == "tupu: there is no page for '777.tsv'\n")
    #expect(result.lines.contains("holds,0.0,0.0,0.0,1,0"))
    #expect(try workspace.tupu("evaluate", "gold").status == 2)
    #expect(try workspace.tupu("evaluate", "nowhere", "pages").status == 5)
  }

  @Test func aLexiconChangesWhatIsRead() throws {
    let workspace = try Workspace()
    try workspace.write("本报讯 槐树区委书记周明远到东风农贸市场走查。", to: "page.txt")
    try workspace.write("verb 走查 supervision", to: "own.lexicon")
    let query = "?- supervised(Who, Place)."
    let without = try workspace.tupu("query", query, "--graph", "page.txt", "--format", "csv")
    #expect(without.lines.filter { !$0.isEmpty } == ["Who,Place"])
    let with = try workspace.tupu(
      "query", query, "--graph", "page.txt", "--format", "csv", "--lexicon", "own.lexicon")
    #expect(with.lines.contains("周明远,东风农贸市场"))
  }

  @Test func aWrongLexiconStopsTheCommandWithItsLine() throws {
    let workspace = try workspace()
    try workspace.write("# own\nunit 甲 grop", to: "own.lexicon")
    let result = try workspace.tupu("extract", "pages", "--lexicon", "own.lexicon")
    #expect(result.status == 3)
    #expect(result.output.isEmpty)
    #expect(result.messages.contains("own.lexicon:2:8: error[E0203]: 'grop' is no sort of unit"))
    #expect(result.messages.contains("did you mean 'group'?"))
  }
}
