/// Where the name of a body begins, and the area in front of it.
extension UnitMentions {
  /// The pieces of a body's name: the area in front and the rest.
  struct BodyParts {
    var start: Int
    var rest: Span
    var owner: String?
    var isLevel = false
    var isPrinted = false
    /// Whether the owner is itself a body or a local area, so that the name keeps it.
    var keepsOwner = false
    /// Whether the owner is a town, a village or the like, where a firm has its seat.
    var ownerIsLocal = false
  }

  /// 二七区委巡视整改工作领导小组, 明湖办事处市容劝导中队: a verb inside a name that its owner's opens.
  private func startAcrossVerb(_ start: Int, _ suffix: Span) -> Int? {
    let word = string(suffix)
    let isGroup = word.hasPrefix("领导小组") || word.hasSuffix("指挥部办公室")
    guard isGroup || Self.crossing.contains(UnitSuffixes.sortOf[word] ?? ""),
      let last = found.last, !last.isReference, last.span.upperBound < start,
      suffix.lowerBound - last.span.upperBound <= (isGroup ? 16 : 9)
    else { return nil }
    let gap = last.span.upperBound..<suffix.lowerBound
    let isName = gap.allSatisfy {
      text[$0] == Glyph.space || Glyph.isHan(text[$0]) && !Self.functionWords.contains(text[$0])
    }
    guard isName, Self.acting.first(in: gap, of: text) == nil else { return nil }
    return last.span.lowerBound
  }

  /// `市建设更高质量文明城市指挥部`: behind a level word that opens the clause, a verb is part of the name.
  private func startAtLevel(_ start: Int, _ suffix: Span) -> Int? {
    guard ["group", "headquarters"].contains(UnitSuffixes.sortOf[string(suffix)] ?? "") else {
      return nil
    }
    var first = suffix.lowerBound
    while first > lower, suffix.lowerBound - first < 22, Glyph.isHan(text[first - 1]) { first -= 1 }
    guard first < start, suffix.lowerBound - first < 22,
      HomeArea.levels.contains(string(first..<first + 1)),
      !(first..<suffix.lowerBound).contains(where: { Self.functionWords.contains(text[$0]) }),
      !isOtherWord(at: first + 1), !ChineseNumber.isNumeral(text[first + 1]),
      !Glyph.isDigit(text[first + 1]),
      Self.posts.first(in: first..<suffix.upperBound, of: text) == nil,
      Self.acting.first(in: first..<suffix.lowerBound, of: text) == nil
    else { return nil }
    return first
  }

  /// `市教育体育局`, `宁波开发投资集团`: words that are verbs elsewhere, in the middle of a body's name.
  private func startAcrossNouns(_ start: Int, _ suffix: Span) -> Int? {
    let sort = UnitSuffixes.sortOf[string(suffix)] ?? ""
    guard sort == "bureau" || sort == "enterprise" || sort == "other" else { return nil }
    var first = start
    var steps = 0
    while steps < 3, let length = Self.nouns.match(endingAt: first, in: text, from: lower) {
      first = scanner.leftEdge(of: first - length, from: lower, maximum: 12)
      steps += 1
    }
    guard steps > 0, suffix.lowerBound - first <= 16, scanner.isCleanStart(first) else {
      return nil
    }
    if scanner.home.names.match(at: first, in: text, limit: suffix.lowerBound) != nil {
      return first
    }
    let isLevel = HomeArea.levels.contains(string(first..<first + 1)) && !isOtherWord(at: first + 1)
    guard sort == "enterprise" else { return isLevel ? first : nil }
    return first < suffix.lowerBound - 4
      && Cities.bareNames.match(at: first, in: text, limit: suffix.lowerBound) != nil
      || Prefectures.provinces.match(at: first, in: text, limit: suffix.lowerBound) != nil
      ? first : nil
  }

  private static let nouns = WordList("教育 培训 宣传 监督 管理 保障 开发 投资 发展 规划 服务 建设 执行 促进 协调 采购 引导")

