/// Who comes along on a visit.
extension VisitReader {
  /// `市委常委甲带领乙、丙到……`.
  func companionsLed(
    _ region: Span, _ inside: [Mention], _ trigger: Int, _ leaders: [Mention]
  ) -> [Mention] {
    if let escort = escort(in: region), !escort.leads {
      return inside.filter {
        $0.kind == .official && escort.people.contains($0.span.lowerBound)
          && !leaders.map(\.name).contains($0.name)
      }
    }
    if let companion = inside.first(where: { $0.kind == .official }), isCompanion(companion),
      !leaders.contains(where: { $0.name == companion.name })
    {
      return [companion]
    }
    guard
      let marker = Self.leading.first(
        in: region.lowerBound..<max(region.lowerBound, trigger), of: text)
    else { return together(region, inside, trigger, leaders) }
    return inside.filter {
      $0.span.lowerBound >= marker.upperBound && $0.span.upperBound <= trigger
        && ($0.kind == .official
          || $0.kind == .unit && !isInTitle($0, inside) && !$0.isReference && $0.sort != "district"
            && !($0.sort == "group" && $0.span.lowerBound <= marker.upperBound + 12))
        && !leaders.map(\.name).contains($0.name)
    }
  }

  /// `县长甲与县委办、农业局负责人一道到……`: bodies between the leader and the word for going together.
  private func together(
    _ region: Span, _ inside: [Mention], _ trigger: Int, _ leaders: [Mention]
  ) -> [Mention] {
    guard let leader = leaders.first(where: { region.overlaps($0.span) }),
      leader.span.upperBound < trigger,
      let word = Self.jointly.first(in: leader.span.upperBound..<trigger, of: text),
      let joint = Self.withWhom.first(in: leader.span.upperBound..<word.lowerBound, of: text),
      joint.lowerBound == leader.span.upperBound
    else { return [] }
    return inside.filter {
      $0.kind == .unit && $0.span.lowerBound >= joint.upperBound
        && $0.span.upperBound <= word.lowerBound && !isInTitle($0, inside) && !$0.isReference
        && $0.sort != "district" && $0.sort != "city"
    }
  }

  private static let jointly = WordList("一道 一同 一起")
  private static let withWhom = WordList("与 同 和")

  /// `听取了区城管局、城投公司关于项目推进情况的汇报`: who reports to a visit came along.
  func reporters(_ region: Span, _ inside: [Mention], _ leaders: [Mention]) -> [Mention] {
    guard let verb = Self.hearing.first(in: region, of: text),
      !inside.contains(where: { $0.kind == .meeting && $0.span.upperBound <= verb.lowerBound }),
      Self.atMeetings.first(in: region.lowerBound..<verb.lowerBound, of: text) == nil,
      let report = Self.hosting.first(in: verb.upperBound..<region.upperBound, of: text)
    else { return [] }
    var end = verb.upperBound
    var found: [Mention] = []
    for mention in inside where mention.span.lowerBound >= verb.upperBound {
      guard mention.span.upperBound <= report.lowerBound,
        mention.kind == .official || mention.kind == .unit
      else { break }
      let gap = end..<mention.span.lowerBound
      guard
        gap.isEmpty || found.isEmpty && gap.count <= 1
          || scanner.listSeparator(at: end, limit: mention.span.lowerBound) == gap.count
      else { break }
      end = mention.span.upperBound
      guard !mention.isInsideTitle, !["district", "city"].contains(mention.sort),
        !leaders.contains(where: { $0.name == mention.name })
      else { continue }
      found.append(mention)
    }
    return found
  }

  /// Whether a unit is part of the title of the official behind it: 市政协某某工作室主任.
  private func isInTitle(_ unit: Mention, _ inside: [Mention]) -> Bool {
    if unit.isInsideTitle { return true }
    guard
      let official = inside.first(where: {
        $0.kind == .official && $0.span.lowerBound >= unit.span.upperBound
      }), official.span.lowerBound - unit.span.upperBound <= 16
    else { return false }
    let gap = unit.span.upperBound..<official.span.lowerBound
    return gap.count >= 2
      && !gap.contains { !Glyph.isHan(text[$0]) || Self.joints.contains(text[$0]) }
  }

  /// 、, 和, 等, 与.
  private static let joints = Set("、和等与".unicodeScalars.map(\.value))
  static let atMeetings = WordList("会上 座谈会上")
  static let hearing = WordList("听取 听取了 认真听取 认真听取了")
  static let leading = WordList("带领 率领 陪同下 会同")

