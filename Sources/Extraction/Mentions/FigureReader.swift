/// A counted result or input: `清除小广告200余处`.
struct Figure: Sendable {
  var measure: String
  var value: Double
  var counter: String
  var isApproximate: Bool
  var span: Span
}

/// Finds counted results in a sentence.
struct FigureReader {
  let scanner: NameScanner
  private var lastVerb = ""

  init(scanner: NameScanner) {
    self.scanner = scanner
  }

  var text: Scalars { scanner.text }
  func string(_ span: Span) -> String { scanner.flow.text(span) }

  /// Whether words such as 约 stand in front of a number.
  static func isApproximate(before index: Int, _ text: Scalars) -> Bool {
    FigureWords.approximate.match(endingAt: index, in: text, from: max(0, index - 3)) != nil
  }

  /// The figures of a sentence, from left to right.
  mutating func read(_ span: Span) -> [Figure] {
    var figures: [Figure] = []
    lastVerb = ""
    var index = span.lowerBound
    while index < span.upperBound {
      if let (_, length) = CalendarDate.read(text, at: index, limit: span.upperBound),
        isNumberStart(index, span)
      {
        index += length
        continue
      }
      guard isNumberStart(index, span),
        let number = ChineseNumber.read(text, at: index, limit: span.upperBound)
      else {
        index += 1
        continue
      }
      let end = index + number.length
      if let (changed, next) = change(number, at: index..<end, in: span, behind: figures) {
        figures += changed
        index = next
        continue
      }
      let told = figures.last?.span.upperBound ?? span.lowerBound
      if var figure = figure(number, at: index..<end, in: span, behind: told) {
        // 接待群众5批6人: two counts of one thing.
        if let last = figures.last,
          last.span.upperBound == index
            || FigureWords.approximate.match(endingAt: index, in: text, from: last.span.upperBound)
              .map({ last.span.upperBound + $0 == index }) ?? false
        {
          figure.measure = last.measure
        }
        figures.append(figure)
      }
      index = end
    }
    return figures
  }

  func isNumberStart(_ index: Int, _ span: Span) -> Bool {
    let scalar = text[index]
    guard Glyph.isDigit(scalar) || ChineseNumber.isNumeral(scalar),
      ChineseNumber.largeUnits[scalar] == nil
    else { return false }
    guard index > span.lowerBound else { return true }
    let before = text[index - 1]
    return !Glyph.isDigit(before) && !Glyph.isLetter(before) && before != 0x2E && before != 0x2D
  }

  /// One number with its counter; what stands in front of `told` belongs to the figure before.
  private mutating func figure(
    _ number: ChineseNumber, at span: Span, in sentence: Span, behind told: Int
  ) -> Figure? {
    var end = span.upperBound
    if end < sentence.upperBound, text[end] == 0x4E2A, end + 1 < sentence.upperBound,
      text[end + 1] == 0x6708
    {
      end += 1
    }
    guard let length = Counters.words.match(at: end, in: text, limit: sentence.upperBound) else {
      return investment(number, at: span, in: sentence)
    }
    let counter = string(end..<end + length)
    if let length = Counters.refusals.match(
      endingAt: span.lowerBound, in: text, from: sentence.lowerBound),
      counter != "%" || string(span.lowerBound - length..<span.lowerBound) != "达到"
    {
      return nil
    }
    // 一处 and the like in running text count nothing unless an action is counted.
    let isArabic = Glyph.isDigit(text[span.lowerBound])
    if span.lowerBound > 0, Glyph.isQuote(text[span.lowerBound - 1]) { return nil }
    if isInsideQuotation(span, in: sentence) { return nil }
    // 抽调60余人对全区147个工地整改: the first number has its own words.
    let segment = segmentStart(before: span.lowerBound, in: sentence)
    let isBehind =
      segment < told && told < span.lowerBound && Self.links.contains(text[told])
    let start = isBehind ? told + 1 : segment
    if let purpose = purpose(after: end + length, in: sentence), counter == "元" {
      return Figure(
        measure: purpose, value: number.value, counter: counter,
        isApproximate: number.isApproximate || Self.isApproximate(before: span.lowerBound, text),
        span: start..<end + length)
    }
    let lead =
      counter == "%" ? rateWords(start..<span.lowerBound) : leadWords(start..<span.lowerBound)
    guard
      let measure = measure(
        lead: lead, after: end + length, in: sentence, isArabic: isArabic,
        isMany: number.isApproximate || number.value > 10, counter: counter)
    else { return nil }
    let after = end + length
    let isAbout =
      number.isApproximate || Self.isApproximate(before: span.lowerBound, text)
      || Self.bounds.match(at: after, in: text, limit: sentence.upperBound) != nil
    return Figure(
      measure: measure, value: number.value, counter: counter == "个月" ? "月" : counter,
      isApproximate: isAbout,
      span: start..<after)
  }

