/// Lines of work told by what governs them: `督查森林防火、网格化管理等工作`, and what a meeting is called after.
extension CampaignMentions {
  /// What a line of work is the object of.
  enum Governor { case visit, inquiry, point, task, question }

  /// The verb that governs the list which a name is in, of visiting or of carrying out.
  ///
  /// `检查市场保供和食品安全工作`: behind a visit's verb the end of the clause closes the list; behind another only 工作
  /// does.
  func governor(of name: Span) -> Governor? {
    guard let (closing, _) = listClosing(behind: name.upperBound) else { return nil }
    var start = name.lowerBound
    for items in 1...8 {
      start = skipOwner(before: start)
      let isTreated = isTreated(from: start, behind: name.upperBound)
      if isTreated || isVisited(start) {
        guard closing == .state else { return .visit }
        // 查看绿化、垃圾清运等情况: one point of many.
        let isOne = items == 1 && scanner.flow.at(name.upperBound) != Glyph.enumerationComma
        return isOne ? .inquiry : isTreated ? nil : .point
      }
      if closing == .state,
        Self.asking.match(endingAt: start, in: text, from: lower) != nil
      {
        return .question
      }
      let isDefinite = closing == .work || items > 1 && name.count >= 6
      if isDefinite,
        CampaignWords.conducting.match(endingAt: start, in: text, from: lower) != nil
      {
        let isList = items > 1 || scanner.flow.at(name.upperBound) == Glyph.enumerationComma
        return isList ? .task : nil
      }
      guard let separator = NameScanner.separators.match(endingAt: start, in: text, from: lower)
      else { return nil }
      let end = start - separator
      var left = end
      if text[end - 1] == Glyph.closeQuote,
        let open = scanner.openingQuote(before: end - 1, from: lower, maximum: 28)
      {
        start = open
        continue
      }
      while left > lower, end - left < 20, Glyph.isWord(text[left - 1]),
        NameScanner.separators.match(endingAt: left, in: text, from: lower) == nil,
        !isVisited(left), !endsInPreposition(left),
        Self.asking.match(endingAt: left, in: text, from: lower) == nil,
        CampaignWords.conducting.match(endingAt: left, in: text, from: lower) == nil
      {
        left -= 1
      }
      guard left < end else { return nil }
      start = left
    }
    return nil
  }

  /// Whether somebody visits for the work that a name tells: `对单元门更换工作进行视察`.
  func isGoverned(_ name: Span) -> Bool {
    guard governor(of: name) == .visit else { return false }
    if name.lowerBound < leadEnd, name.count >= 4 { return true }
    return Self.activities.match(endingAt: name.upperBound, in: text, from: name.lowerBound) != nil
  }

  /// How a list of lines of work ends.
  private enum Closing { case work, state, clause }

  /// How the list that goes on at `start` ends, and how many members follow.
  private func listClosing(behind start: Int) -> (closing: Closing, more: Int)? {
    var index = start
    for more in 0..<8 {
      if let closing = closing(at: index) { return (closing, more) }
      guard let separator = NameScanner.separators.match(at: index, in: text, limit: limit) else {
        return nil
      }
      index += separator
      let first = index
      while index < limit, index - first < 20,
        Glyph.isWord(text[index]) || Glyph.isQuote(text[index]),
        NameScanner.separators.match(at: index, in: text, limit: limit) == nil,
        closing(at: index) == nil
      {
        index += 1
      }
    }
    return nil
  }

  /// What closes a list at a position: 工作 or 等工作, 情况 or 等问题, or the end of the clause.
  private func closing(at index: Int) -> Closing? {
    if index >= limit || !Glyph.isWord(text[index]) && !Self.goesOn.contains(text[index]) {
      return .clause
    }
    if Self.works.match(at: index, in: text, limit: limit) != nil { return .work }
    if countedWork(at: index) { return .work }
    if Self.states.match(at: index, in: text, limit: limit) != nil { return .state }
    guard text[index] == 0x7B49 else { return nil }
    // 等各项常规工作 closes as 等工作 does; 等问题整改情况 closes a list of points.
    var end = index + 1
    while end < limit, end - index < 12, Glyph.isWord(text[end]) {
      if Self.states.match(at: end, in: text, limit: limit) != nil { return .state }
      if Self.collected.match(at: end, in: text, limit: limit) != nil { return .work }
      end += 1
    }
    return end == index + 1 ? .clause : .state
  }

