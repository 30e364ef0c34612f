/// Bodies: everything that acts and is no area.
extension UnitMentions {
  /// Reads the body whose last word is `first`, and returns where to go on.
  mutating func readBody(suffix first: Span) -> Int? {
    var suffix = first
    // 圆方集团 and then 党委: a body of a body is read when its own suffix comes.
    while let length = UnitSuffixes.bodyWords.match(at: suffix.upperBound, in: text, limit: limit),
      Self.continuing.contains(string(suffix.upperBound..<suffix.upperBound + length))
    {
      suffix = suffix.upperBound..<suffix.upperBound + length
    }
    // 良性局面, 党组织, 管理方式: the suffix is part of another word.
    if suffix.upperBound < limit, Glyph.isHan(text[suffix.upperBound]),
      !scanner.boundaries.startsWord(at: suffix.upperBound)
    {
      return nil
    }
    // 市政局副局长: the last word is the post's.
    if suffix.count == 1, scanner.flow.at(suffix.upperBound) == 0x957F,
      scanner.flow.at(suffix.lowerBound - 1) == 0x526F
    {
      return nil
    }
    // 公安分局局长: the post repeats the last character of the body.
    if suffix.count == 1, scanner.flow.at(suffix.upperBound) == 0x957F,
      scanner.flow.at(suffix.lowerBound - 1) == text[suffix.lowerBound]
    {
      return nil
    }
    // 市委小区, 教委楼: a building that a body once had.
    if Self.housing.match(at: suffix.upperBound, in: text, limit: limit) != nil { return nil }
    // 宣传部门 is a department and no 宣传部.
    if text[suffix.upperBound - 1] == 0x90E8, scanner.flow.at(suffix.upperBound) == 0x95E8 {
      return nil
    }
    // 专题协商会 is a meeting and no 商会.
    if let meeting = Self.meetings.match(endingAt: suffix.upperBound, in: text, from: lower),
      meeting > suffix.count
    {
      return suffix.upperBound
    }
    // 执法队员 are people.
    if text[suffix.upperBound - 1] == 0x961F, scanner.flow.at(suffix.upperBound) == 0x5458 {
      return suffix.upperBound
    }
    guard var parts = bodyParts(suffix) else { return suffix.upperBound }
    let word = string(suffix)
    let sort = UnitSuffixes.sortOf[word] ?? "other"
    // 召开禁烧工作促进会: what is held is a meeting.
    if sort == "association", word.hasSuffix("会"),
      MeetingWords.convening.match(endingAt: parts.start, in: text, from: lower) != nil
    {
      return suffix.upperBound
    }
    resolveOwner(&parts, word: word, sort: sort)
    guard let name = bodyName(parts, suffix: word, sort: sort) else { return suffix.upperBound }
    let span = parts.start..<suffix.upperBound
    let area = found.last
    removeAreas(inside: span, keepingOwner: parts)
    if let area, area.rule == "area-name", area.span.lowerBound == span.lowerBound {
      addShared(body: parts.rest, of: area, sort: sort)
    }
    add(span, name, sort: sort, owner: parts.owner, rule: "body-name")
    if let owner = parts.owner, HomeArea.levels.contains(owner) {
      lastLevel = (span.upperBound, owner)
    }
    return suffix.upperBound
  }

  /// `区应急局、商务局、消防大队`: the area, or the level, that the first member of a list is printed with.
  private func listOwner(before start: Int, sort: String) -> String? {
    guard let last = found.last, isListed(last, before: start),
      ["bureau", "office", "other", "party"].contains(last.sort)
    else { return nil }
    if let lastLevel, lastLevel.end == last.span.upperBound { return lastLevel.level }
    guard let owner = last.owner, UnitMentions.isArea(owner), last.rule == "body-name" else {
      return nil
    }
    return owner
  }

  static let housing = WordList("楼 大楼 办公楼 家属院 家属楼 宿舍 宿舍楼 小区 大院 招待所 家属区 住宅楼")
  private static let meetings = WordList("协商会 专题协商会 会商会")
  static let posts = WordList("书记 县长 区长 市长 镇长 乡长 主任 局长 主席 部长")

  /// Squads that a text names without more.
  private static let soloBodies: Set<String> = ["交巡警", "消防中心", "部门协调会"]