  /// `投入5000万招聘1000名管理员`: money without its 元, in front of what it pays for.
  private func investment(_ number: ChineseNumber, at span: Span, in sentence: Span) -> Figure? {
    guard number.value >= 10_000,
      let length = Self.investing.match(
        endingAt: span.lowerBound, in: text, from: sentence.lowerBound),
      FigureWords.verbs.match(at: span.upperBound, in: text, limit: sentence.upperBound) != nil,
      let measure = plainClause(from: span.upperBound, in: sentence)
    else { return nil }
    return Figure(
      measure: measure, value: number.value, counter: "元", isApproximate: number.isApproximate,
      span: span.lowerBound - length..<span.upperBound)
  }

  private static let investing = WordList("投入 投资 斥资 筹资 筹集 出资")

  /// `5000万元用于公开招聘1000人的专职城市管理员`: what money is for, without the numbers in it.
  func purpose(after start: Int, in sentence: Span) -> String? {
    guard let length = Self.purposes.match(at: start, in: text, limit: sentence.upperBound) else {
      return nil
    }
    return plainClause(from: start + length, in: sentence)
  }

  /// The words from `start` to the end of the clause, without the numbers and counters in them.
  private func plainClause(from start: Int, in sentence: Span) -> String? {
    var index = start
    var words = Scalars()
    while index < sentence.upperBound, index - start < 40, Glyph.isWord(text[index]) {
      if Glyph.isDigit(text[index]),
        let number = ChineseNumber.read(text, at: index, limit: sentence.upperBound)
      {
        index += number.length
        index += Counters.words.match(at: index, in: text, limit: sentence.upperBound) ?? 0
        if text[index] == 0x7684 { index += 1 }
        continue
      }
      words.append(text[index])
      index += 1
    }
    guard (2...20).contains(words.count) else { return nil }
    return String(scalarValues: words)
  }

  /// `“8个100%”标准`: the numbers of a short quotation are part of a name.
  private func isInsideQuotation(_ number: Span, in sentence: Span) -> Bool {
    let after = number.upperBound..<min(sentence.upperBound, number.upperBound + 9)
    guard let close = after.first(where: { Glyph.isQuote(text[$0]) }),
      text[close] == Glyph.closeQuote || text[close] == Glyph.closeInnerQuote
    else { return false }
    return scanner.openingQuote(before: close, from: sentence.lowerBound, maximum: 16) != nil
  }

  private static let purposes = WordList("用于 用来 专门用于 主要用于 将用于")
  private static let bounds = WordList("以上 以下 左右")

