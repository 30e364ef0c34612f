@testable import Datalog
import Synchronization
import Testing

/// Scripts of one session that load files.
@Suite struct LoadMemoryTests {
  /// Files that count how often they are read.
  private final class CountedFiles: FileAccess {
    private let state = Mutex((texts: [String: String](), changes: 0, reads: 0))

    var reads: Int { state.withLock { $0.reads } }

    subscript(path: String) -> String? {
      get { state.withLock { $0.texts[path] } }
      set {
        state.withLock {
          $0.texts[path] = newValue
          $0.changes += 1
        }
      }
    }

    func read(_ path: String, relativeTo script: String) throws(FileAccessError) -> (
      name: String, bytes: [UInt8]
    ) {
      guard let text = self[path] else { throw FileAccessError(.unreadable, "no '\(path)'") }
      state.withLock { $0.reads += 1 }
      return (path, Array(text.utf8))
    }

    func version(of path: String, relativeTo script: String) -> String? {
      self[path].map { "\(path) \($0)" }
    }

    func write(_ bytes: [UInt8], to path: String, relativeTo script: String)
      throws(FileAccessError)
    {}
  }

  private let files = CountedFiles()
  private let compiler: ProgramCompiler

  init() {
    var compiler = ProgramCompiler()
    compiler.files = files
    compiler.loadMemory = LoadMemory()
    self.compiler = compiler
    files["a.csv"] = "name\n甲\n乙\n"
    files["b.csv"] = "name\n丙\n乙\n"
  }

  private func names(_ text: String) throws -> [Value] {
    let program = try compiler.compile(SourceText(name: "test.dl", text: text)).get()
    return try #require(try Evaluation(program).rows(of: "q")).rows.map { $0[0] }
  }

  private let a = "load p from \"a.csv\"."
  private let b = "load p from \"b.csv\"."
  private let rule = "q(N) :- p(N)."

  @Test func filesAreReadOnce() throws {
    #expect(try names("\(a) \(rule)") == ["乙", "甲"])
    #expect(try names("\(a) \(rule) q(\"丁\").") == ["丁", "乙", "甲"])
    #expect(files.reads == 1)
    #expect(try names("\(a) \(b) \(rule)") == ["丙", "乙", "甲"])
    #expect(files.reads == 2)
    #expect(try names("\(a) \(b) \(rule)") == ["丙", "乙", "甲"])
    #expect(try names("\(a) \(rule)") == ["乙", "甲"])
    #expect(try names("q(\"丁\").") == ["丁"])
    #expect(try names("\(a) \(b) \(rule)") == ["丙", "乙", "甲"])
    #expect(files.reads == 2)
  }

  @Test func whatChangedIsReadAgain() throws {
    #expect(try names("\(a) \(b) \(rule)") == ["丙", "乙", "甲"])
    files["a.csv"] = "name\n戊\n"
    #expect(try names("\(a) \(b) \(rule)") == ["丙", "乙", "戊"])
    // Another order, fewer files, another way to read them.
    #expect(try names("\(b) \(a) \(rule)") == ["丙", "乙", "戊"])
    #expect(try names("\(b) \(rule)") == ["丙", "乙"])
    #expect(
      try names("load p from \"b.csv\" without header. \(rule)") == ["name", "丙", "乙"])
  }

  /// The relation is declared with another type than the file suggests.
  @Test func theDeclarationCounts() throws {
    files["a.csv"] = "name\n1\n2\n"
    #expect(try names("\(a) \(rule)") == [1, 2])
    #expect(try names("relation p(name: text). \(a) \(rule)") == ["1", "2"])
    #expect(try names("relation p(name: float). \(a) \(rule)") == [1.0, 2.0])
  }

  @Test func aFileMayHoldNoFacts() throws {
    files["a.csv"] = "name\n"
    #expect(try names("\(a) \(rule)") == [])
    #expect(try names("\(a) \(b) \(rule)") == ["丙", "乙"])
  }

  @Test func aFileThatCannotBeReadIsReportedEachTime() throws {
    #expect(try names("\(a) \(rule)") == ["乙", "甲"])
    files["a.csv"] = nil
    for _ in 0..<2 {
      let result = compiler.compile(SourceText(name: "test.dl", text: "\(a) \(rule)"))
      #expect(result.diagnostics.map(\.code) == [.unreadableFile])
    }
  }
}
