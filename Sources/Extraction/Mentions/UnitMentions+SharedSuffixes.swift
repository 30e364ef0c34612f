/// Lists whose members share the word behind the last: `一马路、德化街等街道办事处`, `管城区、二七区执法局`.
extension UnitMentions {
  /// Reads the members in front of `等街道`, which the word for all of them names in full.
  mutating func readShared(suffix: Span) -> Bool {
    // 等乡镇 does not say which of them is a 乡.
    guard let sort = UnitSuffixes.sortOf[string(suffix)], Self.shared.contains(sort),
      !Self.mixed.contains(scanner.flow.at(suffix.upperBound)),
      var end = Self.collecting.match(endingAt: suffix.lowerBound, in: text, from: lower).map({
        suffix.lowerBound - $0
      })
    else { return false }
    var members: [Span] = []
    while members.count < 12 {
      var start = end
      while start > lower, end - start < 6, Glyph.isHan(text[start - 1]),
        !scanner.boundaries.stopsName(at: start - 1)
      {
        start -= 1
      }
      guard (2...5).contains(end - start) else { break }
      members.insert(start..<end, at: 0)
      guard let separator = NameScanner.separators.match(endingAt: start, in: text, from: lower)
      else { break }
      end = start - separator
    }
    guard members.count >= 2, let first = members.first, scanner.isCleanStart(first.lowerBound)
    else { return false }
    let word = sort == "subdistrict" ? "街道" : string(suffix)
    let isLocal = sort != "community" && sort != "village"
    for member in members {
      let printed = string(member)
      if UnitSuffixes.commonWords.contains(printed) || UnitSuffixes.genericStems.contains(printed) {
        continue
      }
      let name = printed.hasSuffix(word) ? printed : printed + word
      add(
        member, name, sort: sort, owner: isLocal ? scanner.home.district : lastLocalArea,
        rule: "local-area")
    }
    return true
  }

  private static let shared: Set<String> = [
    "subdistrict", "town", "township", "community", "village",
  ]
  /// 镇, 乡, 村.
  private static let mixed = Set("镇乡村".unicodeScalars.map(\.value))
  private static let collecting = WordList(
    "等 等多个 等几个 等各 等两个 等三个 等四个 等五个 等六个 等七个 等八个 等3个 等4个 等5个 等6个 等7个 等8个 等地 等10个")

  /// `管城区、二七区执法局`: the districts in front of the last have a body of that name too.
  mutating func addShared(body rest: Span, of owner: Mention, sort: String) {
    guard sort == "bureau", owner.sort == "district" else { return }
    var start = owner.span.lowerBound
    for index in found.indices.reversed() {
      let area = found[index]
      guard area.span.upperBound < start else { continue }
      guard area.rule == "area-name", area.sort == "district",
        scanner.listSeparator(at: area.span.upperBound, limit: limit)
          == start - area.span.upperBound
      else { break }
      found[index] = Mention(
        kind: .unit, span: area.span, name: area.name + string(rest), sort: sort, owner: area.name,
        rule: "body-name")
      start = area.span.lowerBound
    }
  }
}
