import Extraction
import Foundation

/// Compares extracted facts with gold facts as sets over a page, relation by relation.
struct GoldScorer {
  /// True positives, facts found and facts wanted of one group.
  struct Count {
    var right = 0
    var found = 0
    var wanted = 0

    static func + (left: Count, right: Count) -> Count {
      Count(
        right: left.right + right.right, found: left.found + right.found,
        wanted: left.wanted + right.wanted)
    }

    var f1: Double {
      guard found > 0, wanted > 0, right > 0 else { return 0 }
      let precision = Double(right) / Double(found)
      let recall = Double(right) / Double(wanted)
      return 2 * precision * recall / (precision + recall)
    }
  }

  static let stated: Set<String> = [
    "holds", "part_of", "located_in", "visited", "accompanied", "meeting_of", "held_on", "held_at",
    "chaired", "spoke_at", "attended", "headcount", "awarded", "issued", "reported", "figure",
    "said",
  ]
  static let topical: Set<String> = ["conducts", "concerns", "site_of"]

  private(set) var counts: [String: Count] = [:]

  /// Adds a page: its gold lines and its extracted lines.
  mutating func add(gold: String, found: String) {
    let (wanted, optional) = facts(of: gold)
    let (given, _) = facts(of: found)
    for group in Set(wanted.keys).union(given.keys) where group != "alias" {
      let right = wanted[group, default: []]
      var mine = given[group, default: []].subtracting(
        optional[group, default: []].subtracting(right))
      if group == "sort" {
        let names = Set(right.compactMap(\.first))
        mine = mine.filter { names.contains($0.first ?? "") }
      }
      counts[group, default: Count()] =
        counts[group, default: Count()]
        + Count(right: right.intersection(mine).count, found: mine.count, wanted: right.count)
    }
  }

  /// The counts of all groups that `includes` names, together.
  func total(_ includes: (String) -> Bool) -> Count {
    counts.filter { includes($0.key) }.values.reduce(Count(), +)
  }

  var entities: Count { total { $0.hasPrefix("entity ") } }
  var statedFacts: Count { total(Self.stated.contains) }
  var topicalFacts: Count { total(Self.topical.contains) }

  private typealias Groups = [String: Set<[String]>]

  private func facts(of lines: String) -> (required: Groups, optional: Groups) {
    var rows: [(article: String, relation: String, arguments: [String])] = []
    for line in lines.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count >= 3 else { continue }
      let arguments = fields[2].components(separatedBy: " | ").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      rows.append((fields[0], fields[1], arguments))
    }
    var headlines: [String: String] = [:]
    for row in rows where row.relation == "headline" {
      headlines[row.article] = key(row.arguments[0])
    }
    var required: Groups = [:]
    var optional: Groups = [:]
    for row in rows {
      let article = headlines[row.article] ?? "article " + row.article
      guard let (group, tuple) = tuple(of: row.relation, row.arguments, article: article) else {
        continue
      }
      if row.article == "0" {
        optional[group, default: []].insert(tuple)
      } else {
        required[group, default: []].insert(tuple)
      }
    }
    return (required, optional)
  }

  private func tuple(
    of relation: String, _ arguments: [String], article: String
  ) -> (String, [String])? {
    switch relation {
    case "headline": return (relation, [String(key(arguments[0]).prefix(12))])
    case "entity":
      return arguments.count < 2 ? nil : ("entity " + arguments[0], [key(arguments[1])])
    case "sort", "alias": return (relation, arguments.prefix(2).map(key))
    default: break
    }
    guard Self.stated.contains(relation) || Self.topical.contains(relation) else { return nil }
    var tuple = arguments.map { $0 == "article" ? article : key($0) }
    guard let first = tuple.first, let last = tuple.last else { return nil }
    if relation == "reported" { tuple = [first, article, last] }
    if relation == "said" { tuple = [first, String(last.prefix(8))] }
    if relation == "figure", tuple.count == 4 { tuple = [tuple[2], tuple[3], tuple[1]] }
    return (relation, tuple)
  }

  /// A name without spaces and quotation marks, in compatibility form.
  private func key(_ name: String) -> String {
    let marks: Set<Character> = [
      "“", "”", "‘", "’", "\"", "'", "「", "」", "『", "』", "《", "》", "〈", "〉",
    ]
    var text = name.precomposedStringWithCompatibilityMapping.lowercased()
    text.removeAll { $0.isWhitespace || marks.contains($0) }
    while text.hasPrefix("~") { text.removeFirst() }
    return text
  }
}
