/// Finds bodies and administrative areas: `二七区环保局`, `区委`, `五里堡街道`, `工商、食药部门`.
///
/// A name ends with a suffix of its kind and starts at a boundary; an area or a level word in front of it says which
/// area's body it is, and without one the page's home does.
struct UnitMentions {
  let scanner: NameScanner
  var found: [Mention] = []
  /// The last subdistrict, town or township that the article named, which 街道 and 办事处 refer to.
  var lastLocalArea: String?
  /// The town or subdistrict that the headline opens with, if one does.
  var articleOwner: String?
  /// The level word that the last body was printed with, where the page does not say which area it means.
  var lastLevel: (end: Int, level: String)?
  var limit = 0
  var lower = 0

  init(scanner: NameScanner) {
    self.scanner = scanner
  }

  var text: Scalars { scanner.text }

  /// Reads one part of an article; parts are read in order.
  mutating func read(_ part: PagePart) {
    lower = part.span.lowerBound
    limit = part.span.upperBound
    var index = lower
    let before = found.count
    while index < limit {
      index = max(index + 1, readName(at: index) ?? 0)
    }
    if part.role == .headline, articleOwner == nil {
      articleOwner =
        found[before...].first {
          ["subdistrict", "town", "township"].contains($0.sort) && $0.span.lowerBound < lower + 2
        }?.name
    }
  }

  /// Reads the name whose last word starts at `index`, and returns where to go on.
  private mutating func readName(at index: Int) -> Int? {
    if let end = readOwn(at: index) { return end }
    if let end = readDepartments(at: index) { return end }
    if let end = readCommittee(at: index) { return end }
    if let end = readZone(at: index) { return end }
    if let end = readArea(at: index) { return end }
    if let length = UnitSuffixes.bodyWords.match(at: index, in: text, limit: limit) {
      return readBody(suffix: index..<index + length)
    }
    if let end = readListedOffice(at: index) ?? readLevelOffice(at: index) { return end }
    if let length = UnitSuffixes.localAreaWords.match(at: index, in: text, limit: limit) {
      return readLocalArea(suffix: index..<index + length)
    }
    if let end = readCentre(at: index) { return end }
    return readBareCity(at: index)
  }

  /// A unit of the user's lexicon.
  private mutating func readOwn(at index: Int) -> Int? {
    guard let own = scanner.lexicon.name(at: index, .unit, in: text, limit: limit) else {
      return nil
    }
    let span = index..<index + own.length
    add(span, own.name.name, sort: own.name.sort, owner: own.name.owner, rule: OwnNames.rule)
    return span.upperBound
  }

  func string(_ span: Span) -> String { scanner.flow.text(span) }

  mutating func add(
    _ span: Span, _ name: String, sort: String, owner: String?, rule: String,
    isReference: Bool = false
  ) {
    let known = owner.flatMap { HomeArea.levels.contains($0) ? nil : $0 }
    var mention = Mention(kind: .unit, span: span, name: name, sort: sort, owner: known, rule: rule)
    mention.isInsideTitle = isFollowedByPost(span.upperBound)
    mention.isReference = isReference
    if mention.isInsideTitle {
      for index in found.indices.suffix(3) where span.contains(found[index].span.lowerBound) {
        found[index].isInsideTitle = true
      }
    }
    // 浙江省衢州市委书记: what stands right in front of a title's unit is in the title.
    if mention.isInsideTitle, let index = found.indices.last,
      found[index].span.upperBound == span.lowerBound
    {
      found[index].isInsideTitle = true
    }
    found.append(mention)
  }

  /// Whether a post or a word in front of one follows, so that the words are part of a title.
  private func isFollowedByPost(_ end: Int) -> Bool {
    var index = end
    var steps = 0
    while steps < 4, let length = PostTitles.modifiers.match(at: index, in: text, limit: limit) {
      if let head = PostTitles.heads.match(at: index, in: text, limit: limit), head >= length {
        break
      }
      index += length
      steps += 1
    }
    if Self.leaders.match(at: end, in: text, limit: limit) != nil, namesLeaders(end) {
      return true
    }
    guard let head = PostTitles.heads.match(at: index, in: text, limit: limit) else {
      // 二七区长苏建设
      return index == end && scanner.flow.at(end) == 0x957F && Glyph.isHan(scanner.flow.at(end + 1))
    }
    let word = string(index..<index + head)
    // 区委领导 says who leads, and is no act of the 区委.
    if PostTitles.vague.contains(word) { return false }
    if word == "成员", string(max(lower, end - 2)..<end) == "党组" { return true }
    return word != "代表" && word != "成员" && word != "专家" && word != "业主"
  }

  private static let leaders = WordList("领导")

