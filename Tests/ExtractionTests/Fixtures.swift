import Extraction
import Foundation

/// Where the project's files are that the tests read.
enum Fixtures {
  static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  static let seedFolder = tests.deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("seeds")

  /// The seed pages, in the order of their names.
  static func seeds() throws -> [Page] {
    let names = try FileManager.default.contentsOfDirectory(atPath: seedFolder.path).sorted()
    return try names.filter { $0.hasSuffix(".txt") }.map { name in
      Page(name: name, bytes: try Data(contentsOf: seedFolder.appendingPathComponent(name)))
    }
  }

  /// The gold lines of a page, if the page has some.
  static func gold(of page: Page) -> String? {
    let url = tests.appendingPathComponent("Gold/\(page.name.prefix(3)).tsv")
    return try? String(contentsOf: url, encoding: .utf8)
  }
}

/// A small generator of numbers that gives the same ones for the same seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
  }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}
