import Extraction
import Foundation
import Testing

/// Sentences with the facts that they must and must not give, from the files in `Corpus`.
///
/// A file is a list of cases. `> text` is the page (`\n` is a line break), `+ relation | argument | …` a fact that it
/// must give, `- relation` or `- relation | argument | …` facts that it must not give; `*` stands for any argument.
struct CorpusCase: Sendable, CustomTestStringConvertible {
  var file: String
  var text: String
  var wanted: [[String]]
  var unwanted: [[String]]

  var testDescription: String { "\(file): \(text.prefix(40))" }

  static func read(_ file: String) -> [CorpusCase] {
    let url = Fixtures.tests.appendingPathComponent("Corpus/\(file).txt")
    guard let content = try? String(contentsOf: url, encoding: .utf8) else { return [] }
    var cases: [CorpusCase] = []
    for line in content.split(separator: "\n") {
      let rest = line.dropFirst(2)
      if line.hasPrefix("> ") {
        let text = rest.replacingOccurrences(of: "\\n", with: "\n")
        cases.append(CorpusCase(file: file, text: text, wanted: [], unwanted: []))
      } else if line.hasPrefix("+ "), !cases.isEmpty {
        cases[cases.count - 1].wanted.append(pattern(rest))
      } else if line.hasPrefix("- "), !cases.isEmpty {
        cases[cases.count - 1].unwanted.append(pattern(rest))
      }
    }
    return cases
  }

  private static func pattern(_ text: Substring) -> [String] {
    text.components(separatedBy: " | ").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// The facts of the page as the gold format writes them, as lists of the relation and its arguments.
  func found() -> [[String]] {
    let page = Page(name: "case.txt", text: text)
    return GoldFormat.lines(of: Extractor().extract(page)).split(separator: "\n").map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return [fields[1]] + fields[2].components(separatedBy: " | ")
    }
  }

  func check() {
    let found = found()
    for pattern in wanted {
      #expect(found.contains { Self.matches(pattern, $0) }, "missing \(pattern) in: \(text)")
    }
    for pattern in unwanted {
      let extra = found.filter { Self.matches(pattern, $0) }
      #expect(extra.isEmpty, "unwanted \(extra) in: \(text)")
    }
  }

  private static func matches(_ pattern: [String], _ fact: [String]) -> Bool {
    guard pattern.count <= fact.count else { return false }
    return zip(pattern, fact).allSatisfy { $0 == "*" || $0 == $1 }
  }
}

@Suite struct PostCorpusTests {
  @Test(arguments: CorpusCase.read("Posts")) func posts(_ entry: CorpusCase) { entry.check() }
}

@Suite struct UnitCorpusTests {
  @Test(arguments: CorpusCase.read("Units")) func units(_ entry: CorpusCase) { entry.check() }
}

@Suite struct VisitCorpusTests {
  @Test(arguments: CorpusCase.read("Visits")) func visits(_ entry: CorpusCase) { entry.check() }
}

@Suite struct MeetingCorpusTests {
  @Test(arguments: CorpusCase.read("Meetings")) func meetings(_ entry: CorpusCase) { entry.check() }
}

@Suite struct CampaignCorpusTests {
  @Test(arguments: CorpusCase.read("Campaigns")) func campaigns(_ entry: CorpusCase) {
    entry.check()
  }
}

@Suite struct TopicCorpusTests {
  @Test(arguments: CorpusCase.read("Topics")) func topics(_ entry: CorpusCase) {
    entry.check()
  }
}

@Suite struct StatementCorpusTests {
  @Test(arguments: CorpusCase.read("Statements")) func statements(_ entry: CorpusCase) {
    entry.check()
  }
}

@Suite struct FigureCorpusTests {
  @Test(arguments: CorpusCase.read("Figures")) func figures(_ entry: CorpusCase) { entry.check() }
}

@Suite struct CreditCorpusTests {
  @Test(arguments: CorpusCase.read("Credits")) func credits(_ entry: CorpusCase) { entry.check() }
}

@Suite struct CorpusSizeTests {
  @Test func theCorpusIsRead() {
    let files = [
      "Posts", "Units", "Visits", "Meetings", "Campaigns", "Topics", "Statements", "Figures",
      "Credits",
    ]
    for file in files { #expect(CorpusCase.read(file).count >= 15, "\(file)") }
    #expect(files.map { CorpusCase.read($0).count }.reduce(0, +) >= 300)
    for entry in files.flatMap(CorpusCase.read) {
      #expect(!entry.wanted.isEmpty || !entry.unwanted.isEmpty, "\(entry.text)")
    }
  }
}
