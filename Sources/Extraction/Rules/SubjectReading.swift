/// Which units act in a sentence: its subjects, in reading order, and whom they set to work.
///
/// In `樱桃沟管委会动员社会各方力量,组织商户、执法中队等部门开展活动` the subject is 樱桃沟管委会, and 执法中队 is its helper.
struct SubjectReading {
  /// Units that stand side by side and act together.
  struct Group {
    var units: [Mention]
    var span: Span
    /// Whether another unit set them to work (组织, 联合).
    var isHelper: Bool
  }

  /// The subjects and their helpers, in reading order.
  let groups: [Group]

  init(_ sentence: Sentence, of article: ArticleReading, page: PageReading) {
    let reader = SubjectReader(sentence: sentence, article: article, scanner: page.scanner)
    groups = reader.read()
  }

  /// The subject in front of a position, with the helpers between the two.
  ///
  /// - Complexity: logarithmic in the groups.
  func actors(before end: Int) -> [Mention] {
    guard let last = lastGroup(before: end) else { return [] }
    var helpers: [Mention] = []
    for index in stride(from: last, through: max(0, last - 8), by: -1) {
      guard groups[index].isHelper else { return groups[index].units + helpers }
      helpers = groups[index].units + helpers
    }
    return helpers
  }

  /// The units of the last subject in front of a position.
  func subject(before end: Int) -> [Mention]? {
    guard let last = lastGroup(before: end) else { return nil }
    for index in stride(from: last, through: max(0, last - 8), by: -1)
    where !groups[index].isHelper {
      return groups[index].units
    }
    return nil
  }

  /// The last group in front of a position that nobody sets to work.
  func lastSubject(before end: Int) -> Group? {
    guard let last = lastGroup(before: end) else { return nil }
    return groups[...last].suffix(8).last { !$0.isHelper }
  }

  private func lastGroup(before end: Int) -> Int? {
    let next = groups.partitioningIndex { $0.span.upperBound > end }
    return next > 0 ? next - 1 : nil
  }
}

/// Finds the subjects of one sentence.
private struct SubjectReader {
  let sentence: Sentence
  let article: ArticleReading
  let scanner: NameScanner

  private var text: Scalars { scanner.text }

  func read() -> [SubjectReading.Group] {
    var groups: [SubjectReading.Group] = []
    for (unit, start) in candidates() {
      if let index = groups.indices.last, isJoined(groups[index].span.upperBound, start) {
        groups[index].units.append(unit)
        groups[index].span = groups[index].span.lowerBound..<unit.span.upperBound
        continue
      }
      let isHelper = isSetToWork(start) && groups.contains { !$0.isHelper }
      guard isHelper || opensClause(start) else { continue }
      groups.append(.init(units: [unit], span: unit.span, isHelper: isHelper))
    }
    return groups
  }

  /// The units that are spoken of themselves: no owners of other units, parts of titles or of meetings' names.
  private func candidates() -> [(unit: Mention, start: Int)] {
    let mentions = article.mentions(in: sentence.span, .unit, .meeting, .campaign, .document)
    var units: [(unit: Mention, start: Int)] = []
    var covered = sentence.span.lowerBound
    for mention in mentions {
      guard mention.kind == .unit else {
        covered = max(covered, mention.span.upperBound)
        continue
      }
      guard mention.span.lowerBound >= covered, !mention.isInsideTitle,
        !Self.possessive.contains(scanner.flow.at(mention.span.upperBound))
      else { continue }
      // 淮河路街道亚新社区: the first is only where the second belongs.
      var start = mention.span.lowerBound
      if let (last, lastStart) = units.last, last.span.upperBound == start,
        mention.owner == last.name || last.rule == "area-name"
      {
        start = lastStart
        units.removeLast()
      }
      covered = mention.span.upperBound
      units.append((mention, start))
    }
    return units
  }

  /// 的.
  private static let possessive: Set<UInt32> = [0x7684]

  /// Whether a unit stands in a list with the words that end at `end`.
  private func isJoined(_ end: Int, _ start: Int) -> Bool {
    let gap = start - end
    if gap == 0 { return true }
    guard gap > 0, gap <= 3 else { return false }
    return scanner.listSeparator(at: end, limit: start) == gap
  }

  /// 组织商户、执法中队, 联合市地税局.
  private func isSetToWork(_ start: Int) -> Bool {
    if Self.settingToWork.match(endingAt: start, in: text, from: sentence.span.lowerBound) != nil {
      return true
    }
    guard start > sentence.span.lowerBound, text[start - 1] == Glyph.enumerationComma else {
      return false
    }
    var lower = start
    while lower > sentence.span.lowerBound, start - lower < 30, !Self.ends.contains(text[lower - 1])
    {
      lower -= 1
    }
    guard let verb = Self.settingToWork.last(in: lower..<start, of: text) else { return false }
    return !(verb.upperBound..<start).contains { Self.motions.contains(text[$0]) }
  }

  /// 到, 赴, 在.
  private static let motions = Set("到赴在".unicodeScalars.map(\.value))

  private static let settingToWork = WordList("组织 联合 会同 协调 带领 率领 组织了 联合了 动员 携手")
  private static let ends: Set<UInt32> = [Glyph.comma, Glyph.semicolon, Glyph.colon]

  /// Whether nothing but adverbs, dates and the like stands between the start of a clause and the unit.
  private func opensClause(_ unitStart: Int) -> Bool {
    var start = unitStart
    let lower = sentence.span.lowerBound
    while start > lower,
      let length = Self.leads.match(endingAt: start, in: text, from: lower)
    {
      start -= length
    }
    guard start > lower else { return true }
    if isInCollective(start) { return true }
    let before = text[start - 1]
    // 的“示范街”是街道……: behind a quotation only a word such as 是 opens a clause.
    if Glyph.closes(before) { return start < unitStart }
    return before == 0x65E5
      || !Glyph.isWord(before) && before != Glyph.enumerationComma
        && before != Glyph.openQuote
  }

  /// `各社区、综合行政执法中队积极组织……`: a list that opens with those who are not named one by one.
  private func isInCollective(_ start: Int) -> Bool {
    let lower = max(sentence.span.lowerBound, start - 24)
    guard start > lower, text[start - 1] == Glyph.enumerationComma else { return false }
    var first = start - 1
    while first > lower, Glyph.isWord(text[first - 1]) || text[first - 1] == Glyph.enumerationComma
    {
      first -= 1
    }
    return (first == sentence.span.lowerBound || first > lower)
      && Self.collectives.match(at: first, in: text, limit: start) != nil
  }

  private static let collectives = WordList("各 全体 相关 有关 区直各 县直各 市直各")

  /// Words in front of a subject.
  private static let leads = WordList(
    """
    据悉 近日 日前 当天 当日 随后 今年以来 下一步 此外 另外 同时 目前 特别是 尤其是 其中 由 是 让 使 会后 会上 现场 期间 并 且 以及 今年 去年 明年 上半年 连日来 截至目前 截止目前 上午 下午 晚上 当前 近期 如今 为此 对此 因此 而 但 一是 二是 三是 四是 五是 六是 七是 本次 会议结束后 活动中 行动中 工作中 以来 后 时 中 为 为了
    """)
}
