import Datalog
import Extraction
import GraphStore

/// Tells people of one name apart who hold posts in different districts.
///
/// A name is one person until something contradicts it. Who holds a post in a district, while the pages before know the
/// name from other districts only, is another person, and is named with the district: 何静(柳林区). The plain name stays
/// with whom it had first. A lexicon joins both again: `alias 何静 何静(柳林区)`.
struct Namesakes {
  /// For each name the districts in which it holds posts, and the pages that say so.
  private var districts: [String: [String: Set<String>]] = [:]

  /// Looks through the posts of a graph.
  ///
  /// - Complexity: O(facts of holds, part_of and sort).
  init(in facts: FactStore) {
    var areas = Areas()
    facts.forEachFact(of: "sort") { fact, _ in areas.note("sort", fact.values) }
    facts.forEachFact(of: "part_of") { fact, _ in areas.note("part_of", fact.values) }
    facts.forEachFact(of: "holds") { fact, origins in
      for origin in origins { note(fact.values, page: origin.page, areas) }
    }
  }

  private mutating func note(_ holds: [Value], page: String, _ areas: Areas) {
    guard holds.count == 3, case .text(let who) = holds[0], case .text(let unit) = holds[2] else {
      return
    }
    for district in areas.districts(above: unit) {
      districts[who, default: [:]][district, default: []].insert(page)
    }
  }

  /// A page's facts with namesakes of people on other pages under names of their own.
  mutating func toldApart(_ entries: [FactStore.Entry], of page: String, _ lexicon: Lexicon)
    -> [FactStore.Entry]
  {
    var areas = Areas()
    for entry in entries { areas.note(entry.relation, entry.values) }
    var own: [String: Set<String>] = [:]
    var origins: [String: Provenance] = [:]
    for entry in entries where entry.relation == "holds" && entry.values.count == 3 {
      guard case .text(let who) = entry.values[0], case .text(let unit) = entry.values[2] else {
        continue
      }
      own[who, default: []].formUnion(areas.districts(above: unit))
      origins[who] = origins[who] ?? entry.provenance
    }
    var names: [String: String] = [:]
    for (who, mine) in own {
      guard let district = mine.min(), isContradicted(who, mine, on: page) else { continue }
      let name = "\(who)(\(district))"
      if lexicon.aliases[name] != who { names[who] = name }
    }
    var result = names.isEmpty ? entries : entries.map { renamed($0, names) }
    for (who, name) in names.sorted(by: { $0.key < $1.key }) {
      guard let origin = origins[who] else { continue }
      result.append(FactStore.Entry("alias", [.text(name), .text(who)], origin.namingApart))
    }
    for entry in result where entry.relation == "holds" { note(entry.values, page: page, areas) }
    return result
  }

  /// Whether other pages know the name, and from other districts only.
  private func isContradicted(_ who: String, _ mine: Set<String>, on page: String) -> Bool {
    let known = districts[who, default: [:]].filter { $0.value.contains { $0 != page } }
    return !known.isEmpty && mine.isDisjoint(with: known.keys)
  }

  private func renamed(_ entry: FactStore.Entry, _ names: [String: String]) -> FactStore.Entry {
    var values = entry.values
    for column in FactMapping.nameColumns(of: entry.relation) where column < values.count {
      if case .text(let name) = values[column], let other = names[name] {
        values[column] = .text(other)
      }
    }
    return FactStore.Entry(entry.relation, values, entry.provenance)
  }
}

extension Provenance {
  /// The same words, as the reason for a name that tells somebody apart.
  fileprivate var namingApart: Provenance {
    Provenance(
      page: page, range: range, line: line, text: text, rule: "namesake", confidence: 0.8)
  }
}

/// Which units are districts, and what lies in what.
private struct Areas {
  private var isDistrict: Set<String> = []
  private var wholes: [String: [String]] = [:]

  mutating func note(_ relation: String, _ values: [Value]) {
    guard values.count == 2, case .text(let first) = values[0], case .text(let second) = values[1]
    else { return }
    switch relation {
    case "sort": if second == "district" { isDistrict.insert(first) }
    case "part_of": wholes[first, default: []].append(second)
    default: break
    }
  }

  /// The districts that a unit is or lies in.
  func districts(above unit: String) -> Set<String> {
    var found: Set<String> = []
    var seen: Set<String> = []
    var open = [unit]
    while let next = open.popLast() {
      guard seen.insert(next).inserted else { continue }
      if isDistrict.contains(next) { found.insert(next) }
      open += wholes[next, default: []]
    }
    return found
  }
}