  private mutating func measure(
    lead: Span, after: Int, in sentence: Span, isArabic: Bool, isMany: Bool, counter: String
  ) -> String? {
    var lead = lead
    if counter == "%" {
      let rate = String(words(lead).reversed().drop { "均已都达到为约至".contains($0) }.reversed())
      return rate.unicodeScalars.count < 2 ? nil : String(rate.suffix(12))
    }
    if isArabic, isOnlyArea(lead), counter != "元" {
      let object = object(after: after, in: sentence)
      if counter == "人", object.isEmpty { return "人口" }
      return object.isEmpty ? nil : object
    }
    // 取缔原有的347处露天烧烤, 涉及辖区7个村庄: the object stands behind the counter.
    while lead.upperBound > lead.lowerBound,
      let length = Self.fillers.match(endingAt: lead.upperBound, in: text, from: lead.lowerBound)
    {
      lead = lead.lowerBound..<lead.upperBound - length
    }
    let words = scanner.flow.key(lead)
    if words.hasSuffix("等") || words.contains("由原来") || words.contains("等居") || words == "面积" {
      return nil
    }
    if words.hasSuffix("进行") || words.hasSuffix("进行了") {
      let object = object(after: after, in: sentence)
      return object.unicodeScalars.count < 4 || !isArabic ? nil : object
    }

    let isMeasure = Counters.measures.contains(counter)
    if let length = FigureWords.verbs.match(at: lead.lowerBound, in: text, limit: lead.upperBound),
      length == lead.count
    {
      if !isArabic, Self.vagueCounters.contains(counter) { return nil }
      // 出动6名工作人员: the object stands behind the counter.
      guard !isMeasure || counter == "个月" else { return nil }
      lastVerb = words
      let object = object(after: after, in: sentence)
      if object.isEmpty, counter != "元", counter != "%", counter != "人", counter != "人次" {
        return nil
      }
      return words + object
    }
    if let length = FigureWords.verbs.match(at: lead.lowerBound, in: text, limit: lead.upperBound),
      isWord(lead.lowerBound..<lead.lowerBound + length)
    {
      guard isArabic || isMany || Self.sent.contains(counter),
        !isMeasure || Self.building.contains(string(lead.lowerBound..<lead.lowerBound + length))
      else { return nil }
      if isMeasure, words.count > 12 { return nil }
      // 派出铲车1辆、清运垃圾三轮车2辆: the second vehicle is sent out too.
      if Self.sending.contains(lastVerb), Self.sent.contains(counter), words.count <= 10,
        text[lead.lowerBound - 1] == Glyph.enumerationComma
      {
        return lastVerb + words
      }
      lastVerb = string(lead.lowerBound..<lead.lowerBound + length)
      let words = withoutSite(words, behind: lastVerb)
      return words.count <= (words.contains("致") ? 30 : 24) ? words : nil
    }
    if words.hasSuffix("投入") || words.hasSuffix("面积") || words.hasSuffix("金额")
      || words.hasSuffix("总额") || words.hasSuffix("投资")
      || words.hasSuffix("资金")
    {
      return words
    }
    // 近50万平方米的商业圈
    if isArabic, Self.extents.contains(counter), text[after] == 0x7684 {
      let object = object(after: after + 1, in: sentence)
      return (2...10).contains(object.unicodeScalars.count) ? object : nil
    }
    guard isArabic, !isMeasure else { return nil }
    if words.isEmpty || isArea(lead) {
      let object = object(after: after, in: sentence)
      if counter == "人", object.isEmpty, isArea(lead), !lead.isEmpty { return "人口" }
      return object.isEmpty || !isArea(lead) && lastVerb.isEmpty
        ? nil : (isArea(lead) || object.hasPrefix(lastVerb) ? object : lastVerb + object)
    }
    // 杂物堆放60余处 inherits 清理 from the member before it.
    guard !lastVerb.isEmpty, words.count <= 12 else { return nil }
    return lastVerb + words
  }

  /// `拆除瑞达路沿线的道牙32处`: where something was done is no part of what.
  private func withoutSite(_ words: String, behind verb: String) -> String {
    let rest = words.dropFirst(verb.count)
    guard let mark = rest.firstIndex(of: "的"), rest.distance(from: mark, to: rest.endIndex) > 2,
      Self.sites.contains(where: rest[..<mark].hasSuffix)
    else { return words }
    return verb + rest[rest.index(after: mark)...]
  }

