/// Campaigns named by a word that is no part of them: 活动 or 工作 behind, 创建 or 健全 in front.
extension CampaignMentions {
  /// `对话谈心活动`, `城乡清洁行动`: any definite words in front of 活动, 行动 or 工作.
  mutating func readFollower(at index: Int) -> Int? {
    guard let length = Self.plainFollowers.match(at: index, in: text, limit: limit) else {
      return nil
    }
    let word = string(index..<index + length)
    if let last = found.last, last.span.upperBound == index { return index + length }
    if scanner.flow.at(nameStart(of: index..<index + length)) == 0x7B2C { return index + length }
    // 参加此次清洁行动的有……: the drive that has been named.
    if Self.backPointers.match(
      endingAt: nameStart(of: index..<index + length), in: text, from: lower) != nil,
      found.contains(where: { $0.sort == "drive" })
    {
      return index + length
    }
    if let end = readChecking(before: index, length) { return end }
    let start = nameStart(of: index..<index + length)
    let stem = index - start
    let needed = word == "工作" ? 4 : word == "行动" ? 2 : 3
    guard stem >= needed, scanner.flow.at(start - 1) != Glyph.closeQuote,
      !CampaignWords.vagueNames.contains(string(start..<index)), stem <= 20,
      !CampaignWords.vagueNames.contains(string(start..<index + length)),
      !isVague(string(start..<index)), !isBody(index + length),
      !isPerson(index + length)
    else { return index + length }
    // 扫黑除恶专项斗争工作
    if let known = Self.struggles.match(endingAt: index, in: text, from: start),
      index - known - start >= 3
    {
      let span = start..<index - known
      add(span, name: scanner.flow.key(span), sort: "work", rule: "work-name")
      return index + length
    }
    if (start..<index).contains(where: { !Glyph.isHan(text[$0]) }) { return index + length }
    // ……规范化建设两项基础工作: the number counts what stands in front of it.
    if (start..<index).contains(where: {
      text[$0] == 0x9879 && ChineseNumber.isNumeral(text[$0 - 1])
    }) {
      return index + length
    }
    // 各项运营准备工作情况: only what somebody carries out is a line of work.
    if word == "工作", stem < 6 || Self.wholes.first(in: start..<index, of: text) != nil,
      CampaignWords.conducting.match(endingAt: start, in: text, from: lower) == nil,
      !isGoverned(start..<index)
    {
      return index + length
    }
    let keepsFollower = word == "行动" && (stem < 4 || text[index - 1] == 0x5927)
    let span = start..<(keepsFollower ? index + length : index)
    add(
      span, name: scanner.flow.key(span), sort: word == "工作" ? "work" : "drive", rule: "work-name")
    return index + length
  }

  /// `开展违规渣土运输夜查行动`: a verb of checking is the last word of the name.
  private mutating func readChecking(before index: Int, _ length: Int) -> Int? {
    guard let verb = Self.checks.match(endingAt: index, in: text, from: lower),
      string(index..<index + length) != "工作"
    else { return nil }
    let start = nameStart(of: index - verb..<index)
    let stem = index - verb - start
    let isClearing = Self.clearing.match(endingAt: index, in: text, from: lower) != nil
    guard (isClearing ? 2...14 : 4...14).contains(stem),
      (start..<index).allSatisfy({ Glyph.isHan(text[$0]) }),
      CampaignWords.conducting.match(endingAt: start, in: text, from: lower) != nil
        || Self.counts.match(endingAt: start, in: text, from: lower) != nil
    else { return nil }
    add(start..<index, name: scanner.flow.key(start..<index), sort: "drive", rule: "work-name")
    return index + length
  }

  private static let backPointers = WordList("此次 本次 这次 该次")
  private static let checks = WordList("夜查 巡查 检查 排查 清查 督查 暗访 抽查 核查 大检查 夜检 清理 大清理 清扫 大清扫 清洗 清运")
  private static let clearing = WordList("清理 清扫 清洗 清运")