  /// `区政府领导王大伟`: a name follows.
  private func namesLeaders(_ end: Int) -> Bool {
    end + 3 < limit && Surnames.single.contains(text[end + 2])
      && Self.organEnds.contains(text[end - 1])
  }

  /// 府, 大, 协, 委: 区政府领导王大伟.
  private static let organEnds = Set("府大协委".unicodeScalars.map(\.value))

  // MARK: Areas

  /// `二七区`, `郑州市`, `全市`.
  private mutating func readArea(at index: Int) -> Int? {
    if let length = scanner.home.names.match(at: index, in: text, limit: limit) {
      let span = index..<index + length
      let printed = string(span)
      // 管城区 is 管城回族区 where the page prints that too.
      let full = Districts.fullForms[printed].flatMap { scanner.home.areas.contains($0) ? $0 : nil }
      let name = full ?? printed
      add(
        span, name, sort: Self.areaSort(name), owner: ownerOfArea(name, at: index),
        rule: "area-name")
      return index + length
    }
    guard text[index] == 0x5168 || text[index] == 0x6211 && startsClause(index), index + 1 < limit,
      let area = scanner.home.area(ofLevel: string(index + 1..<index + 2)),
      boundaryBefore(index)
    else { return nil }
    // 全区安全生产委员会 is read as the body that it is.
    if scanner.flow.at(index + 2) == 0x5B89 { return nil }
    add(
      index..<index + 2, area, sort: Self.areaSort(area), owner: ownerOfArea(area, at: index),
      rule: "whole-area",
      isReference: true)
    return index + 2
  }

  /// `我县召开……`: 我县 is who acts only where it opens a clause.
  private func startsClause(_ index: Int) -> Bool {
    (index <= lower || !Glyph.isWord(text[index - 1]) || Self.dayTimes.contains(text[index - 1]))
      && Self.convenes.match(at: index + 2, in: text, limit: limit) != nil
  }

  /// 午, 日.
  private static let dayTimes = Set("午日".unicodeScalars.map(\.value))
  private static let convenes = MeetingWords.convenes

  /// `市高新区`: a zone with the level of whose it is.
  private mutating func readZone(at index: Int) -> Int? {
    guard let length = Self.zones.match(at: index, in: text, limit: limit), index > lower,
      let area = scanner.home.areaOrLevel(string(index - 1..<index)), text[index - 1] != 0x533A,
      index - 1 == lower || !Glyph.isWord(text[index - 2])
        || scanner.boundaries.stopsName(at: index - 2)
    else { return nil }
    let span = index - 1..<index + length
    add(
      span, area + string(index..<index + length), sort: "district", owner: area, rule: "level-zone"
    )
    return span.upperBound
  }

  private static let zones = WordList("经开区 高新区 经济开发区 经济技术开发区 高新技术产业开发区 开发区 示范区 保税区 度假区 新区")

  private func boundaryBefore(_ index: Int) -> Bool {
    index <= lower || text[index - 1] != 0x5B89
  }

  private func ownerOfArea(_ name: String, at start: Int) -> String? {
    if name == scanner.home.district { return scanner.home.printsCity ? scanner.home.city : nil }
    // 陕西省渭南市
    if let last = found.last, last.span.upperBound == start, last.sort == "other",
      Self.areaSort(last.name) == "other", last.name.hasSuffix("省") || last.name.hasSuffix("区")
    {
      return last.name
    }
    return nil
  }

  /// Whether a name is that of a district, county or city.
  static func isArea(_ name: String) -> Bool {
    ["区", "县", "市", "旗"].contains { name.hasSuffix($0) }
  }

  static func areaSort(_ name: String) -> String {
    if name.hasSuffix("省") || name.hasSuffix("自治区") { return "other" }
    if name.hasSuffix("市") || name.hasSuffix("州") || name.hasSuffix("盟") { return "city" }
    return "district"
  }

  /// `上报中央`: the centre of the party and the state, when nothing runs on to it.
  private mutating func readCentre(at index: Int) -> Int? {
    guard let length = Self.centres.match(at: index, in: text, limit: limit),
      scanner.isCleanStart(index),
      index + length >= limit || !Glyph.isWord(text[index + length])
        || Self.afterCentre.contains(text[index + length]),
      text[index + length] != Glyph.enumerationComma
    else { return nil }
    let span = index..<index + length
    add(span, string(span), sort: "other", owner: nil, rule: "centre")
    return span.upperBound
  }

  /// 对, 和, 的, 将, 与.
  private static let afterCentre = Set("对和将与".unicodeScalars.map(\.value))
  private static let centres = WordList("中央 党中央 国务院")

