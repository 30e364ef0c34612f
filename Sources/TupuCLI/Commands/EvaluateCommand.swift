import Foundation
import Tupu

/// `tupu evaluate`: compares what pages state with facts that people wrote down.
enum EvaluateCommand {
  private static let errors = Option("--errors", "print each fact that was missed or is wrong")

  static let command = Command(
    name: "evaluate", operands: "GOLD PAGE…",
    summary: "compare the facts of pages with gold facts",
    details: """
      Reads pages, or all .txt pages of a folder, and compares their facts with gold facts: a .tsv file
      in the form of 'tupu extract', or a folder of them. '000.tsv' is the gold of the page '000.txt' or
      '000_….txt'. Prints precision, recall and F1 for each kind of entity and each relation, then for
      entities, stated relations, topical relations and all of these together. With --errors each
      difference comes first, as a line: file, missed or wrong, relation, arguments.
      """,
    options: [errors, .year, .lexicon, .answerFormat],
    examples: [
      "tupu evaluate gold seeds --errors", "tupu evaluate gold/000.tsv seeds/000_d8be.txt",
    ],
    run: run)

  private static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
    let operands = try arguments.someOperands("the gold facts")
    guard operands.count > 1 else { throw UsageError("a page is missing behind the gold facts") }
    let extractor = Extractor(options: try arguments.extractorOptions())
    let pages = try PageList.read(Array(operands.dropFirst()))
    var score = GoldScore()
    for gold in try GoldFile.files(at: operands[0]) {
      let page = gold.page(among: pages)
      if page == nil { console.say("tupu: there is no page for '\(gold.name)'") }
      let found = page.map { GoldFormat.lines(of: extractor.extract($0)) } ?? ""
      score.add(gold: gold.text, found: found, page: gold.name)
    }
    if arguments.has(errors) {
      for difference in score.differences { console.write(line(difference)) }
    }
    if let name = arguments.value(.answerFormat) {
      AnswerFormats.named(name).write(answer(score), to: console)
    } else {
      for line in lines(score) { console.write(line + "\n") }
    }
    return .fine
  }

  private static func line(_ difference: GoldScore.Difference) -> String {
    let kind = difference.isMissed ? "missed" : "wrong"
    return
      "\(difference.page)\t\(kind)\t\(difference.group)\t"
      + difference.arguments.joined(separator: " | ") + "\n"
  }

  // MARK: The table

  private static let columns = ["precision", "recall", "F1", "gold", "found"]

  private static func lines(_ score: GoldScore) -> [String] {
    let head =
      left("", 20)
      + columns.map { right($0, $0 == "gold" || $0 == "found" ? 8 : 10) }
      .joined()
    return [head]
      + score.lines.map { name, count in
        let shares = [count.precision, count.recall, count.f1].map {
          right(String(format: "%.3f", rounded($0)), 10)
        }
        return left(name, 20) + shares.joined() + right("\(count.wanted)", 8)
          + right("\(count.found)", 8)
      }
  }

  private static func answer(_ score: GoldScore) -> Answer {
    Answer(
      columns: [.init("group", .text)] + columns.prefix(3).map { .init($0, .float) }
        + columns.suffix(2).map { .init($0, .int) },
      rows: score.lines.map { name, count in
        [.text(name)]
          + [count.precision, count.recall, count.f1].map { .float(rounded($0)) }
          + [.int(count.wanted), .int(count.found)]
      })
  }

  /// Four digits are more than pages of some hundred facts can tell apart.
  private static func rounded(_ share: Double) -> Double { (share * 10_000).rounded() / 10_000 }

  private static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
