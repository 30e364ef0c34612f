/// Campaigns named in quotation marks.
extension CampaignMentions {
  mutating func readQuotation(from open: Int) -> Int? {
    let close = closingQuote(after: open)
    guard let close, close - open > 1, close - open <= 26 else { return nil }
    let content = string(open + 1..<close)
    guard
      !content.unicodeScalars.contains(where: {
        Glyph.endsSentence($0.value) || $0 == ";" || $0 == ":"
      })
    else { return nil }
    let after = close + 1
    // “三夏”生产
    if Self.seasonsOfWork.contains(content), text(at: after, is: "生产") {
      let span = open..<after + 2
      add(span, name: scanner.flow.key(span), sort: "work", rule: "quoted-campaign")
      return span.upperBound
    }
    if DeedWords.isThing(content) {
      return readThing(open..<after)
    }
    guard isCampaign(open: open, close: close, content: content) else {
      refused.append((open..<after, content))
      // “创建为民,为民创建”: the halves of a motto name nothing.
      return isMotto(content) ? after : nil
    }
    accepted[content] = sort(ofQuotation: content, open: open, after: after)
    var span = open..<after
    var name = scanner.flow.key(span)
    // “三小”行业检查, 门前“三包”: a short quotation is only a part of the name.
    if content.unicodeScalars.count <= 4, let end = runOn(after: after, content: content) {
      span = open..<end
      add(
        span, name: scanner.flow.key(span), sort: content.hasSuffix("式") ? "drive" : "work",
        rule: "quoted-campaign")
      return end
    }
    if text(endingAt: open, is: "门前") {
      span = open - 2..<span.upperBound
      name = scanner.flow.key(span)
    }
    add(
      span, name: name, sort: sort(ofQuotation: content, open: open, after: after),
      rule: "quoted-campaign")
    return span.upperBound
  }

  /// Two short halves of one length with a comma between them.
  private func isMotto(_ content: String) -> Bool {
    let halves = content.split(separator: ",", omittingEmptySubsequences: false)
    return halves.count == 2 && halves[0].count == halves[1].count && halves[0].count <= 6
  }

  func closingQuote(after open: Int) -> Int? {
    let closing = text[open] == Glyph.openQuote ? Glyph.closeQuote : Glyph.closeInnerQuote
    var index = open + 1
    while index < limit, index - open <= 28 {
      if text[index] == closing { return index }
      index += 1
    }
    return nil
  }

  /// A head such as 检查 that runs on behind a short quotation.
  ///
  /// `“路长制”市容市貌大提升` is a scheme and a drive, and `“全城清洁”大扫除` the drive that the quotation names.
  func runOn(after start: Int, content: String) -> Int? {
    if content.hasSuffix("制") || content.count >= 4 && scanner.flow.at(start) == 0x5927 {
      return nil
    }
    var index = start
    while index < limit, index - start <= 5, Glyph.isHan(text[index]) {
      if let length = CampaignWords.headWords.match(at: index, in: text, limit: limit)
        ?? Self.checking.match(at: index, in: text, limit: limit),
        CampaignWords.strongFollowers.match(at: index + length, in: text, limit: limit) == nil
          || Self.trials.contains(string(index..<index + length)),
        !Self.ownNouns.contains(string(index..<index + length)),
        index + length > start
      {
        return isNumbered(content) && !content.contains("+") && index == start
          ? nil : index + length
      }
      if scanner.boundaries.stopsName(at: index), !Self.verbHeads.contains(text[index]) {
        return nil
      }
      index += 1
    }
    return nil
  }

  private static let seasonsOfWork: Set<String> = ["三夏", "三秋", "三冬", "双抢", "秋冬种"]
  private static let trials: Set<String> = ["复审", "复检", "迎检", "迎审", "验收", "复查"]
  static let checking = WordList("检查 巡查")

  /// Heads that are a word about the quoted name and no part of it: “商户自治示范街”建设.
  static let ownNouns: Set<String> = ["建设", "创建", "管理", "工作机制", "责任体系", "攻坚战"]
  /// 检: 检查 is both a verb and a head.
  static let verbHeads: Set<UInt32> = [0x68C0]