  private static let sites = ["沿线", "两侧", "周边", "附近", "路", "街", "两旁", "门口", "辖区", "路段"]

  private func words(_ lead: Span) -> String { scanner.flow.key(lead) }

  /// 在全区, 二七区: the area and nothing else.
  private func isOnlyArea(_ lead: Span) -> Bool {
    var words = string(lead)
    for opener in ["目前", "在", "其中"] where words.hasPrefix(opener) {
      words.removeFirst(opener.count)
    }
    return scanner.home.names.contains(words)
      || ["全区", "全市", "全县", "全街道", "全镇", "全乡", "辖区"].contains(words)
  }

  private func isArea(_ lead: Span) -> Bool {
    var words = string(lead)
    if words.hasPrefix("在"), words.count > 1 { words.removeFirst() }
    return ["全区", "全市", "全县", "全街道", "全镇", "全乡", "辖区"].contains { words.hasSuffix($0) }
      || scanner.home.names.contains(words)
  }

  private static let extents = WordList("平方米 亩 公顷 平方公里 立方米")
  static let sending = WordList("派出 出动 调动 动员 调集 抽调 配备 投入")
  private static let sent = WordList("辆 台 人 名 车次 部 艘 架")
  private static let fillers = WordList("原有的 原有 的 辖区 全区 全市 全县 其中")
  /// 均, 已, 全.
  private static let trailing = Set("均已全、".unicodeScalars.map(\.value))

  /// Counters of things that are not counted in earnest: 整改一批.
  private static let vagueCounters = WordList("个 批 种 类 项 次 家 方 点 场 轮")

  /// Verbs whose result has a length.
  private static let building = WordList(
    "硬化 铺设 新建 改造 修建 疏通 绿化 整治 搭建 搭建起 完成 建成 修复 清理 粉刷 改建 施划 清淤 疏浚 安装 治理 维修 建设 拆除 新增 种植 栽植")

  /// The thing counted behind a counter: 6名|工作人员.
  private func object(after start: Int, in sentence: Span) -> String {
    var index = start
    if index < sentence.upperBound, text[index] == 0x7684 { index += 1 }
    if index < sentence.upperBound, text[index] == Glyph.openTitle {
      let end = (index..<min(sentence.upperBound, index + 40)).first {
        text[$0] == Glyph.closeTitle
      }
      if let end { return scanner.flow.text(index + 1..<end) }
    }
    let lower = index
    while index < sentence.upperBound, index - lower < 16 {
      let scalar = text[index]
      if !Glyph.isWord(scalar) && scalar != Glyph.enumerationComma { break }
      if scalar == Glyph.enumerationComma, index + 1 < sentence.upperBound,
        Glyph.isDigit(text[index + 1])
          || FigureWords.verbs.match(at: index + 1, in: text, limit: sentence.upperBound) != nil
      {
        break
      }
      if scanner.boundaries.startsWord(at: index), scanner.boundaries.stopsName(at: index),
        Glyph.isHan(scalar), !Self.nouns(index, text, sentence)
      {
        break
      }
      index += 1
    }
    while index > lower, Self.trailing.contains(text[index - 1]) { index -= 1 }
    return scanner.flow.key(lower..<index)
  }

  private static let objectNouns = WordList(
    "工作人员 队员 群众 村民 市民 居民 路段 负责人 单位 问题 违章 违建 建设 检查 培训 学习 宣传 整治 治理 安装 服务 监测")

  /// 督导调研, 座谈会: verbs that are the thing counted.
  private static func nouns(_ index: Int, _ text: Scalars, _ sentence: Span) -> Bool {
    VisitVerbs.all.match(at: index, in: text, limit: sentence.upperBound) != nil
      || MeetingWords.commonWords.match(at: index, in: text, limit: sentence.upperBound) != nil
      || objectNouns.match(at: index, in: text, limit: sentence.upperBound) != nil
  }
}
