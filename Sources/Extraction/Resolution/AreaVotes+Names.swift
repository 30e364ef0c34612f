/// How far to the left the name of an area reaches, and what only looks like one.
extension AreaVotes {
  static let learning = WordList("学习 考察学习 参观学习 学习考察 对标 取经 招商")
  static let localAreas = WordList("街道 镇 乡 苏木 嘎查 社区")

  /// 马边彝族自治县, 鄂温克族自治旗.
  private func autonomousName(endingAt end: Int) -> String? {
    let text = flow.scalars
    guard end >= 6, text[end - 2] == 0x6CBB, text[end - 3] == 0x81EA else { return nil }
    var start = end - 3
    while start > 0, end - start < 16, Glyph.isHan(text[start - 1]),
      !boundaries.stopsName(at: start - 1), !Self.levelEnds.contains(text[start - 1])
    { start -= 1 }
    return end - start >= 6 ? String(scalarValues: text[start..<end]) : nil
  }

  /// 市, 省, 州, 区, 盟.
  private static let levelEnds = Set("市省州区盟".unicodeScalars.map(\.value))

  /// 二七区, wherever it stands: a name that the gazetteer knows has no more characters in front.
  func knownDistrict(endingAt end: Int) -> String? {
    guard let length = Districts.match(endingAt: end, in: flow.scalars),
      boundaries.startsWord(at: end - length), boundaries.startsWord(at: end)
    else { return nil }
    return String(scalarValues: flow.scalars[end - length..<end])
  }

  func areaName(endingAt end: Int) -> String? {
    let text = flow.scalars
    if let name = autonomousName(endingAt: end) { return name }
    if end >= 3, text[end - 2] == 0x6CBB, text[end - 3] == 0x81EA { return nil }
    if let length = Self.zones.match(endingAt: end, in: text, from: max(0, end - 12)) {
      let zone = String(scalarValues: text[end - length..<end])
      var start = end - length
      while start > 0, end - start < 9, Glyph.isHan(text[start - 1]),
        !boundaries.stopsName(at: start - 1),
        text[start - 1] != 0x5E02, text[start - 1] != 0x7701, text[start - 1] != 0x5168
      {
        start -= 1
      }
      let stem = end - length - start
      if ["经开区", "高新区", "航空港区", "航空港实验区"].contains(zone) { return zone }
      return (2...4).contains(stem) ? String(scalarValues: text[start..<end]) : nil
    }
    // 市中区 is a district of several cities.
    if end >= 3, text[end - 1] == 0x533A, text[end - 2] == 0x4E2D, text[end - 3] == 0x5E02,
      end == 3 || !Glyph.isHan(text[end - 4]) || boundaries.stopsName(at: end - 4)
    {
      return "市中区"
    }
    var start = end - 1
    while start > 0, end - start < 9, Glyph.isHan(text[start - 1]),
      !boundaries.stopsName(at: start - 1),
      text[start - 1] != 0x5E02, text[start - 1] != 0x7701
    {
      start -= 1
    }
    // 自全市, 我县: a level word with what says whose it is.
    if Self.wholes.contains(text[end - 2]) { return nil }
    // 2023年嘉鱼县
    if start > 0, text[start] == 0x5E74, Glyph.isDigit(text[start - 1]) { start += 1 }
    // Longer stems are areas of other kinds: 协同风貌区.
    let stem = start..<end - 1
    // 会议和县十六届……: the joint is no part of a name that has more in front of it.
    if stem.count >= 3, text[end - 2] == 0x548C { return nil }
    let isMinority = stem.count > 3 && text[end - 2] == 0x65CF
    // 沙依巴克区区委: a long name counts where an office follows.
    let isBanner =
      level(end) == 0x65D7 && stem.count <= 6 && Self.banners.contains(text[end - 2])
    if stem.count > 3, !isMinority, !isBanner, !isLongName(stem, end) {
      return nil
    }
    if stem.contains(where: { text[$0] == 0x5C4A }) { return nil }
    // 政府旗长: the organ is no part of a name.
    if text[end - 2] == 0x5E9C, text[max(0, end - 3)] == 0x653F { return nil }
    guard (1...7).contains(stem.count),
      stem.count > 1 || text[end - 1] == 0x53BF && !Self.notCounties.contains(text[end - 2])
    else { return nil }
    // 青山区区长, 安宁县副县长: a level inside a name is the end of another.
    if stem.contains(where: { text[$0] == 0x533A || text[$0] == 0x53BF || text[$0] == 0x5E02 }) {
      return nil
    }
    let name = String(scalarValues: text[stem.lowerBound..<end])
    // 市内五区 are counted.
    if stem.count == 2, text[stem.lowerBound] == 0x5185 { return nil }
    if UnitSuffixes.commonWords.contains(name) || PlaceSuffixes.commonWords.contains(name) {
      return nil
    }
    let lastTwo = String(scalarValues: text[max(stem.lowerBound, end - 2)..<end])
    // 下关城区 is a part of a town; 鹿城区 is a district, 项城市 a city.
    if stem.count >= 3, lastTwo == "城区" { return nil }
    if lastTwo == "城市", stem.count == 2, weight(after: end) >= 3,
      boundaries.stopsName(at: stem.lowerBound - 1)
    {
      return name
    }
    return Self.classes.contains(lastTwo) ? nil : name
  }

  /// 全, 我, 本, 该, 各.
  private static let wholes = Set("全我本该各".unicodeScalars.map(\.value))

  private func level(_ end: Int) -> UInt32 { flow.scalars[end - 1] }
  /// 左 右 中 前 后 翼 克 特 斯 尔: how the names of banners end.
  private static let banners = Set("左右中前后翼克特斯尔".unicodeScalars.map(\.value))

  /// A district's name of four or five characters, which a boundary opens and an office of its own follows.
  private func isLongName(_ stem: Span, _ end: Int) -> Bool {
    let text = flow.scalars
    return stem.count <= 5 && text[end - 1] != 0x5E02 && weight(after: end) >= 4
      && boundaries.stopsName(at: stem.lowerBound - 1)
      && !stem.contains { Self.organs.contains(text[$0]) || !boundaries.startsWord(at: $0) }
  }

  /// 委, 驻, 局, 办, 处, 会, 部, 党.
  private static let organs = Set("委驻局办处会部党".unicodeScalars.map(\.value))
}
