/// Where a visit goes, and what is done at each place.
extension VisitReader {
  func plainVerb(_ span: Span) -> String {
    let word = scanner.flow.text(span)
    guard word.hasPrefix("实地") || word.hasPrefix("现场") && word.count > 3 else { return word }
    let plain = String(word.dropFirst(2))
    return VisitVerbs.all.contains(plain) ? plain : word
  }

  /// A place in front of the trigger counts when 在 or 对 leads to it.
  func isIntroduced(_ place: Mention, _ region: Span) -> Bool {
    Self.introductions.match(endingAt: place.span.lowerBound, in: text, from: region.lowerBound)
      != nil
  }

  private static let meetingRooms = WordList("会议室 会议厅 接待室")
  static let introductions = WordList("在 对 先后对 重点对 分别对 到 就")

  /// The verb of a stop, or nil if the place is not where anybody went.
  func verb(for place: Mention, verbs: [Span], motions: [Span], _ region: Span) -> String? {
    let start = place.span.lowerBound
    // 在农业局会议室,负责人汇报: where people sat.
    if place.sort == "room", scanner.flow.at(place.span.upperBound) == Glyph.comma,
      Self.meetingRooms.match(endingAt: place.span.upperBound, in: text, from: start) != nil
    {
      return nil
    }
    // 在管委会会议室召开座谈会
    if MeetingWords.convening.match(at: place.span.upperBound, in: text, limit: region.upperBound)
      != nil
    {
      return nil
    }
    let after = verbs.first { $0.lowerBound >= place.span.upperBound && !isOfAnother($0, region) }
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

  /// `来到甲林场,听取汇报,参观了消防仓库`: the last verb has a place of its own.
  private func isOfAnother(_ verb: Span, _ region: Span) -> Bool {
    guard leadVerb != nil, verb.upperBound < region.upperBound, text[verb.upperBound] == 0x4E86,
      let end = (verb.upperBound..<region.upperBound).first(where: { !Glyph.isWord(text[$0]) })
    else { return false }
    return PlaceSuffixes.words.match(endingAt: end, in: text, from: verb.upperBound) != nil
  }

  /// Whether only list members and the words of the object stand between a verb and the place.
  func isObject(_ place: Mention, of verb: Span) -> Bool {
    let gap = verb.upperBound..<place.span.lowerBound
    guard gap.count <= 120 else { return false }
    return !gap.contains {
      text[$0] == Glyph.comma || Glyph.endsSentence(text[$0]) || text[$0] == Glyph.semicolon
    }
      && Self.listening.first(in: gap, of: text) == nil
  }

  static let listening = WordList("听取 询问 汇报 介绍 要求 并会同 会同")

  func isTarget(_ place: Mention, of motion: Span) -> Bool {
    let gap = motion.upperBound..<place.span.lowerBound
    guard gap.count <= 200 else { return false }
    return !gap.contains {
      text[$0] == Glyph.comma && !isListComma($0) || Glyph.endsSentence(text[$0])
        || text[$0] == Glyph.semicolon && !isListComma($0)
    }
  }

  /// `来到甲街道乙村、丙村,丁街道戊村`: a comma with another place of the list behind it.
  private func isListComma(_ comma: Int) -> Bool {
    stopStarts.contains(comma + 1) || StopList(scanner: scanner).isInsideTour(comma)
      || Self.listJoints.match(at: comma + 1, in: text, limit: text.count) != nil
  }

  private static let listJoints = WordList("以及")

  func isInTopicList(_ place: Mention, _ region: Span) -> Bool {
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
  func marketReference(_ region: Span, verbs: [Span]) -> [Mention] {
    guard let lastMarket, let found = Self.marketTopic.first(in: region, of: text),
      verbs.contains(where: { $0.lowerBound > found.upperBound })
    else { return [] }
    var mention = lastMarket
    mention.span = found.upperBound - 2..<found.upperBound
    mention.isReference = true
    return [mention]
  }

  static let marketTopic = WordList("对市场 对该市场")

  /// The stops of a list that are places by standing in it only: 先后来到甲、乙、丙等地.
  func listStops(motions: [Span], _ region: Span, _ inside: [Mention]) -> [Mention] {
    var found: [Mention] = []
    let looking = VisitVerbs.all.all(in: region, of: text).filter {
      let verb = $0
      return Self.looking.contains(scanner.flow.text(verb))
        && (scanner.flow.at(verb.upperBound) == 0x4E86
          || inside.contains {
            $0.span.lowerBound == verb.upperBound && ($0.kind == .place || $0.sort == "enterprise")
          })
    }
    for motion in motions + looking + treated(in: region)
    where scanner.flow.text(motion) != "在" || motion.lowerBound == region.lowerBound {
      let list = StopList(scanner: scanner).read(from: motion.upperBound, in: region)
      if list.items.count == 1, let item = list.items.first, let place = corner(of: item, inside) {
        found.append(place)
      }
      if list.items.count == 1, let item = list.items.first,
        let place = soleStop(item, motion: motion, region, inside)
      {
        found.append(place)
      }
      if list.items.count <= 1, let place = site(from: motion.upperBound, region, inside) {
        found.append(place)
      }
      guard list.items.count >= 2 else { continue }
      let known = list.items.filter { item in
        inside.contains { $0.kind == .place && item.overlaps($0.span) }
      }
      if known.isEmpty { found += marketParts(list.items, inside) }
      // 查看了终端、监控室、广播: what is looked at is mostly no place.
      if looking.contains(motion), known.count * 2 < list.items.count { continue }
      guard !known.isEmpty || list.endsInPlaces else { continue }
      for item in list.items {
        let covering = inside.filter { item.overlaps($0.span) }
        // 某基地和五道沟村: a village in a list with places is a stop as they are.
        if let unit = covering.first(where: { $0.kind == .unit && $0.span == item }),
          ["village", "community"].contains(unit.sort) || unit.rule == "level-zone",
          !inside.contains(where: { $0.kind == .place && $0.owner == unit.name })
        {
          found.append(unit)
          continue
        }
        // 梨洲街道竹山村: a village of the town in front of it.
        if let unit = covering.last(where: {
          $0.kind == .unit && $0.span.upperBound == item.upperBound
            && $0.span.lowerBound > item.lowerBound
        }), ["village", "community"].contains(unit.sort) || unit.name.hasSuffix("办事处") {
          found.append(unit)
          continue
        }
        // 牧原产业园新投产项目 is the whole project and no park.
        let isProject =
          Self.projects.match(endingAt: item.upperBound, in: text, from: item.lowerBound) != nil
        if covering.contains(where: {
          $0.kind == .place
            && !(isProject && $0.span.upperBound < item.upperBound && !Self.ways.contains($0.sort))
            && !isSpot(item, beyond: $0)
        }) {
          continue
        }
        var span = item
        var owner: String?
        if let unit = covering.first(where: {
          $0.kind == .unit && $0.span.lowerBound == item.lowerBound
        }) {
          if unit.span.upperBound >= item.upperBound {
            // A firm is what it is also where somebody visits it.
            if unit.sort == "enterprise", Self.firms.contains(where: unit.name.hasSuffix) {
              found.append(unit)
              continue
            }
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
        guard name.unicodeScalars.count >= 2, !PlaceSuffixes.isClassName(name),
          !CampaignWords.headWords.contains(name),
          !Self.matters.contains(where: { name.hasSuffix($0) })
        else { continue }
        found.append(
          Mention(
            kind: .place, span: span, name: name, sort: PlaceSuffixes.sort(of: name), owner: owner,
            rule: "listed-stop"))
      }
    }
    return found
  }

  /// 路横桥临时疏导点: a spot that is named by the bridge it is at.
  private func isSpot(_ item: Span, beyond place: Mention) -> Bool {
    item.upperBound - place.span.upperBound >= 3
      && Self.spots.match(endingAt: item.upperBound, in: text, from: place.span.upperBound) != nil
  }

  private static let spots = WordList("疏导点 摊贩点 销售点 服务点 便民点 安置点 集中点 收集点 投放点 回收点 劝导点 临时点 停车点 施工点")

  /// What is looked at, and is no place.
  private static let matters = [
    "建设", "发展", "情况", "工作", "管理", "治理", "运行", "经营", "保障", "落实", "整治", "进展", "执行", "防控", "问题",
  ]

  /// Roads and rivers are visited, whatever is built there.
  private static let ways: Set<String> = ["road", "street", "river", "reservoir", "market"]
  private static let projects = WordList("项目 生产线")
  private static let firms = ["公司", "集团"]

  /// `在谢集镇派出所,县长听取汇报`: a body at the head of the sentence is where the visit is.
  func isOpening(_ motion: Span, _ body: Mention, _ region: Span) -> Bool {
    motion.lowerBound == region.lowerBound && leadVerb != nil
      && ["enterprise", "hospital", "school", "office"].contains(body.sort)
      && (scanner.flow.at(body.span.upperBound) == Glyph.comma
        || scanner.listSeparator(at: body.span.upperBound, limit: region.upperBound) != nil)
  }

  static let looking = WordList("查看 察看 走访 参观 视察 检查")

  /// `来到方洞镇基础设施提升项目施工现场`: a building site is named by its whole project.
  func site(from start: Int, _ region: Span, _ inside: [Mention]) -> Mention? {
    var end = start
    while end < region.upperBound, end - start < 40, Glyph.isWord(text[end]) { end += 1 }
    guard let suffix = Self.sites.first(in: start..<end, of: text) else { return nil }
    var lower = start
    var owner: String?
    if let unit = inside.first(where: { $0.kind == .unit && $0.span.lowerBound == start }),
      unit.span.upperBound < suffix.lowerBound
    {
      owner = unit.name
      lower = unit.span.upperBound
    }
    let span = lower..<suffix.upperBound
    guard suffix.lowerBound - lower >= 4, span.count <= 30,
      !inside.contains(where: {
        $0.kind == .place && $0.span.upperBound >= suffix.upperBound
          && $0.span.lowerBound < span.upperBound
      }),
      !span.contains(where: { Self.notInSites.contains(text[$0]) })
    else { return nil }
    return Mention(
      kind: .place, span: span, name: scanner.flow.key(span), sort: "site", owner: owner,
      rule: "listed-stop")
  }

  static let sites = WordList("项目施工现场 工程施工现场 施工现场 项目现场 项目建设现场 建设现场 项目工地 工程现场")
  /// 的, 了, 等, 各, 多.
  static let notInSites = Set("的了等各多".unicodeScalars.map(\.value))

  /// `还来到新知青艺社,与……座谈`: whatever fills the clause behind 来到 is where they went.
  private func soleStop(_ item: Span, motion: Span, _ region: Span, _ inside: [Mention]) -> Mention?
  {
    let word = scanner.flow.text(motion)
    // 查看了冯庄棚户区改造项目
    let isProject =
      Self.looking.contains(word)
      && Self.wholeProjects.match(endingAt: item.upperBound, in: text, from: item.lowerBound) != nil
      && item.count >= 6
    guard Self.arrivals.contains(word) || isProject, (3...20).contains(item.count),
      item.upperBound < region.upperBound, text[item.upperBound] == Glyph.comma,
      !inside.contains(where: {
        item.overlaps($0.span) && $0.kind != .campaign
          && !(isProject && $0.kind == .place && $0.span.upperBound < item.upperBound)
      }),
      item.allSatisfy({ Glyph.isHan(text[$0]) })
    else { return nil }
    let name = scanner.flow.key(item)
    guard !PlaceSuffixes.isClassName(name),
      isProject || Self.notStops.first(in: item, of: text) == nil
    else { return nil }
    return Mention(
      kind: .place, span: item, name: name, sort: PlaceSuffixes.sort(of: name), rule: "listed-stop")
  }

  private static let wholeProjects = WordList("改造项目 建设项目 整治项目 修复项目 治理项目 扩建项目 提升项目 安置项目 棚改项目")
  private static let arrivals = WordList("来到 来到了 走进 前往 赶赴 赶到 先后来到 还来到")
  private static let notStops = WordList(
    "田间 地头 现场 家中 家里 一线 群众 企业 工地 车间 村组 社区 基层 农户 学校 课堂 会场 岗位 部门 单位 场所 各 项目 门店 街头 企业生产 城区 县城 田野 山林 林区 灾区 地块 种植 养殖 老人 党员 干部 工作 情况 路段 河段"
  )

  /// `毕河村安庄`: what stands behind a village's or town's name is a place in it.
  func corner(of item: Span, _ inside: [Mention]) -> Mention? {
    guard !inside.contains(where: { $0.kind == .place && item.overlaps($0.span) }),
      let unit = inside.first(where: { $0.kind == .unit && $0.span.lowerBound == item.lowerBound }),
      ["village", "town", "township", "community", "subdistrict"].contains(unit.sort),
      !unit.isReference
    else { return nil }
    let rest = unit.span.upperBound..<item.upperBound
    guard rest.count >= 2, rest.count <= 12,
      !inside.contains(where: { $0.kind == .unit && rest.overlaps($0.span) }),
      !rest.contains(where: { scanner.boundaries.stopsName(at: $0) })
    else { return nil }
    let name = scanner.flow.key(rest)
    guard !PlaceSuffixes.commonWords.contains(name) else { return nil }
    return Mention(
      kind: .place, span: rest, name: name, sort: PlaceSuffixes.sort(of: name), owner: unit.name,
      rule: "listed-stop")
  }

  /// `走进月季农贸市场,逐一到熟食区、蔬菜区察看`: parts of the market that the article named last.
  func marketParts(_ items: [Span], _ inside: [Mention]) -> [Mention] {
    guard items.count >= 2, let first = items.first else { return [] }
    let near = inside.last {
      $0.kind == .place && $0.sort == "market" && $0.span.upperBound <= first.lowerBound
    }
    guard let lastMarket = near ?? lastMarket,
      items.allSatisfy({ $0.count <= 6 && text[$0.upperBound - 1] == 0x533A })
    else { return [] }
    return items.map { item in
      let name = scanner.flow.key(item)
      return Mention(
        kind: .place, span: item, name: name, sort: PlaceSuffixes.sort(of: name),
        owner: lastMarket.name, rule: "listed-stop")
    }
  }

  /// `高砦农贸市场的粮油干调区、肉类区、蔬菜区等`: parts of a place.
  mutating func parts(of place: Mention, verb: String, _ region: Span) -> [Visit.Stop] {
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
  static let partEndings = Set("区间室厅馆院库站楼".unicodeScalars.map(\.value))

  /// `对辖区甲小区、乙水厂等工地进行检查`: the list that 对 opens in front of a verb of visiting.
  func treated(in region: Span) -> [Span] {
    region.filter { text[$0] == 0x5BF9 && scanner.boundaries.stopsName(at: $0) }.compactMap {
      mark in
      guard
        let doing = Self.doing.first(in: mark..<min(region.upperBound, mark + 120), of: text),
        VisitVerbs.all.first(
          in: doing.upperBound..<min(region.upperBound, doing.upperBound + 8), of: text) != nil,
        // 对环境卫生、车辆停放等情况进行察看: what was looked at is no place.
        Self.regards.match(endingAt: doing.lowerBound, in: text, from: mark) == nil
      else { return nil }
      let area = Self.areaLeads.match(at: mark + 1, in: text, limit: region.upperBound) ?? 0
      return mark..<mark + 1 + area
    }
  }

  private static let doing = WordList("进行 进行了 开展 开展了")
  private static let regards = WordList("情况 状况 问题 方面 工作 内容 环节 隐患 现象 秩序 事项 措施 要求 项目 任务")
  private static let areaLeads = WordList("辖区 辖区内 辖区的 区内 镇内 城区")
}