  /// Reads who came along, as in 区领导甲、乙,市林业局等有关部门负责人参加.
  mutating func readCompanions(_ region: Span, _ inside: [Mention]) -> Bool {
    guard let marker = Self.companionMarkers.last(in: region, of: text),
      Self.gatherings.match(at: marker.upperBound, in: text, limit: region.upperBound) == nil
    else { return false }
    if visits.isEmpty {
      // The chair of an on-site meeting leads the visit that the meeting is.
      if Self.following.match(at: marker.lowerBound, in: text, limit: marker.upperBound) != nil,
        let host = firstOfficial(before: region)
      {
        leaders = [host]
        lastDate = articleDates.first ?? .unknown
        visits.append(Visit(leaders: [host], stops: [], date: lastDate, evidence: region))
        return readCompanions(region, inside)
      }
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
    var start = region.lowerBound
    if visits[index].evidence == region {
      // 甲到某镇督查防火工作,乙陪同: who comes along stands behind where they went and what they did.
      let verbs = visitVerbs(in: region.lowerBound..<marker.lowerBound).map(\.upperBound)
      let stops = visits[index].stops.map(\.place.span.upperBound).filter {
        $0 <= marker.lowerBound
      }
      let leader = visits[index].leaders.last?.span.upperBound ?? region.lowerBound
      start = (verbs + stops + [leader]).max() ?? leader
    }
    let companions = inside.filter {
      $0.span.lowerBound >= start && $0.span.upperBound <= marker.lowerBound
        && !names.contains($0.name)
        && ($0.kind == .official
          || $0.kind == .unit && !isInTitle($0, inside) && !$0.isReference && $0.sort != "district"
            && $0.sort != "city"
            && ($0.sort != "government"
              || scanner.listSeparator(at: $0.span.upperBound, limit: region.upperBound) != nil)
            && !($0.sort == "other" && ($0.name.hasSuffix("省") || $0.name.hasSuffix("自治区")))
            && Self.members.match(at: $0.span.upperBound, in: text, limit: region.upperBound) == nil)
    }
    guard !companions.isEmpty else { return false }
    var visit = Visit(
      leaders: visits[index].leaders, stops: [], date: visits[index].date, evidence: region)
    visit.companions = companions
    visits.append(visit)
    return true
  }

  /// 县人大机关全体人员: those of a body, who are named by their number only.
  private static let members = WordList("机关 全体 代表 干部 职工 班子 党员 各")

  private static let following = WordList("陪同 参加考察 参加调研 参加检查 参加督导 参加慰问 参加走访 参加视察 参加督查 参加巡河")

  /// Whom the article told of first, in front of a sentence that only says who went along.
  private func firstOfficial(before region: Span) -> Mention? {
    guard let first = opening, first.span.upperBound <= region.lowerBound else { return nil }
    return first
  }

  static let companionMarkers = WordList(
    "参加 陪同 陪同检查 陪同调研 陪同督导 参加调研 参加检查 参加督导 参加活动 一同参加 一同督导 一同调研 陪同视察 参与调研 一同检查 随同 陪同活动 在点陪同 参加视察 参加巡查 陪同走访 陪同考察 陪同接访 陪同慰问 陪同参观 陪同走访慰问 陪同督查 陪同巡查 陪同指导 陪同看望 陪同看望慰问 陪同观摩 参加慰问 参加走访 参加走访慰问 参加督查 参加考察 参加观摩 参加活动 一同慰问 一同走访 一同视察 一同考察 一同督查 一同前往 随同调研 随同检查 参与活动 参与检查 参与督导 参加上述活动 参加以上活动 参加相关活动 参加有关活动 参加巡河 参加接访 参加了检查 参加了调研 参加了督导 参加了督查 参加了活动 参加了视察 参加了慰问 参加了走访 参加了考察 全程陪同 陪同参加"
  )
  static let gatherings = WordList("会议 了会议 座谈会 推进会 仪式 了 活动启动 揭牌 培训 比赛 志愿")

  /// `现场,五里堡街道党工委书记王彬做了详细汇报`: who reports on the spot came along.
  mutating func readHost(_ region: Span, _ inside: [Mention]) {
    guard let index = visits.indices.last, let host = inside.first(where: { $0.kind == .official }),
      !visits.contains(where: { $0.leaders.contains { $0.name == host.name } }),
      Self.hosting.first(in: host.span.upperBound..<region.upperBound, of: text) != nil
    else { return }
    var visit = Visit(
      leaders: visits[index].leaders, stops: [], date: visits[index].date, evidence: region)
    visit.companions = [host]
    visits.append(visit)
  }

  static let hosting = WordList("汇报 介绍 讲解")
}
