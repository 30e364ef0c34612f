import Foundation
import Testing
import Tupu

@Suite struct ScriptFilesTests {
  /// A folder with `inside/a.dl` and `outside.dl`, removed afterwards.
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let root = FileManager.default.temporaryDirectory
      .appending(path: "tupu-files-\(UUID().uuidString)")
    let inside = root.appending(path: "inside")
    try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: root) }
    try Data("p(1).".utf8).write(to: inside.appending(path: "a.dl"))
    try Data("secret(1).".utf8).write(to: root.appending(path: "outside.dl"))
    try body(root)
  }

  private func expect(_ wanted: FileAccessError.Reason, _ body: () throws -> Void) throws {
    let found = reason(body)
    #expect(found == wanted)
  }

  private func reason(_ body: () throws -> Void) -> FileAccessError.Reason? {
    do {
      try body()
      return nil
    } catch {
      return (error as? FileAccessError)?.reason
    }
  }

  @Test func readsBelowTheScriptsFolderAndTheWorkingFolder() throws {
    try withFolder { root in
      let script = root.appending(path: "inside/main.dl").path
      let files = ScriptFiles(scripts: [script], workingFolder: "/")
      let read = try files.read("a.dl", relativeTo: script)
      #expect(read.bytes.elementsEqual("p(1).".utf8))
      let here = try ScriptFiles(workingFolder: root.path).read("inside/a.dl", relativeTo: "query")
      #expect(here.name == "inside/a.dl")
    }
  }

  /// Also when a file is rewritten in its place, as long as before, and keeps its time.
  @Test func aChangedFileHasAnotherVersion() throws {
    try withFolder { root in
      let files = ScriptFiles(workingFolder: root.path)
      func version() -> String? { files.version(of: "outside.dl", relativeTo: "query") }
      let first = try #require(version())
      #expect(version() == first)
      let path = root.appending(path: "outside.dl").path
      let time = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
      // The clock of a file system may stand still for some milliseconds.
      Thread.sleep(forTimeInterval: 0.05)
      let file = try FileHandle(forWritingTo: URL(filePath: path))
      try file.write(contentsOf: Data("secret(2).".utf8))
      try file.close()
      try FileManager.default.setAttributes([.modificationDate: time as Any], ofItemAtPath: path)
      #expect(version() != first)
      #expect(files.version(of: "absent.dl", relativeTo: "query") == nil)
      #expect(files.version(of: "../elsewhere.dl", relativeTo: "query") == nil)
    }
  }

  @Test func theSameFileHasTheSameNameHoweverItIsWritten() throws {
    try withFolder { root in
      let files = ScriptFiles(workingFolder: root.path)
      let first = try files.read("inside/a.dl", relativeTo: "query").name
      let second = try files.read("inside/../inside/./a.dl", relativeTo: "query").name
      #expect(first == second)
    }
  }

  @Test func leavesTheAllowedFoldersByNoWay() throws {
    try withFolder { root in
      let script = root.appending(path: "inside/main.dl").path
      let files = ScriptFiles(scripts: [script], workingFolder: root.appending(path: "inside").path)
      try FileManager.default.createSymbolicLink(
        at: root.appending(path: "inside/link.dl"),
        withDestinationURL: root.appending(path: "outside.dl"))
      for path in [
        "../outside.dl", root.appending(path: "outside.dl").path, "link.dl", "/etc/hostname",
      ] {
        let refused = reason { _ = try files.read(path, relativeTo: script) }
        #expect(refused == .notAllowed, "\(path)")
      }
      try expect(.notAllowed) { try files.write([1], to: "../new.csv", relativeTo: script) }
      try expect(.notAllowed) { try files.write([1], to: "link.dl", relativeTo: script) }
    }
  }

  @Test func saysWhatIsNotThere() throws {
    try withFolder { root in
      let files = ScriptFiles(workingFolder: root.path)
      try expect(.unreadable) { _ = try files.read("none.dl", relativeTo: "query") }
      try expect(.unreadable) { _ = try files.read("inside", relativeTo: "query") }
      try expect(.unwritable) { try files.write([1], to: "none/x.csv", relativeTo: "query") }
    }
  }

  @Test func writesWhereItMay() throws {
    try withFolder { root in
      let files = ScriptFiles(workingFolder: root.path)
      try files.write(Array("a,b\n".utf8), to: "inside/out.csv", relativeTo: "query")
      let read = try files.read("inside/out.csv", relativeTo: "query")
      #expect(read.bytes.elementsEqual("a,b\n".utf8))
    }
  }
}
