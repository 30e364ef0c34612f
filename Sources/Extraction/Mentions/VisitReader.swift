/// Finds on-site visits: the leader, the places with the verb nearest to each, the date and who came along.
struct VisitReader {
  let scanner: NameScanner
  let statements: [Statement]
  let year: Int?
  var visits: [Visit] = []
  /// Places that only a list of stops shows to be places.
  var places: [Mention] = []
  var mentions: [Mention]
  var nextMention = 0
  var nextStatement = 0
  var leaders: [Mention] = []
  var leadVerb: String?
  var lastDate = CalendarDate.unknown
  var lastMarket: Mention?
  var articleDates: [CalendarDate] = []
  /// Where the places and areas of the sentence that is being read start.
  var stopStarts: Set<Int> = []
  /// The official whom the article names first.
  let opening: Mention?
  /// Whom the article names with 一行, as who leads the others.
  let partyHeads: Set<String>

  init(scanner: NameScanner, mentions: [Mention], statements: [Statement], year: Int?) {
    self.scanner = scanner
    self.mentions = mentions
    self.statements = statements
    self.year = year
    opening = mentions.first { $0.kind == .official }
    partyHeads = Self.partyHeads(of: mentions.filter { $0.kind == .official }, scanner)
  }

  /// The people whom 一行 stands behind, with those of a list in front of it: 甲、乙一行.
  private static func partyHeads(of officials: [Mention], _ scanner: NameScanner) -> Set<String> {
    var heads: Set<String> = []
    for (index, last) in officials.enumerated()
    where scanner.isCleanStart(last.span.lowerBound)
      && party.match(at: last.span.upperBound, in: scanner.text, limit: scanner.text.count) != nil
    {
      heads.insert(last.name)
      var start = last.span.lowerBound
      for other in officials[..<index].suffix(4).reversed() {
        guard
          scanner.listSeparator(at: other.span.upperBound, limit: start)
            == start - other.span.upperBound
        else { break }
        heads.insert(other.name)
        start = other.span.lowerBound
      }
    }
    return heads
  }

  private static let party = WordList("一行 一行人")

  var text: Scalars { scanner.text }

  /// Reads the next sentence of the article.
  mutating func read(_ sentence: Sentence) {
    guard sentence.role == .paragraph || sentence.role == .caption else { return }
    let region = outsideSpeech(sentence.span)
    guard region.count > 3 else { return }
    noteDate(in: region)
    while nextMention < mentions.count, mentions[nextMention].span.lowerBound < region.lowerBound {
      nextMention += 1
    }
    var inside: [Mention] = []
    var at = nextMention
    while at < mentions.count, mentions[at].span.lowerBound < region.upperBound {
      if mentions[at].span.upperBound <= region.upperBound { inside.append(mentions[at]) }
      at += 1
    }
    stopStarts = Set(
      inside.lazy.filter { $0.kind == .place || $0.kind == .unit && !$0.isInsideTitle }.map(
        \.span.lowerBound))
    if readCompanions(region, inside) { return }
    let before = visits.count
    readVisit(region, inside)
    // 甲到某镇督查,乙陪同: the first visit and its companions in one sentence.
    if visits.count > before, before == 0 { _ = readCompanions(region, inside) }
    readHost(region, inside)
  }

  /// Drops visits to an area where the same people are then seen at places, which lie in it.
  mutating func finish() {
    var leadersAtPlaces: Set<String> = []
    for index in visits.indices.reversed() {
      let names = visits[index].leaders.map(\.name)
      // 先后赴五个乡镇调研: who tours many areas is also seen at places elsewhere.
      let tour = visits[index].stops.filter { Self.wide.contains($0.place.sort) }.count
      if tour < 3, names.contains(where: leadersAtPlaces.contains) {
        visits[index].stops.removeAll {
          $0.place.kind == .unit && Self.wide.contains($0.place.sort)
        }
      }
      if visits[index].stops.contains(where: {
        $0.place.kind == .place || !Self.wide.contains($0.place.sort)
      }) {
        leadersAtPlaces.formUnion(names)
      }
    }
  }

  /// Areas that somebody visits only where nothing smaller is named.
  private static let wide: Set<String> = ["district", "city", "subdistrict", "town", "township"]