  /// `创建全国文明城市`, `争创国家卫生城市`: the title that a place strives for stands behind the verb.
  mutating func readCreation(at index: Int) -> Int? {
    guard let verb = CampaignWords.creating.match(at: index, in: text, limit: limit) else {
      return nil
    }
    var start = index + verb
    if let rank = CampaignWords.ranks.match(at: start, in: text, limit: limit) { start += rank }
    guard let title = CampaignWords.titles.match(at: start, in: text, limit: limit) else {
      return nil
    }
    let end = start + title
    // 前期成功创建国家卫生城市: what has been reached is striven for no more.
    guard Self.creationRefusals.match(at: end, in: text, limit: limit) == nil,
      Self.reached.match(endingAt: index, in: text, from: lower) == nil
    else { return end }
    add(index..<end, name: scanner.flow.key(index..<end), sort: "programme", rule: "campaign-name")
    return end
  }

  private static let reached = WordList("成功 已 曾 已经 先后成功")
  private static let creationRefusals = WordList("先进 工作先进 的荣誉 称号")

  /// `健全长效保洁机制`, `建立垃圾收运处置体系`: a standing arrangement that somebody sets up.
  mutating func readArrangement(at index: Int) -> Int? {
    guard let length = Self.arrangements.match(at: index, in: text, limit: limit),
      CampaignWords.headWords.match(at: index, in: text, limit: limit) == nil
    else { return nil }
    let end = index + length
    let start = nameStart(of: index..<end)
    let name = scanner.flow.key(start..<end)
    guard (4...14).contains(index - start), !isBody(end), !isPerson(end),
      Self.founding.match(endingAt: start, in: text, from: lower) != nil,
      !Glyph.isWord(scanner.flow.at(end)) || scanner.boundaries.stopsName(at: end),
      (start..<index).allSatisfy({ Glyph.isHan(text[$0]) }), !isVague(string(start..<index)),
      !CampaignWords.vagueNames.contains(name)
    else { return nil }
    add(start..<end, name: name, sort: "scheme", rule: "campaign-name")
    return end
  }

  private static let arrangements = WordList("机制 体系 制度")
  private static let founding = WordList("建立 建立健全 健全 完善 构建 形成 建立完善 健全完善 推行 实行 创新")

  /// `周例会、月观摩、季考评等机制`: the members of a list of mechanisms.
  mutating func readMechanisms(at index: Int) -> Int? {
    guard let length = Self.mechanismEnds.match(at: index, in: text, limit: limit) else {
      return nil
    }
    var items: [Span] = []
    var end = index
    while items.count < 12 {
      var start = end
      while start > lower, end - start < 5, Glyph.isHan(text[start - 1]) { start -= 1 }
      if let verb = CampaignWords.conducting.last(in: start..<end, of: text),
        end - verb.upperBound >= 2
      {
        start = verb.upperBound
      }
      guard (2...5).contains(end - start) else { break }
      items.append(start..<end)
      guard start > lower, text[start - 1] == Glyph.enumerationComma else { break }
      end = start - 1
    }
    guard items.count >= 2 else { return index + length }
    for item in items.reversed() {
      add(item, name: scanner.flow.key(item), sort: "scheme", rule: "listed-mechanism")
    }
    return index + length
  }

  static let mechanismEnds = WordList("等机制 等制度 等工作机制 等长效机制 等工作制度")

  func isPerson(_ end: Int) -> Bool {
    Self.notWork.match(at: end, in: text, limit: limit) != nil
  }

  private static let struggles = WordList("专项斗争 战略")
  static let plainFollowers = WordList("工作 活动 行动")
  static let notWork = WordList(
    "积极性 人员 者 室 组 专班 法 例会 汇报 报告 会议 推进会 动员 会 中心 重点 简报 机制 标准 作风 方案 能力 台账 队 方针 理念 模式 现场 思路 难点 进展 协调会")
}
