/// Finds documents in title marks and honours in quotation marks.
struct DocumentMentions {
  let scanner: NameScanner
  private(set) var found: [Mention] = []

  private var text: Scalars { scanner.text }

  init(scanner: NameScanner) {
    self.scanner = scanner
  }

  private static let endings = WordList("方案 实施方案 意见 办法 细则 规定 通知 规划 条例 实施意见 管理办法 通报")
  private static let quotedEndings = [
    "承诺书", "责任书", "倡议书", "公开信", "公约", "告知书", "通知书", "协议书", "军令状", "手册", "明白卡", "目标书",
  ]
  private static let awarding = WordList("获得 荣获 获评 被评为 评为 授予 被授予 获 获得了 荣获了 命名为 被命名为 先后获得 颁发")
  private static let honourEndings = WordList("称号 荣誉 等荣誉 等诸多荣誉 等称号 奖 荣誉称号")

  private static let pennants = WordList("流动红旗 流动黑旗")

  /// Reads one part of an article.
  mutating func read(_ part: PagePart) {
    let limit = part.span.upperBound
    var index = part.span.lowerBound
    var honourUntil = index
    while index < limit {
      if text[index] == Glyph.openTitle, let end = readTitle(from: index, limit: limit) {
        index = end
        continue
      }
      if let length = Self.pennants.match(at: index, in: text, limit: limit) {
        found.append(
          Mention(
            kind: .honour, span: index..<index + length,
            name: scanner.flow.key(index..<index + length), rule: "pennant"))
        index += length
        continue
      }
      if let length = Self.awarding.match(at: index, in: text, limit: limit) {
        honourUntil = clauseEnd(from: index + length, limit: limit)
        if let end = readHonour(from: index + length, limit: honourUntil) {
          index = end
          continue
        }
      }
      if text[index] == Glyph.openQuote,
        let close = closing(Glyph.closeQuote, after: index, limit: limit)
      {
        readQuotation(index..<close + 1, isHonour: index < honourUntil, limit: limit)
        index = close
      }
      index += 1
    }
  }

  /// `荣获全国文明单位`, `获评全市“清风行动”先进集体`: what fills the clause and ends as an award does.
  private mutating func readHonour(from start: Int, limit: Int) -> Int? {
    var end = start
    while end < limit, text[end] != Glyph.semicolon, text[end] != Glyph.enumerationComma {
      end += 1
    }
    guard (4...34).contains(end - start),
      Self.awards.match(endingAt: end, in: text, from: start) != nil,
      !(start..<end).contains(where: { text[$0] == 0x7684 })
    else { return nil }
    let span = start..<end
    found.append(
      Mention(kind: .honour, span: span, name: scanner.flow.key(span), rule: "stated-honour"))
    return end
  }

  private static let awards = WordList(
    "先进集体 先进单位 先进个人 文明单位 文明村 文明村镇 文明校园 示范单位 示范县 示范区 示范市 示范镇 示范乡 示范村 示范社区 先进县 先进区 先进市 先进乡镇 优秀组织奖 一等奖 二等奖 三等奖 特等奖 优秀奖 先进基层党组织 优秀共产党员 优秀党务工作者 劳动模范 道德模范 三八红旗手 五一劳动奖章 五一劳动奖状 文明城市 卫生城市 卫生县城 文明县城 百强县 强县 优秀教师 红旗单位 标兵单位 模范集体 突出个人 优秀案例"
  )

  private func clauseEnd(from start: Int, limit: Int) -> Int {
    var end = start
    while end < limit, end - start < 200, !Glyph.endsSentence(text[end]), text[end] != Glyph.comma {
      end += 1
    }
    return end
  }

  private func closing(_ mark: UInt32, after open: Int, limit: Int) -> Int? {
    var index = open + 1
    while index < limit, index - open <= 80 {
      if text[index] == mark { return index }
      index += 1
    }
    return nil
  }

  /// 符合《章程》规定: what a document says, and no longer name.
  private static let citing = WordList("符合 按照 根据 依据 依照 违反 对照 遵照 按")

  /// 和, 与, 及, 的.
  private static let joints = Set("和与及的".unicodeScalars.map(\.value))

  private mutating func readTitle(from open: Int, limit: Int) -> Int? {
    guard let close = closing(Glyph.closeTitle, after: open, limit: limit) else { return nil }
    var end = close + 1
    // 《条例》二七区贯彻实施方案: words that end as a document does run on behind the title.
    var probe = end
    let isCited = Self.citing.match(endingAt: open, in: text, from: max(0, open - 4)) != nil
    while !isCited, probe < limit, probe - end < 16, Glyph.isHan(text[probe]),
      !Self.joints.contains(text[probe])
    {
      // 《某某方案》通知要求: what a title is sent out with is no part of it.
      if probe > end, let length = Self.endings.match(at: probe, in: text, limit: limit) {
        end = probe + length
        break
      }
      probe += 1
    }
    let span = open..<end
    let name = String(scanner.flow.key(span).filter { $0 != "《" && $0 != "》" })
    if name.unicodeScalars.count > 2 {
      found.append(Mention(kind: .document, span: span, name: name, rule: "titled-document"))
    }
    return end
  }

  private mutating func readQuotation(_ span: Span, isHonour: Bool, limit: Int) {
    let content = scanner.flow.text(span.lowerBound + 1..<span.upperBound - 1)
    if content.hasPrefix("致") || Self.quotedEndings.contains(where: content.hasSuffix) {
      var end = span.upperBound
      if scanner.flow.text(end..<min(limit, end + 3)) == "一封信" { end += 3 }
      found.append(
        Mention(
          kind: .document, span: span.lowerBound..<end,
          name: scanner.flow.key(span.lowerBound..<end), rule: "quoted-document"))
    } else if isHonour
      || Self.honourEndings.match(at: span.upperBound, in: text, limit: limit) != nil
    {
      found.append(
        Mention(kind: .honour, span: span, name: scanner.flow.key(span), rule: "quoted-honour"))
    }
  }
}
