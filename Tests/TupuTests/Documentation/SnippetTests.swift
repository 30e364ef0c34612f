import Foundation
import Testing

/// All code that the documentation shows is code that is compiled and run.
@Suite struct SnippetTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The files with code to check: articles, the README, the pages of `docs`, and what the sources say.
  private static let documents: [String] = {
    let found = FileManager.default.enumerator(atPath: root.appending(path: "Sources").path)
    let sources = (found?.compactMap { $0 as? String } ?? []).map { "Sources/\($0)" }
    let pages = try? FileManager.default.contentsOfDirectory(
      atPath: root.appending(path: "docs").path)
    let files = sources + (pages ?? []).map { "docs/\($0)" }
    return ["README.md"]
      + files.filter { path in
        guard path.hasSuffix(".md") || path.hasSuffix(".swift") else { return false }
        return (try? text(path).contains("```swift")) == true
      }.sorted()
  }()

  /// The blocks of Swift code in a file, without indentation and empty lines.
  private static func blocks(in text: String, isSource: Bool) -> [String] {
    var blocks: [String] = []
    var current: [String]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = line.trimmingCharacters(in: .whitespaces)
      if isSource {
        guard line.hasPrefix("///") else { continue }
        line = line.dropFirst(3).trimmingCharacters(in: .whitespaces)
      }
      if line == "```swift" {
        current = []
      } else if line == "```", let lines = current {
        blocks.append(lines.joined(separator: "\n"))
        current = nil
      } else if !line.isEmpty {
        current?.append(line)
      }
    }
    return blocks
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  @Test(arguments: documents) func everyBlockIsCompiledAndRun(_ path: String) throws {
    let folder = "Tests/TupuTests/Documentation"
    let compiled = try ["GraphSnippets.swift", "QuerySnippets.swift"]
      .map { try Self.text("\(folder)/\($0)") }.joined(separator: "\n")
      .split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }.joined(separator: "\n")
    for block in Self.blocks(in: try Self.text(path), isSource: path.hasSuffix(".swift")) {
      #expect(compiled.contains(block), "\(path) shows code that no snippet has:\n\(block)")
    }
  }

  @Test func theBlocksAreFound() throws {
    let count = try Self.documents.reduce(0) { sum, path in
      try sum + Self.blocks(in: Self.text(path), isSource: path.hasSuffix(".swift")).count
    }
    #expect(count > 25)
  }
}
