/// Campaigns named by their last words.
extension CampaignMentions {
  /// 安全生产大检查大执法大督查 is one head; of 治理建设 the last word counts.
  func widened(_ head: Span) -> Span {
    var head = head
    while head.count < 24,
      let more = CampaignWords.headWords.match(at: head.upperBound, in: text, limit: limit)
    {
      let end = head.upperBound + more
      // 清理整治专项行动: the last word is one about the name.
      if CampaignWords.strongFollowers.match(at: head.upperBound, in: text, limit: end) == more,
        string(head).count >= 4
      {
        break
      }
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

  /// Where the name of `抓好锰行业的综合整治`, `一次搬家式的清洁整治` starts, if 的 stands inside of one.
  func possessorStart(of start: Int, stem: Span) -> Int? {
    guard start - 3 > lower, text[start - 1] == 0x7684, stem.count <= 2,
      Self.treatments.match(at: stem.lowerBound, in: text, limit: limit) != nil
        || stem.count == 2 && isFollowedByAction(stem.upperBound)
    else { return nil }
    let first = nameStart(of: start - 1..<start - 1)
    guard (3...10).contains(start - 1 - first),
      (first..<start - 1).allSatisfy({ Glyph.isHan(text[$0]) }),
      CampaignWords.conducting.match(endingAt: first, in: text, from: lower) != nil
        || Self.counts.match(endingAt: first, in: text, from: lower) != nil
    else { return nil }
    return first
  }

  private func isFollowedByAction(_ head: Int) -> Bool {
    guard let length = CampaignWords.headWords.match(at: head, in: text, limit: limit) else {
      return false
    }
    return Self.actionWords.match(endingAt: head + length, in: text, from: head) != nil
      || Self.actionWords.match(at: head + length, in: text, limit: limit) != nil
  }

  private static let actionWords = WordList("行动 活动")
  private static let treatments = WordList("综合整治 集中整治 专项整治 综合治理 专项治理 集中治理")
  static let counts = WordList("一次 一场")

  /// 地下水污染防治及修复项目 is one project.
  func withProject(_ head: Span) -> Span {
    guard let separator = scanner.listSeparator(at: head.upperBound, limit: limit),
      text[head.upperBound] != Glyph.enumerationComma
    else { return head }
    let second = head.upperBound + separator
    let near = second..<min(limit, second + 6)
    guard let project = Self.projects.first(in: near, of: text), project.lowerBound >= second,
      (second..<project.lowerBound).allSatisfy({ Glyph.isHan(text[$0]) })
    else { return head }
    return head.lowerBound..<project.upperBound
  }

  private static let arrangementWords = WordList("工作机制 长效机制 责任体系 联动机制 协调机制")
  private static let terms = WordList("三年行动 百日行动 专项行动 集中行动 百日攻坚")
  private static let drivingVerbs = WordList("整治突出 打击整治 整治 打击 严厉打击 防范打击 清理 治理")

  /// “迎盛会 庆华诞”城市环境整治提升工作: the words behind a motto are the name.
  private func isBehindMotto(_ start: Int, _ name: String) -> Bool {
    guard name.count >= 5,
      let open = scanner.openingQuote(before: start - 1, from: lower, maximum: 26)
    else { return false }
    return start - open >= 9
  }

  static let projects = WordList("修复项目 治理项目 整治项目 改造项目 提升项目 修复工程 治理工程 整治工程 改造工程 提升工程")

  mutating func readHead(_ head: Span) -> Int {
    let head = withProject(widened(head))
    let end = head.upperBound
    let word = string(head)
    let follower = CampaignWords.strongFollowers.match(at: end, in: text, limit: limit)
    var start = nameStart(of: head)
    if let works = readWorks(start: start, head: head) { return works }
    if follower == nil, CampaignWords.sortOf[word] != "project",
      let place = placeEnd(from: start, to: head.lowerBound), end - place >= 2,
      !CampaignWords.vagueNames.contains(string(place..<end))
    {
      start = place
    }
    // 突店经营和占道经营整治: two nuisances that are cleared up together.
    if DeedWords.nuisances.contains(string(start..<head.lowerBound)),
      let joint = NameScanner.separators.match(endingAt: start, in: text, from: lower),
      let other = DeedWords.nuisances.match(endingAt: start - joint, in: text, from: lower)
    {
      start -= joint + other
    }
    // 锰行业的综合整治: 的 joins what is put right to the word for it.
    let wide = possessorStart(of: start, stem: start..<head.lowerBound)
    let stem = string(start..<head.lowerBound)
    // 治理水平 is about how well something is done, unless the name is a known one.
    if Self.level.match(at: end, in: text, limit: limit) != nil, !stem.isEmpty,
      !CampaignWords.standalone.contains(string(start..<end))
    {
      return end
    }
    if let wide, CampaignWords.sortOf[word] == "work" || CampaignWords.sortOf[word] == "drive" {
      let joined = scanner.flow.key(wide..<start - 1) + scanner.flow.key(start..<end)
      add(
        wide..<end, name: withoutAction(joined), sort: isPush(word) ? "drive" : "work",
        rule: "campaign-name")
      return end
    }
    // 整治突出毒品问题三年行动: the verb belongs to the name of a drive that runs for years.
    if Self.terms.contains(word),
      let verb = Self.drivingVerbs.match(endingAt: start, in: text, from: lower)
    {
      start -= verb
    }
    var name = scanner.flow.key(start..<end)
    // 双重预防体系建设 builds what the name says.
    if Self.built.contains(where: name.hasSuffix) { name.removeLast(2) }
    name = withoutField(name, word: word)
    // 河长制工作机制 is 河长制.
    if stem.hasSuffix("制"), stem.count >= 3, Self.arrangementWords.contains(word) { name = stem }
    if name.hasPrefix("违建") { name = "违章建筑" + name.dropFirst(2) }
    let governor = governor(of: start..<end)
    let isListed = governor != nil && governor != .question && governor != .point
    let stands =
      (governor == .visit || governor == .inquiry || governor == .point) && isLine(word, stem: stem)
      || CampaignWords.standalone.contains(name) || word.hasSuffix("长制")
      || isBare(name, start: start, end: end)
      || CampaignWords.standalone.contains(word) && stem.count >= 2
      || follower != nil && stem.isEmpty && CampaignWords.lines.contains(word)
    if isPoint(start..<end) { return end }
    // 详细了解企业项目建设情况: what somebody asks about has no name of its own.
    if governor == .question, !stands, follower == nil { return end }
    let sort =
      isPush(word)
      ? "drive"
      : CampaignWords.sortOf[word]
        ?? (Self.projects.match(endingAt: end, in: text, from: lower) != nil ? "project" : "work")
    // 消防安全管理、隐患排查等: a field of work; 以停车场建设管理为突破 is a line of it.
    if word == "管理", follower == nil, !stands, governor != .visit,
      Self.means.match(at: end, in: text, limit: limit) == nil
    {
      return end
    }
    guard
      stands || follower != nil || isListed || isDefinite(sort: sort, stem: stem, end: end)
        || isCarriedOut(start: start, stem: stem, end: end)
    else {
      return end
    }
    let isWhole = sort == "programme" && head.count >= 5 || sort == "slogan"
    guard
      stem.count >= 2 || stands || isWhole || head.count >= 6 && isPush(word)
        || head.count >= 5 && hasOwnStem(end)
        || (follower != nil && head.count >= 4),
      stands || head.count >= 6 || !isVague(stem),
      !isBody(end), !CampaignWords.vagueNames.contains(name) || isListed && word == "网格化管理",
      sort != "project"
        || !isWorks(stem) && !(stem.count <= 4 && scanner.flow.at(start - 1) == 0x7684),
      scanner.flow.at(start - 1) != Glyph.closeQuote || isBehindMotto(start, name)
        || isPush(word) && [start, start - 1].contains(found.last?.span.upperBound)
    else { return end }
    let isDrive = follower.map { string(end..<end + $0) != "工作" } ?? false
    add(
      start..<end, name: withoutAction(name),
      sort: isDrive || isPush(word) ? "drive" : sortOfName(name, sort),
      rule: "campaign-name")
    return end
  }

  /// 安全生产大检查, 大走访: a push with an end, and not the 大 of 大气.
  private func isPush(_ head: String) -> Bool {
    Self.pushes.contains { head.hasSuffix($0) && head.count >= $0.count }
  }

  private static let pushes = [
    "大检查", "大排查", "大整治", "大督查", "大执法", "大走访", "大清扫", "大扫除", "大清洁", "大整改", "大提升", "大清理", "大会战",
    "大调研",
    "大接访", "大培训",
  ]

  /// 联勤整治行动 is 联勤整治, as 城乡清洁行动 is 城乡清洁.
  private func withoutAction(_ name: String) -> String {
    guard Self.actions.contains(where: name.hasSuffix), name.count >= 6 else { return name }
    let plain = String(name.dropLast(2))
    return CampaignWords.vagueNames.contains(plain) ? name : plain
  }

  private static let actions = ["清理行动", "提升行动", "整治行动", "治理行动"]

  /// `机场高速沿路绿化、……等工作`, `察看绿化情况`: a line of work that needs no more words.
  func isBare(_ name: String, start: Int, end: Int) -> Bool {
    Self.bareNames.contains(name)
      && Self.bareFollowers.match(at: end, in: text, limit: limit) != nil
      && (scanner.lexicon.visitVerbs.match(endingAt: start, in: text, from: lower) != nil
        || PlaceSuffixes.locatives.match(endingAt: start, in: text, from: lower) != nil
        || places.contains { $0.span.upperBound == start })
  }

  static let built = [
    "体系建设", "机制建设", "制度建设", "分流项目建设", "治理项目建设", "改造项目建设", "修复项目建设", "整治项目建设",
  ]
  static let level = WordList("水平 能力 能级")
  static let bareNames = WordList("绿化 亮化 硬化")
  static let bareFollowers = WordList("、 及 和 情况 等 工作 工程")

  /// 滨河新城道路环境整治 in a list of sites is 环境整治 at a place.
  func placeEnd(from start: Int, to end: Int) -> Int? {
    var last: Int?
    let near = places.partitioningIndex { $0.span.upperBound > end }
    for place in places[..<near].reversed() {
      if place.span.lowerBound < start { break }
      last = max(last ?? 0, place.span.upperBound)
    }
    guard var last else { return nil }
    while let length = PlaceSuffixes.locatives.match(at: last, in: text, limit: end) {
      last += length
    }
    return last
  }

  func sortOfName(_ name: String, _ sort: String) -> String {
    if name.hasSuffix("创建") { return "programme" }
    if sort == "work", name.contains("市场") || name.contains("水库"), name.hasSuffix("整治") {
      return "drive"
    }
    return sort
  }

  /// A name without 工作 behind it counts when it is a definite 整治 or 治理 that nothing runs on to.
  func isDefinite(sort: String, stem: String, end: Int) -> Bool {
    guard
      stem.unicodeScalars.count >= 2 || !stem.isEmpty && hasOwnStem(end)
        || sort == "programme" && stem.isEmpty
        || stem.isEmpty && Self.longHeads.match(endingAt: end, in: text, from: lower) != nil
    else {
      return false
    }
    // 迎接国家卫生城市复审的关键时刻
    if stem.unicodeScalars.count >= 4, string(end - 2..<end) == "复审" { return true }
    if sort == "drive" || sort == "scheme" || sort == "programme" || sort == "project" {
      return !Glyph.isWord(scanner.flow.at(end)) || scanner.boundaries.stopsName(at: end)
        || isFollowed(end)
    }
    // 二十四字工作方针
    if sort == "slogan" { return stem.hasSuffix("字") || stem.hasSuffix("个") }
    return Self.definite.match(endingAt: end, in: text, from: lower) != nil && isFollowed(end)
  }

  /// 进行文明交通疏导。: a name between a verb of carrying out and the end of its clause.
  func isCarriedOut(start: Int, stem: String, end: Int) -> Bool {
    stem.unicodeScalars.count >= 3 && !Glyph.isWord(scanner.flow.at(end))
      && !string(start..<end).hasSuffix("宣传教育")
      && CampaignWords.conducting.match(endingAt: start, in: text, from: lower) != nil
  }

  static let definite = WordList("整治 治理 防治 管理 复审 整改 监测 疏导 拆除 防控 管控 绿化 改造 建设")

  func isFollowed(_ end: Int) -> Bool {
    CampaignWords.followers.match(at: end, in: text, limit: limit) != nil
      || Self.gatherings.match(at: end, in: text, limit: limit) != nil
      || Self.contexts.match(at: end, in: text, limit: limit) != nil
  }

  static let wholes = WordList("全省 全市 全县 全区 形势 时期")
  static let means = WordList(
    "为重点 为突破 为平台 为抓手 为契机 为载体 为主线 为中心 深化 暨 和文明 水平 考评 成绩 高度重视 进入 综合水平")
  static let gatherings = WordList(
    "推进会 现场推进会 动员会 部署会 调度会 现场会 观摩会 誓师大会 动员大会 动员部署会 推进会议 调度会议 动员部署会议 总结会 培训会 专题会 专题会议 约谈会 启动会 攻坚会 誓师会 会商会 会商会议 现场观摩会 部署会议 视频会 视频会议 座谈会"
  )
  static let longHeads = WordList("交通秩序整治 市场秩序整治 人居环境整治 安全隐患排查 环保督察整改")
  static let contexts = WordList(
    "添彩 助力 加油 作贡献 做贡献 贡献力量 加分 、 暨 深化 和文明 力度 情况 等工作 为重点 为突破 为平台 为抓手 为契机 为载体 为主线 为中心 无死角 见成效 显成效 有成效 出实招 在行动 进行时 不停歇 不松劲 再升级 现场观摩 的融合 综合水平 进入 高度重视 水平 考评 成绩"
  )

  /// 委员会, 局 and the like behind the words make them the name of a body.
  func isBody(_ end: Int) -> Bool {
    if let length = UnitSuffixes.bodyWords.match(at: end, in: text, limit: limit) {
      return !["部门"].contains(string(end..<end + length))
    }
    return Self.bodyBeginnings.match(at: end, in: text, limit: limit) != nil
  }

  static let bodyBeginnings = WordList(
    "人员 队 员 者 局 所 站 委 办 部 处 费 法 厂 银行 路 街 示范 标准 意识 责任 能力 知识 规章制度 各项要求 主体责任 许可 事故 形势 规定 法律法规 常识 领域 减量 成果 氛围 测评"
  )

  func isVague(_ stem: String) -> Bool {
    let things = stem.split { "和及、与".contains($0) }
    if things.allSatisfy({ DeedWords.nuisances.contains(String($0)) }) { return false }
    return CampaignWords.vague.contains(stem)
      || CampaignWords.vagueEndings.contains(where: stem.hasSuffix)
      || CampaignWords.vague.words.contains {
        $0.count >= 2 && stem.hasPrefix($0) && stem.count <= $0.count + 1
      }
  }

  /// Rules of words such as 全市 and 街道 that only point to an area.
  private static let areaRules: Set<String> = ["whole-area", "local-area-reference"]

  /// 镇, 乡, 村, 县, 区, 市 behind 该, 本, 全, 各.
  static let localLeads = Set("镇乡村县区市旗州".unicodeScalars.map(\.value))
  static let pointers = Set("该本全各我".unicodeScalars.map(\.value))

  /// Where the name of `夏夜治安巡查第二次集中统一行动` starts: the number of the round stands inside of it.
  private func numberedStart(before start: Int) -> Int? {
    guard start > lower, Self.rounds.contains(text[start - 1]) else { return nil }
    var index = start - 1
    while index > lower, start - index < 6,
      Glyph.isDigit(text[index - 1]) || ChineseNumber.digits[text[index - 1]] != nil
        || text[index - 1] == 0x5341
    {
      index -= 1
    }
    guard index > lower, index < start - 1, text[index - 1] == 0x7B2C else { return nil }
    let first = scanner.leftEdge(of: index - 1, from: lower, maximum: 14)
    return index - 1 - first >= 4 ? first : nil
  }

  /// 次, 轮, 批.
  private static let rounds: Set<UInt32> = [0x6B21, 0x8F6E, 0x6279]

  func nameStart(of head: Span) -> Int {
    var start = scanner.leftEdge(of: head.lowerBound, from: lower, maximum: 20)
    if let numbered = numberedStart(before: start) { start = numbered }
    for unit in units[..<unitsEnding(by: head.upperBound)].reversed() {
      if unit.span.upperBound <= start { break }
      if !unit.isReference || Self.areaRules.contains(unit.rule) {
        start = max(start, unit.span.upperBound)
      }
    }
    if let (_, length) = CalendarDate.read(text, at: start, limit: head.lowerBound) {
      start += length
    }
    // 郑州市、区大气污染防治: a level in a list is whose it is.
    if head.lowerBound - start >= 3, Self.levelLeads.contains(text[start]), start > lower,
      text[start - 1] == Glyph.enumerationComma,
      Self.levelNouns.match(at: start, in: text, limit: head.lowerBound) == nil
    {
      start += 1
    }
    // 落实好对话谈心活动
    if head.lowerBound - start >= 4, text[start] == 0x597D { start += 1 }
    // 该镇治安防控
    if head.lowerBound - start >= 3, Self.localLeads.contains(text[start]),
      Self.pointers.contains(scanner.flow.at(start - 1))
    {
      start += 1
      if let (_, length) = CalendarDate.read(text, at: start, limit: head.lowerBound) {
        start += length
      }
    }
    var steps = 0
    while steps < 2, start < head.lowerBound,
      let length = CampaignWords.leadIns.match(at: start, in: text, limit: head.lowerBound),
      length > 1
        || units.isEmpty == false && length == 1 && head.lowerBound - start > 5
          && Self.levelLeads.contains(text[start])
          && Self.levelNouns.match(at: start, in: text, limit: head.lowerBound) == nil
    {
      start += length
      steps += 1
    }
    // 农(集)贸市场治理
    if start < head.lowerBound,
      let bracketed = PlaceSuffixes.bracketedMarkets.match(
        endingAt: start + 1, in: text, from: lower)
    {
      start += 1 - bracketed
    }
    return min(start, head.lowerBound)
  }

  /// 省, 市, 区, 县, 旗.
  static let levelNouns = WordList("市场 市容 市政 市民 市郊 市域 市属 区域 区划 县城 县域 省道 县道 省级 市级 县级 区级")
  static let levelLeads: Set<UInt32> = [0x7701, 0x5E02, 0x533A, 0x53BF, 0x65D7]
}