  func isCampaign(open: Int, close: Int, content: String, depth: Int = 0) -> Bool {
    let after = close + 1
    if content.unicodeScalars.count == 1 { return false }
    // “7·20”: a date is the name of what happened.
    if content.unicodeScalars.allSatisfy({
      Glyph.isDigit($0.value) || "·.・".unicodeScalars.contains($0)
    }) {
      return false
    }
    if isContract(content) || isCountedFollower(after) { return true }
    if isParallel(content),
      CampaignWords.quotationRefusals.match(at: after, in: text, limit: limit) == nil,
      Self.slogans.match(endingAt: open, in: text, from: lower) != nil
        || text(endingAt: open, is: "和")
    {
      return true
    }
    // “国际航空港”“魅力航空港”: the members of a row are what the first of them is.
    if open > lower, text[open - 1] == Glyph.closeQuote, let last = found.last,
      last.rule == "quoted-campaign", last.span.upperBound == open
    {
      return true
    }
    // A motto in front of a named campaign is only its motto.
    if content.unicodeScalars.count >= 7, !isNumbered(content), isNamed(behind: after) {
      return false
    }
    // “百日攻坚”行动 is one, and “治理”工作 is none.
    if CampaignWords.headWords.contains(content),
      content.unicodeScalars.count < 4
        || CampaignWords.quotationFollowers.match(at: after, in: text, limit: limit) == nil
    {
      return false
    }
    if content.hasSuffix("式"), text(at: after, is: "服务") { return false }
    if CampaignWords.festivals.contains(content) { return false }
    if CampaignWords.quotationRefusals.match(at: after, in: text, limit: limit) != nil,
      CampaignWords.quotationFollowers.match(at: after, in: text, limit: limit) == nil
    {
      return false
    }
    // 变“管理”为“服务” names nothing, and 深化“红色物业” does.
    let refusing =
      CampaignWords.quotationRefusalLeads.match(endingAt: open, in: text, from: lower) ?? 0
    let leading = CampaignWords.quotationLeads.match(endingAt: open, in: text, from: lower) ?? 0
    if refusing > 0, refusing >= leading { return false }
    if Self.documentEndings.contains(where: content.hasSuffix) && !isNumbered(content)
      || content.hasPrefix("致")
    {
      return false
    }
    if CampaignWords.quotationFollowers.match(at: after, in: text, limit: limit) != nil {
      return true
    }
    if CampaignWords.quotationLeads.match(endingAt: open, in: text, from: lower) != nil {
      return !content.contains("、") || isNumbered(content)
    }
    if scanner.flow.at(after) == Glyph.colon || text(at: after, is: "即") {
      return isNumbered(content)
    }
    if scanner.flow.at(after) == Glyph.openQuote, let next = closingQuote(after: after) {
      // “党员示范岗”“文明执法标兵”等评优评先活动
      return depth < 6
        && isCampaign(open: after, close: next, content: string(after + 1..<next), depth: depth + 1)
    }
    if text(at: after, is: "等"),
      Self.listEnds.first(in: after..<min(limit, after + 8), of: text) != nil
    {
      return true
    }
    return isNumbered(content) && !text(endingAt: open, is: "在")
      && !Self.placeEndings.contains(where: content.hasSuffix)
      && !Self.equipment.contains(string(after..<min(limit, after + 2)))
  }

  /// 门前四包, 门前新五包: what shopkeepers answer for in front of their doors.
  private func isContract(_ content: String) -> Bool {
    guard content.hasPrefix("门前"), content.hasSuffix("包"), content.count <= 5 else { return false }
    return content.unicodeScalars.contains { ChineseNumber.digits[$0.value] != nil }
  }

  /// `“党政同责、一岗双责”`: two halves of one length.
  private func isParallel(_ content: String) -> Bool {
    let halves = content.split(whereSeparator: { $0 == "、" || $0 == "," || $0 == " " })
    return halves.count == 2 && halves[0].count == halves[1].count && halves[0].count >= 4
  }

  private static let slogans = WordList("落实 严格落实 围绕 紧紧围绕 聚焦 坚持 践行 打造 锚定 按照 紧扣 把握 瞄准 对标")