  /// The words of a sentence before what somebody says in it.
  mutating func outsideSpeech(_ span: Span) -> Span {
    while nextStatement < statements.count,
      statements[nextStatement].content.upperBound <= span.lowerBound
    { nextStatement += 1 }
    guard nextStatement < statements.count else { return span }
    let content = statements[nextStatement].content
    if content.lowerBound <= span.lowerBound + 1 { return span.lowerBound..<span.lowerBound }
    return span.lowerBound..<min(span.upperBound, max(span.lowerBound, content.lowerBound))
  }

  // MARK: Visits

  mutating func readVisit(_ region: Span, _ inside: [Mention]) {
    let verbs = visitVerbs(in: region).filter { verb in
      // 现场调度推进会: a verb inside a meeting's name is no visit.
      !inside.contains { $0.kind == .meeting && $0.span.contains(verb.lowerBound) }
    }
    let motions = motionWords(in: region)
    guard let trigger = (verbs + motions).map(\.lowerBound).min() else { return }
    guard !isPlanned(before: trigger, in: region) else { return }
    let (found, deputies) = ranked(leaders(before: trigger, region, inside, verbs: verbs))
    guard !found.isEmpty else { return }
    let date = date(in: region)
    if !date.isUnknown {
      lastDate = date
    } else if leaders.first?.name != found.first?.name {
      lastDate = articleDates.count == 1 && isOnDay(found, region) ? articleDates[0] : .unknown
    }
    // What somebody else did at another place says nothing of what these do here.
    if verbs.isEmpty, found.first?.name != leaders.first?.name { leadVerb = nil }
    let listed = listStops(motions: motions, region, inside)
    places.append(contentsOf: listed.filter { $0.kind == .place })
    var candidates = (inside.filter { $0.kind == .place } + listed).sorted {
      $0.span.lowerBound < $1.span.lowerBound
    }
    candidates.removeAll { place in
      listed.contains {
        $0.span.count > place.span.count && $0.span.contains(place.span.lowerBound)
      }
    }
    candidates.append(contentsOf: marketReference(region, verbs: verbs))
    var stops: [Visit.Stop] = []
    for place in candidates
    where place.rule != "area-inside-place"
      && (place.span.lowerBound >= trigger || isIntroduced(place, region)
        || isInTopicList(place, region))
    {
      guard let verb = verb(for: place, verbs: verbs, motions: motions, region),
        !isInRelative(place, region, inside),
        // 在某泵站厂区,市长要求: what was done there has been told.
        !verbs.isEmpty
          || !visits.contains(where: { $0.stops.contains { $0.place.name == place.name } })
      else { continue }
      stops.append(Visit.Stop(place: place, verb: verb, evidence: region))
      if place.sort == "market" { lastMarket = place }
      stops.append(contentsOf: parts(of: place, verb: verb, region))
    }
    if stops.isEmpty { stops = areaStops(inside, verbs: verbs, motions: motions, region, trigger) }
    if let verb = verbs.first.map({ plainVerb($0) }),
      leadVerb == nil || found.first?.name != leaders.first?.name
    {
      leadVerb = verb
    }
    guard !stops.isEmpty || verbs.contains(where: { !isOnlyTime($0, region) }) else { return }
    leaders = found
    visits.append(
      Visit(
        leaders: found, stops: stops, date: lastDate, evidence: region,
        companions: deputies + companionsLed(region, inside, trigger, found + deputies)
          + reporters(region, inside, found)))
  }

  /// Whether what somebody did without a date can have been on the article's day: no `今年以来,区委……考察`.
  private func isOnDay(_ leaders: [Mention], _ region: Span) -> Bool {
    guard let leader = leaders.first else { return false }
    return leader.kind == .official
      || Self.crews.contains(leader.sort) && Self.spells.first(in: region, of: text) == nil
  }

  private static let crews: Set<String> = [
    "office", "subdistrict", "bureau", "other", "town", "township", "community",
  ]
  private static let spells = WordList("以来 连日 近期 去年 今年")

  /// Keeps the days that the article tells of: where it is one day only, what it tells without a date happened on it.
  private mutating func noteDate(in region: Span) {
    let date = date(in: region)
    if !date.isUnknown, articleDates.count < 4, !articleDates.contains(date) {
      articleDates.append(date)
    }
  }

