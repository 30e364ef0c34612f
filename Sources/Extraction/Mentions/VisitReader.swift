/// Finds on-site visits: the leader, the places with the verb nearest to each, the date and who came along.
struct VisitReader {
  let scanner: NameScanner
  let statements: [Statement]
  let year: Int?
  private(set) var visits: [Visit] = []
  /// Places that only a list of stops shows to be places.
  private(set) var places: [Mention] = []
  private var mentions: [Mention]
  private var nextMention = 0
  private var nextStatement = 0
  private var leaders: [Mention] = []
  private var leadVerb: String?
  private var lastDate = CalendarDate.unknown
  private var lastMarket: Mention?

  init(scanner: NameScanner, mentions: [Mention], statements: [Statement], year: Int?) {
    self.scanner = scanner
    self.mentions = mentions
    self.statements = statements
    self.year = year
  }

  private var text: Scalars { scanner.text }

  /// Reads the next sentence of the article.
  mutating func read(_ sentence: Sentence) {
    guard sentence.role == .paragraph || sentence.role == .caption else { return }
    let region = outsideSpeech(sentence.span)
    guard region.count > 3 else { return }
    while nextMention < mentions.count, mentions[nextMention].span.lowerBound < region.lowerBound {
      nextMention += 1
    }
    var inside: [Mention] = []
    var at = nextMention
    while at < mentions.count, mentions[at].span.lowerBound < region.upperBound {
      if mentions[at].span.upperBound <= region.upperBound { inside.append(mentions[at]) }
      at += 1
    }
    if readCompanions(region, inside) { return }
    readVisit(region, inside)
    readHost(region, inside)
  }

  /// The words of a sentence before what somebody says in it.
  private mutating func outsideSpeech(_ span: Span) -> Span {
    while nextStatement < statements.count,
      statements[nextStatement].content.upperBound <= span.lowerBound
    { nextStatement += 1 }
    guard nextStatement < statements.count else { return span }
    let content = statements[nextStatement].content
    if content.lowerBound <= span.lowerBound + 1 { return span.lowerBound..<span.lowerBound }
    return span.lowerBound..<min(span.upperBound, max(span.lowerBound, content.lowerBound))
  }

  // MARK: Visits

