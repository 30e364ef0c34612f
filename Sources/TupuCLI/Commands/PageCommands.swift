import Foundation
import Tupu

/// `tupu extract` and `tupu import`.
enum PageCommands {
  static func extract(_ words: [String]) throws -> ExitStatus {
    let arguments = try Arguments(
      words, options: ["--format": true, "--out": true, "--year": true])
    guard !arguments.operands.isEmpty else { throw UsageError(message: "'extract' needs pages") }
    let format = arguments.value("--format") ?? "gold"
    let endings = ["gold": "tsv", "jsonl": "jsonl", "dl": "dl"]
    guard let ending = endings[format] else {
      throw UsageError(message: "there is no format '\(format)'; known are gold, jsonl, dl")
    }
    let extractor = Extractor(options: Extractor.Options(year: try arguments.number("--year")))
    let pages = try arguments.operands.flatMap { try GraphLocation.pages(at: $0) }
    if let folder = arguments.value("--out") {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    for page in pages {
      let extraction = extractor.extract(page)
      let text =
        switch format {
        case "gold": GoldFormat.lines(of: extraction)
        case "jsonl": extraction.facts.map { object($0, page) + "\n" }.joined()
        default: extraction.facts.map { fact($0) + "\n" }.joined()
        }
      guard let folder = arguments.value("--out") else {
        Console.write(text)
        continue
      }
      let stem = URL(filePath: page.name).deletingPathExtension().lastPathComponent
      try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(stem).\(ending)"))
    }
    return .fine
  }

  private static func values(_ fact: ExtractedFact) -> [Value] {
    fact.arguments.map { argument in
      switch argument {
      case .text(let text): .text(text)
      case .integer(let number): .int(number)
      case .number(let number): Int(exactly: number).map(Value.int) ?? .float(number)
      case .date(let text): .date(CalendarDate(text) ?? .unknown)
      }
    }
  }

  private static func fact(_ fact: ExtractedFact) -> String {
    "\(GroundFact(fact.relation, values(fact))).  % \(fact.rule)"
  }

  private static func object(_ fact: ExtractedFact, _ page: Page) -> String {
    let arguments = values(fact).map(JSONText.value).joined(separator: ", ")
    return "{\"relation\": \(JSONText.quote(fact.relation)), \"arguments\": [\(arguments)], "
      + "\"page\": \(JSONText.quote(page.name)), \"article\": \(fact.article), "
      + "\"from\": \(fact.evidence.range.lowerBound), \"to\": \(fact.evidence.range.upperBound), "
      + "\"evidence\": \(JSONText.quote(fact.evidence.text)), \"rule\": \(JSONText.quote(fact.rule)), "
      + "\"confidence\": \(fact.confidence)}"
  }

  static func importPages(_ words: [String]) throws -> ExitStatus {
    let arguments = try Arguments(words, options: ["--graph": true, "--year": true])
    guard let file = arguments.value("--graph"), !arguments.operands.isEmpty else {
      throw UsageError(message: "'import' needs pages and '--graph FILE'")
    }
    let graph =
      FileManager.default.fileExists(atPath: file)
      ? try KnowledgeGraph(contentsOf: file) : KnowledgeGraph()
    let year = try arguments.number("--year")
    for page in try arguments.operands.flatMap({ try GraphLocation.pages(at: $0) }) {
      let change = try graph.importPage(page, year: year).change
      Console.write(
        "\(page.name): \(change.added) added, \(change.removed) removed, \(change.kept) kept\n")
    }
    try graph.write(to: file)
    return .fine
  }
}