  func date(in region: Span) -> CalendarDate {
    let date = DateReader(scanner: scanner, year: year).first(in: region)?.date ?? .unknown
    // 8月28日……;28日上午: the month has been told.
    if date.month == nil, date.day != nil,
      let known = articleDates.first(where: { $0.month != nil && $0.day == date.day })
    {
      return known
    }
    return date
  }

  func visitVerbs(in region: Span) -> [Span] {
    var found: [Span] = []
    for verb in scanner.lexicon.visitVerbs.all(in: region, of: text) where isVerb(verb, region) {
      // 督察调研: two verbs side by side are one.
      if let last = found.last, last.upperBound == verb.lowerBound {
        found[found.count - 1] = last.lowerBound..<verb.upperBound
      } else {
        found.append(verb)
      }
    }
    let strong = found.filter { VisitVerbs.weak.contains(scanner.flow.text($0)) == false }
    if !strong.isEmpty { found = strong }
    return found
  }

  func isVerb(_ span: Span, _ region: Span) -> Bool {
    if Self.nounFollowers.match(at: span.upperBound, in: text, limit: region.upperBound) != nil {
      return false
    }
    // 通过实地查看、翻阅资料等方式: how, and not what.
    if let by = Self.means.last(
      in: max(region.lowerBound, span.lowerBound - 24)..<span.lowerBound, of: text),
      !(by.upperBound..<span.lowerBound).contains(where: { text[$0] == Glyph.comma }),
      Self.manners.first(
        in: span.upperBound..<min(region.upperBound, span.upperBound + 40), of: text) != nil
    {
      return false
    }
    return Self.nounLeads.match(endingAt: span.lowerBound, in: text, from: region.lowerBound) == nil
  }

  /// 督导中, 检查时: when somebody says something, and no visit of its own.
  private func isOnlyTime(_ verb: Span, _ region: Span) -> Bool {
    Self.timeEnds.match(at: verb.upperBound, in: text, limit: region.upperBound) != nil
  }

  private static let timeEnds = WordList("中 时 期间 过程中 结束后 结束时 后, 之后 途中")

  static let nounFollowers = WordList(
    "卡 制度 记录 台账 组 队 团 员 办 结果 机制 站 人员 活动 工作组 工作进行 会 方式 力度 模式 评比 通报 整改 座谈会 反馈 等形式")
  private static let means = WordList("通过 采取 采用")
  private static let manners = WordList("等方式 等形式 的方式 的形式 方式, 形式, 等多种方式 等多种形式 等方法 相结合")

  static let nounLeads = WordList(
    "加强 的 陪同 参加 强化 开展了 次 工作 一线 日常 接受 迎接 陪同领导 形成 全程陪同 利用 会同 组织 、专题 参与 文明")

  func motionWords(in region: Span) -> [Span] {
    VisitVerbs.motion.all(in: region, of: text).filter { span in
      let word = scanner.flow.text(span)
      // 到 and 在 of one character are words of motion only as words of their own.
      if word == "到" || word == "赴" || word == "在" {
        guard scanner.boundaries.startsWord(at: span.lowerBound),
          scanner.boundaries.stopsName(at: span.lowerBound)
        else { return false }
        return scanner.boundaries.startsWord(at: span.upperBound)
          && (word != "在"
            || escort(from: span.upperBound, region) == nil
              && !isTime(from: span.upperBound, region))
      }
      return true
    }
  }

  /// `在新春佳节即将到来之际,`: 在 leads a time, and no place.
  private func isTime(from start: Int, _ region: Span) -> Bool {
    guard
      let comma = (start..<min(region.upperBound, start + 40)).first(where: {
        text[$0] == Glyph.comma
      })
    else { return false }
    return Self.times.match(endingAt: comma, in: text, from: start) != nil
  }

  private static let times = WordList("间隙 之余 基础上 结束后 之际 时 之时 前夕 期间 来临 到来 过程中 之前 之后 以来 当天 之日 时节 前后")

  func isPlanned(before trigger: Int, in region: Span) -> Bool {
    var start = trigger
    while start > region.lowerBound, text[start - 1] != Glyph.comma { start -= 1 }
    // The 应 of 应急管理局 and the 要 of 主要 plan nothing.
    return Self.planning.all(in: start..<trigger, of: text).contains { word in
      scanner.boundaries.startsWord(at: word.lowerBound)
        && scanner.boundaries.startsWord(at: word.upperBound)
    }
  }

  static let planning = WordList("将 拟 计划 准备 要 应 需")
}
