/// Finds bodies and administrative areas: `二七区环保局`, `区委`, `五里堡街道`, `工商、食药部门`.
///
/// A name ends with a suffix of its kind and starts at a boundary; an area or a level word in front of it says which
/// area's body it is, and without one the page's home does.
struct UnitMentions {
  let scanner: NameScanner
  private(set) var found: [Mention] = []
  /// The last subdistrict, town or township that the article named, which 街道 and 办事处 refer to.
  private var lastLocalArea: String?
  /// The town or subdistrict that the headline opens with, if one does.
  private var articleOwner: String?
  private var limit = 0
  private var lower = 0

  init(scanner: NameScanner) {
    self.scanner = scanner
  }

  private var text: Scalars { scanner.text }

  /// Reads one part of an article; parts are read in order.
  mutating func read(_ part: PagePart) {
    lower = part.span.lowerBound
    limit = part.span.upperBound
    var index = lower
    let before = found.count
    while index < limit {
      index = readName(at: index) ?? index + 1
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
    if let end = readDepartments(at: index) { return end }
    if let end = readCommittee(at: index) { return end }
    if let end = readArea(at: index) { return end }
    if let length = UnitSuffixes.bodyWords.match(at: index, in: text, limit: limit) {
      return readBody(suffix: index..<index + length)
    }
    if let length = UnitSuffixes.localAreaWords.match(at: index, in: text, limit: limit) {
      return readLocalArea(suffix: index..<index + length)
    }
    return readBareCity(at: index)
  }

  private func string(_ span: Span) -> String { scanner.flow.text(span) }

  private mutating func add(
    _ span: Span, _ name: String, sort: String, owner: String?, rule: String,
    isReference: Bool = false
  ) {
    var mention = Mention(kind: .unit, span: span, name: name, sort: sort, owner: owner, rule: rule)
    mention.isInsideTitle = isFollowedByPost(span.upperBound)
    mention.isReference = isReference
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
    return word != "代表" && word != "成员" && word != "专家" && word != "负责人" && word != "主要负责人"
      && word != "业主"
  }

  // MARK: Areas

  /// `二七区`, `郑州市`, `全市`.
  private mutating func readArea(at index: Int) -> Int? {
    if let length = scanner.home.names.match(at: index, in: text, limit: limit) {
      let span = index..<index + length
      let name = string(span)
      if !isInsideLongerArea(span) {
        add(span, name, sort: Self.areaSort(name), owner: ownerOfArea(name), rule: "area-name")
      }
      return index + length
    }
    guard text[index] == 0x5168, index + 1 < limit,
      let area = scanner.home.area(ofLevel: string(index + 1..<index + 2)),
      boundaryBefore(index)
    else { return nil }
    // 全区安全生产委员会 is read as the body that it is.
    if scanner.flow.at(index + 2) == 0x5B89 { return nil }
    add(
      index..<index + 2, area, sort: Self.areaSort(area), owner: ownerOfArea(area),
      rule: "whole-area",
      isReference: true)
    return index + 2
  }

  private func boundaryBefore(_ index: Int) -> Bool {
    index <= lower || text[index - 1] != 0x5B89
  }

  /// 长江路街道 is no 长江路: an area's name followed by a longer area suffix is part of it.
  private func isInsideLongerArea(_ span: Span) -> Bool { false }

  private func ownerOfArea(_ name: String) -> String? {
    if name == scanner.home.district { return scanner.home.city }
    return nil
  }

  static func areaSort(_ name: String) -> String {
    if name.hasSuffix("省") || name.hasSuffix("自治区") { return "other" }
    if name.hasSuffix("市") || name.hasSuffix("州") || name.hasSuffix("盟") { return "city" }
    return "district"
  }

  /// `徐州、上海、杭州等先进城市`.
  private mutating func readBareCity(at index: Int) -> Int? {
    guard let length = Cities.bareNames.match(at: index, in: text, limit: limit),
      scanner.isCleanStart(index),
      index + length >= limit || scanner.boundaries.stopsName(at: index + length)
    else { return nil }
    let span = index..<index + length
    add(span, string(span) + "市", sort: "city", owner: nil, rule: "bare-city")
    return span.upperBound
  }

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
    guard end > lower, let area = scanner.home.area(ofLevel: string(end - 1..<end)) else {
      return nil
    }
    var start = end - 1
    if start > lower, Self.wholeWords.contains(text[start - 1]) { start -= 1 }
    return (start, area, true)
  }

