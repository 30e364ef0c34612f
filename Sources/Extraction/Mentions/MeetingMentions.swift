/// Finds meetings: after a verb of holding one (`召开…推进会`), and elsewhere by the last words of their names.
struct MeetingMentions {
  let scanner: NameScanner
  /// The units of the article, in reading order.
  let units: [Mention]
  /// The units by the position that they start at.
  private let unitsAt: [Int: [Mention]]
  private(set) var found: [Mention] = []
  private var lower = 0
  private var limit = 0

  private static let suffixes = WordList(
    MeetingWords.suffixes.flatMap { UnitSuffixes.split($0.words) })
  private static let sortOf: [String: String] = {
    var table: [String: String] = [:]
    for group in MeetingWords.suffixes {
      for word in UnitSuffixes.split(group.words) { table[word] = group.sort }
    }
    return table
  }()

  init(scanner: NameScanner, units: [Mention]) {
    self.scanner = scanner
    self.units = units
    unitsAt = Dictionary(grouping: units, by: \.span.lowerBound)
  }

  private var text: Scalars { scanner.text }

  /// Reads one part of an article.
  mutating func read(_ part: PagePart) {
    lower = part.span.lowerBound
    limit = part.span.upperBound
    var index = lower
    while index < limit {
      // ……推进会召开,贯彻……会议精神: the meeting stands in front of the verb.
      if let length = MeetingWords.convening.match(at: index, in: text, limit: limit),
        Self.suffixes.match(endingAt: index, in: text, from: lower) ?? 0 < 2
          || text[index + length] != Glyph.comma,
        let end = readConvened(from: index + length)
      {
        index = end
      } else if let length = Self.suffixes.match(at: index, in: text, limit: limit) {
        readNamed(suffix: index..<index + length)
        index += isEnding(index..<index + length, in: lower..<limit) ? length : 1
      } else {
        index += 1
      }
    }
  }

  /// The name between a verb such as 召开 and the first ending of a meeting's name with nothing run on to it.
  private mutating func readConvened(from start: Int) -> Int? {
    var lower = start
    while lower < limit, let length = Self.openers.match(at: lower, in: text, limit: limit) {
      lower += length
    }
    var end = lower
    while end < limit, end - lower < 64, !endsClause(text[end]) { end += 1 }
    guard
      let suffix = firstEnding(in: lower..<end) ?? committee(in: lower..<end)
        ?? gathering(in: lower..<end),
      suffix.upperBound - lower <= 56
    else { return nil }
    add(lower..<suffix.upperBound, ending: suffix, rule: "convened-meeting")
    return readNext(behind: suffix.upperBound, to: end) ?? suffix.upperBound
  }

  /// `召开甲会议和乙会议`: the second meeting behind one verb, if it has a name of its own.
  private mutating func readNext(behind first: Int, to end: Int) -> Int? {
    guard
      let joint = NameScanner.separators.match(at: first, in: text, limit: end),
      let suffix = firstEnding(in: first + joint..<end), suffix.upperBound == end,
      suffix.lowerBound - first - joint >= 2, end - first - joint >= 4
    else { return nil }
    add(first + joint..<end, ending: suffix, rule: "convened-meeting")
    return end
  }

  /// `主持召开市委常委会,`: behind a verb of holding, the standing committee is its meeting.
  private func committee(in span: Span) -> Span? {
    guard
      let word = Self.committees.match(endingAt: span.upperBound, in: text, from: span.lowerBound),
      span.count <= 24
    else { return nil }
    return span.upperBound - word..<span.upperBound
  }

  /// `召开……观摩讲评会。`: whatever a clause with 召开 ends on is a meeting if it ends in 会.
  private func gathering(in span: Span) -> Span? {
    guard span.count >= 4, text[span.upperBound - 1] == 0x4F1A,
      Self.promotions.match(endingAt: span.upperBound, in: text, from: span.lowerBound) != nil
        || MeetingWords.bodiesNotMeetings.match(
          endingAt: span.upperBound, in: text, from: span.lowerBound) == nil,
      !units.contains(where: { $0.span.upperBound == span.upperBound })
    else { return nil }
    return span.upperBound - 2..<span.upperBound
  }

  private static let promotions = WordList("促进会 工作促进会")
  private static let committees = WordList("常委会 常委会(扩大)会 党工委会 党委会")

  private static let openers = WordList("了 的 本次 此次 这次 了本次 今年的 ,")

  private func endsClause(_ scalar: UInt32) -> Bool {
    Glyph.endsSentence(scalar) || scalar == Glyph.comma || scalar == Glyph.semicolon
      || scalar == Glyph.colon
      || scalar == Glyph.newline
  }

