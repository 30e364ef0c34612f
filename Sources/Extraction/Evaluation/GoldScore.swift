/// How well extracted facts agree with facts that people wrote down: precision, recall and F1, group by group.
///
/// ```swift
/// var score = GoldScore()
/// score.add(gold: goldLines, found: GoldFormat.lines(of: extraction), page: "page")
/// print(score.statedFacts.f1)
/// ```
///
/// Facts are compared as sets over a page; an article is told by its headline and not by its number. Names are compared
/// in compatibility form, without spaces and quotation marks. Gold facts of article 0 are optional: right when found,
/// and not missed when not. Aliases are not judged, and sorts only of names that the gold has.
public struct GoldScore: Sendable {
  /// The facts of a group.
  public struct Count: Hashable, Sendable {
    /// Facts found that the gold has.
    public var right = 0
    /// Facts found.
    public var found = 0
    /// Facts of the gold.
    public var wanted = 0

    /// The share of what was found that is right; 0 where nothing was found.
    public var precision: Double { found == 0 ? 0 : Double(right) / Double(found) }
    /// The share of the gold that was found; 0 where the gold has nothing.
    public var recall: Double { wanted == 0 ? 0 : Double(right) / Double(wanted) }
    /// The harmonic mean of both.
    public var f1: Double {
      right == 0 ? 0 : 2 * precision * recall / (precision + recall)
    }

    static func + (left: Count, right: Count) -> Count {
      Count(
        right: left.right + right.right, found: left.found + right.found,
        wanted: left.wanted + right.wanted)
    }
  }

  /// A fact of the gold that was not found, or the other way round.
  public struct Difference: Hashable, Sendable {
    /// The page's name, as the caller gave it.
    public let page: String
    /// Whether the gold has it; otherwise it was found.
    public let isMissed: Bool
    /// The relation, or `entity` with the kind.
    public let group: String
    /// The arguments in the form in which they are compared.
    public let arguments: [String]
  }

  /// Relations that sentences state.
  public static let stated: Set<String> = [
    "holds", "part_of", "located_in", "visited", "accompanied", "meeting_of", "held_on", "held_at",
    "chaired", "spoke_at", "attended", "headcount", "awarded", "issued", "reported", "figure",
    "said",
  ]
  /// Relations that say what something is about.
  public static let topical: Set<String> = ["conducts", "concerns", "site_of"]

  /// The counts by group: a relation, or `entity` with the kind.
  public private(set) var counts: [String: Count] = [:]
  /// What differs, page by page, group by group, what was missed first.
  public private(set) var differences: [Difference] = []

  /// Creates a score of no pages.
  public init() {}

  /// Adds a page.
  ///
  /// - Parameters:
  ///   - gold: The gold's lines.
  ///   - found: The extracted lines, in the same form.
  ///   - page: What ``differences`` call the page.
  public mutating func add(gold: String, found: String, page: String = "page") {
    let wanted = GoldLines(lines: gold)
    let given = GoldLines(lines: found)
    for group in Set(wanted.required.keys).union(given.required.keys).sorted()
    where group != "alias" {
      let right = wanted.required[group, default: []]
      let optional = wanted.optional[group, default: []].subtracting(right)
      var mine = given.required[group, default: []].subtracting(optional)
      if group == "sort" {
        let names = Set(right.compactMap(\.first))
        mine = mine.filter { names.contains($0.first ?? "") }
      }
      counts[group, default: Count()] =
        counts[group, default: Count()]
        + Count(right: right.intersection(mine).count, found: mine.count, wanted: right.count)
      note(right.subtracting(mine), isMissed: true, group, page)
      note(mine.subtracting(right), isMissed: false, group, page)
    }
  }

  private mutating func note(
    _ facts: Set<[String]>, isMissed: Bool, _ group: String, _ page: String
  ) {
    for arguments in facts.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      differences.append(
        Difference(page: page, isMissed: isMissed, group: group, arguments: arguments))
    }
  }

  // MARK: Totals

  /// Entities of all kinds.
  public var entities: Count { total { $0.hasPrefix("entity ") } }
  /// The relations that sentences state.
  public var statedFacts: Count { total(Self.stated.contains) }
  /// The relations that say what something is about.
  public var topicalFacts: Count { total(Self.topical.contains) }
  /// Entities and facts together; headlines and sorts are not among them.
  public var all: Count { entities + statedFacts + topicalFacts }

  /// The groups in the order of their names, then the totals.
  public var lines: [(name: String, count: Count)] {
    counts.sorted { $0.key < $1.key }.map { (name: $0.key, count: $0.value) } + [
      ("ENTITIES", entities), ("STATED", statedFacts), ("TOPICAL", topicalFacts), ("ALL", all),
    ]
  }

  private func total(_ includes: (String) -> Bool) -> Count {
    counts.filter { includes($0.key) }.values.reduce(Count(), +)
  }
}
