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

  @Test func delimitedFilesAreLoaded() throws {
    let workspace = try workspaceWithGraph()
    try workspace.write("from,to\n甲,乙\n乙,丙\n乙,丙\n", to: "edges.csv")
    let declared = "edge(from: text, to: text)"
    let loaded = try workspace.tupu(
      "load", "edges.csv", "--relation", declared, "--header", "--graph", "g.tupu")
    #expect(loaded.output == "edges.csv: 3 rows, 2 facts of 'edge'\n")
    let again = try workspace.tupu(
      "load", "edges.csv", "--relation", "edge", "--header", "--graph", "g.tupu")
    #expect(again.output == loaded.output)
    let answer = try workspace.tupu("query", "?- edge(乙, X).", "--graph", "g.tupu")
    #expect(answer.output == "X\n丙\n")
    #expect(try workspace.tupu("verify", "g.tupu").status == 0)
    for relation in ["edges", "edge(from)"] {
      let wrong = try workspace.tupu(
        "load", "edges.csv", "--relation", relation, "--graph", "g.tupu")
      #expect(wrong.status == 2, "\(wrong.messages)")
    }
  }

  @Test func onlyDamageIsCalledDamage() throws {
    let workspace = try workspaceWithGraph()
    try workspace.write("", to: "empty.tupu")
    try workspace.write("一个文件", to: "text.tupu")
    for (file, part) in [
      ("none.tupu", "there is no file 'none.tupu'"), ("empty.tupu", "the file is empty"),
      ("text.tupu", "no graph file"), ("pages", "is a folder"),
    ] {
      let verified = try workspace.tupu("verify", file, "g.tupu")
      #expect(verified.status == 5 && verified.messages.contains(part), "\(verified.messages)")
      #expect(!verified.messages.contains("damaged") && verified.output.hasSuffix("sound\n"))
    }
    let missing = try workspace.tupu("restore", "none.dl", "--graph", "h.tupu")
    #expect(missing.status == 5 && missing.messages.contains("there is no file 'none.dl'"))
    #expect(!workspace.exists("h.tupu"))
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
