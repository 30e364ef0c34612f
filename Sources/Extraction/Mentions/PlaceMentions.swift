/// Finds places by the last words of their names: `高砦农贸市场`, `政通路105号院`, `622会议室`.
struct PlaceMentions {
  let scanner: NameScanner
  /// The units of the article, in reading order.
  let units: [Mention]
  var found: [Mention] = []
  private var nextUnit = 0
  private(set) var lower = 0
  private(set) var limit = 0

  init(scanner: NameScanner, units: [Mention]) {
    self.scanner = scanner
    self.units = units
  }

  var text: Scalars { scanner.text }
  func string(_ span: Span) -> String { scanner.flow.text(span) }

  /// Reads one part of an article; parts are read in order.
  mutating func read(_ part: PagePart) {
    lower = part.span.lowerBound
    limit = part.span.upperBound
    var index = lower
    while index < limit {
      while nextUnit < units.count, units[nextUnit].span.upperBound <= index { nextUnit += 1 }
      index = max(index + 1, readName(at: index) ?? 0)
    }
  }

  private mutating func readName(at index: Int) -> Int? {
    if let own = scanner.lexicon.name(at: index, .place, in: text, limit: limit) {
      let span = index..<index + own.length
      found.append(
        Mention(
          kind: .place, span: span, name: own.name.name, sort: own.name.sort,
          owner: own.name.owner, rule: OwnNames.rule))
      return span.upperBound
    }
    guard let length = PlaceSuffixes.words.match(at: index, in: text, limit: limit) else {
      return nil
    }
    var suffix = index..<index + length
    if let more = PlaceSuffixes.words.match(at: suffix.upperBound, in: text, limit: limit),
      length == 1, more > 1,
      suffix.lowerBound > lower
    {
      // 凤凰路农贸市场: the market's name is read when its own suffix comes.
      return nil
    }
    if suffix.upperBound < limit, Glyph.isHan(text[suffix.upperBound]),
      !scanner.boundaries.startsWord(at: suffix.upperBound)
    {
      // 第七中学 ends on 中学, and not on 七中.
      return index + 1
    }
    if isInsideUnit(suffix) { return suffix.upperBound }
    // 产业链建设现场推进会
    if Self.gatherings.match(at: suffix.upperBound, in: text, limit: limit) != nil {
      return suffix.upperBound
    }
    if Self.crossings.contains(string(suffix)), let end = readCrossing(suffix) {
      return end
    }
    if let end = readGate(suffix) ?? readNumbers(suffix) { return end }
    guard let (span, owner) = extent(of: suffix) else { return suffix.upperBound }
    suffix = span
    add(span, owner: owner)
    return found.last.map { max($0.span.upperBound, span.upperBound) } ?? span.upperBound
  }

  private func isArea(_ unit: Mention) -> Bool {
    unit.rule == "area-name" || unit.rule == "local-area" || unit.rule == "local-area-reference"
      || unit.rule == "whole-area"
  }

  private func isInsideUnit(_ span: Span) -> Bool {
    guard nextUnit < units.count else { return false }
    let unit = units[nextUnit].span
    return unit.lowerBound <= span.lowerBound && unit.upperBound > span.lowerBound
      && !units[nextUnit].isReference
  }

