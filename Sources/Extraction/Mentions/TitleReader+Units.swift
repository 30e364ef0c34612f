/// The body or area in front of a post.
extension TitleReader {
  func unitInFront(
    of start: Int, head: String, organ: String, lower: Int
  ) -> (start: Int, unit: String, isArea: Bool)? {
    let names = scanner.home.names
    // 二七区长: the area shares its last character with the post.
    if organ.isEmpty, let first = head.unicodeScalars.first, "区县市镇乡".unicodeScalars.contains(first)
    {
      if let length = names.match(endingAt: start + 1, in: text, from: lower) {
        return (start + 1 - length, string(start + 1 - length..<start + 1), true)
      }
      if let index = unitEnds[start + 1], units[index].span.lowerBound < start {
        return (units[index].span.lowerBound, units[index].name, true)
      }
    }
    // 公安局长, 纪检监察组长: the body shares its last character with the post.
    if organ.isEmpty, head.count == 2, head.hasSuffix("长") {
      if let index = unitEnds[start + 1], units[index].span.lowerBound < start,
        units[index].span.lowerBound >= lower
      {
        let unit = units[index]
        if unit.owner == nil, UnitSuffixes.ubiquitous.contains(unit.name),
          let owner = scanner.home.defaultOwner
        {
          return (unit.span.lowerBound, owner + unit.name, false)
        }
        return (unit.span.lowerBound, unit.name, false)
      }
      if let owner = scanner.home.defaultOwner,
        let length = UnitSuffixes.ubiquitous.match(endingAt: start + 1, in: text, from: lower),
        length >= 3
      {
        let first = start + 1 - length
        return (first, owner + string(first..<start + 1), false)
      }
    }
    if let length = names.match(endingAt: start, in: text, from: lower) {
      return (start - length, string(start - length..<start), true)
    }
    if let index = unitEnds[start], units[index].span.lowerBound >= lower {
      let unit = units[index]
      let isArea = ["subdistrict", "town", "township", "village", "community", "district", "city"]
        .contains(unit.sort)
      return (unit.span.lowerBound, unit.name, isArea)
    }
    // 县政府党组成员、经济开发区党工委书记: the zone of the page's own area, which has no other name.
    if organ.hasPrefix("党工委") || organ.hasPrefix("管委会") || organ.hasPrefix("工委"),
      let length = Self.bareZones.match(endingAt: start, in: text, from: lower),
      scanner.isCleanStart(start - length)
    {
      return (start - length, string(start - length..<start), true)
    }
    // 副区长、公安分局局长: a body that every area has, without its area.
    if organ.isEmpty, let owner = scanner.home.defaultOwner,
      let length = UnitSuffixes.ubiquitous.match(endingAt: start, in: text, from: lower),
      length >= 3, scanner.isCleanStart(start - length)
    {
      return (start - length, owner + string(start - length..<start), false)
    }
    // 指挥部副总指挥: the headquarters that was named last.
    if organ.isEmpty,
      let length = Self.bareGroups.match(endingAt: start, in: text, from: lower),
      let group = units.last(where: {
        $0.span.upperBound <= start - length && ["group", "headquarters"].contains($0.sort)
          && $0.name.hasSuffix(string(start - length..<start))
      })
    {
      return (start - length, group.name, false)
    }
    // 长江路小学校长: a school is a place to everybody but its head.
    if Self.schoolHeads.contains(head),
      let length = PlaceSuffixes.words.match(endingAt: start, in: text, from: lower),
      PlaceSuffixes.sortOf[string(start - length..<start)] == "school"
    {
      let first = scanner.leftEdge(of: start - length, from: lower, maximum: 12)
      if start - length - first >= 2 { return (first, string(first..<start), false) }
    }
    guard start > lower else { return nil }
    // 区 in 区人大常委会主任: the level stands for the page's home.
    for length in [3, 2, 1] where start - length >= lower {
      let word = string(start - length..<start)
      guard PostTitles.levels.contains(word), let area = scanner.home.areaOrLevel(word),
        area != word || scanner.isCleanStart(start - length)
      else { continue }
      return (start - length, area, true)
    }
    return nil
  }

  private static let schoolHeads = WordList("校长 副校长 园长 副园长 书记 院长 副院长")
  private static let bareZones = WordList(
    "经济开发区 开发区 高新区 经开区 工业园区 产业园区 工业集中区 产业集聚区 度假区 旅游度假区 风景区 物流园区 保税区 示范区")
  private static let bareGroups = WordList("指挥部 领导小组 专班")
}
