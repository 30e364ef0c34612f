/// The district, city and province that a page is about, found from the page's own words.
///
/// A page that says 二七区委 and 郑州市 belongs to 二七区 of 郑州市, so that its 区委 is 二七区委, its 市水务局 is
/// 郑州市水务局 and its 省 is 河南省.
struct HomeArea: Sendable {
  /// The district, county, development zone or county-level city.
  private(set) var district: String?
  private(set) var city: String?
  private(set) var province: String?
  /// All names of areas above town level on the page.
  private(set) var areas: Set<String> = []
  /// The area that a body without an area belongs to.
  private(set) var defaultOwner: String?
  /// All names of ``areas``, for matching.
  private(set) var names = WordList([String]())

  /// The area that a level word such as 区 or 全市 stands for.
  func area(ofLevel level: String) -> String? {
    switch level {
    case "省", "自治区": return province.map(Cities.fullProvince)
    case "市":
      if let district, district.hasSuffix("市") { return district }
      return city.flatMap { $0.hasSuffix("市") ? $0 : nil }
    case "县": return district.flatMap { $0.hasSuffix("县") ? $0 : nil }
    case "旗": return district.flatMap { $0.hasSuffix("旗") ? $0 : nil }
    case "州", "盟": return city.flatMap { $0.hasSuffix(level) ? $0 : nil }
    case "区": return district.flatMap { $0.hasSuffix("区") ? $0 : nil }
    default: return nil
    }
  }

  /// Whether the page is that of a development zone.
  var isZone: Bool {
    guard let district else { return false }
    return Self.zones.contains(where: district.hasSuffix)
  }

  fileprivate static let zones = [
    "经开区", "高新区", "开发区", "新区", "示范区", "集聚区", "港区", "度假区", "实验区", "园区",
  ]

  /// The area that a level word stands for or, where the page does not say which, the word itself: the 市 of 市住建局.
  func areaOrLevel(_ level: String) -> String? {
    area(ofLevel: level) ?? (HomeArea.levels.contains(level) ? level : nil)
  }

  /// Level words that stand for an area which the page need not name.
  static let levels: Set<String> = ["省", "市", "区", "县", "州", "盟", "旗"]

  /// Finds the home of a page.
  ///
  /// - Complexity: linear in the text.
  static func find(in flow: PageFlow, boundaries: BoundaryMap) -> HomeArea {
    var votes = AreaVotes(flow: flow, boundaries: boundaries)
    votes.count()
    votes.settle()
    var home = HomeArea()
    home.district = votes.homeDistrict()
    home.city = votes.homeCity()
    if home.city == nil, let district = home.district, district.hasSuffix("市") { home.city = nil }
    home.province =
      home.city.flatMap {
        Cities.provinceOfCity[String($0.dropLast())] ?? Prefectures.provinceOf[$0]
      }
      ?? votes.best(votes.provinces)
    home.areas = Set(votes.districts.filter { $0.value >= 2 }.keys)
    home.areas.formUnion(votes.cities.keys)
    home.areas.formUnion(votes.cleanDistricts)
    home.areas.formUnion(votes.provinces.keys.map(Cities.fullProvince))
    if let district = home.district { home.areas.insert(district) }
    if let province = home.area(ofLevel: "省") { home.areas.insert(province) }
    let isDistrictPage =
      votes.levelForms["区", default: 0] + votes.levelForms["县", default: 0]
      + votes.districts[home.district ?? "", default: 0]
      >= votes.levelForms["市", default: 0]
    home.defaultOwner = isDistrictPage ? home.district ?? home.city : home.city ?? home.district
    home.names = WordList(home.areas)
    return home
  }
}

/// Counts which areas a page names, and in which company.
private struct AreaVotes {
  let flow: PageFlow
  let boundaries: BoundaryMap
  var districts: [String: Int] = [:]
  /// Areas in front of 长 that may be people's names.
  private var titled: [String: Int] = [:]
  var cities: [String: Int] = [:]
  var bareCities: [String: Int] = [:]
  var provinces: [String: Int] = [:]
  var levelForms: [String: Int] = [:]
  /// How often the page says 区委 or 县政协, which no zone has.
  var committees = 0
  /// Districts that stand between boundaries somewhere, so that their extent is sure.
  var cleanDistricts: Set<String> = []

