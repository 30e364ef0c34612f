/// Facts as lines of text, in the form of the project's gold data.
///
/// A line is `article<TAB>relation<TAB>argument | argument<TAB>evidence`. Approximate numbers are written `~260`, an
/// unknown date `?`, and the line's own article `article`.
public struct GoldFormat {
  /// The lines of a page, each with a line break behind it.
  public static func lines(of extraction: PageExtraction) -> String {
    var text = ""
    let names = Dictionary(
      extraction.articles.map { ($0.number, $0.id) }, uniquingKeysWith: { first, _ in first })
    for fact in extraction.facts {
      guard let arguments = arguments(of: fact, article: names[fact.article] ?? "") else {
        continue
      }
      text +=
        "\(fact.article)\t\(fact.relation)\t\(arguments.joined(separator: " | "))\t\(line(fact.evidence.text))\n"
    }
    return text
  }

  /// Relations of the graph that the gold data does not list.
  private static let unlisted: Set<String> = [
    "in_page", "mentions", "visit", "visit_article", "visit_leader", "visit_companion",
    "visit_place", "visit_stop", "visit_verb", "visit_date", "statement", "statement_article",
    "statement_speaker", "statement_verb", "statement_text", "sentence", "unread",
  ]

  private static func arguments(of fact: ExtractedFact, article: String) -> [String]? {
    if unlisted.contains(fact.relation) { return nil }
    var arguments = fact.arguments.map { word($0, article: article) }
    switch fact.relation {
    case "entity":
      guard arguments.count == 2, arguments[1] != EntityKind.article.rawValue else { return nil }
      arguments.swapAt(0, 1)
    case "headline":
      arguments.removeFirst(min(1, arguments.count))
    case "headcount", "figure":
      guard let precision = arguments.popLast() else { return nil }
      let index = fact.relation == "figure" ? 2 : 1
      if precision == "about", arguments.indices.contains(index) {
        arguments[index] = "~" + arguments[index]
      }
    default: break
    }
    return arguments
  }

  private static func word(_ argument: FactArgument, article: String) -> String {
    switch argument {
    case .text(let text): return text == article ? "article" : line(text)
    case .integer(let number): return String(number)
    case .number(let number): return String(number)
    case .date(let date): return date == "XXXX-XX-XX" ? "?" : date
    }
  }

  /// Text on one line: line breaks and tabs of the page are dropped.
  private static func line(_ text: String) -> String {
    // Most texts hold nothing to change, and looking at their bytes costs least.
    guard text.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 || $0 == 0x7C }) else {
      return text
    }
    return plain(text)
  }

  private static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { $0 != "\n" && $0 != "\r" && $0 != "\t" })
    )
    .replacing(" | ", with: " / ")
  }
}