  /// `徐州、上海、杭州等先进城市`.
  private mutating func readBareCity(at index: Int) -> Int? {
    guard let length = Cities.bareNames.match(at: index, in: text, limit: limit),
      scanner.isCleanStart(index),
      index + length >= limit || scanner.boundaries.stopsName(at: index + length)
        || Self.afterCities.match(at: index + length, in: text, limit: limit) != nil
    else { return nil }
    let span = index..<index + length
    add(span, string(span) + "市", sort: "city", owner: nil, rule: "bare-city")
    return span.upperBound
  }

  private static let afterCities = WordList("招商 等地 三地 两地 四地 多地")

  // MARK: Party committees of areas

  /// `区委`, `二七区委`, `中共二七区委`: 委 after an area or a level word.
  private mutating func readCommittee(at index: Int) -> Int? {
    guard text[index] == 0x59D4, index > lower,
      !Self.notCommittee.contains(scanner.flow.at(index + 1)),
      Self.housing.match(at: index + 1, in: text, limit: limit) == nil,
      UnitSuffixes.bodyWords.match(at: index, in: text, limit: limit) ?? 1 == 1
    else { return nil }
    guard let (start, area, _) = areaOrLevel(endingAt: index) else { return nil }
    removeMentions(overlapping: start..<index)
    add(start..<index + 1, area + "委", sort: "party", owner: area, rule: "area-committee")
    return index + 1
  }

  /// 委员, 委托, 委派, 委会, 委屈, 委婉: what follows 委 in other words.
  private static let notCommittee: Set<UInt32> = [
    0x5458, 0x6258, 0x6D3E, 0x4F1A, 0x5C48, 0x5A49, 0x529E,
  ]

  /// The area that ends at `end`, by name or by level word.
  private func areaOrLevel(endingAt end: Int) -> (start: Int, area: String, isLevel: Bool)? {
    if let length = scanner.home.names.match(endingAt: end, in: text, from: lower) {
      return (end - length, string(end - length..<end), false)
    }
    guard end > lower, let area = scanner.home.areaOrLevel(string(end - 1..<end)),
      scanner.home.area(ofLevel: area) != nil || !HomeArea.levels.contains(area)
        || scanner.isCleanStart(end - 1)
    else { return nil }
    var start = end - 1
    if start > lower, Self.wholeWords.contains(text[start - 1]) { start -= 1 }
    return (start, area, true)
  }

  /// 全, 我.
  static let wholeWords: Set<UInt32> = [0x5168, 0x6211]

  private mutating func removeMentions(overlapping span: Span) {
    while let last = found.last, last.span.upperBound > span.lowerBound,
      last.span.lowerBound >= span.lowerBound
    {
      found.removeLast()
    }
  }

  // MARK: Departments named by function

  /// `工商、食药部门`, `公安、交警、法院、司法等部门`.
  private mutating func readDepartments(at index: Int) -> Int? {
    guard text[index] == 0x90E8, scanner.flow.at(index + 1) == 0x95E8, index + 1 < limit else {
      return nil
    }
    var end = index
    if let length = Self.manyLeads.match(endingAt: end, in: text, from: lower) { end -= length }
    var departments: [Span] = []
    while let length = UnitSuffixes.functions.match(
      endingAt: end, in: text, from: max(lower, end - 10))
    {
      departments.append(end - length..<end)
      end -= length
      guard end > lower else { break }
      let separator = text[end - 1]
      guard separator == Glyph.enumerationComma || separator == 0x548C || separator == 0x53CA else {
        break
      }
      end -= 1
    }
    // 宁海安监、公安、工商等部门: the county's short name may open the list.
    // 有关执法部门: whichever they are.
    if departments.count == 1, let only = departments.first,
      Self.collectives.match(endingAt: only.lowerBound, in: text, from: lower) != nil
    {
      return index + 2
    }
    guard let first = departments.last,
      scanner.isCleanStart(first.lowerBound) || departments.count >= 3
        || PlaceSuffixes.handling.match(endingAt: first.lowerBound, in: text, from: lower) != nil
    else {
      return index + 2
    }
    removeMentions(overlapping: first.lowerBound..<index)
    for (offset, printed) in departments.reversed().enumerated() {
      let isLast = offset == departments.count - 1
      let span =
        offset == 0
        ? scanner.leftEdge(of: printed.lowerBound, from: lower, maximum: 4)..<printed.upperBound
        : printed
      let name = string(printed) + "部门"
      let isDirect = isLast && span.upperBound == index
      let sort = name == "宣传部门" || name == "组织部门" || name == "统战部门" ? "party" : "bureau"
      add(
        isDirect ? span.lowerBound..<index + 2 : span, name, sort: sort, owner: nil,
        rule: "department-by-function")
    }
    return index + 2
  }

  private static let collectives = WordList("有关 相关 各 各级 其他 其它")
  private static let manyLeads = WordList("等 等多 等多个 等相关 等有关 等职能 等各 等多家")
}
