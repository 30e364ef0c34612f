/// Who leads a visit.
extension VisitReader {
  /// `在县长甲的带领下`, `在副县长乙陪同下`: the words between 在 and the word for who leads or follows.
  func escort(from start: Int, _ region: Span) -> (people: Span, leads: Bool)? {
    let end = (start..<min(region.upperBound, start + 90)).first { text[$0] == Glyph.comma }
    let clause = start..<(end ?? min(region.upperBound, start + 90))
    guard let word = Self.escorts.first(in: clause, of: text) else { return nil }
    return (start..<word.lowerBound, text[word.lowerBound] != 0x966A)
  }

  private static let escorts = WordList("带领下 率领下 陪同下 陪伴下")

  /// The escort that a sentence names, wherever its 在 stands.
  func escort(in region: Span) -> (people: Span, leads: Bool)? {
    for index in region where text[index] == 0x5728 && scanner.boundaries.stopsName(at: index) {
      if let found = escort(from: index + 1, region) { return found }
    }
    return nil
  }

  func leaders(before trigger: Int, _ region: Span, _ inside: [Mention], verbs: [Span])
    -> [Mention]
  {
    var people = inside.filter { $0.kind == .official && $0.span.lowerBound < trigger + 1 }
    if let escort = escort(in: region) {
      let escorting = people.filter { escort.people.contains($0.span.lowerBound) }
      if escort.leads, !escorting.isEmpty { return escorting }
      people.removeAll { escort.people.contains($0.span.lowerBound) }
    }
    if let party = Self.parties.first(
      in: region.lowerBound..<min(region.upperBound, region.lowerBound + 12), of: text),
      people.isEmpty
    {
      _ = party
      return leaders
    }
    // 副区长甲陪同督察组副组长乙到……: whom somebody goes along with leads.
    if let companion = people.first, people.count > 1, isCompanion(companion) {
      return Array(people.dropFirst())
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
    // 白沙街道环保办: the office acts, and not the subdistrict that it is called after.
    let bodies = inside.filter {
      $0.kind == .unit && $0.span.upperBound <= trigger && !$0.isInsideTitle
    }
    if let unit = bodies.max(by: {
      ($0.span.upperBound, $1.span.lowerBound) < ($1.span.upperBound, $0.span.lowerBound)
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

  /// Whether 陪同 stands right behind a name.
  func isCompanion(_ person: Mention) -> Bool {
    Self.accompanying.match(at: person.span.upperBound, in: text, limit: text.count) != nil
  }

  private static let accompanying = WordList("陪同")

  /// Who leads and who comes along of the people that a sentence names side by side: a 副县长 behind the leader follows.
  func ranked(_ people: [Mention]) -> (leaders: [Mention], deputies: [Mention]) {
    guard people.count > 1, let first = people.first, first.kind == .official else {
      return (people, [])
    }
    // 甲、乙一行先后到……, 甲、乙分别带队: all of them lead.
    let last = people.last?.span.upperBound ?? 0
    if people.allSatisfy({ partyHeads.contains($0.name) })
      || Self.separately.match(at: last, in: text, limit: text.count) != nil
    {
      return (people, [])
    }
    // 市委副书记甲,副市长乙到……;甲一行先后来到……: it is the first one's party.
    if partyHeads.contains(first.name),
      !people.dropFirst().contains(where: { partyHeads.contains($0.name) })
    {
      return ([first], Array(people.dropFirst()))
    }
    // 常务副主任甲,副主任乙一行: the standing deputy leads.
    guard !isDeputy(first) || isStanding(first) else { return (people, []) }
    var leaders = [first]
    var deputies: [Mention] = []
    var end = first.span.upperBound
    var isLower = false
    for person in people.dropFirst() {
      let title = end..<max(end, person.span.lowerBound)
      // 县委副书记、县长 is no deputy: the last post counts.
      if title.count > 1 { isLower = isDeputy(person) }
      if isLower { deputies.append(person) } else { leaders.append(person) }
      end = person.span.upperBound
    }
    return (leaders, deputies)
  }

  private static let separately = WordList("分别带队 分别率队 分别前往 分别深入 分别到 分别赴 分头 分别带领 分别率领")

  /// Whether the last post in front of a name is that of a standing deputy.
  private func isStanding(_ person: Mention) -> Bool {
    let start = max(0, person.span.lowerBound - 8)
    return Self.standing.first(in: start..<person.span.lowerBound, of: text) != nil
  }

  private static let standing = WordList("常务副")

  /// Whether the last post in front of a name is that of a deputy: 县人大常委会副主任, but not 县委副书记、县长.
  private func isDeputy(_ person: Mention) -> Bool {
    var start = person.span.lowerBound
    let end = start
    while start > 0, end - start < 16, Glyph.isHan(text[start - 1]) { start -= 1 }
    return text[start..<end].contains(0x526F)
  }

  static let parties = WordList("一行 督导组 调研组 检查组 督查组 考察组 观摩组 巡查组 视察组 一行人")
  static let continuations = WordList(
    "随后 在 每到 现场 当天 当日 之后 接着 期间 调研中 检查中 督导中 活动中 先后 实地 重点 下午 上午")

  /// The leaders that a title list joins, as in 甲书记张三、区长李四到某地.
  func group(endingWith last: Mention, _ people: [Mention]) -> [Mention]? {
    guard let first = people.first else { return nil }
    let between = first.span.upperBound..<last.span.lowerBound
    if let word = Self.subordination.first(
      in: first.span.upperBound..<min(text.count, last.span.upperBound + 6), of: text),
      word.lowerBound < last.span.upperBound || scanner.flow.text(word) != "一行"
    {
      // 县长甲,副县长乙带领……到某镇: both lead the others.
      let follows = word.lowerBound >= last.span.upperBound
      return follows && between.count <= 24 * people.count ? people : [first]
    }
    return between.count < 40 * people.count ? people : [first]
  }

  static let subordination = WordList("带领 率领 率 陪同 会同 一行 带队")

  /// Whether a unit acts here: it is the subject in front of the verb of going or seeing.
  func isActing(_ unit: Mention, _ trigger: Int, _ region: Span) -> Bool {
    let gap = unit.span.upperBound..<trigger
    guard gap.count <= 60, unit.span.lowerBound - region.lowerBound <= 30 else { return false }
    if gap.isEmpty || gap.count <= 4 { return !gap.contains { text[$0] == Glyph.comma } }
    return Self.sending.first(in: gap, of: text) != nil
  }

  static let sending = WordList("组织相关领导 组织 带领 先后 班子成员 主要领导 组织部分 一行 分别 负责人 派 工作人员 执法人员 执法队员 工作专班")

  /// 二七区委区政府: units that stand side by side act together.
  func coordinated(with unit: Mention, _ inside: [Mention]) -> [Mention] {
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
}