  private static let crossing: Set<String> = ["group", "headquarters", "other"]
  private static let functionWords = Set("的了在对将把被和与及由各等要应需已正并也就都不会可能向从".unicodeScalars.map(\.value))
  private static let acting = WordList(
    "获评 荣获 获得 被评为 授予 召开 开展 举行 进行 带领 派出 组织 联合 协调 安排 成立 要求 负责人 工作人员 参加 会同 召集 派驻 配合 协同 协助 对接 到 是 为")

  /// The pieces of the body whose last word is `suffix`.
  func bodyParts(_ suffix: Span) -> BodyParts? {
    let allowsQuotes = ["group", "headquarters", "office"].contains(
      UnitSuffixes.sortOf[string(suffix)] ?? "")
    var start = scanner.leftEdge(
      of: suffix.lowerBound, from: lower, maximum: 20, quotes: allowsQuotes)
    if let wider = startAcrossVerb(start, suffix) ?? startAtLevel(start, suffix)
      ?? startAcrossNouns(start, suffix)
    {
      start = wider
    }
    var parts = BodyParts(start: start, rest: start..<suffix.upperBound)
    if let mention = found.last, mention.span.upperBound <= suffix.lowerBound,
      mention.span.lowerBound >= start, !mention.isReference || mention.rule == "whole-area"
    {
      let rest = mention.span.upperBound..<suffix.upperBound
      // 二七区委区政府: a level word behind a unit starts the next one.
      if rest.count > suffix.count, !isOtherWord(at: rest.lowerBound + 1),
        let area = scanner.home.areaOrLevel(string(rest.lowerBound..<rest.lowerBound + 1))
      {
        return BodyParts(
          start: rest.lowerBound, rest: rest.lowerBound + 1..<suffix.upperBound, owner: area,
          isLevel: true)
      }
      start = mention.span.lowerBound
      parts.start = start
      parts.rest = rest
      parts.owner = mention.name
      parts.isPrinted = true
      parts.keepsOwner = !["district", "city"].contains(mention.sort) && mention.name.last != "省"
      parts.ownerIsLocal = mention.rule == "local-area"
      return parts
    }
    if string(parts.rest) == string(suffix), let leader = found.last, !leader.isReference,
      suffix.lowerBound - leader.span.upperBound <= 8, leader.span.upperBound < suffix.lowerBound,
      Self.leading.match(endingAt: suffix.lowerBound, in: text, from: leader.span.upperBound) != nil
    {
      // 明湖办事处负责人带领巡防队队员
      parts.owner = leader.name
      parts.isPrinted = true
      parts.keepsOwner = true
      return parts
    }
    // 乡党委、政府, 镇综治办: the level of the town that the article named last.
    if start < suffix.lowerBound, let town = lastLocalArea, let level = town.last,
      "镇乡".contains(level), string(start..<start + 1) == String(level)
    {
      parts.rest = start + 1..<suffix.upperBound
      parts.owner = town
      parts.keepsOwner = true
      parts.isPrinted = true
      return parts
    }
    if start < suffix.lowerBound, !isOtherWord(at: start + 1),
      let area = scanner.home.areaOrLevel(string(start..<start + 1))
    {
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

  private static let leading = WordList("带领 派出 组织")
  /// 场, 民, 直: what makes 市 part of another word.
  private static let otherWords = Set("场民直容域内外".unicodeScalars.map(\.value))
  /// 府, 协, 法, 务, 研: what 政 begins a body's own name with.
  private static let governing = Set("府协法务研".unicodeScalars.map(\.value))
  private static let civilBodies = WordList("民政 民宗 民族 民委 民兵")

  /// Whether the character at `index` makes the level word in front of it part of another word: 市民, but not 市民政局.
  func isOtherWord(at index: Int) -> Bool {
    // 市政管理局 looks after the town, and 市政府 is its government.
    if scanner.flow.at(index) == 0x653F, index > lower, text[index - 1] == 0x5E02,
      !Self.governing.contains(scanner.flow.at(index + 1))
    {
      return true
    }
    return Self.otherWords.contains(scanner.flow.at(index))
      && Self.civilBodies.match(at: index, in: text, limit: limit) == nil
  }
}