  /// The whole name and the area in front of it, or nil for a class word.
  private func extent(of suffix: Span) -> (Span, String?)? {
    let word = string(suffix)
    if PlaceSuffixes.needsCleanEnd(word), !endsCleanly(suffix.upperBound) { return nil }
    // “红色园区”示范基地
    if scanner.flow.at(suffix.lowerBound - 1) == Glyph.closeQuote, Self.quotedSites.contains(word),
      let open = scanner.openingQuote(before: suffix.lowerBound - 1, from: lower, maximum: 12)
    {
      return (open..<suffix.upperBound, nil)
    }
    var start = scanner.leftEdge(of: suffix.lowerBound, from: lower, maximum: 16)
    // 农(集)贸市场 is a class of places.
    if start < suffix.lowerBound,
      PlaceSuffixes.bracketedMarkets.match(endingAt: start + 1, in: text, from: lower) != nil
    {
      return nil
    }
    var owner: String?
    var ownerStart = start
    var unitIndex = nextUnit
    if unitIndex >= units.count || units[unitIndex].span.lowerBound >= suffix.lowerBound {
      unitIndex -= 1
    }
    if unitIndex >= 0, isArea(units[unitIndex]), units[unitIndex].span.upperBound > start,
      units[unitIndex].span.upperBound <= suffix.lowerBound
    {
      owner = units[unitIndex].name
      ownerStart = units[unitIndex].span.lowerBound
      start = units[unitIndex].span.upperBound
    }
    while start < suffix.lowerBound, suffix.upperBound - start > 3,
      !PlaceSuffixes.commonWords.contains(string(start..<suffix.upperBound)),
      Self.alongside.contains(text[start])
    { start += 1 }
    // 市区紫苑路菜市场: the town is said by the way.
    if let length = Self.townWords.match(at: start, in: text, limit: suffix.lowerBound),
      suffix.lowerBound - start - length >= 2
    {
      start += length
    }
    // 河长制工作史马桥示范点: what it is an example of.
    if Self.examples.contains(word),
      let topic = Self.topics.all(in: start..<suffix.lowerBound, of: text).last,
      suffix.lowerBound - topic.upperBound >= 2
    {
      start = topic.upperBound
    }
    // 开发区城管局集中治理凌云路: what was done there.
    if let deed = Self.deeds.all(in: start..<suffix.upperBound, of: text).last,
      deed.upperBound <= suffix.lowerBound,
      ["road", "street", "market", "river"].contains(PlaceSuffixes.sortOf[word])
    {
      start = deed.upperBound
    }
    start = startBehindVerb(start, suffix)
    if let listed = listedStart(start, suffix) {
      return (listed..<suffix.upperBound, owner)
    }
    // 2024年老旧小区
    if let (date, length) = CalendarDate.read(text, at: start, limit: suffix.lowerBound),
      date.month == nil, date.year != nil
    {
      start += length
    }
    // 文翰街道路23处破损: spots on a road are counted, and no roads.
    let isWay = word == "道路" || suffix.count == 1 && Self.ways.contains(text[suffix.lowerBound])
    if startsWithCount(start, suffix.lowerBound) || !isWay && isCounted(suffix.upperBound) {
      return nil
    }
    var suffix = suffix
    if word == "道路" {
      // 紫荆山路道路 is 紫荆山路; 滨河新城道路 stands; 建设同道路 is no road.
      guard let last = text[start..<suffix.lowerBound].last else { return nil }
      if last == 0x8DEF || last == 0x8857 {
        suffix = suffix.lowerBound - 1..<suffix.lowerBound
      } else if !Self.areaEndings.contains(last) {
        return nil
      }
    }
    let stem = string(start..<suffix.lowerBound)
    let whole = string(start..<suffix.upperBound)
    // 天桥区实验小学: without the area's name it would be any.
    if owner != nil, ownerStart < start, start == suffix.lowerBound || !stem.isEmpty,
      Self.institutions.contains(whole) || isNumbered(start, suffix), unitIndex >= 0,
      ["district", "city"].contains(units[unitIndex].sort)
    {
      return (ownerStart..<suffix.upperBound, nil)
    }
    let isClass =
      stem.isEmpty || PlaceSuffixes.commonWords.contains(whole)
      || isGeneric(start..<suffix.lowerBound) && !isRoadName(stem, word)
      || endsAsCommonWord(start..<suffix.upperBound, word)
    var end = suffix.upperBound
    if (word == "铁路" || word == "河" || word == "渠"), text(at: end, is: "沿线") { end += 2 }
    if isClass {
      guard let owner, ownerStart < start, word.unicodeScalars.count >= 2 || !stem.isEmpty,
        !PlaceSuffixes.commonWords.contains(word) || stem.unicodeScalars.count >= 4
          || word == "会议室" && !stem.isEmpty,
        !PlaceSuffixes.commonWords.contains(whole)
      else { return nil }
      return (ownerStart..<end, owner)
    }
    return (start..<end, owner)
  }

  /// `施工人员拆除瑞达路`, `联系市政部门修补商圈`: a verb of handling in front of the name is no part of it.
  private func startBehindVerb(_ start: Int, _ suffix: Span) -> Int {
    guard
      let verb = PlaceSuffixes.handling.all(in: start..<suffix.lowerBound, of: text).last(where: {
        scanner.boundaries.startsWord(at: $0.lowerBound)
          && scanner.boundaries.startsWord(at: $0.upperBound)
      })
    else { return start }
    // 建设南街 is a street.
    if verb.upperBound == suffix.lowerBound, verb.lowerBound == start,
      Self.roadSuffixes.contains(string(suffix))
    {
      return start
    }
    return verb.upperBound
  }