  private func firstEnding(in span: Span) -> Span? {
    var index = span.lowerBound
    while index < span.upperBound {
      if let length = Self.suffixes.match(at: index, in: text, limit: span.upperBound) {
        let suffix = index..<index + length
        let isSpirit =
          Self.spirit.match(at: suffix.upperBound, in: text, limit: span.upperBound) != nil
        if isEnding(suffix, in: span),
          !isSpirit || !hasLaterEnding(suffix.upperBound..<span.upperBound)
        {
          return suffix
        }
        index += 1
      } else {
        index += 1
      }
    }
    return nil
  }

  /// Whether another name's ending follows, so that 会议精神 is only a part of the name.
  private func hasLaterEnding(_ span: Span) -> Bool {
    var index = span.lowerBound
    while index < span.upperBound {
      if let length = Self.suffixes.match(at: index, in: text, limit: span.upperBound) {
        if isEnding(index..<index + length, in: span) { return true }
        index += 1
      } else {
        index += 1
      }
    }
    return false
  }

  private func isEnding(_ suffix: Span, in span: Span) -> Bool {
    let end = suffix.upperBound
    if let body = MeetingWords.bodiesNotMeetings.match(
      endingAt: end, in: text, from: span.lowerBound),
      suffix.count <= body
    {
      return false
    }
    if end >= limit { return true }
    if text[end] == 0x66A8 || text[end] == 0x5BA4 { return false }
    return !Glyph.isWord(text[end]) || scanner.boundaries.stopsName(at: end)
      || Self.afterName.match(at: end, in: text, limit: limit) != nil
  }

  private static let afterName = WordList("日前 近日 昨日 昨天 今日 今天 精神 召开 上 会议精神 举行 闭幕 开幕 第 时 后 期间 现场")

  /// A meeting that is named without a verb: `在全区“双迎攻坚”工作推进会上`.
  private mutating func readNamed(suffix: Span) {
    guard isEnding(suffix, in: lower..<limit), found.last?.span.upperBound != suffix.lowerBound
    else { return }
    // 全面传达中原区贯彻中央会议精神暨全力推进……会议精神: the last of the clause names it.
    if let spirit = Self.spirit.match(at: suffix.upperBound, in: text, limit: limit) {
      let start = suffix.upperBound + spirit
      var end = start
      while end < limit, end - start < 64, !endsClause(text[end]) { end += 1 }
      if hasLaterEnding(start..<end) { return }
    }
    var start = scanner.leftEdge(of: suffix.lowerBound, from: lower, maximum: 40, quotes: true)
    let isNews = Self.reporting.match(endingAt: start, in: text, from: lower) != nil
    if let reported = reportedStart(of: suffix) ?? heldStart(of: suffix) { start = reported }
    if let (_, length) = CalendarDate.read(text, at: start, limit: suffix.lowerBound) {
      start += length
    }
    // 国家、省、市安全生产会议: a level in a list is nobody's meeting in particular.
    if start > lower, text[start - 1] == Glyph.enumerationComma,
      scanner.home.area(ofLevel: scanner.flow.text(start..<start + 1)) != nil,
      text[start + 1] != Glyph.openQuote
    {
      return
    }
    if unitsAt[start, default: []].contains(where: { $0.span.upperBound == suffix.lowerBound }) {
      return
    }
    let printed = scanner.flow.key(start..<suffix.upperBound)
    let hasQuote = (start..<suffix.lowerBound).contains { Glyph.isQuote(text[$0]) }
    let hasArea = unitsAt[start] != nil
    let isHeld = Self.held.match(at: suffix.upperBound, in: text, limit: limit) != nil
    guard printed.unicodeScalars.count - suffix.count >= (hasQuote || hasArea || isHeld ? 2 : 6),
      !isNews || hasQuote || printed.unicodeScalars.count >= 12
    else { return }
    add(start..<suffix.upperBound, ending: suffix, rule: "named-meeting")
  }

  private static let held = WordList("上 在 召开 后, 举行 召开后")
  private static let reporting = WordList("传达 传达了 省、市 中央、省 国家、省、市")
  private static let wholes = WordList("全国 全省 全市 全区 全县 全州 全旗")
  private static let contentLeads = WordList("贯彻落实 传达学习 学习贯彻 传达 传达了 贯彻 落实")

  /// 贯彻落实二七区加强…工作会议精神: what is carried out is the whole name, verbs and all.
  private func reportedStart(of suffix: Span) -> Int? {
    guard Self.spirit.match(at: suffix.upperBound, in: text, limit: limit) != nil else {
      return nil
    }
    var clause = suffix.lowerBound
    while clause > lower, suffix.lowerBound - clause < 48, !endsClause(text[clause - 1]) {
      clause -= 1
    }
    // 传达了全市深化……会议精神
    let near = max(clause, suffix.lowerBound - 40)..<suffix.lowerBound
    if let lead = Self.contentLeads.last(in: near, of: text) {
      let start =
        lead.upperBound < limit && text[lead.upperBound] == 0x4E86
        ? lead.upperBound + 1 : lead.upperBound
      if Self.wholes.match(at: start, in: text, limit: suffix.lowerBound) != nil { return start }
    }
    guard
      let area = units.first(where: {
        $0.span.lowerBound >= clause && $0.span.upperBound < suffix.lowerBound
      }),
      Self.contentLeads.match(endingAt: area.span.lowerBound, in: text, from: clause) != nil
    else { return nil }
    return area.span.lowerBound
  }