  /// 全, 我.
  private static let wholeWords: Set<UInt32> = [0x5168, 0x6211]

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
    if end > lower, text[end - 1] == 0x7B49 { end -= 1 }
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
    guard let first = departments.last, scanner.isCleanStart(first.lowerBound) else {
      return index + 2
    }
    removeMentions(overlapping: first.lowerBound..<index)
    for (offset, span) in departments.reversed().enumerated() {
      let isLast = offset == departments.count - 1
      let name = string(span) + "部门"
      let isDirect = isLast && span.upperBound == index
      let sort = name == "宣传部门" || name == "组织部门" || name == "统战部门" ? "party" : "bureau"
      add(
        isDirect ? span.lowerBound..<index + 2 : span, name, sort: sort, owner: nil,
        rule: "department-by-function")
    }
    return index + 2
  }

  // MARK: Local areas

  /// `五里堡街道办事处`, `侯寨乡`, `亚新社区`.
  private mutating func readLocalArea(suffix: Span) -> Int? {
    let suffixText = string(suffix)
    let sort = UnitSuffixes.sortOf[suffixText] ?? "other"
    var start = scanner.leftEdge(of: suffix.lowerBound, from: lower, maximum: 12)
    var owner: String?
    if let last = found.last, last.span.upperBound > start,
      last.span.upperBound <= suffix.lowerBound,
      last.span.lowerBound >= start - 1
    {
      start = last.span.upperBound
      owner = last.isReference ? nil : last.name
    }
    let stem = start..<suffix.lowerBound
    guard isProperStem(stem, suffix: suffixText, sort: sort) else {
      return readReference(suffix, suffixText)
    }
    let full = string(start..<suffix.upperBound)
    guard !UnitSuffixes.commonWords.contains(full), !continuesWord(after: suffix, sort: sort) else {
      return nil
    }
    let stemText = string(stem)
    let name = suffixText == "街道办事处" || suffixText == "街道办" ? stemText + "街道" : full
    let isLocal = ["subdistrict", "town", "township"].contains(sort)
    let inferred = isLocal ? scanner.home.district : nil
    if let owner, let index = found.indices.last, found[index].name == owner,
      owner == scanner.home.district
    {
      found[index].isInsideTitle = false
    }
    add(start..<suffix.upperBound, name, sort: sort, owner: owner ?? inferred, rule: "local-area")
    if isLocal { lastLocalArea = name }
    return suffix.upperBound
  }

  private func isProperStem(_ stem: Span, suffix: String, sort: String) -> Bool {
    let longest = sort == "town" || sort == "township" || sort == "village" ? 5 : 8
    guard stem.count >= 2 || (stem.count == 1 && sort == "town"), stem.count <= longest else {
      return false
    }
    let word = string(stem)
    if UnitSuffixes.genericStems.contains(word) || UnitSuffixes.commonWords.contains(word) {
      return false
    }
    if stem.contains(where: { !Glyph.isHan(text[$0]) && !Glyph.isDigit(text[$0]) }) { return false }
    if let length = UnitSuffixes.genericStems.match(
      at: stem.lowerBound, in: text, limit: stem.upperBound),
      length >= 2, length == stem.count || sort == "village" || sort == "community"
    {
      return false
    }
    return true
  }

  /// 镇 and 村 are also the beginnings of other words: 村民, 乡村, 镇办.
  private func continuesWord(after suffix: Span, sort: String) -> Bool {
    let next = scanner.flow.at(suffix.upperBound)
    switch sort {
    case "village": return next == 0x5E84 || next == 0x5BB9 || next == 0x53E3
    case "township": return next == 0x6751 || next == 0x9547
    case "subdistrict": return false
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

  // MARK: Bodies

  private mutating func readBody(suffix first: Span) -> Int? {
    var suffix = first
    // 圆方集团 and then 党委: a body of a body is read when its own suffix comes.
    while let length = UnitSuffixes.bodyWords.match(at: suffix.upperBound, in: text, limit: limit),
      Self.continuing.contains(string(suffix.upperBound..<suffix.upperBound + length))
    {
      suffix = suffix.upperBound..<suffix.upperBound + length
    }
    guard var parts = bodyParts(suffix) else { return suffix.upperBound }
    let word = string(suffix)
    let sort = UnitSuffixes.sortOf[word] ?? "other"
    resolveOwner(&parts, word: word, sort: sort)
    guard let name = bodyName(parts, suffix: word, sort: sort) else { return suffix.upperBound }
    let span = parts.start..<suffix.upperBound
    removeAreas(inside: span, keepingOwner: parts)
    add(span, name, sort: sort, owner: parts.owner, rule: "body-name")
    return suffix.upperBound
  }

  private static let continuing: Set<String> = ["办公室", "分局", "分公司", "支行"]

  /// The pieces of a body's name: the area in front and the rest.
  private struct BodyParts {
    var start: Int
    var rest: Span
    var owner: String?
    var isLevel = false
    var isPrinted = false
    /// Whether the owner is itself a body or a local area, so that the name keeps it.
    var keepsOwner = false
  }

  private func bodyParts(_ suffix: Span) -> BodyParts? {
    let allowsQuotes = ["group", "headquarters", "office"].contains(
      UnitSuffixes.sortOf[string(suffix)] ?? "")
    var start = scanner.leftEdge(
      of: suffix.lowerBound, from: lower, maximum: 20, quotes: allowsQuotes)
    // A verb inside is no part of the name: the name starts after it.
    var parts = BodyParts(start: start, rest: start..<suffix.upperBound)
    if let mention = found.last, mention.span.upperBound <= suffix.lowerBound,
      mention.span.lowerBound >= start, !mention.isReference || mention.rule == "whole-area"
    {
      start = mention.span.lowerBound
      parts.start = start
      parts.rest = mention.span.upperBound..<suffix.upperBound
      parts.owner = mention.name
      parts.isPrinted = true
      parts.keepsOwner = !["district", "city"].contains(mention.sort) && mention.name.last != "省"
      return parts
    }
    if start < suffix.lowerBound, let area = scanner.home.area(ofLevel: string(start..<start + 1)) {
      parts.rest = start + 1..<suffix.upperBound
      parts.owner = area
      parts.isLevel = true
    } else if start + 1 < suffix.lowerBound, Self.wholeWords.contains(text[start]),
      let area = scanner.home.area(ofLevel: string(start + 1..<start + 2))
    {
      parts.rest = start + 2..<suffix.upperBound
      parts.owner = area
      parts.isLevel = true
    }
    return parts
  }

  /// Gives a bare body the owner that the page implies.
  private func resolveOwner(_ parts: inout BodyParts, word: String, sort: String) {
    guard parts.owner == nil else { return }
    let rest = string(parts.rest)
    if UnitSuffixes.ubiquitous.contains(rest) {
      guard let last = found.last, isListed(last, before: parts.start),
        let owner = last.owner ?? scanner.home.defaultOwner
      else { return }
      parts.owner = owner
      return
    }
    if UnitSuffixes.zoneBodies.contains(rest) {
      if scanner.home.district?.hasSuffix("区") == true, isZone {
        parts.owner = scanner.home.district
      }
      return
    }
    guard UnitSuffixes.localSorts.contains(sort), rest.unicodeScalars.count >= 3,
      !Self.named.contains(word)
    else { return }
    // 侯寨乡大气办、攻坚办、安监办
    if sort == "office", word != "管理处", word != "办公室" {
      if let last = found.last, isListed(last, before: parts.start), let owner = last.owner {
        parts.owner = owner
        parts.keepsOwner = true
        return
      }
      if let articleOwner {
        parts.owner = articleOwner
        parts.keepsOwner = true
        return
      }
    }
    if sort == "bureau" || (sort == "office" && rest.hasSuffix("办")) {
      parts.owner = scanner.home.defaultOwner
    }
  }

  /// Suffixes of bodies that have names of their own.
  private static let named: Set<String> = [
    "管理处", "管理所", "派出所", "办公室", "医院", "卫生院", "党委", "党支部", "党总支", "党组",
  ]

  private var isZone: Bool {
    guard let district = scanner.home.district else { return false }
    return ["经开区", "高新区", "开发区", "新区", "示范区", "集聚区", "港区", "度假区", "实验区"].contains {
      district.hasSuffix($0)
    }
  }

  private func isListed(_ mention: Mention, before start: Int) -> Bool {
    guard mention.span.upperBound < start, start - mention.span.upperBound <= 2 else {
      return false
    }
    return scanner.listSeparator(at: mention.span.upperBound, limit: limit) == start
      - mention.span.upperBound
  }

  /// The canonical name, or nil for a bare class word.
  private func bodyName(_ parts: BodyParts, suffix: String, sort: String) -> String? {
    let rest = scanner.flow.key(parts.rest)
    if rest.isEmpty { return nil }
    if isClassWord(rest, suffix: suffix, parts: parts) { return nil }
    if sort == "group" || sort == "headquarters", rest != suffix {
      return parts.keepsOwner ? (parts.owner ?? "") + rest : rest
    }
    guard let owner = parts.owner else {
      // 厅, 委 and the like need an area; so does a bare 局 of one character.
      return rest.unicodeScalars.count >= 4 || sort == "association"
        || rest.unicodeScalars.count > suffix.unicodeScalars.count + 1
        ? rest : nil
    }
    return owner + rest
  }

  private func isClassWord(_ rest: String, suffix: String, parts: BodyParts) -> Bool {
    if UnitSuffixes.commonWords.contains(rest) {
      let isOrgan = UnitSuffixes.zoneBodies.contains(rest) || rest == "指挥部" || rest == "委员会"
      return !(parts.owner != nil && (isOrgan || UnitSuffixes.ubiquitous.contains(rest)))
    }
    if rest == suffix {
      return parts.owner == nil
        || !(UnitSuffixes.ubiquitous.contains(rest) || UnitSuffixes.zoneBodies.contains(rest)
          || suffix.unicodeScalars.count >= 3
          || parts.isPrinted && suffix.unicodeScalars.count >= 2)
    }
    let stem = String(rest.dropLast(suffix.count))
    return UnitSuffixes.genericStems.contains(stem)
  }

  /// An area that is only the first part of a body's name is no mention of its own, unless it is a local area.
  private mutating func removeAreas(inside span: Span, keepingOwner parts: BodyParts) {
    if parts.keepsOwner { return }
    guard let last = found.last, last.span.lowerBound >= span.lowerBound else { return }
    if last.sort == "district" || last.rule == "whole-area" { found.removeLast() }
  }
}