  /// `古须路` in a list of roads: a character that ends names elsewhere is part of a member's.
  private func listedStart(_ start: Int, _ suffix: Span) -> Int? {
    guard suffix.count == 1, Self.ways.contains(text[suffix.lowerBound]) else { return nil }
    var first = suffix.lowerBound
    while first > lower, suffix.lowerBound - first < 5, Glyph.isHan(text[first - 1]) { first -= 1 }
    guard first > lower, (1...4).contains(suffix.lowerBound - first),
      text[first - 1] == Glyph.enumerationComma, let last = found.last,
      last.span.upperBound == first - 1, last.sort == "road" || last.sort == "street",
      isClassLike(first..<suffix.upperBound) || first < start
    else { return nil }
    return first
  }

  /// Whether a road's name would be taken for a word of class.
  private func isClassLike(_ span: Span) -> Bool {
    let stem = span.lowerBound..<span.upperBound - 1
    return stem.count >= 2 && (isGeneric(stem) || endsAsCommonWord(span, "路"))
      && !PlaceSuffixes.commonWords.contains(string(span))
  }

  /// 路, 街, 巷.
  private static let ways = Set("路街巷".unicodeScalars.map(\.value))

  /// `第七十六中学`: which one only the area's name in front says.
  private func isNumbered(_ start: Int, _ suffix: Span) -> Bool {
    guard text[start] == 0x7B2C, PlaceSuffixes.sortOf[string(suffix)] == "school" else {
      return false
    }
    return (start + 1..<suffix.lowerBound).allSatisfy {
      Glyph.isDigit(text[$0]) || ChineseNumber.isNumeral(text[$0])
    }
  }

  private static let crossings: Set<String> = ["交叉口", "路口", "交口", "交汇处", "交会处"]
  private static let examples: Set<String> = ["示范点", "观摩点", "示范基地"]
  private static let deeds = WordList("集中治理 集中整治 综合整治 专项整治 整治 治理")
  private static let topics = WordList("工作 工程 项目 建设")
  private static let institutions = WordList(
    "外国语中学 外国语小学 外国语学校 实验学校 规划展览馆 展览馆 规划馆 城市展馆 实验小学 实验中学 中心小学 中心幼儿园 实验幼儿园 第一小学 第二小学 第一中学 第二中学 第三中学 一中 二中 三中 高级中学 职业中专 特殊教育学校 中心学校 博物馆 图书馆 文化馆 体育馆 体育场 体育中心 会议中心 会展中心 文化中心 行政中心 光荣院 敬老院 福利院 汽车站 客运站 火车站 污水处理厂 第一污水处理厂 第二污水处理厂 自来水厂"
  )

  /// 沿, 即, 至.
  private static let alongside = Set("沿即至".unicodeScalars.map(\.value))
  private static let areaEndings = Set("城区园镇乡村县市".unicodeScalars.map(\.value))

  /// 10家夜市: a count of places names none.
  private func startsWithCount(_ start: Int, _ end: Int) -> Bool {
    guard let number = ChineseNumber.read(text, at: start, limit: end) else { return false }
    return Self.counters.match(at: start + number.length, in: text, limit: end) != nil
  }

  /// 农贸市场107处: so do places with a count behind them.
  private func isCounted(_ end: Int) -> Bool {
    guard let number = ChineseNumber.read(text, at: end, limit: min(limit, end + 10)) else {
      return false
    }
    // 甲中学和乙中学两个考点: the number counts the list.
    if number.value < 10, number.length == 1 {
      var index = end - 1
      while index > lower, end - index < 16, Glyph.isHan(text[index]),
        !Self.joints.contains(text[index])
      { index -= 1 }
      if Self.joints.contains(text[index]) { return false }
    }
    return Self.counters.match(at: end + number.length, in: text, limit: limit) != nil
  }

  /// 和, 、, 与, 及.
  private static let joints = Set("和、与及".unicodeScalars.map(\.value))
  private static let gatherings = WordList("推进会 观摩会 调度会 办公会 督导会 会议 会 办公 调度 观摩")
  private static let quotedSites = WordList(
    "示范基地 基地 教育基地 产业园 展馆 广场 公园 示范园 创业园 文化园 监控中心 指挥中心 调度中心 体验馆 展示馆 工作室")
  private static let townWords = WordList(
    "新区 工业区 功能区 商业区 市区 城区 县城 主城区 老城区 辖区 我市 我县 我区 中心城区 该区 该镇 该县 镇区 园区 厂区 精品街 示范街 样板街 特色街 主干道 支路背街 背街小巷 重点路段 重点区域 重点部位 区域"
  )
  private static let counters = WordList("个 家 处 座 条 所 栋 块 片 间 栋")