  /// `……规范化建设两项基础工作`: the number of the lines of work closes their list.
  private func countedWork(at index: Int) -> Bool {
    guard let number = ChineseNumber.read(text, at: index, limit: limit), number.value < 20,
      case let unit = index + number.length, unit + 1 < limit, text[unit] == 0x9879
    else { return false }
    return Self.works.first(in: unit + 1..<min(limit, unit + 6), of: text) != nil
  }

  private static let goesOn: Set<UInt32> = [
    Glyph.enumerationComma, Glyph.openQuote, Glyph.closeQuote,
  ]
  private static let works = WordList("工作 任务")
  private static let collected = WordList("工作 任务 活动 行动 机制 制度 工程 项目 攻坚")
  private static let states = WordList(
    "情况 落实情况 开展情况 推进情况 进展情况 进展 问题 方面 内容 措施 环节 现象 隐患 全方位 要求")

  /// 环境卫生、消防安全、垃圾清运等情况: one point of three or more that somebody looked into.
  func isPoint(_ name: Span) -> Bool {
    guard let (closing, more) = listClosing(behind: name.upperBound), closing == .state else {
      return false
    }
    var count = more + 1
    var start = name.lowerBound
    while count < 3,
      let separator = NameScanner.separators.match(endingAt: start, in: text, from: lower)
    {
      count += 1
      let end = start - separator
      start = end
      while start > lower, end - start < 20, Glyph.isWord(text[start - 1]),
        NameScanner.separators.match(endingAt: start, in: text, from: lower) == nil
      {
        start -= 1
      }
      guard start < end else { break }
    }
    return count >= 3
  }

  /// Whether a verb of visiting ends at a position, or stands there with 了: `检查了`.
  func isVisited(_ position: Int) -> Bool {
    let end = position > lower && text[position - 1] == 0x4E86 ? position - 1 : position
    guard let length = scanner.lexicon.visitVerbs.match(endingAt: end, in: text, from: lower) else {
      return false
    }
    return !VisitVerbs.weak.contains(string(end - length..<end))
  }

  /// `对老旧小区单元门更换工作进行视察`: the verb stands behind what it is done to.
  private func isTreated(from start: Int, behind end: Int) -> Bool {
    guard Self.prepositions.match(endingAt: start, in: text, from: lower) != nil else {
      return false
    }
    let near = end..<min(limit, end + 24)
    guard let doing = Self.doing.first(in: near, of: text) else { return false }
    let start = doing.upperBound
    return Self.planning.match(at: start, in: text, limit: limit) != nil
      || scanner.lexicon.visitVerbs.match(at: start, in: text, limit: limit) != nil
      || Self.adverbs.match(at: start, in: text, limit: limit).map {
        scanner.lexicon.visitVerbs.match(at: start + $0, in: text, limit: limit) != nil
      } ?? false
  }

  private func endsInPreposition(_ end: Int) -> Bool {
    Self.prepositions.match(endingAt: end, in: text, from: lower) != nil
      && scanner.boundaries.stopsName(at: end - 1)
  }

  private static let asking = WordList("了解 了解了 询问 询问了 问及 关注 关注了 详细了解 听取 听取了")
  private static let planning = WordList("安排部署 部署 再部署 再安排 动员部署 研究部署 部署安排 安排")
  private static let prepositions = WordList("对 就 围绕 对区内部分 对部分 对辖区 对辖区内")
  private static let doing = WordList("进行 进行了 开展 开展了")
  private static let adverbs = WordList("专题 集中 实地 现场 全面 重点 专项 随机")

  /// The position in front of the area whose work it is: `督查泾川县重大项目建设`.
  private func skipOwner(before start: Int) -> Int {
    var start = start
    if start > lower, text[start - 1] == 0x7684 { start -= 1 }
    for unit in units[..<unitsEnding(by: start)].reversed() {
      guard unit.span.upperBound == start, !unit.span.isEmpty, unit.span.lowerBound >= lower else {
        break
      }
      start = unit.span.lowerBound
    }
    return start
  }

  /// How many units end at or in front of a position.
  func unitsEnding(by position: Int) -> Int {
    units.partitioningIndex { $0.span.upperBound > position }
  }

  /// 食品安全, 春节食品安全: a field of work that needs no more words than its season.
  func isLine(_ word: String, stem: String) -> Bool {
    CampaignWords.lines.contains(word) && (stem.isEmpty || Self.seasons.contains(stem))
  }