  /// 省暗访组 says whose group it is, and no more.
  private static func isLevelGroup(_ rest: String, _ parts: BodyParts) -> Bool {
    (parts.isLevel || parts.isPrinted) && rest.hasSuffix("组")
      && (rest.unicodeScalars.count <= 4
        // 省市场监管调研组: who inspects is told from others by whose it is.
        || parts.isLevel && inspectors.contains { rest.hasSuffix($0) })
  }

  private static let inspectors = [
    "调研组", "督导组", "督查组", "检查组", "考核组", "暗访组", "巡查组", "验收组", "考评组", "评估组", "核查组",
  ]

  /// Organs whose offices are bodies of their own: 县政府办公室.
  private static let organStems: Set<String> = ["政府", "党委", "人大", "政协"]

  private static let continuing: Set<String> = ["办公室", "分局", "分公司", "支行", "研究室"]

  /// Gives a bare body the owner that the page implies.
  private func resolveOwner(_ parts: inout BodyParts, word: String, sort: String) {
    guard parts.owner == nil else { return }
    let rest = string(parts.rest)
    // 住房城乡建设部 is of the state.
    if sort == "bureau", word.hasSuffix("部") { return }
    // 工商临潼分局 of 临潼区 says itself whose it is.
    if let district = scanner.home.district, district.unicodeScalars.count >= 3,
      rest.contains(district.dropLast()), rest.unicodeScalars.count > word.unicodeScalars.count + 1
    {
      return
    }
    if sort == "bureau" || sort == "office" && rest.hasSuffix("办")
      || Self.squads.contains(rest),
      !UnitSuffixes.ubiquitous.contains(rest),
      rest != word || Self.squads.contains(rest) || rest.count > 2 && sort == "office",
      let owner = listOwner(before: parts.start, sort: sort)
    {
      parts.owner = owner
      return
    }
    if UnitSuffixes.ubiquitous.contains(rest) {
      guard let last = found.last, isListed(last, before: parts.start),
        let owner = last.owner ?? scanner.home.defaultOwner
      else { return }
      parts.owner = owner
      return
    }
    if UnitSuffixes.zoneBodies.contains(rest) {
      if scanner.home.district?.hasSuffix("区") == true, scanner.home.isZone {
        parts.owner = scanner.home.district
      }
      return
    }
    if sort == "group" || sort == "headquarters"
      || (sort == "office" && text[parts.rest.lowerBound] == Glyph.openQuote)
    {
      if rest != word, !Self.national.contains(where: rest.hasPrefix) {
        parts.owner = scanner.home.defaultOwner
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

  /// Squads that a district has one of: 消防救援大队, 交警大队.
  private static let squads: Set<String> = [
    "消防大队", "消防救援大队", "交警大队", "执法大队", "交巡警大队", "农机中心", "公安分局", "融媒体中心", "疾控中心",
    "行政审批局",
  ]

  private static let national = ["中央", "国家", "国务院", "全国"]

  /// Suffixes of bodies that have names of their own.
  private static let named: Set<String> = [
    "管理处", "管理所", "派出所", "办公室", "医院", "卫生院", "党委", "党支部", "党总支", "党组",
  ]

  /// `国土局、教体局、城改办、解放办`: a short name that ends in 办, in a list of bodies.
  mutating func readListedOffice(at index: Int) -> Int? {
    guard text[index] == 0x529E || text[index] == 0x59D4, let last = found.last,
      index - last.span.upperBound <= 6, !last.isInsideTitle,
      scanner.boundaries.startsWord(at: index + 1) || index + 1 >= limit
    else { return nil }
    let gap = last.span.upperBound..<index
    guard let separator = scanner.listSeparator(at: gap.lowerBound, limit: limit),
      case let stem = gap.lowerBound + separator..<index, (2...4).contains(stem.count),
      stem.allSatisfy({ Glyph.isHan(text[$0]) && !scanner.boundaries.stopsName(at: $0) }),
      index + 1 >= limit || !Glyph.isWord(text[index + 1])
        || scanner.listSeparator(at: index + 1, limit: limit) != nil
        || Self.afterOffices.match(at: index + 1, in: text, limit: limit) != nil
    else { return nil }
    let span = stem.lowerBound..<index + 1
    let isCommittee = text[index] == 0x59D4
    // 市委、县委 are no members of a list of bureaus.
    if isCommittee, HomeArea.levels.contains(string(index - 1..<index)) { return nil }
    let sort = isCommittee ? "committee" : "office"
    // 市城建委、市交通委: a member with a level of its own.
    let level = string(stem.lowerBound..<stem.lowerBound + 1)
    if HomeArea.levels.contains(level), stem.count >= 3, !isOtherWord(at: stem.lowerBound + 1),
      let area = scanner.home.areaOrLevel(level)
    {
      add(
        span, area + string(stem.lowerBound + 1..<span.upperBound), sort: sort, owner: area,
        rule: "body-name")
      return span.upperBound
    }
    // 平原镇、解放办: a subdistrict's office.
    if !isCommittee, ["town", "township", "subdistrict"].contains(last.sort) {
      add(span, string(span), sort: "subdistrict", owner: last.owner, rule: "local-area")
      return span.upperBound
    }
    guard ["bureau", "office", "party", "other"].contains(last.sort) else { return nil }
    if let lastLevel, lastLevel.end == last.span.upperBound {
      add(span, lastLevel.level + string(span), sort: sort, owner: nil, rule: "body-name")
      self.lastLevel = (span.upperBound, lastLevel.level)
      return span.upperBound
    }
    guard let owner = last.owner, UnitMentions.isArea(owner) else { return nil }
    add(span, owner + string(span), sort: sort, owner: owner, rule: "body-name")
    return span.upperBound
  }

  /// `市创文办`, `县疫情防控办`: a level word, what the office is for, and 办.
  mutating func readLevelOffice(at index: Int) -> Int? {
    guard text[index] == 0x529E, scanner.boundaries.startsWord(at: index + 1) || index + 1 >= limit
    else { return nil }
    if let end = readOfficeOfUnit(at: index) { return end }
    guard case let start = scanner.leftEdge(of: index, from: lower, maximum: 9),
      (3...8).contains(index - start), scanner.isCleanStart(start),
      let area = scanner.home.areaOrLevel(string(start..<start + 1)), !isOtherWord(at: start + 1),
      !Self.doing.contains(text[index - 1]),
      index + 1 >= limit || !Glyph.isWord(text[index + 1])
        || scanner.boundaries.stopsName(at: index + 1)
        || Self.afterOffices.match(at: index + 1, in: text, limit: limit) != nil
    else { return nil }
    let span = start..<index + 1
    let isLevel = HomeArea.levels.contains(area)
    add(
      span, area + string(start + 1..<index + 1), sort: "office", owner: area, rule: "body-name")
    if isLevel { lastLevel = (span.upperBound, area) }
    return span.upperBound
  }

  /// `台江区治违办`, `瀛洲街道治违办`: behind an area's name, what the office is for, and 办.
  private mutating func readOfficeOfUnit(at index: Int) -> Int? {
    guard let owner = found.last, !owner.isReference,
      case let stem = owner.span.upperBound..<max(owner.span.upperBound, index),
      (2...5).contains(stem.count),
      ["district", "city", "subdistrict", "town", "township"].contains(owner.sort),
      stem.allSatisfy({ Glyph.isHan(text[$0]) }),
      // 高新区提升办: a verb of two characters is what the office is for.
      stem.count == 2 || !stem.contains(where: { scanner.boundaries.stopsName(at: $0) }),
      !Self.doing.contains(text[index - 1]),
      index + 1 >= limit || !Glyph.isWord(text[index + 1])
        || scanner.boundaries.stopsName(at: index + 1)
        || Self.afterOffices.match(at: index + 1, in: text, limit: limit) != nil
    else { return nil }
    let isArea = ["district", "city"].contains(owner.sort)
    if isArea { found.removeLast() }
    let span = owner.span.lowerBound..<index + 1
    add(
      span, owner.name + string(stem) + "办", sort: "office", owner: owner.name, rule: "body-name")
    return span.upperBound
  }

  /// 主, 承, 举, 协, 交, 督, 查, 创, 兴, 开, 代, 帮, 包, 停, 待, 承, 合, 领, 申, 经, 转, 催, 补, 快, 通: with 办 they are verbs.
  private static let doing = Set("两二三四五主承举协交督查创兴开代帮包停待合领申经转催补快通联操".unicodeScalars.map(\.value))

  private static let afterOffices = WordList(
    "拆除 查处 整治 等 主要 相关 有关 负责 的 参加 陪同 负责人 工作 汇报 组织 联合 牵头 会同 召开 开展 成员 考核组 督导组 督查组 检查组 党支部 领导 干部 同志 主任 副主任 指出 要求 就 对 在 将 以 按照 关于"
  )

  func isListed(_ mention: Mention, before start: Int) -> Bool {
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
    // 企业展厅 is a hall; 省水利厅 is a department.
    if suffix == "厅", !UnitSuffixes.functions.contains(String(rest.dropLast())),
      !rest.hasPrefix("省")
    {
      return nil
    }
    // 满都拉图镇驻村工作队, 驻嘎查扶贫工作队: teams that are sent out, each to another village.
    if sort == "other", text[parts.rest.lowerBound] == 0x9A7B { return nil }
    if isClassWord(rest, suffix: suffix, parts: parts) { return nil }
    // 八家公司 are counted and not named.
    if parts.owner == nil,
      let number = ChineseNumber.read(
        text, at: parts.rest.lowerBound, limit: parts.rest.upperBound),
      case let next = parts.rest.lowerBound + number.length,
      next < parts.rest.upperBound, Self.counters.contains(text[next])
    {
      return nil
    }
    // 八个督导组 are counted and not named; 县委书记某某督导组 runs over a title.
    let before = scanner.flow.at(parts.start - 1)
    if parts.owner == nil, before == 0x4E2A || before == 0x652F || before == 0x5404 { return nil }
    if Self.posts.first(in: parts.rest, of: text) != nil { return nil }
    let isQuoted = sort == "office" && text[parts.rest.lowerBound] == Glyph.openQuote
    if sort == "group" || sort == "headquarters" || isQuoted, rest != suffix {
      if Self.isLevelGroup(rest, parts) { return (parts.owner ?? "") + rest }
      return parts.keepsOwner ? (parts.owner ?? "") + rest : rest
    }
    if sort == "enterprise", parts.isPrinted, parts.keepsOwner, parts.ownerIsLocal,
      rest.unicodeScalars.count >= 5
    {
      return rest
    }
    guard let owner = parts.owner else {
      if Self.soloBodies.contains(rest) { return rest }
      if UnitSuffixes.ubiquitous.contains(suffix) { return nil }
      // 厅, 委 and the like need an area; so does a bare 局 of one character.
      return rest.unicodeScalars.count >= 4 || sort == "association"
        || rest.unicodeScalars.count > suffix.unicodeScalars.count + 1
        ? rest : nil
    }
    return owner + rest
  }

  /// 家, 个, 支, 名, 所.
  private static let counters = Set("家个支名所".unicodeScalars.map(\.value))

  private func isClassWord(_ rest: String, suffix: String, parts: BodyParts) -> Bool {
    if UnitSuffixes.commonWords.contains(rest) {
      let isOrgan = UnitSuffixes.zoneBodies.contains(rest) || rest == "指挥部" || rest == "委员会"
      return !(parts.owner != nil && (isOrgan || UnitSuffixes.ubiquitous.contains(rest)))
    }
    if rest == suffix, Self.soloBodies.contains(rest) { return false }
    if suffix == "委办", parts.owner != nil { return false }
    if rest == suffix {
      return parts.owner == nil
        || !(UnitSuffixes.ubiquitous.contains(rest) || UnitSuffixes.zoneBodies.contains(rest)
          || suffix.unicodeScalars.count >= 3
          || parts.isPrinted && suffix.unicodeScalars.count >= 2)
    }
    if suffix.count == 1, UnitSuffixes.commonWords.contains(String(rest.suffix(2))) { return true }
    if suffix == "大督查" || suffix == "联盟", parts.owner == nil { return true }
    let stem = String(rest.dropLast(suffix.count))
    if suffix == "指挥部", parts.owner != nil, stem.count >= 2 { return false }
    if parts.owner != nil, Self.organStems.contains(stem) { return false }
    // 市市场发展中心 is the city's, and 市场中心 any.
    if parts.isLevel, rest.unicodeScalars.count >= 6 { return false }
    return UnitSuffixes.sortOf[suffix] != "bureau" && suffix != "管理方"
      && UnitSuffixes.genericStems.contains(stem)
  }

  /// An area that is only the first part of a body's name is no mention of its own, unless it is a local area.
  private mutating func removeAreas(inside span: Span, keepingOwner parts: BodyParts) {
    if parts.keepsOwner { return }
    guard let last = found.last, last.span.lowerBound >= span.lowerBound else { return }
    if last.sort == "district" || last.rule == "whole-area" { found.removeLast() }
  }
}
