/// Finds campaigns: quoted names (`“双迎攻坚”工作`) and names that end as campaigns do (`大气污染防治工作`).
struct CampaignMentions {
  let scanner: NameScanner
  let units: [Mention]
  let places: [Mention]
  private(set) var found: [Mention] = []
  /// Quotations that their surroundings do not show to be campaigns, with their words.
  private var refused: [(span: Span, content: String)] = []
  /// Quoted words that are the names of campaigns, with their sorts.
  private var accepted: [String: String] = [:]
  private var lower = 0
  private var limit = 0

  init(scanner: NameScanner, units: [Mention], places: [Mention]) {
    self.scanner = scanner
    self.units = units
    self.places = places
  }

  private var text: Scalars { scanner.text }
  private func string(_ span: Span) -> String { scanner.flow.text(span) }

  /// Reads one part of an article.
  mutating func read(_ part: PagePart) {
    lower = part.span.lowerBound
    limit = part.span.upperBound
    var index = lower
    while index < limit {
      if text[index] == Glyph.openQuote || text[index] == Glyph.openInnerQuote,
        let end = readQuotation(from: index)
      {
        index = end
      } else if let length = CampaignWords.headWords.match(at: index, in: text, limit: limit) {
        index = max(index + 1, readHead(index..<index + length))
      } else if let end = readMechanisms(at: index) {
        index = end
      } else if let end = readFollower(at: index) {
        index = end
      } else {
        index += 1
      }
    }
  }

  /// Takes up the quotations of what other sentences of the article show to be a campaign's name.
  mutating func finish() {
    for (span, content) in refused {
      guard let sort = accepted[content], content.unicodeScalars.count >= 3 else { continue }
      let name = scanner.flow.key(span)
      found.append(
        Mention(kind: .campaign, span: span, name: name, sort: sort, rule: "quoted-campaign"))
    }
    found.sort { $0.span.lowerBound < $1.span.lowerBound }
  }

  private mutating func add(_ span: Span, name: String, sort: String, rule: String) {
    while let last = found.last, last.span.lowerBound >= span.lowerBound { found.removeLast() }
    found.append(Mention(kind: .campaign, span: span, name: name, sort: sort, rule: rule))
  }

  // MARK: Quotations

