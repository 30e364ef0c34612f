/// The district, city and province that a page is about, found from the page's own words.
///
/// A page that says 二七区委 and 郑州市 belongs to 二七区 of 郑州市, so that its 区委 is 二七区委, its 市水务局 is
/// 郑州市水务局 and its 省 is 河南省.
struct HomeArea: Sendable {
  /// The district, county, development zone or county-level city.
  private(set) var district: String?
  private(set) var city: String?
  private(set) var province: String?
  /// Whether the page itself names the city, and not only the gazetteer.
  private(set) var printsCity = false
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
    Self.isZone(district)
  }

  /// Whether an area is a development zone.
  static func isZone(_ area: String?) -> Bool {
    guard let area else { return false }
    return zones.contains(where: area.hasSuffix)
  }

  private static let zones = [
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
    home.city = votes.homeCity(of: home.district)
    home.printsCity = home.city.map(votes.names) ?? false
    home.province =
      (home.printsCity ? home.city : nil).flatMap {
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