  /// `“开放、提质、培育”五大工程`: a number and a word for a campaign behind the quotation.
  private func isCountedFollower(_ after: Int) -> Bool {
    guard after + 2 < limit, ChineseNumber.digits[text[after]] != nil,
      Self.countMarks.contains(text[after + 1])
    else { return false }
    return Self.countedFollowers.match(at: after + 2, in: text, limit: limit) != nil
  }

  /// 大, 项.
  private static let countMarks = Set("大项".unicodeScalars.map(\.value))
  private static let countedFollowers = WordList("工程 行动 战略 计划 攻坚 重点工程 专项行动 体系 机制")

  /// Whether a name that needs no quotation marks follows: 城市环境整治提升工作, 全民清洁月活动.
  private func isNamed(behind start: Int) -> Bool {
    guard start < limit, Glyph.isHan(text[start]),
      CampaignWords.quotationFollowers.match(at: start, in: text, limit: limit) == nil
    else { return false }
    var end = start
    while end < limit, end - start < 16, Glyph.isHan(text[end]) {
      if end - start >= 5,
        CampaignWords.strongFollowers.match(at: end, in: text, limit: limit) != nil
          || Self.works.match(at: end, in: text, limit: limit) != nil
      {
        return true
      }
      end += 1
    }
    return false
  }

  private static let works = WordList("工作 活动 行动")
  private static let equipment: Set<String> = [
    "设备", "设施", "生产", "经营", "商户", "物资", "人员",
  ]
  static let placeEndings = ["市场", "小区", "街", "楼", "院", "社区", "门店", "场所", "馆", "站", "厅"]
  static let documentEndings = ["书", "公约", "通知", "一封信", "手册", "条例", "方案"]
  static let listEnds = WordList("活动 行动 工作 机制 制度 工程 项目 品牌")

  /// 三会一平台, 五个一, 六街六片区, 1+6.
  func isNumbered(_ content: String) -> Bool {
    let scalars = content.scalarValues
    guard let first = scalars.first, scalars.count >= 2, scalars.count <= 16 else { return false }
    guard ChineseNumber.digits[first] != nil || Glyph.isDigit(first) else { return false }
    let numerals = scalars.filter { ChineseNumber.digits[$0] != nil || Glyph.isDigit($0) }.count
    return numerals >= 2 || scalars.count <= 4 || content.contains("个") || content.contains("、")
  }

  func sort(ofQuotation content: String, open: Int, after: Int) -> String {
    let right = string(after..<min(limit, after + 8))
    if content.hasSuffix("制") || content.hasSuffix("法") || right.hasPrefix("工作机制")
      || right.hasPrefix("工作模式")
      || right.hasPrefix("机制") || right.hasPrefix("制度") || right.hasPrefix("模式")
    {
      return "scheme"
    }
    if content.contains(",") { return "slogan" }
    if right.hasPrefix("平台") || right.hasPrefix("示范") || content.hasSuffix("街")
      || content.hasSuffix("平台") && !isNumbered(content)
    {
      return "project"
    }
    if right.hasPrefix("主题") || right.hasPrefix("方面") || right.hasPrefix("品牌")
      || right.hasPrefix("为理念") || right.hasPrefix("的理念")
      || right.hasPrefix("的工作理念")
      || right.hasPrefix("为目标") || content.hasPrefix("五个") || text(endingAt: open, is: "打造")
    {
      return "slogan"
    }
    if content.hasSuffix("片区") || content.contains("工程") || content.contains("创建")
      || right.hasPrefix("工程")
    {
      return "programme"
    }
    if right.hasPrefix("工作"), isNumbered(content) { return "programme" }
    if content.hasSuffix("杯") { return "scheme" }
    if content.hasSuffix("三包") || isContract(content) { return "scheme" }
    return isNumbered(content) && !content.hasPrefix("零") ? "scheme" : "drive"
  }

  func text(endingAt end: Int, is word: String) -> Bool {
    let count = word.unicodeScalars.count
    return end - count >= lower && string(end - count..<end) == word
  }

  func text(at index: Int, is word: String) -> Bool {
    let count = word.unicodeScalars.count
    return index + count <= limit && string(index..<index + count) == word
  }
}
