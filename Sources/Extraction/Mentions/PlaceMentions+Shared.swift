/// Names of places that their suffix alone does not bound: crossings, gates, phases and numbers that share a name.
extension PlaceMentions {
  /// A park's second phase is a place of its own: `产业园二期`.
  func withPhase(_ span: Span) -> Span {
    let end = span.upperBound
    // 干渠花园段
    if end < limit, text[end] == 0x6BB5, scanner.boundaries.startsWord(at: end + 1),
      end + 1 >= limit || scanner.boundaries.stopsName(at: end + 1)
    {
      return span.lowerBound..<end + 1
    }
    // 北环路东段
    if end + 1 < limit, text[end + 1] == 0x6BB5,
      Self.directions.contains(text[end]) || text[end] == 0x4E2D
    {
      return span.lowerBound..<end + 2
    }
    guard end + 1 < limit, Self.phases.contains(text[end]), text[end + 1] == 0x671F else {
      return span
    }
    return span.lowerBound..<end + 2
  }

  /// 一 to 五.
  private static let phases = Set("一二三四五".unicodeScalars.map(\.value))

  /// `107辅道与经南三路交叉口东100米路南`.
  mutating func readCrossing(_ suffix: Span) -> Int? {
    var start = scanner.leftEdge(of: suffix.lowerBound, from: lower, maximum: 16)
    guard suffix.lowerBound - start >= 2 else { return nil }
    if start > lower + 1, text[start - 1] == 0x4E0E || text[start - 1] == 0x548C {
      let first = scanner.leftEdge(of: start - 1, from: lower, maximum: 12)
      if start - 1 - first >= 2 { start = first }
    }
    var end = suffix.upperBound
    if end < limit, Self.directions.contains(text[end]) {
      var probe = end + 1
      // 交口东北1000米处
      if probe < limit, Self.directions.contains(text[probe]) { probe += 1 }
      if let number = ChineseNumber.read(text, at: probe, limit: limit) {
        probe += number.length
        if probe < limit, text[probe] == 0x7C73 {
          end = probe + 1
          if end < limit, text[end] == 0x5904 { end += 1 }
          if end + 1 < limit, text[end] == 0x8DEF, Self.directions.contains(text[end + 1]) {
            end += 2
          }
        }
      }
    }
    // 工业路与名仕路交叉口执勤点
    if let length = PlaceSuffixes.words.match(at: end, in: text, limit: limit), length >= 2 {
      end += length
    }
    add(start..<end, owner: nil)
    if let index = found.indices.last { found[index].sort = "site" }
    return end
  }

  /// 东 南 西 北.
  private static let directions: Set<UInt32> = [0x4E1C, 0x5357, 0x897F, 0x5317]

  /// `远大东门西门及南门`: gates share the name in front of the first.
  mutating func readGate(_ suffix: Span) -> Int? {
    guard suffix.count == 2, text[suffix.upperBound - 1] == 0x95E8, let last = found.last,
      last.name.hasSuffix("门")
    else { return nil }
    let gap = last.span.upperBound..<suffix.lowerBound
    guard
      gap.isEmpty
        || (gap.count <= 2 && scanner.listSeparator(at: gap.lowerBound, limit: limit) == gap.count)
    else {
      return nil
    }
    let stem = last.name.dropLast(2)
    guard !stem.isEmpty else { return nil }
    found.append(
      Mention(
        kind: .place, span: suffix, name: stem + string(suffix), sort: "other", rule: "shared-gate")
    )
    return suffix.upperBound
  }

  /// `伊河路17号、18号、20号院`: the numbers of a list share the road in front and the word behind.
  mutating func readNumbers(_ suffix: Span) -> Int? {
    guard Self.numbered.contains(string(suffix)), suffix.lowerBound > lower else { return nil }
    var numbers: [Span] = []
    var end = suffix.lowerBound
    while numbers.count < 12 {
      var start = end
      while start > lower, Glyph.isDigit(text[start - 1]) { start -= 1 }
      guard start < end else { return nil }
      numbers.insert(start..<end, at: 0)
      // The number with a name in front of it is the first one.
      guard start > lower, NameScanner.separators.match(endingAt: start, in: text, from: lower) == 1
      else { break }
      end = start - 1
      while end > lower, Self.numberWords.contains(text[end - 1]) { end -= 1 }
    }
    guard numbers.count >= 2, let first = numbers.first else { return nil }
    let start = scanner.leftEdge(of: first.lowerBound, from: lower, maximum: 12)
    let road = start..<first.lowerBound
    guard (2...10).contains(road.count), road.allSatisfy({ Glyph.isHan(text[$0]) }) else {
      return nil
    }
    var stem = road.lowerBound
    for unit in units
    where unit.span.upperBound > stem && unit.span.upperBound <= road.upperBound - 2 {
      stem = unit.span.upperBound
    }
    while let last = found.last, last.span.upperBound > stem { found.removeLast() }
    let name = string(stem..<road.upperBound)
    let owner = units.last { $0.span.upperBound == stem }?.name
    for number in numbers {
      let isLast = number.upperBound == suffix.lowerBound
      let lower = number == first ? stem : number.lowerBound
      let upper = isLast ? suffix.upperBound : min(limit, number.upperBound + 1)
      let span = lower..<upper
      found.append(
        Mention(
          kind: .place, span: span, name: name + string(number) + string(suffix), sort: "courtyard",
          owner: owner, rule: "place-name"))
    }
    return suffix.upperBound
  }

  private static let numbered: Set<String> = ["号院", "号楼", "号小区", "号家属院"]
  /// 号, 院, 楼.
  private static let numberWords = Set("号院楼".unicodeScalars.map(\.value))
}