  private mutating func readVisit(_ region: Span, _ inside: [Mention]) {
    let verbs = visitVerbs(in: region)
    let motions = motionWords(in: region)
    guard let trigger = (verbs + motions).map(\.lowerBound).min() else { return }
    guard !isPlanned(before: trigger, in: region) else { return }
    let found = leaders(before: trigger, region, inside, verbs: verbs)
    guard !found.isEmpty else { return }
    let date = date(in: region)
    if !date.isUnknown {
      lastDate = date
    } else if leaders.first?.name != found.first?.name {
      lastDate = .unknown
    }
    let listed = listStops(motions: motions, region, inside)
    places.append(contentsOf: listed)
    var candidates = (inside.filter { $0.kind == .place } + listed).sorted {
      $0.span.lowerBound < $1.span.lowerBound
    }
    candidates.append(contentsOf: marketReference(region, verbs: verbs))
    var stops: [Visit.Stop] = []
    for place in candidates
    where place.rule != "area-inside-place"
      && (place.span.lowerBound >= trigger || isIntroduced(place, region)
        || isInTopicList(place, region))
    {
      guard let verb = verb(for: place, verbs: verbs, motions: motions, region) else { continue }
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
    guard !stops.isEmpty || !verbs.isEmpty else { return }
    leaders = found
    visits.append(
      Visit(
        leaders: found, stops: stops, date: lastDate, evidence: region,
        companions: companionsLed(region, inside, trigger, found)
          + reporters(region, inside, found)))
  }

  private func date(in region: Span) -> CalendarDate {
    DateReader(scanner: scanner, year: year).first(in: region)?.date ?? .unknown
  }

  private func visitVerbs(in region: Span) -> [Span] {
    var found = VisitVerbs.all.all(in: region, of: text).filter { isVerb($0, region) }
    let strong = found.filter { VisitVerbs.weak.contains(scanner.flow.text($0)) == false }
    if !strong.isEmpty { found = strong }
    return found
  }

  private func isVerb(_ span: Span, _ region: Span) -> Bool {
    if Self.nounFollowers.match(at: span.upperBound, in: text, limit: region.upperBound) != nil {
      return false
    }
    return Self.nounLeads.match(endingAt: span.lowerBound, in: text, from: region.lowerBound) == nil
  }

  private static let nounFollowers = WordList(
    "组 队 团 员 办 结果 机制 站 人员 活动 工作组 工作进行 会 方式 力度 模式 评比 通报 整改 座谈会 反馈 等形式")
  private static let nounLeads = WordList(
    "加强 的 陪同 参加 强化 开展了 次 工作 一线 日常 接受 迎接 陪同领导 形成 全程陪同 利用 会同 组织 、专题 参与 文明")

  private func motionWords(in region: Span) -> [Span] {
    VisitVerbs.motion.all(in: region, of: text).filter { span in
      let word = scanner.flow.text(span)
      // 到 and 在 of one character are words of motion only as words of their own.
      if word == "到" || word == "赴" || word == "在" {
        guard scanner.boundaries.startsWord(at: span.lowerBound),
          scanner.boundaries.stopsName(at: span.lowerBound)
        else { return false }
        return scanner.boundaries.startsWord(at: span.upperBound)
      }
      return true
    }
  }

  private func isPlanned(before trigger: Int, in region: Span) -> Bool {
    var start = trigger
    while start > region.lowerBound, text[start - 1] != Glyph.comma { start -= 1 }
    return Self.planning.first(in: start..<trigger, of: text) != nil
  }

  private static let planning = WordList("将 拟 计划 准备 要 应 需")

  // MARK: Leaders

  private func leaders(before trigger: Int, _ region: Span, _ inside: [Mention], verbs: [Span])
    -> [Mention]
  {
    let people = inside.filter { $0.kind == .official && $0.span.lowerBound < trigger + 1 }
    if let party = Self.parties.first(
      in: region.lowerBound..<min(region.upperBound, region.lowerBound + 12), of: text),
      people.isEmpty
    {
      _ = party
      return leaders
    }
    if let first = people.first {
      if let last = people.last, people.count > 1 {
        return group(endingWith: last, people) ?? [first]
      }
      return [first]
    }
    // 在中储物流园工地,虎强听取汇报: the leader stands behind the place.
    if let person = inside.first(where: { $0.kind == .official }),
      leaders.contains(where: { $0.name == person.name })
    {
      return [person]
    }
    if let unit = inside.last(where: {
      $0.kind == .unit && $0.span.upperBound <= trigger && !$0.isInsideTitle
    }),
      isActing(unit, trigger, region)
    {
      return coordinated(with: unit, inside)
    }
    let opening =
      Self.continuations.match(at: region.lowerBound, in: text, limit: region.upperBound) != nil
    let isMoving =
      VisitVerbs.motion.match(at: region.lowerBound, in: text, limit: region.upperBound) != nil
    return opening || isMoving || trigger - region.lowerBound <= 6 ? leaders : []
  }

  private static let parties = WordList("一行 督导组 调研组 检查组 督查组 考察组 观摩组 巡查组 视察组 一行人")
  private static let continuations = WordList(
    "随后 在 每到 现场 当天 当日 之后 接着 期间 调研中 检查中 督导中 活动中 先后 实地 重点 下午 上午")

  /// The leaders that a title list joins, as in 甲书记张三、区长李四到某地.
  private func group(endingWith last: Mention, _ people: [Mention]) -> [Mention]? {
    guard let first = people.first else { return nil }
    let between = first.span.upperBound..<last.span.lowerBound
    if Self.subordination.first(
      in: first.span.upperBound..<min(text.count, last.span.upperBound + 6), of: text) != nil
    {
      return [first]
    }
    return between.count < 40 * people.count ? people : [first]
  }

  private static let subordination = WordList("带领 率领 率 陪同 会同 一行 带队")

  /// Whether a unit acts here: it is the subject in front of the verb of going or seeing.
  private func isActing(_ unit: Mention, _ trigger: Int, _ region: Span) -> Bool {
    let gap = unit.span.upperBound..<trigger
    guard gap.count <= 60, unit.span.lowerBound - region.lowerBound <= 30 else { return false }
    if gap.isEmpty || gap.count <= 4 { return !gap.contains { text[$0] == Glyph.comma } }
    return Self.sending.first(in: gap, of: text) != nil
  }

  private static let sending = WordList("组织相关领导 组织 带领 先后 班子成员 主要领导 组织部分 一行 分别 负责人 派")

  /// 二七区委区政府: units that stand side by side act together.
  private func coordinated(with unit: Mention, _ inside: [Mention]) -> [Mention] {
    var units = [unit]
    for other in inside.reversed()
    where other.kind == .unit && other.span.upperBound <= (units.first?.span.lowerBound ?? 0) {
      guard let first = units.first else { break }
      let gap = first.span.lowerBound - other.span.upperBound
      guard gap <= 1 else { break }
      units.insert(other, at: 0)
    }
    return units
  }

  // MARK: Verbs and places

  private func plainVerb(_ span: Span) -> String {
    let word = scanner.flow.text(span)
    return word.hasPrefix("实地") || word.hasPrefix("现场") && word.count > 3
      ? String(word.dropFirst(2)) : word
  }

  /// A place in front of the trigger counts when 在 or 对 leads to it.
  private func isIntroduced(_ place: Mention, _ region: Span) -> Bool {
    Self.introductions.match(endingAt: place.span.lowerBound, in: text, from: region.lowerBound)
      != nil
  }

  private static let introductions = WordList("在 对 先后对 重点对 分别对 到 就")

  /// The verb of a stop, or nil if the place is not where anybody went.
  private func verb(for place: Mention, verbs: [Span], motions: [Span], _ region: Span) -> String? {
    let start = place.span.lowerBound
    let after = verbs.first { $0.lowerBound >= place.span.upperBound }
    let before = verbs.last { $0.upperBound <= start && isObject(place, of: $0) }
    let motion = motions.last { $0.upperBound <= start && isTarget(place, of: $0) }
    let isTopic = isIntroduced(place, region) || isInTopicList(place, region)
    if let before, motion.map({ $0.lowerBound < before.lowerBound }) ?? true {
      return plainVerb(before)
    }
    if motion != nil || isTopic {
      if let after { return plainVerb(after) }
      return leadVerb ?? verbs.first.map(plainVerb)
    }
    return nil
  }

  /// Whether only list members and the words of the object stand between a verb and the place.
  private func isObject(_ place: Mention, of verb: Span) -> Bool {
    let gap = verb.upperBound..<place.span.lowerBound
    guard gap.count <= 120 else { return false }
    return !gap.contains {
      text[$0] == Glyph.comma || Glyph.endsSentence(text[$0]) || text[$0] == Glyph.semicolon
    }
      && Self.listening.first(in: gap, of: text) == nil
  }

  private static let listening = WordList("听取 询问 汇报 介绍 要求 并会同 会同")

  private func isTarget(_ place: Mention, of motion: Span) -> Bool {
    let gap = motion.upperBound..<place.span.lowerBound
    guard gap.count <= 200 else { return false }
    return !gap.contains {
      text[$0] == Glyph.comma || Glyph.endsSentence(text[$0]) || text[$0] == Glyph.semicolon
    }
  }

  private func isInTopicList(_ place: Mention, _ region: Span) -> Bool {
    var start = place.span.lowerBound
    while start > region.lowerBound, place.span.lowerBound - start < 100,
      text[start - 1] != Glyph.comma
    {
      start -= 1
      if text[start] == 0x5BF9, scanner.boundaries.stopsName(at: start) { return true }
    }
    return false
  }

  /// `重点对市场的环境卫生……进行检查`: the market that the article named last.
  private func marketReference(_ region: Span, verbs: [Span]) -> [Mention] {
    guard let lastMarket, let found = Self.marketTopic.first(in: region, of: text),
      verbs.contains(where: { $0.lowerBound > found.upperBound })
    else { return [] }
    var mention = lastMarket
    mention.span = found.upperBound - 2..<found.upperBound
    mention.isReference = true
    return [mention]
  }

  private static let marketTopic = WordList("对市场 对该市场")

  /// The stops of a list that are places by standing in it only: 先后来到甲、乙、丙等地.
  private func listStops(motions: [Span], _ region: Span, _ inside: [Mention]) -> [Mention] {
    var found: [Mention] = []
    for motion in motions where scanner.flow.text(motion) != "在" {
      let list = StopList(scanner: scanner).read(from: motion.upperBound, in: region)
      if list.items.count == 1, let item = list.items.first, let place = corner(of: item, inside) {
        found.append(place)
      }
      guard list.items.count >= 2 else { continue }
      let known = list.items.filter { item in
        inside.contains { $0.kind == .place && item.overlaps($0.span) }
      }
      guard !known.isEmpty || list.endsInPlaces else { continue }
      for item in list.items {
        let covering = inside.filter { item.overlaps($0.span) }
        if covering.contains(where: { $0.kind == .place }) { continue }
        var span = item
        var owner: String?
        if let unit = covering.first(where: {
          $0.kind == .unit && $0.span.lowerBound == item.lowerBound
        }) {
          if unit.span.upperBound >= item.upperBound {
            guard
              ["enterprise", "hospital", "school", "other", "association", "bureau", "committee"]
                .contains(unit.sort)
            else { continue }
          } else if ["subdistrict", "town", "township", "village", "community", "district", "city"]
            .contains(unit.sort)
          {
            span = unit.span.upperBound..<item.upperBound
            owner = unit.name
          }
        }
        let name = scanner.flow.key(span)
        guard name.unicodeScalars.count >= 2, !PlaceSuffixes.commonWords.contains(name) else {
          continue
        }
        found.append(
          Mention(
            kind: .place, span: span, name: name, sort: PlaceSuffixes.sort(of: name), owner: owner,
            rule: "listed-stop"))
      }
    }
    return found
  }

  /// `毕河村安庄`: what stands behind a village's or town's name is a place in it.
  private func corner(of item: Span, _ inside: [Mention]) -> Mention? {
    guard !inside.contains(where: { $0.kind == .place && item.overlaps($0.span) }),
      let unit = inside.first(where: { $0.kind == .unit && $0.span.lowerBound == item.lowerBound }),
      ["village", "town", "township", "community", "subdistrict"].contains(unit.sort),
      !unit.isReference
    else { return nil }
    let rest = unit.span.upperBound..<item.upperBound
    guard rest.count >= 2, rest.count <= 12,
      !rest.contains(where: { scanner.boundaries.stopsName(at: $0) })
    else { return nil }
    let name = scanner.flow.key(rest)
    guard !PlaceSuffixes.commonWords.contains(name) else { return nil }
    return Mention(
      kind: .place, span: rest, name: name, sort: PlaceSuffixes.sort(of: name), owner: unit.name,
      rule: "listed-stop")
  }

  /// `高砦农贸市场的粮油干调区、肉类区、蔬菜区等`: parts of a place.
  private mutating func parts(of place: Mention, verb: String, _ region: Span) -> [Visit.Stop] {
    let end = place.span.upperBound
    guard end < region.upperBound, text[end] == 0x7684 else { return [] }
    let list = StopList(scanner: scanner).read(from: end + 1, in: region)
    let isParts =
      list.items.count >= 2
      && list.items.allSatisfy { item in
        item.count <= 8 && Self.partEndings.contains(text[item.upperBound - 1])
      }
    guard isParts else { return [] }
    return list.items.map { item in
      let name = scanner.flow.key(item)
      let part = Mention(
        kind: .place, span: item, name: name, sort: PlaceSuffixes.sort(of: name), owner: place.name,
        rule: "part-of-place")
      places.append(part)
      return Visit.Stop(place: part, verb: verb, evidence: region)
    }
  }

  /// 区 间 室 厅 馆 院 台 库 站 点 楼 摊.
  private static let partEndings = Set("区间室厅馆院库站楼".unicodeScalars.map(\.value))

  /// An area is visited when no place in it is named.
  private func areaStops(
    _ inside: [Mention], verbs: [Span], motions: [Span], _ region: Span, _ trigger: Int
  ) -> [Visit.Stop] {
    let areas = inside.filter {
      $0.kind == .unit && !$0.isInsideTitle && !$0.isReference && $0.span.lowerBound >= trigger
        && [
          "subdistrict", "town", "township", "village", "community", "district", "city",
          "enterprise", "hospital", "school",
        ].contains($0.sort)
    }
    var stops: [Visit.Stop] = []
    for area in areas {
      guard
        let motion = motions.last(where: {
          $0.upperBound <= area.span.lowerBound && isTarget(area, of: $0)
        }), scanner.flow.text(motion) != "在"
      else { continue }
      let after = verbs.first { $0.lowerBound >= area.span.upperBound } ?? verbs.first
      guard let after else { continue }
      stops.append(Visit.Stop(place: area, verb: plainVerb(after), evidence: region))
    }
    return stops
  }

  // MARK: Companions

  /// `市委常委甲带领乙、丙到……`.
  private func companionsLed(
    _ region: Span, _ inside: [Mention], _ trigger: Int, _ leaders: [Mention]
  ) -> [Mention] {
    guard
      let marker = Self.leading.first(
        in: region.lowerBound..<max(region.lowerBound, trigger), of: text)
    else { return [] }
    return inside.filter {
      $0.span.lowerBound >= marker.upperBound && $0.span.upperBound <= trigger
        && ($0.kind == .official
          || $0.kind == .unit && !$0.isInsideTitle && !$0.isReference && $0.sort != "district")
        && !leaders.map(\.name).contains($0.name)
    }
  }

  /// `听取了区城管局、城投公司关于项目推进情况的汇报`: who reports to a visit came along.
  private func reporters(_ region: Span, _ inside: [Mention], _ leaders: [Mention]) -> [Mention] {
    guard let verb = Self.hearing.first(in: region, of: text),
      let report = Self.hosting.first(in: verb.upperBound..<region.upperBound, of: text)
    else { return [] }
    var end = verb.upperBound
    var found: [Mention] = []
    for mention in inside where mention.span.lowerBound >= verb.upperBound {
      guard mention.span.upperBound <= report.lowerBound,
        mention.kind == .official || mention.kind == .unit
      else { break }
      let gap = end..<mention.span.lowerBound
      guard gap.isEmpty || found.isEmpty && gap.count <= 1
        || scanner.listSeparator(at: end, limit: mention.span.lowerBound) == gap.count
      else { break }
      end = mention.span.upperBound
      guard !mention.isInsideTitle, !leaders.contains(where: { $0.name == mention.name }) else {
        continue
      }
      found.append(mention)
    }
    return found
  }

  private static let hearing = WordList("听取 听取了 认真听取 认真听取了")
  private static let leading = WordList("带领 率领 陪同下 会同")

  /// Reads who came along, as in 区领导甲、乙,市林业局等有关部门负责人参加.
  private mutating func readCompanions(_ region: Span, _ inside: [Mention]) -> Bool {
    guard let marker = Self.companionMarkers.last(in: region, of: text),
      Self.gatherings.match(at: marker.upperBound, in: text, limit: region.upperBound) == nil
    else { return false }
    if visits.isEmpty {
      // The chair of an on-site meeting leads the visit that the meeting is.
      guard let chair = inside.first(where: { $0.kind == .official }),
        let meeting = inside.first(where: { $0.kind == .meeting && $0.sort == "visit-meeting" }),
        MeetingWords.convening.first(
          in: chair.span.upperBound..<max(chair.span.upperBound, meeting.span.lowerBound), of: text)
          != nil
      else { return false }
      leaders = [chair]
      lastDate = date(in: region)
      visits.append(Visit(leaders: [chair], stops: [], date: lastDate, evidence: region))
    }
    guard let index = visits.indices.last else { return false }
    let names = Set(visits[index].leaders.map(\.name))
    let start =
      visits[index].evidence == region
      ? visits[index].leaders.last?.span.upperBound ?? region.lowerBound : region.lowerBound
    let companions = inside.filter {
      $0.span.lowerBound >= start && $0.span.upperBound <= marker.lowerBound
        && !names.contains($0.name)
        && ($0.kind == .official
          || $0.kind == .unit && !$0.isInsideTitle && !$0.isReference && $0.sort != "district"
            && $0.sort != "city")
    }
    guard !companions.isEmpty else { return false }
    var visit = Visit(
      leaders: visits[index].leaders, stops: [], date: visits[index].date, evidence: region)
    visit.companions = companions
    visits.append(visit)
    return true
  }

  private static let companionMarkers = WordList(
    "参加 陪同 陪同检查 陪同调研 陪同督导 参加调研 参加检查 参加督导 参加活动 一同参加 一同督导 一同调研 陪同视察 参与调研 一同检查 随同 陪同活动 在点陪同 参加视察 参加巡查 陪同走访 陪同考察"
  )
  private static let gatherings = WordList("会议 了会议 座谈会 推进会 仪式 了 活动启动 揭牌 培训 比赛 志愿")

  /// `现场,五里堡街道党工委书记王彬做了详细汇报`: who reports on the spot came along.
  private mutating func readHost(_ region: Span, _ inside: [Mention]) {
    guard let index = visits.indices.last, let host = inside.first(where: { $0.kind == .official }),
      !visits.contains(where: { $0.leaders.contains { $0.name == host.name } }),
      Self.hosting.first(in: host.span.upperBound..<region.upperBound, of: text) != nil
    else { return }
    var visit = Visit(
      leaders: visits[index].leaders, stops: [], date: visits[index].date, evidence: region)
    visit.companions = [host]
    visits.append(visit)
  }

  private static let hosting = WordList("汇报 介绍 讲解")
}