  private mutating func readQuotation(from open: Int) -> Int? {
    let close = closingQuote(after: open)
    guard let close, close - open > 1, close - open <= 26 else { return nil }
    let content = string(open + 1..<close)
    guard
      !content.unicodeScalars.contains(where: {
        Glyph.endsSentence($0.value) || $0 == ";" || $0 == ":"
      })
    else { return nil }
    let after = close + 1
    guard isCampaign(open: open, close: close, content: content) else {
      refused.append((open..<after, content))
      return nil
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

  private func closingQuote(after open: Int) -> Int? {
    let closing = text[open] == Glyph.openQuote ? Glyph.closeQuote : Glyph.closeInnerQuote
    var index = open + 1
    while index < limit, index - open <= 28 {
      if text[index] == closing { return index }
      index += 1
    }
    return nil
  }

  /// A head such as 检查 that runs on behind a short quotation.
  private func runOn(after start: Int, content: String) -> Int? {
    var index = start
    while index < limit, index - start <= 5, Glyph.isHan(text[index]) {
      if let length = CampaignWords.headWords.match(at: index, in: text, limit: limit)
        ?? Self.checking.match(at: index, in: text, limit: limit),
        CampaignWords.strongFollowers.match(at: index + length, in: text, limit: limit) == nil,
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

  private static let checking = WordList("检查 巡查")

  /// Heads that are a word about the quoted name and no part of it: “商户自治示范街”建设.
  private static let ownNouns: Set<String> = ["建设", "创建", "管理", "工作机制", "责任体系", "攻坚战"]
  /// 检: 检查 is both a verb and a head.
  private static let verbHeads: Set<UInt32> = [0x68C0]

  private func isCampaign(open: Int, close: Int, content: String, depth: Int = 0) -> Bool {
    let after = close + 1
    if content.unicodeScalars.count == 1 || CampaignWords.headWords.contains(content) {
      return false
    }
    if content.hasSuffix("式"), text(at: after, is: "服务") { return false }
    if CampaignWords.quotationRefusals.match(at: after, in: text, limit: limit) != nil,
      CampaignWords.quotationFollowers.match(at: after, in: text, limit: limit) == nil
    {
      return false
    }
    if CampaignWords.quotationRefusalLeads.match(endingAt: open, in: text, from: lower) != nil {
      return false
    }
    if Self.documentEndings.contains(where: content.hasSuffix) || content.hasPrefix("致") {
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
  }

  private static let documentEndings = ["书", "公约", "通知", "一封信", "手册", "条例", "方案"]
  private static let listEnds = WordList("活动 行动 工作 机制 制度 工程 项目 品牌")

  /// 三会一平台, 五个一, 六街六片区, 1+6.
  private func isNumbered(_ content: String) -> Bool {
    let scalars = content.scalarValues
    guard let first = scalars.first, scalars.count >= 2, scalars.count <= 16 else { return false }
    guard ChineseNumber.digits[first] != nil || Glyph.isDigit(first) else { return false }
    let numerals = scalars.filter { ChineseNumber.digits[$0] != nil || Glyph.isDigit($0) }.count
    return numerals >= 2 || scalars.count <= 4 || content.contains("个") || content.contains("、")
  }

  private func sort(ofQuotation content: String, open: Int, after: Int) -> String {
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
    if content.hasSuffix("三包") { return "scheme" }
    return isNumbered(content) && !content.hasPrefix("零") ? "scheme" : "drive"
  }

  private func text(endingAt end: Int, is word: String) -> Bool {
    let count = word.unicodeScalars.count
    return end - count >= lower && string(end - count..<end) == word
  }

  private func text(at index: Int, is word: String) -> Bool {
    let count = word.unicodeScalars.count
    return index + count <= limit && string(index..<index + count) == word
  }

  // MARK: Names by their last words

  /// 安全生产大检查大执法大督查 is one head; of 治理建设 the last word counts.
  private func widened(_ head: Span) -> Span {
    var head = head
    while head.count < 24,
      let more = CampaignWords.headWords.match(at: head.upperBound, in: text, limit: limit)
    {
      let end = head.upperBound + more
      if text[head.upperBound] == 0x5927 {
        head = head.lowerBound..<end
      } else if more >= 2 {
        return head.upperBound..<end
      } else {
        break
      }
    }
    return head
  }

  private mutating func readHead(_ head: Span) -> Int {
    let head = widened(head)
    let end = head.upperBound
    let word = string(head)
    let follower = CampaignWords.strongFollowers.match(at: end, in: text, limit: limit)
    var start = nameStart(of: head)
    if follower == nil, CampaignWords.sortOf[word] != "project",
      let place = placeEnd(from: start, to: head.lowerBound), end - place >= 2
    {
      start = place
    }
    let stem = string(start..<head.lowerBound)
    var name = scanner.flow.key(start..<end)
    if name.hasPrefix("违建") { name = "违章建筑" + name.dropFirst(2) }
    let stands =
      CampaignWords.standalone.contains(name)
      || CampaignWords.standalone.contains(word) && stem.count >= 2
    let sort = CampaignWords.sortOf[word] ?? "work"
    guard
      stands || follower != nil || isDefinite(sort: sort, stem: stem, end: end)
        || isCarriedOut(start: start, stem: stem, end: end)
    else {
      return end
    }
    let isWhole = sort == "programme" && head.count >= 5 || sort == "slogan"
    guard stem.count >= 2 || stands || isWhole || (follower != nil && head.count >= 4),
      stands || !isVague(stem),
      !isBody(end), !CampaignWords.vagueNames.contains(name),
      scanner.flow.at(start - 1) != Glyph.closeQuote
    else { return end }
    let isDrive = follower.map { string(end..<end + $0) != "工作" } ?? false
    add(
      start..<end, name: name,
      sort: isDrive || word.hasPrefix("大") && word != "大气污染防治" ? "drive" : sortOfName(name, sort),
      rule: "campaign-name")
    return end
  }

  /// 滨河新城道路环境整治 in a list of sites is 环境整治 at a place.
  private func placeEnd(from start: Int, to end: Int) -> Int? {
    var last: Int?
    for place in places.reversed() where place.span.upperBound <= end {
      if place.span.lowerBound < start { break }
      last = max(last ?? 0, place.span.upperBound)
    }
    guard var last else { return nil }
    while let length = PlaceSuffixes.locatives.match(at: last, in: text, limit: end) {
      last += length
    }
    return last
  }

  private func sortOfName(_ name: String, _ sort: String) -> String {
    if name.hasSuffix("创建") { return "programme" }
    if sort == "work", name.contains("市场") || name.contains("水库"), name.hasSuffix("整治") {
      return "drive"
    }
    return sort
  }

  /// A name without 工作 behind it counts when it is a definite 整治 or 治理 that nothing runs on to.
  private func isDefinite(sort: String, stem: String, end: Int) -> Bool {
    guard stem.unicodeScalars.count >= 2 || sort == "programme" && stem.isEmpty else {
      return false
    }
    if sort == "drive" || sort == "scheme" || sort == "programme" || sort == "project" {
      return !Glyph.isWord(scanner.flow.at(end)) || scanner.boundaries.stopsName(at: end)
        || isFollowed(end)
    }
    // 二十四字工作方针
    if sort == "slogan" { return stem.hasSuffix("字") || stem.hasSuffix("个") }
    return Self.definite.match(endingAt: end, in: text, from: lower) != nil && isFollowed(end)
  }

  /// 进行文明交通疏导。: a name between a verb of carrying out and the end of its clause.
  private func isCarriedOut(start: Int, stem: String, end: Int) -> Bool {
    stem.unicodeScalars.count >= 3 && !Glyph.isWord(scanner.flow.at(end))
      && CampaignWords.conducting.match(endingAt: start, in: text, from: lower) != nil
  }

  private static let definite = WordList("整治 治理 防治 管理 复审 整改 监测 疏导 拆除 防控 管控 绿化 改造 建设")

  private func isFollowed(_ end: Int) -> Bool {
    CampaignWords.followers.match(at: end, in: text, limit: limit) != nil
      || Self.contexts.match(at: end, in: text, limit: limit) != nil
  }

  private static let contexts = WordList(
    "、 暨 深化 和文明 力度 情况 等工作 为重点 为突破 为平台 为抓手 为契机 为载体 为主线 为中心 的融合 综合水平 进入 高度重视 水平 考评 成绩")

  /// 委员会, 局 and the like behind the words make them the name of a body.
  private func isBody(_ end: Int) -> Bool {
    if let length = UnitSuffixes.bodyWords.match(at: end, in: text, limit: limit) {
      return !["部门"].contains(string(end..<end + length))
    }
    return Self.bodyBeginnings.match(at: end, in: text, limit: limit) != nil
  }

  private static let bodyBeginnings = WordList(
    "人员 队 员 者 局 所 站 委 办 部 处 费 法 厂 银行 路 街 示范 标准 意识 责任 能力 知识")

  private func isVague(_ stem: String) -> Bool {
    CampaignWords.vague.contains(stem)
      || CampaignWords.vague.words.contains {
        $0.count >= 2 && stem.hasPrefix($0) && stem.count <= $0.count + 1
      }
  }

  private func nameStart(of head: Span) -> Int {
    var start = scanner.leftEdge(of: head.lowerBound, from: lower, maximum: 20)
    for unit in units.reversed() where unit.span.upperBound <= head.upperBound {
      if unit.span.upperBound <= start { break }
      if !unit.isReference || unit.rule == "whole-area" { start = max(start, unit.span.upperBound) }
    }
    if let (_, length) = CalendarDate.read(text, at: start, limit: head.lowerBound) {
      start += length
    }
    var steps = 0
    while steps < 2, start < head.lowerBound,
      let length = CampaignWords.leadIns.match(at: start, in: text, limit: head.lowerBound),
      length > 1
        || units.isEmpty == false && length == 1 && head.lowerBound - start > 5
          && Self.levelLeads.contains(text[start])
    {
      start += length
      steps += 1
    }
    return min(start, head.lowerBound)
  }

  /// 省, 市, 区, 县.
  private static let levelLeads: Set<UInt32> = [0x7701, 0x5E02, 0x533A, 0x53BF]

  /// `对话谈心活动`, `城乡清洁行动`: any definite words in front of 活动, 行动 or 工作.
  private mutating func readFollower(at index: Int) -> Int? {
    guard let length = Self.plainFollowers.match(at: index, in: text, limit: limit) else {
      return nil
    }
    let word = string(index..<index + length)
    if let last = found.last, last.span.upperBound == index { return index + length }
    if scanner.flow.at(nameStart(of: index..<index + length)) == 0x7B2C { return index + length }
    let start = nameStart(of: index..<index + length)
    let stem = index - start
    let needed = word == "工作" ? 4 : word == "行动" ? 2 : 3
    guard stem >= needed, scanner.flow.at(start - 1) != Glyph.closeQuote,
      !CampaignWords.vagueNames.contains(string(start..<index)), stem <= 16,
      !isVague(string(start..<index)), !isBody(index + length),
      !isPerson(index + length)
    else { return index + length }
    if (start..<index).contains(where: { !Glyph.isHan(text[$0]) }) { return index + length }
    let keepsFollower = word == "行动" && stem < 4
    let span = start..<(keepsFollower ? index + length : index)
    add(
      span, name: scanner.flow.key(span), sort: word == "工作" ? "work" : "drive", rule: "work-name")
    return index + length
  }

  /// `周例会、月观摩、季考评等机制`: the members of a list of mechanisms.
  private mutating func readMechanisms(at index: Int) -> Int? {
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

  private static let mechanismEnds = WordList("等机制 等制度 等工作机制 等长效机制 等工作制度")

  private func isPerson(_ end: Int) -> Bool {
    Self.notWork.match(at: end, in: text, limit: limit) != nil
  }

  private static let plainFollowers = WordList("工作 活动 行动")
  private static let notWork = WordList(
    "积极性 人员 者 室 组 专班 法 例会 汇报 报告 会议 推进会 动员 会 中心 重点 简报 机制 标准 作风 方案 能力 台账 队 方针 理念 模式 现场 思路 难点 进展 协调会")
}