  /// `第三届交流会暨揭牌仪式在……举行`: the subject of 举行 is the whole clause.
  private func heldStart(of suffix: Span) -> Int? {
    // ……奠基仪式日前在某地举行
    let day = MeetingWords.days.match(at: suffix.upperBound, in: text, limit: limit) ?? 0
    let isHere = scanner.flow.at(suffix.upperBound + day) == 0x5728
    let isVideo = Self.byVideo.match(at: suffix.upperBound, in: text, limit: limit) != nil
    let end =
      isHere || isVideo ? min(limit, suffix.upperBound + 30) : min(limit, suffix.upperBound + 4)
    let window = suffix.upperBound..<end
    guard let verb = Self.holding.first(in: window, of: text),
      isHere || isVideo || verb.upperBound >= limit || !Glyph.isWord(text[verb.upperBound])
    else { return nil }
    var clause = suffix.lowerBound
    while clause > lower, !endsClause(text[clause - 1]), text[clause - 1] != Glyph.space {
      clause -= 1
    }
    if let (_, length) = CalendarDate.read(text, at: clause, limit: suffix.lowerBound) {
      clause += length
    }
    if let length = MeetingWords.days.match(at: clause, in: text, limit: suffix.lowerBound) {
      clause += length
    }
    return suffix.lowerBound - clause <= 56 ? clause : nil
  }

  private static let byVideo = WordList("以视频 通过视频 采取视频")
  private static let holding = WordList("举行 召开 举办")
  private static let spirit = WordList("精神 会议精神")

  /// The first of two meetings in one: `第三届交流会暨示范基地揭牌仪式`.
  private mutating func addFirst(of printed: Span, ending: Span, rule: String) -> Int? {
    guard let joint = (printed.lowerBound..<ending.lowerBound).first(where: { text[$0] == 0x66A8 }),
      let length = Self.suffixes.match(endingAt: joint, in: text, from: printed.lowerBound),
      length >= 2, joint - printed.lowerBound >= 5, ending.lowerBound - joint >= 5
    else { return nil }
    add(printed.lowerBound..<joint, ending: joint - length..<joint, rule: rule)
    return joint + 1
  }

  private mutating func add(_ printed: Span, ending: Span, rule: String) {
    var printed = printed
    if let second = addFirst(of: printed, ending: ending, rule: rule) {
      printed = second..<printed.upperBound
    }
    var span = printed
    var owner: String?
    // The convening unit in front is no part of the name.
    if let unit = unitsAt[span.lowerBound, default: []].first(where: {
      $0.span.upperBound < ending.lowerBound
    }),
      unit.rule != "whole-area", unit.sort == "district" || unit.sort == "city"
    {
      owner = unit.name
      span = unit.span.upperBound..<span.upperBound
      // 开封市通许县……大会
      if let inner = unitsAt[span.lowerBound, default: []].first(where: {
        $0.span.upperBound < ending.lowerBound
      }), inner.sort == "district", inner.rule == "area-name" {
        owner = inner.name
        span = inner.span.upperBound..<span.upperBound
      }
    } else if let town = unitsAt[span.lowerBound, default: []].first(where: {
      $0.span.upperBound <= ending.lowerBound - 4
    }), ["town", "township", "subdistrict"].contains(town.sort), !town.isReference {
      owner = town.name
      span = town.span.upperBound..<span.upperBound
    } else if let area = scanner.home.area(
      ofLevel: scanner.flow.text(span.lowerBound..<span.lowerBound + 1)),
      text[span.lowerBound + 1] == Glyph.openQuote
    {
      owner = area
      span = span.lowerBound + 1..<span.upperBound
    }
    let name = scanner.flow.key(span)
    let isReference =
      MeetingWords.commonWords.contains(name) && rule != "convened-meeting" || name == "会议"
      || name == "大会"
      || scanner.flow.at(printed.lowerBound - 1) == 0x6B21
    guard !isReference, name.unicodeScalars.count >= 3 else { return }
    var mention = Mention(
      kind: .meeting, span: span, name: name,
      sort: Self.sortOf[scanner.flow.text(ending)] ?? "meeting", owner: owner, rule: rule)
    if name.contains("观摩会") || name.contains("现场会") { mention.sort = "visit-meeting" }
    found.append(mention)
  }
}
