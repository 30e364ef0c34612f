import Foundation
import Testing

@Suite struct FormatTests {
  private static let script = """
    p("高天翼", 1, @XXXX-08-09). p("a|b,\\"c\\"\\nd", -2, @2018-01-01).
    ?(Who, n: N, on: D) :- p(Who, N, D).
    """

  private func output(_ format: String, _ script: String = script) throws -> String {
    let result = try Workspace().tupu("query", script, "--format", format)
    #expect(result.status == 0, "\(result.messages)")
    return result.output
  }

  @Test func tableIsAlignedByCells() throws {
    #expect(
      try output("table") == """
        Who             n   on
        "a|b,\\"c\\"\\nd"  -2  2018-01-01
        高天翼          1   XXXX-08-09

        """)
  }

  @Test func boxAlignsNumbersAtTheRight() throws {
    #expect(
      try output("box", "p(高天翼, 1). p(b, 10). ?- p(X, N).") == """
        ┌────────┬────┐
        │ X      │ N  │
        ├────────┼────┤
        │ b      │ 10 │
        │ 高天翼 │  1 │
        └────────┴────┘

        """)
  }

  @Test func lineGivesEachValueALine() throws {
    #expect(
      try output("line", "p(高天翼, 1). p(b, 10). ?(Who, n: N) :- p(Who, N).")
        == "Who = b\n  n = 10\n\nWho = 高天翼\n  n = 1\n")
  }

  @Test func csvQuotesAsRFC4180Says() throws {
    #expect(
      try output("csv") == "Who,n,on\n\"a|b,\"\"c\"\"\nd\",-2,2018-01-01\n高天翼,1,XXXX-08-09\n")
  }

  @Test func csvAndTsvAreReadBack() throws {
    for format in ["csv", "tsv"] {
      let workspace = try Workspace()
      try workspace.write(try output(format), to: "in.\(format)")
      try workspace.write(
        "load p from \"in.\(format)\". ?(Who, n: N, on: D) :- p(Who, N, D).", to: "back.dl")
      let back = try workspace.tupu("run", "back.dl", "--format", format)
      #expect(back.output == (try output(format)))
    }
  }

  @Test func jsonIsAnArrayOfObjectsWithNumbers() throws {
    let data = Data(try output("json").utf8)
    let objects = try #require(JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    #expect(objects.count == 2)
    #expect(objects[0]["n"] as? Int == -2)
    #expect(objects[0]["Who"] as? String == "a|b,\"c\"\nd")
    #expect(objects[1]["on"] as? String == "XXXX-08-09")
    #expect(try output("json", "p(1). ?- p(2). ?- p(X), X > 1.") == "false\n\n[]\n")
  }

  @Test func jsonlIsAnObjectALine() throws {
    let lines = try output("jsonl").split(separator: "\n")
    #expect(lines.count == 2)
    for line in lines {
      #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
    }
  }

  @Test func markdownEscapesBars() throws {
    #expect(
      try output("markdown", "p(\"a|b\", 1). ?- p(X, N).") == """
        | X    | N   |
        | ---- | --- |
        | a\\|b | 1   |

        """)
  }

  @Test func anUnknownFormatIsAUsageError() throws {
    let result = try Workspace().tupu("query", "?- p(X).", "--format", "tabel")
    #expect(result.status == 2)
    #expect(result.messages.contains("did you mean 'table'?"))
  }
}