  /// 冬季安全生产 and 生产经营单位安全生产 are 安全生产: a field of work is the same in every season and everywhere.
  func withoutField(_ name: String, word: String) -> String {
    guard CampaignWords.lines.contains(word) || CampaignWords.standalone.contains(word),
      name.hasSuffix(word)
    else { return name }
    let front = String(name.dropLast(word.count))
    let season = front.drop { $0.isNumber || $0 == "年" }
    return season.isEmpty || season.hasSuffix("期") || Self.seasons.contains(String(season))
      || Self.fields.contains(front)
      ? word : name
  }

  private static let fields = WordList(
    "本行业 本区域 本单位 本地区 省 市 县 区 镇 乡 全镇 全县 小区 社区 辖区 单位 企业 生产经营单位 重点单位 行业 各行业 园区")
  private static let seasons = WordList("春节 节前 节日 节日期间 春季 夏季 秋季 冬季 冬春 秋冬 汛期 当前 近期 岁末年初")

  /// 生产线建设项目, 养殖基地建设项目: what an enterprise builds for itself is a site, and no line of work.
  func isWorks(_ stem: String) -> Bool {
    Self.industry.contains { stem.contains($0) }
  }

  private static let industry = [
    "生产线", "产业园", "加工", "养殖", "种植", "繁育", "集群", "公司", "材料", "制造", "物流", "智能", "万吨", "酒店", "综合体",
  ]

  /// Whether a head of several words holds words of its own: 水污染防治, 农村交通秩序整治.
  func hasOwnStem(_ end: Int) -> Bool {
    Self.compound.match(endingAt: end, in: text, from: lower) != nil
  }

  private static let compound = WordList("污染防治 秩序整治 环境整治 市貌整治 隐患排查")

  /// `秋播生产暨农业产业链建设现场推进会`: a meeting called after what is to be done.
  mutating func readGathering(at index: Int) -> Int? {
    guard let length = Self.gatherings.match(at: index, in: text, limit: limit),
      UnitSuffixes.bodyWords.match(at: index + length, in: text, limit: limit) == nil
    else { return nil }
    addSubject(endingAt: withoutWork(index))
    return index + length
  }

  /// The first of two lines of work that 暨 joins in a meeting's name.
  mutating func readJoint(at index: Int) -> Int? {
    guard text[index] == 0x66A8 else { return nil }
    var end = index + 1
    while end < limit, end - index < 32, Glyph.isWord(text[end]) { end += 1 }
    guard Self.gatherings.first(in: index..<end, of: text) != nil else { return nil }
    addSubject(endingAt: withoutWork(index))
    return index + 1
  }

  /// The end of a name in front of 工作.
  private func withoutWork(_ end: Int) -> Int {
    Self.work.match(endingAt: end, in: text, from: lower).map { end - $0 } ?? end
  }

  private mutating func addSubject(endingAt end: Int) {
    let start = nameStart(of: end..<end)
    guard (4...16).contains(end - start),
      found.last.map({ $0.span.upperBound <= start }) ?? true,
      Self.activities.match(endingAt: end, in: text, from: start) != nil,
      (start..<end).allSatisfy({ Glyph.isHan(text[$0]) })
    else { return }
    let name = scanner.flow.key(start..<end)
    guard !CampaignWords.vagueNames.contains(name),
      (name.hasPrefix("农村") || !isVague(String(name.dropLast(2))))
    else {
      return
    }
    add(start..<end, name: name, sort: "work", rule: "meeting-subject")
  }

  private static let work = WordList("工作")

  private static let activities = WordList(
    """
    生产 排查 登记 普查 征收 保供 创建 防火 防汛 建设 改革 攻坚 监测 清查 接种 核查 帮扶 摸底 收割 播种 征兵 就业 救助 养护 回收 处置 确权 流转 评议 参保 征缴 收缴
    振兴 保护 迎检 治理 整治 防治 改造 拆除 管控 防控 防范 清理 提升 整改 发展 搬迁 征拆 普法 审计 绿化 造林 供暖 度汛 抗旱 禁烧 禁牧 培育 销号 化解 清零 更换 救灾 抢险 排涝 维修 加装 安装 保障 供应 管护 服务 督查 排水 备汛 改厕 铲毒 禁毒 摘帽 复垦 增收 招商 引资 征订 共建 联创
    """)
}
