/// Counts which areas a page names, and in which company.
struct AreaVotes {
  let flow: PageFlow
  let boundaries: BoundaryMap
  var districts: [String: Int] = [:]
  /// Areas in front of 长 that may be people's names.
  private var titled: [String: Int] = [:]
  var cities: [String: Int] = [:]
  var bareCities: [String: Int] = [:]
  var provinces: [String: Int] = [:]
  var levelForms: [String: Int] = [:]
  /// Districts that somebody went to in order to learn from them.
  private var elsewhere: Set<String> = []
  /// How often the page says 区委 or 县政协, which no zone has.
  var committees = 0
  /// Districts that stand between boundaries somewhere, so that their extent is sure.
  var cleanDistricts: Set<String> = []
  /// Districts that the page names and the gazetteer knows.
  private var knownDistricts: Set<String> = []
  /// Districts that an office of their own stands behind.
  private var official: Set<String> = []

  private static let officeWords = WordList(
    """
    公安局 副市长 市长 副县长 副区长 人民法院 人民检察院 人大常委会 纪委监委 融媒体中心 住建局 教育局 旗委 旗长 旗政府 委 委书记 委常委 委副书记 政府 人民政府 人大 政协 纪委 领导 长 党工委 管委会 监委 区委 区领导 区政府 区长 县委 县领导 县政府 县长 区人民政府 县人民政府
    """)
  /// 到, 赴, 从, 往, 至, 去, 等: a city that somebody goes to is another one.
  private static let motions = Set("到赴从往至去等".unicodeScalars.map(\.value))
  private static let acting = WordList("召开 举行 组织 开展 各 教育局 住建局 城管局 城市管理 全面 深入 积极")
  /// 场 民 容 域 间 直 属 别: what makes 市, 区 and 县 part of another word.
  static let otherWords = Set("场民容域间属别".unicodeScalars.map(\.value))
  /// 镇, 乡, 村.
  private static let localEnds = Set("镇乡村".unicodeScalars.map(\.value))
  /// 副县长, 全县, 各县: what stands before 县 and names none.
  static let notCounties = Set("副全我本该各邻外大强小原代省市到在为于是由与和".unicodeScalars.map(\.value))
  private static let committeeBodies = WordList("委书记 委常委 委副书记 政协 人大 委 长")
  private static let levelBodies = WordList(
    """
    委 政府 领导 长 人大 政协 直 城管局 住建局 教育局 公安局 水利局 水务局 交通局 交通运输局 卫健委 卫健局 发改委 发改局 应急局 应急管理局 农业农村局 农业局 市场监管局 环保局 生态环境局 财政局 民政局 人社局 商务局 司法局 审计局 林业局 安监局 食药监局 消防大队 交警大队 法院 检察院 总工会 妇联 残联 城管执法局 文旅局 自然资源局 国土局 工信局 科技局 统计局 信访局 扶贫办 创建办 文明办 创文办 创卫办 政法委 纪委 公安分局 医保局 教体局 规划局 房管局
    """)
  /// Kinds of quarter that end as a district does.
  static let classes = WordList(
    "小区 社区 片区 园区 景区 校区 厂区 街区 辖区 地区 院区 分区 红旗 黑旗 锦旗 国旗 党旗 团旗 彩旗 队旗 战旗 灾区 库区 疫区 营区 专区 貌区 务区 护区 能区 聚区 住区 居区 市县 各县 城市 门市 集市 超市 夜市 菜市 楼市 股市 上市 省市 县市 区市 困县 级县 点县 级市 级区 户区"
  )
  static let zones = WordList(
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
    let known = knownDistrict(endingAt: end)
    guard let name = known ?? areaName(endingAt: end) else { return }
    if flow.at(end) == 0x957F, Surnames.single.contains(name.unicodeScalars.first?.value ?? 0) {
      // 周三连县长 may be a person's name in front of a post; 安宁县长 is known from elsewhere.
      titled[name, default: 0] += weight(after: end)
      return
    }
    let votes = weight(after: end)
    if votes >= 4 { official.insert(name) }
    if known != nil {
      knownDistricts.insert(name)
      cleanDistricts.insert(name)
    }
    // 熟食区、蔬菜区: members of a list that nothing shows to be districts.
    if known == nil, level == 0x533A, votes == 1,
      flow.at(end) == Glyph.enumerationComma
        || flow.at(end - name.unicodeScalars.count - 1) == Glyph.enumerationComma
    {
      return
    }
    let start = end - name.unicodeScalars.count
    // 赴荣昌区学习考察: where one goes to learn is another area.
    if Self.motions.contains(flow.at(start - 1)) || flow.at(start - 1) == 0x5E02,
      Self.learning.match(at: end, in: text, limit: flow.count) != nil
    {
      elsewhere.insert(name)
    }
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

  func weight(after end: Int) -> Int {
    if Self.officeWords.match(at: end, in: flow.scalars, limit: flow.count) != nil { return 4 }
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

  /// The name with the most votes; ties go to the name that sorts first, so that a page reads the same every time.
  func best(_ votes: [String: Int]) -> String? {
    votes.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// The district with the most votes; a zone has no 区委, and a page that speaks of one is of a district.
  func homeDistrict() -> String? {
    if cityOfSeveral != nil { return nil }
    let districts = districts.filter { !elsewhere.contains($0.key) }
    guard let first = best(districts) else { return nil }
    guard committees > 0, HomeArea.isZone(first) else { return first }
    return best(districts.filter { !HomeArea.isZone($0.key) })
  }

  /// The city of a page that tours several of its districts and speaks for none: `先后走访了金水区、二七区`.
  private var cityOfSeveral: String? {
    guard levelForms["区", default: 0] == 0, official.isEmpty else { return nil }
    let owners = knownDistricts.map(Districts.city(of:))
    guard owners.count >= 2, let first = owners[0], owners.allSatisfy({ $0 == first }) else {
      return nil
    }
    // 郑州市攻坚办约谈……管城区、二七区、荥阳市: one that the page names itself, with three of its districts.
    let isNamed = owners.count >= 3 && cities[first] != nil
    return levelForms["市", default: 0] > 0 || isNamed ? first : nil
  }

  /// The city of the page's district, where the gazetteer knows it, or else the one that the page names most.
  func homeCity(of district: String?) -> String? {
    if let city = cityOfSeveral { return city }
    if let district, let all = Districts.prefectures[district] {
      let printed = all.filter { cities[$0] != nil || bareCities[$0] != nil }
      if let city = all.count == 1 ? all.first : printed.first, city.hasSuffix("市") { return city }
    }
    if let full = best(cities) { return full }
    if let often = best(bareCities.filter { $0.value >= 2 }) { return often }
    // 市委副书记……你为淮南的建设: the only city that a page of city level names.
    if bareCities.count == 1, levelForms["市", default: 0] >= 2 || HomeArea.isZone(district) {
      return bareCities.keys.first
    }
    // A zone lies where the other districts of the page do.
    let near = Set(knownDistricts.compactMap(Districts.city(of:)))
    return near.count == 1 ? near.first : nil
  }

  /// Whether the page itself names a city.
  func names(_ city: String) -> Bool { cities[city] != nil || bareCities[city] != nil }
}
