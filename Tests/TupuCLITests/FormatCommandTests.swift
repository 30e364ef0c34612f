import Testing

/// `tupu format`: what it rewrites, and what it only names.
@Suite struct FormatCommandTests {
  private static let plain = "p( a ).% why\n?-p(X).\n%>X\n%>  a\n"
  private static let canonical = "p(a).  % why\n?- p(X).\n%> X\n%> a\n"

  @Test func rewritesScriptsInPlace() throws {
    let workspace = try Workspace()
    try workspace.write(Self.plain, to: "queries/a.dl")
    try workspace.write(Self.canonical, to: "queries/b.dl")
    let result = try workspace.tupu("format", "queries")
    #expect(result.status == 0)
    #expect(try workspace.text(of: "queries/a.dl") == Self.canonical)
    #expect(!result.messages.contains("b.dl"))
    #expect(try workspace.tupu("format", "queries", "--check").status == 0)
  }

  @Test func checkNamesWhatItWouldChange() throws {
    let workspace = try Workspace()
    try workspace.write(Self.plain, to: "queries/a.dl")
    try workspace.write(Self.canonical, to: "queries/b.dl")
    let result = try workspace.tupu("format", "queries", "--check")
    #expect(result.status == 1)
    #expect(result.output == "queries/a.dl\n")
    #expect(try workspace.text(of: "queries/a.dl") == Self.plain)
  }

  @Test func standardInputIsPrinted() throws {
    let result = try Workspace().tupu("format", "-", input: Self.plain)
    #expect(result.output == Self.canonical)
    #expect(result.status == 0)
  }

  @Test func aScriptWithErrorsIsLeftAlone() throws {
    let workspace = try Workspace()
    try workspace.write("p( a ", to: "a.dl")
    try workspace.write("p( a ).", to: "b.dl")
    let result = try workspace.tupu("format", "a.dl", "b.dl")
    #expect(result.status == 3)
    #expect(result.messages.contains("error[E0001]"))
    #expect(try workspace.text(of: "a.dl") == "p( a ")
    #expect(try workspace.text(of: "b.dl") == "p(a).\n")
  }

  @Test func whatIsNotThereIsNamed() throws {
    let result = try Workspace().tupu("format", "none.dl")
    #expect(result.status == 5)
    #expect(result.messages.contains("none.dl"))
  }
}
