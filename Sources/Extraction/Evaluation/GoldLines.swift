import Foundation

/// The facts of a page's lines, in the form in which they are compared.
struct GoldLines {
  /// The facts by group: those that must be found.
  private(set) var required: [String: Set<[String]>] = [:]
  /// Those that only the page as a whole implies.
  private(set) var optional: [String: Set<[String]>] = [:]

  private struct Line {
    var article: String
    var relation: String
    var arguments: [String]
  }

  /// Reads `article<TAB>relation<TAB>argument | argument<TAB>evidence`; other lines and comments are passed over.
  init(lines text: String) {
    let lines = text.split(separator: "\n").compactMap(Self.line)
    var headlines: [String: String] = [:]
    for line in lines where line.relation == "headline" {
      headlines[line.article] = Self.key(line.arguments[0])
    }
    for line in lines {
      let article = headlines[line.article] ?? "article " + line.article
      guard let (group, fact) = Self.fact(line, article: article) else { continue }
      if line.article == "0" {
        optional[group, default: []].insert(fact)
      } else {
        required[group, default: []].insert(fact)
      }
    }
  }

  private static func line(_ text: Substring) -> Line? {
    let fields = text.split(separator: "\t", omittingEmptySubsequences: false)
    guard fields.count >= 3, !text.hasPrefix("#") else { return nil }
    return Line(
      article: String(fields[0]), relation: String(fields[1]),
      arguments: fields[2].components(separatedBy: " | ").map {
        $0.trimmingCharacters(in: .whitespacesAndNewlines)
      })
  }

  private static func fact(_ line: Line, article: String) -> (group: String, fact: [String])? {
    let arguments = line.arguments
    switch line.relation {
    case "headline": return (line.relation, [start(of: key(arguments[0]), 12)])
    case "entity":
      return arguments.count < 2 ? nil : ("entity " + arguments[0], [key(arguments[1])])
    case "sort", "alias": return (line.relation, arguments.prefix(2).map(key))
    default: break
    }
    guard GoldScore.stated.contains(line.relation) || GoldScore.topical.contains(line.relation)
    else { return nil }
    var fact = arguments.map { $0 == "article" ? article : key($0) }
    guard let first = fact.first, let last = fact.last else { return nil }
    switch line.relation {
    case "reported": fact = [first, article, last]
    case "said": fact = [first, start(of: last, 8)]
    // Subjects and words differ with taste; the number of what is counted does not.
    case "figure" where fact.count == 4: fact = [fact[2], fact[3], fact[1]]
    default: break
    }
    return (line.relation, fact)
  }

  private static func start(of text: String, _ count: Int) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(count)))
  }

  private static let marks: Set<Unicode.Scalar> = [
    "“", "”", "‘", "’", "\"", "'", "「", "」", "『", "』", "《", "》", "〈", "〉",
  ]

  /// A name without spaces and quotation marks, in compatibility form; `~` marks numbers as approximate only.
  static func key(_ name: String) -> String {
    let plain = name.precomposedStringWithCompatibilityMapping.unicodeScalars.filter {
      !$0.properties.isWhitespace && !marks.contains($0)
    }
    return String(String(String.UnicodeScalarView(plain)).lowercased().drop { $0 == "~" })
  }
}
