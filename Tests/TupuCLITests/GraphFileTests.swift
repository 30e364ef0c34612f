import Testing

/// What keeps graph files: `import` again, `forget`, `info`, `verify`, `compact`, `diff`, `dump`,
/// `restore`.
@Suite struct GraphFileTests {
  private func workspaceWithGraph() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(Workspace.page, to: "pages/a.txt")
    try workspace.write(Workspace.page, to: "pages/b.txt")
    let imported = try workspace.tupu("import", "pages", "--graph", "g.tupu")
    #expect(imported.status == 0)
    #expect(imported.lines.dropLast().last?.hasPrefix("2 pages: ") == true)
    #expect(imported.messages.isEmpty, "no progress bar where there is no terminal")
    return workspace
  }

  @Test func anEditedPageChangesOnlyWhatChanged() throws {
    let workspace = try workspaceWithGraph()
    try workspace.write(
      Workspace.page + "昨日,二七区委书记陈红民到长江路街道督导郭家咀市场整治工作。\n", to: "pages/a.txt")
    let again = try workspace.tupu("import", "pages/a.txt", "--graph", "g.tupu")
    #expect(again.lines[0].contains(" added, "))
    #expect(!again.lines[0].contains(" 0 added") && !again.lines[0].contains(" 0 kept"))
    let difference = try workspace.tupu("diff", "g.tupu", "pages")
    #expect(difference.output == "0 gained, 0 lost\n")
    #expect(difference.status == 0)
  }

  @Test func aForgottenPageIsGone() throws {
    let workspace = try workspaceWithGraph()
    let forgotten = try workspace.tupu("forget", "a.txt", "--graph", "g.tupu")
    #expect(forgotten.status == 0 && forgotten.output.hasPrefix("a.txt: "))
    let info = try workspace.tupu("info", "--graph", "g.tupu")
    #expect(info.output.hasSuffix("page\nb.txt\n"))
    let again = try workspace.tupu("forget", "a.txt", "--graph", "g.tupu")
    #expect(again.status == 5 && again.messages.contains("did you mean 'b.txt'?"))
    let wrong = try workspace.tupu("forget", "a.txt", "--graph", "none.tupu")
    #expect(wrong.status == 5 && !workspace.exists("none.tupu"))
    let difference = try workspace.tupu("diff", "g.tupu", "pages")
    #expect(difference.status == 1)
    #expect(difference.output.contains("+ ") && difference.output.contains("a.txt:"))
  }

  @Test func aDumpMakesTheSameGraph() throws {
    let workspace = try workspaceWithGraph()
    let dump = try workspace.tupu("dump", "g.tupu")
    try workspace.write(dump.output, to: "g.dl")
    #expect(try workspace.tupu("restore", "g.dl", "--graph", "h.tupu").status == 0)
    #expect(try workspace.tupu("dump", "h.tupu").output == dump.output)
    #expect(try workspace.tupu("verify", "g.tupu", "h.tupu").status == 0)
    let again = try workspace.tupu("restore", "g.dl", "--graph", "h.tupu")
    #expect(again.status == 5 && again.messages.contains("is there already"))
    // A dump is a script too.
    #expect(try workspace.tupu("check", "g.dl").status == 0)
  }

  @Test func damageIsReported() throws {
    let workspace = try workspaceWithGraph()
    #expect(try workspace.tupu("compact", "g.tupu").status == 0)
    var bytes = try workspace.data(of: "g.tupu")
    bytes[bytes.count / 2] ^= 1
    try workspace.write(bytes, to: "g.tupu")
    let verified = try workspace.tupu("verify", "g.tupu")
    #expect(verified.status == 5 && verified.output.contains("damaged: the checkpoint's checksum"))
    for command in [["info", "--graph", "g.tupu"], ["dump", "g.tupu"], ["compact", "g.tupu"]] {
      let result = try workspace.run(command)
      #expect(result.status == 5 && result.messages.contains("damaged"), "\(command)")
    }
    #expect(try workspace.data(of: "g.tupu") == bytes, "nobody writes to a damaged file")
  }
}