  private static let official = WordList(
    """
    公安局 副市长 市长 副县长 副区长 人民法院 人民检察院 人大常委会 纪委监委 融媒体中心 住建局 教育局 旗委 旗长 旗政府 委 委书记 委常委 委副书记 政府 人民政府 人大 政协 纪委 领导 长 党工委 管委会 监委 区委 区领导 区政府 区长 县委 县领导 县政府 县长 区人民政府 县人民政府
    """)
  /// 到, 赴, 从, 往, 至, 去, 等: a city that somebody goes to is another one.
  private static let motions = Set("到赴从往至去等".unicodeScalars.map(\.value))
  private static let acting = WordList("召开 举行 组织 开展 各 教育局 住建局 城管局 城市管理 全面 深入 积极")
  /// 场 民 容 域 间 直 属 别: what makes 市, 区 and 县 part of another word.
  private static let otherWords = Set("场民容域间属别".unicodeScalars.map(\.value))
  /// 镇, 乡, 村.
  private static let localEnds = Set("镇乡村".unicodeScalars.map(\.value))
  /// 副县长, 全县, 各县: what stands before 县 and names none.
  private static let notCounties = Set("副全我本该各邻外大强小原代省市到在为于是由与和".unicodeScalars.map(\.value))
  private static let committeeBodies = WordList("委书记 委常委 委副书记 政协 人大 委 长")
  private static let levelBodies = WordList(
    """
    委 政府 领导 长 人大 政协 直 城管局 住建局 教育局 公安局 水利局 水务局 交通局 交通运输局 卫健委 卫健局 发改委 发改局 应急局 应急管理局 农业农村局 农业局 市场监管局 环保局 生态环境局 财政局 民政局 人社局 商务局 司法局 审计局 林业局 安监局 食药监局 消防大队 交警大队 法院 检察院 总工会 妇联 残联 城管执法局 文旅局 自然资源局 国土局 工信局 科技局 统计局 信访局 扶贫办 创建办 文明办 创文办 创卫办 政法委 纪委 公安分局 医保局 教体局 规划局 房管局
    """)
  /// Kinds of quarter that end as a district does.
  private static let classes = WordList(
    "小区 社区 片区 园区 景区 校区 厂区 街区 辖区 地区 院区 分区 灾区 库区 疫区 营区 专区 貌区 务区 护区 能区 聚区 住区 居区 市县 各县 城市 门市 集市 超市 夜市 菜市 楼市 股市 上市 省市 县市 区市 困县 级县 点县 级市 级区 户区"
  )
  private static let zones = WordList(
    """
    经开区 高新区 经济技术开发区 高新技术产业开发区 航空港区 航空港实验区 城乡一体化示范区 示范区 新区 经济开发区 集聚区 开发区 度假区
    """)

  init(flow: PageFlow, boundaries: BoundaryMap) {
    self.flow = flow
    self.boundaries = boundaries
  }

  mutating func count() {
    let text = flow.scalars
    for index in text.indices {
      switch text[index] {
      case 0x533A, 0x53BF, 0x5E02, 0x65D7: countArea(endingAt: index + 1)
      case 0x7701: countProvince(endingAt: index)
      case 0x5DDE, 0x76DF: countPrefecture(endingAt: index + 1)
      default: break
      }
      if let length = Cities.bareNames.match(at: index, in: text, limit: text.count) {
        let name = String(scalarValues: text[index..<index + length]) + "市"
        let isListed =
          flow.at(index - 1) == Glyph.enumerationComma
          || flow.at(index + length) == Glyph.enumerationComma
          || Self.motions.contains(flow.at(index - 1))
        let isWhole = flow.at(index + length) == 0x5E02 || isInsideFirm(index + length)
        if !isListed, !isWhole { bareCities[name, default: 0] += 1 }
      }
    }
  }

  /// 凉山彝族自治州, 兴安盟.
  private mutating func countPrefecture(endingAt end: Int) {
    if let length = Prefectures.names.match(
      endingAt: end, in: flow.scalars, from: max(0, end - 13))
    {
      cities[String(scalarValues: flow.scalars[end - length..<end]), default: 0] += weight(
        after: end)
    } else {
      countLevelForm(endingAt: end)
    }
  }

  private mutating func countProvince(endingAt end: Int) {
    guard
      let length = Cities.provinces.match(endingAt: end, in: flow.scalars, from: max(0, end - 4))
    else { return }
    provinces[String(scalarValues: flow.scalars[end - length..<end]), default: 0] += 1
  }