  /// 建设路, 文化街: words of class that streets are called by.
  private func isRoadName(_ stem: String, _ suffix: String) -> Bool {
    Self.roadStems.contains(stem) && Self.roadSuffixes.contains(suffix)
      || Self.feasts.contains(stem)
        && ["park", "square", "road", "street"].contains(PlaceSuffixes.sortOf[suffix])
  }

  /// Feasts that parks and roads are called by.
  private static let feasts: Set<String> = ["五一", "国庆", "八一", "七一", "三八"]

  private static let roadStems = WordList(
    "建设 文化 工业 产业 公园 民生 生态 农业 商业 园林 科技 教育 创业 创新 发展 学院 中心 新建 工人 农民 市场 车站 人民 社会 景观 学校 医院 企业")
  private static let roadSuffixes = WordList("南街 北街 中街 老街 路 街 大道 大街 东路 西路 南路 北路 中路 东街 西街")

  /// Whether words of class are all that stands in front of the suffix: 大型施工工地.
  private func isGeneric(_ stem: Span) -> Bool {
    var index = stem.lowerBound
    while index < stem.upperBound {
      if index + 2 < stem.upperBound, text[index + 2] == 0x5316 {
        // 国际化, 现代化
        index += 3
      } else if let length = PlaceSuffixes.genericStems.match(
        at: index, in: text, limit: stem.upperBound)
      {
        index += length
      } else {
        break
      }
    }
    return index == stem.upperBound
  }

  private func endsAsCommonWord(_ span: Span, _ suffix: String) -> Bool {
    guard suffix.unicodeScalars.count == 1, span.count > 2 else { return false }
    return PlaceSuffixes.commonWords.contains(string(span.upperBound - 2..<span.upperBound))
  }

  private func text(at index: Int, is word: String) -> Bool {
    let scalars = word.scalarValues
    return index + scalars.count <= limit && Scalars(text[index..<index + scalars.count]) == scalars
  }

  private func endsCleanly(_ end: Int) -> Bool {
    if end >= limit || !Glyph.isWord(text[end]) || scanner.boundaries.stopsName(at: end)
      || Glyph.isDigit(text[end])
    {
      return true
    }
    return Self.afterName.match(at: end, in: text, limit: limit) != nil
  }

  /// What may follow a road or river without ending in another name.
  private static let afterName = WordList(
    "沿线 沿路 两侧 周边 附近 一带 综合 整治 改造 打通 提升 道路 项目 工程 片区 建设 西延 东延 南延 北延 党建 商户 断头 排污 排污口 流域 东段 西段 南段 北段 中段 东侧 西侧 南侧 北侧 均 损坏 坍塌 破损 受损 积存 绿化 亮化 路边 路侧 路口 街头 人行道 非机动车 车行道 上 门前 立面 门头 管网 积水 雨污 交通 停车 拥堵 夜市 早市 便民 公厕 游园 下穿 施工 环境 路面 水质 河道 违章 违建 违法 拆除 露天 占道 沿街 两旁 号"
  )

  mutating func add(_ printed: Span, owner: String?) {
    let span = withPhase(printed)
    while let last = found.last, last.span.lowerBound >= span.lowerBound { found.removeLast() }
    let name = scanner.flow.key(span)
    found.append(
      Mention(
        kind: .place, span: span, name: name, sort: PlaceSuffixes.sort(of: name), owner: owner,
        rule: "place-name"))
    addInnerArea(span)
  }

  /// 滨河新城 in 滨河新城道路.
  private mutating func addInnerArea(_ span: Span) {
    for suffix in ["道路", "周边小餐馆", "周边"] where string(span).hasSuffix(suffix) {
      let inner = span.lowerBound..<span.upperBound - suffix.unicodeScalars.count
      guard inner.count >= 3 else { return }
      let name = string(inner)
      guard name.hasSuffix("城") || name.hasSuffix("区") || name.hasSuffix("园") else { return }
      found.append(
        Mention(kind: .place, span: inner, name: name, sort: "area", rule: "area-inside-place"))
      if suffix == "道路", let index = found.indices.dropLast().last { found[index].owner = name }
      found.swapAt(found.count - 1, found.count - 2)
      return
    }
  }
}
