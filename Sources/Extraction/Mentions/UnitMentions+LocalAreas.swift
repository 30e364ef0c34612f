/// Subdistricts, towns, villages and communities.
extension UnitMentions {
  /// `五里堡街道办事处`, `侯寨乡`, `亚新社区`.
  mutating func readLocalArea(suffix: Span) -> Int? {
    let suffixText = string(suffix)
    if readShared(suffix: suffix) { return suffix.upperBound }
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
    // 中原区须水办事处: a particle right behind the district is the first character of the name.
    if start > lower, let last = found.last, last.rule == "area-name",
      last.span.upperBound == start - 1, Self.nameParticles.contains(text[start - 1]),
      (1...3).contains(suffix.lowerBound - start)
    {
      start -= 1
      owner = last.name
    }
    // 考察团来龙泉街道
    for index in start..<min(start + 2, suffix.lowerBound - 2)
    where text[index] == 0x6765 && index > lower && Self.visitors.contains(text[index - 1]) {
      start = index + 1
      break
    }
    // 荥阳平庄村: the county-level city by its short name.
    if scanner.home.areas.contains(where: { area in
      area.unicodeScalars.count == 3 && (area.hasSuffix("市") || area.hasSuffix("县"))
        && suffix.lowerBound - start >= 4 && string(start..<start + 2) == area.dropLast()
    }) {
      start += 2
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
    // 荣昌区昌州街道代表之家、昌元街道…: what follows in the list lies in the same district.
    if owner == nil, isLocal, start > lower, text[start - 1] == Glyph.enumerationComma,
      let last = found.last, ["subdistrict", "town", "township"].contains(last.sort),
      last.span.upperBound > start - 14,
      !(last.span.upperBound..<start - 1).contains(where: { !Glyph.isHan(text[$0]) })
    {
      owner = last.owner
    }
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

  /// 须, 应, 有, 为, 于, 向, 可.
  private static let nameParticles = Set("须应有为于向可".unicodeScalars.map(\.value))
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
    // 城郊乡 is a township's name.
    let isSuburb = word == "城郊" && (sort == "township" || sort == "town")
    if !isSuburb,
      UnitSuffixes.genericStems.contains(word) || UnitSuffixes.commonWords.contains(word)
    {
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
      length >= 2, !isSuburb, length == stem.count || sort == "village" || sort == "community"
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
      // 车头村村民, 车头村村委: the second 村 begins a word.
      let isDoubled =
        next == 0x6751 && Self.villageWords.contains(scanner.flow.at(suffix.upperBound + 1))
      // 绿东村街道 is a subdistrict.
      if let more = UnitSuffixes.localAreaWords.match(
        at: suffix.upperBound, in: text, limit: limit), more >= 2, next != 0x793E
      {
        return true
      }
      return next == 0x6751 && !isDoubled || next == 0x5E84 || next == 0x5BB9 || next == 0x53E3
        || next == 0x5B98
    case "township": return next == 0x6751 || next == 0x9547
    case "town": return next == 0x5316 || next == 0x533A || next == 0x8857
    // 文翰街道路 are the 道路 of 文翰街 where nothing runs on to them.
    case "subdistrict":
      return text[suffix.upperBound - 1] == 0x9053 && next == 0x8DEF
        && (!Glyph.isHan(scanner.flow.at(suffix.upperBound + 1))
          || scanner.boundaries.stopsName(at: suffix.upperBound + 1))
    default: return false
    }
  }

  /// 委, 民, 干, 支, 主, 书, 内: what makes a word with 村 in front of it.
  private static let villageWords = Set("委民干支主书内".unicodeScalars.map(\.value))

  /// 街道 or 办事处 alone: the one that was named last.
  private mutating func readReference(_ suffix: Span, _ word: String) -> Int? {
    guard word == "街道" || word == "办事处" || word == "街道办事处" || word == "街道办",
      scanner.boundaries.stopsName(at: suffix.lowerBound - 1) || suffix.lowerBound == lower,
      !Self.collectives.contains(scanner.flow.at(suffix.lowerBound - 1)),
      !Self.collectiveFollowers.contains(scanner.flow.at(suffix.upperBound))
    else { return suffix.upperBound }
    guard let area = lastLocalArea, area.hasSuffix("街道") || !word.hasPrefix("街道") else {
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