  private mutating func countArea(endingAt end: Int) {
    let text = flow.scalars
    let level = text[end - 1]
    if Self.otherWords.contains(flow.at(end)) || isInsidePost(end) || isInsideFirm(end) { return }
    // 故县镇 is a town, and 城区街道 no district.
    if Self.localEnds.contains(flow.at(end)) { return }
    if level == 0x5E02,
      let length = Cities.fullNames.match(endingAt: end, in: text, from: max(0, end - 8))
    {
      cities[String(scalarValues: text[end - length..<end]), default: 0] += weight(after: end)
      return
    }
    countLevelForm(endingAt: end)
    guard let name = areaName(endingAt: end) else { return }
    if flow.at(end) == 0x957F, Surnames.single.contains(name.unicodeScalars.first?.value ?? 0) {
      // 周三连县长 may be a person's name in front of a post; 安宁县长 is known from elsewhere.
      titled[name, default: 0] += weight(after: end)
      return
    }
    let votes = weight(after: end)
    // 熟食区、蔬菜区: members of a list that nothing shows to be districts.
    if level == 0x533A, votes == 1,
      flow.at(end) == Glyph.enumerationComma
        || flow.at(end - name.unicodeScalars.count - 1) == Glyph.enumerationComma
    {
      return
    }
    let start = end - name.unicodeScalars.count
    // What a page names first, it is mostly about.
    let isFirst =
      districts.isEmpty && end < 160 && !Self.motions.contains(flow.at(start - 1))
    districts[name, default: 0] += votes + (isFirst ? 3 : 0)
    // 孝感市孝南区
    if flow.at(start - 1) == 0x5E02,
      Cities.fullNames.match(endingAt: start, in: text, from: max(0, start - 6)) != nil
    {
      cleanDistricts.insert(name)
    }
    if level != 0x533A, boundaries.stopsName(at: start - 1), boundaries.stopsName(at: end) {
      cleanDistricts.insert(name)
    }
  }

  /// 东莞市某某科技有限公司: where a firm comes from is not what the page is about.
  private func isInsideFirm(_ end: Int) -> Bool {
    var index = end
    while index < flow.count, index - end < 18, Glyph.isHan(flow.at(index)),
      !boundaries.stopsName(at: index)
    {
      if let length = Self.firms.match(at: index, in: flow.scalars, limit: flow.count) {
        return index + length >= flow.count || flow.at(index + length) != 0x515A
      }
      index += 1
    }
    return false
  }

  private static let firms = WordList("有限公司 有限责任公司 股份有限公司 股份公司 集团公司")

  /// 常务副县长, 代理区长: the level belongs to the post and ends no area's name.
  private func isInsidePost(_ end: Int) -> Bool {
    guard flow.at(end) == 0x957F,
      let length = PostTitles.heads.match(
        endingAt: end + 1, in: flow.scalars, from: max(0, end - 8))
    else { return false }
    return length > 2
  }

  /// Counts the areas that are only printed in front of 长 if the page knows them, or if it names no other.
  mutating func settle() {
    for (name, votes) in titled {
      let isPerson = name.unicodeScalars.count == 4 && districts[name] == nil
      if !isPerson { districts[name, default: 0] += votes }
    }
  }

  /// 区委, 市领导, 全县: which level the page speaks from.
  private mutating func countLevelForm(endingAt end: Int) {
    let before = flow.at(end - 2)
    let isWhole = before == 0x5168 || before == 0x6211
    let isBare = !Glyph.isHan(before) || boundaries.stopsName(at: end - 2)
    guard isWhole || isBare else { return }
    if isBare, Self.committeeBodies.match(at: end, in: flow.scalars, limit: flow.count) != nil,
      flow.at(end - 1) != 0x5E02
    {
      committees += 1
    }
    if isWhole || Self.levelBodies.match(at: end, in: flow.scalars, limit: flow.count) != nil {
      levelForms[String(scalarValues: [flow.at(end - 1)]), default: 0] += 1
    }
  }

  private func weight(after end: Int) -> Int {
    if Self.official.match(at: end, in: flow.scalars, limit: flow.count) != nil { return 4 }
    if Self.acting.match(at: end, in: flow.scalars, limit: flow.count) != nil { return 3 }
    // 松江区中山街道: an area of its own lies in it.
    let near = end..<min(flow.count, end + 8)
    if let local = Self.localAreas.first(in: near, of: flow.scalars), local.lowerBound > end,
      !(end..<local.lowerBound).contains(where: { boundaries.stopsName(at: $0) })
    {
      return 3
    }
    return 1
  }

  private static let localAreas = WordList("街道 镇 乡 苏木 嘎查 社区")

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

  private func areaName(endingAt end: Int) -> String? {
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
      if zone == "经开区" || zone == "高新区" || zone == "航空港区" { return zone }
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

  /// The name with the most votes; ties go to the name that sorts first, so that a page reads the same every time.
  func best(_ votes: [String: Int]) -> String? {
    votes.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// The district with the most votes; a zone has no 区委, and a page that speaks of one is of a district.
  func homeDistrict() -> String? {
    guard let first = best(districts) else { return nil }
    guard committees > 0, HomeArea.zones.contains(where: first.hasSuffix) else { return first }
    return best(districts.filter { vote in !HomeArea.zones.contains { vote.key.hasSuffix($0) } })
  }

  func homeCity() -> String? {
    if let full = best(cities) { return full }
    if let often = best(bareCities.filter { $0.value >= 2 }) { return often }
    // 市委副书记……你为淮南的建设: the only city that a page of city level names.
    return bareCities.count == 1 && levelForms["市", default: 0] >= 2 ? bareCities.keys.first : nil
  }
}
