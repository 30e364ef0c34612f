/// Finds bodies and administrative areas: `二七区环保局`, `区委`, `五里堡街道`, `工商、食药部门`.
///
/// A name ends with a suffix of its kind and starts at a boundary; an area or a level word in front of it says which
/// area's body it is, and without one the page's home does.
struct UnitMentions {
  let scanner: NameScanner
  var found: [Mention] = []
  /// The last subdistrict, town or township that the article named, which 街道 and 办事处 refer to.
  private var lastLocalArea: String?
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
    guard let head = PostTitles.heads.match(at: index, in: text, limit: limit) else {
      // 二七区长苏建设
      return index == end && scanner.flow.at(end) == 0x957F && Glyph.isHan(scanner.flow.at(end + 1))
    }
    let word = string(index..<index + head)
    // 区委领导 says who leads, and is no act of the 区委.
    if word == "领导" { return index == end && text[end - 1] == 0x59D4 }
    if PostTitles.vague.contains(word) { return false }
    if word == "成员", string(max(lower, end - 2)..<end) == "党组" { return true }
    return word != "代表" && word != "成员" && word != "专家" && word != "业主"
  }

  // MARK: Areas

  /// `二七区`, `郑州市`, `全市`.
  private mutating func readArea(at index: Int) -> Int? {
    if let length = scanner.home.names.match(at: index, in: text, limit: limit) {
      let span = index..<index + length
      let name = string(span)
      if !isInsideLongerArea(span) {
        add(
          span, name, sort: Self.areaSort(name), owner: ownerOfArea(name, at: index),
          rule: "area-name")
      }
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

  /// 长江路街道 is no 长江路: an area's name followed by a longer area suffix is part of it.
  private func isInsideLongerArea(_ span: Span) -> Bool { false }

  private func ownerOfArea(_ name: String, at start: Int) -> String? {
    if name == scanner.home.district { return scanner.home.city }
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
    guard let first = departments.last,
      scanner.isCleanStart(first.lowerBound) || departments.count >= 3
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

  private static let manyLeads = WordList("等 等多 等多个 等相关 等有关 等职能 等各 等多家")

  // MARK: Local areas

  /// `五里堡街道办事处`, `侯寨乡`, `亚新社区`.
  private mutating func readLocalArea(suffix: Span) -> Int? {
    let suffixText = string(suffix)
    let sort = UnitSuffixes.sortOf[suffixText] ?? "other"
    var start = startAcrossParticle(
      scanner.leftEdge(of: suffix.lowerBound, from: lower, maximum: 12), suffix)
    var owner: String?
    if let last = found.last, last.span.upperBound > start,
      last.span.upperBound <= suffix.lowerBound,
      last.span.lowerBound >= start - 1
    {
      start = last.span.upperBound
      owner = last.isReference ? nil : last.name
    }
    // 考察团来龙泉街道
    for index in start..<min(start + 2, suffix.lowerBound - 2)
    where text[index] == 0x6765 && index > lower && Self.visitors.contains(text[index - 1]) {
      start = index + 1
      break
    }
    // 示范镇关山镇
    if let length = Self.models.match(at: start, in: text, limit: suffix.lowerBound),
      suffix.lowerBound - start - length >= 2
    {
      start += length
    }
    // 驻柳荫村工作队
    if text[start] == 0x9A7B, suffix.lowerBound - start >= 3 { start += 1 }
    let stem = start..<suffix.lowerBound
    guard isProperStem(stem, suffix: suffix, sort: sort) else {
      return readReference(suffix, suffixText)
    }
    let full = string(start..<suffix.upperBound)
    guard !UnitSuffixes.commonWords.contains(full), !continuesWord(after: suffix, sort: sort),
      !isCommon(suffix)
    else {
      return nil
    }
    let stemText = string(stem)
    let name = suffixText == "街道办事处" || suffixText == "街道办" ? stemText + "街道" : full
    // 西合营镇南大坪村、古守营村: the members of a list lie in the same town.
    if owner == nil, sort == "village" || sort == "community", let last = found.last,
      last.sort == sort, last.owner != nil, isListed(last, before: start)
    {
      owner = last.owner
    }
    let isLocal = ["subdistrict", "town", "township"].contains(sort)
    let inferred = isLocal ? scanner.home.district : sort == "community" ? lastLocalArea : nil
    if let owner, let index = found.indices.last, found[index].name == owner,
      owner == scanner.home.district
    {
      found[index].isInsideTitle = false
    }
    add(start..<suffix.upperBound, name, sort: sort, owner: owner ?? inferred, rule: "local-area")
    if isLocal { lastLocalArea = name }
    return suffix.upperBound
  }

  /// `、满都拉图镇`: a particle behind the first character of a list's member is part of the name.
  private func startAcrossParticle(_ start: Int, _ suffix: Span) -> Int {
    guard start - 2 >= lower, Self.particles.contains(text[start - 1]),
      start == suffix.lowerBound || suffix.lowerBound - start <= 3,
      Glyph.isHan(text[start - 2]), !scanner.boundaries.stopsName(at: start - 2),
      start - 2 == lower || !Glyph.isWord(text[start - 3])
        || scanner.boundaries.stopsName(at: start - 3)
    else { return start }
    return start - 2
  }

  /// 都, 为, 于, 向, 并, 也, 就.
  private static let particles = Set("都为于向并也就".unicodeScalars.map(\.value))

  /// 村容村貌, 治理农村: the suffix is in the middle of a word, or its end.
  private func isCommon(_ suffix: Span) -> Bool {
    guard suffix.count == 1, suffix.lowerBound > lower else { return false }
    if !scanner.boundaries.startsWord(at: suffix.lowerBound) { return true }
    return Self.commonEnds.contains(string(suffix.lowerBound - 1..<suffix.upperBound))
  }

  private static let commonEnds: Set<String> = [
    "农村", "乡村", "进村", "驻村", "乡镇", "包村", "下村", "强村", "到村", "小镇", "古镇",
  ]

  private func isProperStem(_ stem: Span, suffix: Span, sort: String) -> Bool {
    let isLong = Self.longNames.match(endingAt: suffix.upperBound, in: text, from: lower) != nil
    let longest =
      isLong ? 12 : sort == "town" || sort == "township" || sort == "village" ? 5 : 8
    guard stem.count >= 2 || (stem.count == 1 && sort == "town"), stem.count <= longest else {
      return false
    }
    let word = string(stem)
    if UnitSuffixes.genericStems.contains(word) || UnitSuffixes.commonWords.contains(word) {
      return false
    }
    if stem.contains(where: { !Glyph.isHan(text[$0]) && !Glyph.isDigit(text[$0]) }) { return false }
    if word == "副" { return false }
    // 城区四街道
    if Self.quarters.match(at: stem.lowerBound, in: text, limit: stem.upperBound) != nil {
      return false
    }
    // 宿州驻杭州办事处 is no subdistrict.
    if stem.dropFirst().contains(where: { text[$0] == 0x9A7B }) { return false }
    // 2月份村级考评
    if CalendarDate.read(text, at: stem.lowerBound, limit: suffix.lowerBound) != nil {
      return false
    }
    if let length = UnitSuffixes.genericStems.match(
      at: stem.lowerBound, in: text, limit: stem.upperBound),
      length >= 2, length == stem.count || sort == "village" || sort == "community"
    {
      return false
    }
    return true
  }

  /// 团, 组, 队, 行.
  private static let visitors = Set("团组队行".unicodeScalars.map(\.value))
  private static let models = WordList(
    "示范镇 重点镇 重点示范镇 中心镇 特色镇 试点镇 建制镇 示范村 贫困村 重点村 试点村 明星村 先进村 示范社区 示范乡 联系村 帮扶村 包联村 对口帮扶村")
  private static let quarters = WordList("县城区 县城 城区 市区 主城区 辖区 中心城区 全市 全区 全县")

  private static let longNames = WordList("民族乡 族乡 苏木 嘎查")

  /// 镇 and 村 are also the beginnings of other words: 村民, 乡村, 镇办.
  private func continuesWord(after suffix: Span, sort: String) -> Bool {
    let next = scanner.flow.at(suffix.upperBound)
    switch sort {
    case "village":
      return next == 0x6751 || next == 0x5E84 || next == 0x5BB9 || next == 0x53E3 || next == 0x5B98
    case "township": return next == 0x6751 || next == 0x9547
    case "town": return next == 0x5316 || next == 0x533A || next == 0x8857
    default: return false
    }
  }

  /// 街道 or 办事处 alone: the one that was named last.
  private mutating func readReference(_ suffix: Span, _ word: String) -> Int? {
    guard word == "街道" || word == "办事处" || word == "街道办事处" || word == "街道办",
      scanner.boundaries.stopsName(at: suffix.lowerBound - 1) || suffix.lowerBound == lower,
      !Self.collectives.contains(scanner.flow.at(suffix.lowerBound - 1)),
      !Self.collectiveFollowers.contains(scanner.flow.at(suffix.upperBound))
    else { return suffix.upperBound }
    guard let area = lastLocalArea, area.hasSuffix("街道") == word.hasPrefix("街道") else {
      return suffix.upperBound
    }
    add(
      suffix, area, sort: "subdistrict", owner: nil, rule: "local-area-reference", isReference: true
    )
    return suffix.upperBound
  }

  /// 各, 关, 、: what stands before a word for all subdistricts.
  private static let collectives: Set<UInt32> = [0x5404, 0x5173]
  /// 垃, 路: what shows that 街道 is only a street.
  private static let collectiveFollowers: Set<UInt32> = [0x5783, 0x8DEF, 0x4E24]
}
