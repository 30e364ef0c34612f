/// Gives short names of places and campaigns the full ones that their article prints.
enum ArticleNames {
  /// The mentions with short names resolved.
  static func resolved(_ mentions: [Mention]) -> [Mention] {
    let roads = Set(mentions.lazy.filter { $0.kind == .place && $0.sort == "road" }.map(\.name))
    let market = mentions.first { $0.kind == .place && $0.sort == "market" }?.name
    let units = Set(mentions.lazy.filter { $0.kind == .unit }.map(\.name))
    let campaigns = Set(mentions.lazy.filter { $0.kind == .campaign }.map(\.name))
    let full = FullCampaignNames(mentions)
    return mentions.map { mention in
      var mention = mention
      switch mention.kind {
      case .place: mention.name = road(mention.name, among: roads)
      case .unit:
        if mention.owner == nil || mention.isReference == false {
          mention.name = unit(mention.name, owner: mention.owner, among: units)
        }
        // 市场管理方 is the manager of the market that the article is about.
        if mention.name == "市场管理方", let market { mention.name = market + "管理方" }
      case .campaign:
        mention.name = full.name(of: mention.name) ?? campaign(mention.name, among: campaigns)
      default: break
      }
      return mention
    }
  }

  /// 棉纺路 is 棉纺东路 where the article names that.
  private static func road(_ name: String, among roads: Set<String>) -> String {
    guard name.hasSuffix("路"), name.unicodeScalars.count <= 4 else { return name }
    let stem = name.dropLast()
    let full = ["东", "西", "南", "北", "中"].map { stem + $0 + "路" }.filter(roads.contains)
    return full.count == 1 ? full[0] : name
  }

  /// Short names of bodies that every area has.
  private static let abbreviations = [
    ("安委会", "安全生产委员会"), ("爱卫会", "爱国卫生运动委员会"), ("文明委", "精神文明建设指导委员会"),
  ]

  /// 水库管理处 is 尖岗水库管理处 where the article names that; 安委会 is 安全生产委员会.
  private static func unit(_ name: String, owner: String?, among units: Set<String>) -> String {
    for (short, long) in abbreviations where name.hasSuffix(short) {
      let full = String(name.dropLast(short.count)) + long
      if units.contains(full) { return full }
    }
    // 执法局 is the only 执法局 of the district that the article names in full.
    if let owner, name.hasPrefix(owner),
      name.hasSuffix("局") || name.hasSuffix("办") || name.hasSuffix("中心")
    {
      let rest = name.dropFirst(owner.count)
      let full = units.filter { $0.hasPrefix(owner) && $0.hasSuffix(rest) && $0 != name }
      if rest.count >= 3, full.count == 1 { return full.first ?? name }
    }
    // 城管局 is 城市管理局, and 住建局 is 住房和城乡建设局, where the article prints the full name of the same owner.
    if let owner, name.hasPrefix(owner), name.unicodeScalars.count - owner.unicodeScalars.count >= 3
    {
      let short = name.dropFirst(owner.count)
      let full = units.filter {
        $0.hasPrefix(owner) && $0.count > name.count
          && isContraction(short, of: $0.dropFirst(owner.count))
      }
      if full.count == 1, let first = full.first { return first }
    }
    guard name.unicodeScalars.count >= 4,
      name.hasSuffix("处") || name.hasSuffix("公司") || name.hasSuffix("中心")
    else {
      return name
    }
    let full = units.filter { $0.hasSuffix(name) && $0 != name }
    return full.count == 1 ? full.first ?? name : name
  }

  /// Whether a short name is the first and the last character of a longer one with some of those between, in order.
  private static func isContraction(_ short: Substring, of long: Substring) -> Bool {
    guard short.first == long.first, short.last == long.last else { return false }
    var rest = short
    for character in long where character == rest.first { rest = rest.dropFirst() }
    return rest.isEmpty
  }

  /// 双迎 is 双迎攻坚, and 双迎攻坚战 is too.
  private static func campaign(_ name: String, among campaigns: Set<String>) -> String {
    if name == "文明创建", campaigns.contains("文明城市创建") { return "文明城市创建" }
    for ending in ["攻坚战", "专项斗争", "人民战争"] where name.hasSuffix(ending) {
      let plain = String(name.dropLast(ending.count))
      if plain.count >= 4, campaigns.contains(plain) { return plain }
    }
    if name.hasSuffix("战"), campaigns.contains(String(name.dropLast())) {
      return String(name.dropLast())
    }
    let plain = name.filter { $0 != "、" && $0 != " " }
    if plain == name,
      let full = campaigns.first(where: { $0 != name && $0.filter { $0 != "、" } == plain })
    {
      return full
    }
    if name.hasSuffix("建设"), name.unicodeScalars.count >= 4, campaigns.contains(name + "管理") {
      return name + "管理"
    }
    guard name.unicodeScalars.count <= 3 else { return name }
    let longer = campaigns.filter {
      $0.hasPrefix(name) && $0.unicodeScalars.count <= 5 && $0.hasSuffix("攻坚")
    }
    return longer.count == 1 ? longer.first ?? name : name
  }
}

/// The full names of campaigns that their article names shorter the second time.
///
/// `召开农村人居环境整治工作推进会……人居环境整治工作`: the words that end a longer name, printed before, are that name.
private struct FullCampaignNames {
  private var full: [String: String] = [:]

  init(_ mentions: [Mention]) {
    let campaigns = mentions.filter { $0.kind == .campaign && $0.rule == "campaign-name" }
    let sorted = campaigns.sorted { $0.span.lowerBound < $1.span.lowerBound }
    var seen: [String] = []
    for mention in sorted where !seen.contains(mention.name) && seen.count < 40 {
      seen.append(mention.name)
    }
    // 城区棚户区改造 is the 棚户区改造 of the same article.
    for name in seen {
      guard let scope = name.longestPrefix(of: Self.places) else { continue }
      let rest = String(name.dropFirst(scope.count))
      if rest.count >= 4, seen.contains(rest) { full[name] = rest }
    }
    // 城市环境综合整治提升 is the 城市环境综合整治 of the headline.
    for name in seen where name.hasSuffix("提升") && name.count >= 8 {
      let plain = String(name.dropLast(2))
      if seen.contains(plain) { full[name] = plain }
    }
    for name in seen where name.count >= 4 && full[name] == nil {
      let longer = seen.filter {
        $0.hasSuffix(name) && $0 != name && full[$0] != name && $0.count - name.count <= 8
          && !$0.contains("、")
          && !$0.contains("和")
      }
      if let first = longer.first { full[name] = first }
    }
    // 环境卫生整治 is the 农村环境卫生综合整治 of the same article, and 城乡环境卫生综合整治 is too.
    for name in seen where name.count >= 5 && full[name] == nil {
      let core = Self.withoutScope(name)
      guard Self.treatments.contains(where: name.hasSuffix) else { continue }
      let longer = seen.first {
        $0 != name && full[$0] == nil && $0.hasSuffix(String(name.suffix(2)))
          && $0.count <= name.count + 6
          && Self.isSpread(core, in: Self.withoutScope($0))
      }
      guard let longer, let at = seen.firstIndex(of: longer), let own = seen.firstIndex(of: name),
        at < own
      else { continue }
      full[name] = longer
    }
    for name in seen where name.hasPrefix("创建") {
      let nominal = name.dropFirst(2) + "创建"
      guard let first = seen.first(where: { $0 == name || $0 == String(nominal) }),
        seen.contains(String(nominal))
      else { continue }
      full[first == name ? String(nominal) : name] = first
    }
    // 老旧小区改造项目建设 is the 老旧小区改造 of the same article.
    for name in seen {
      guard let ending = Self.works.first(where: name.hasSuffix) else { continue }
      let plain = String(name.dropLast(ending.count))
      if plain.count >= 4,
        let base = seen.first(where: { $0 != name && plain.hasSuffix($0) && $0.count >= 4 })
      {
        full[name] = full[base] ?? base
      }
    }
  }

  private static let places = ["城区", "辖区", "县城", "全域"]
  private static let treatments = ["整治", "治理", "排查", "改造", "创建", "防治"]
  private static let scopes = ["农村", "城乡", "城区", "城市", "辖区", "全镇", "村庄", "乡村", "全域"]

  /// A campaign's name without the word in front that says how far it reaches.
  private static func withoutScope(_ name: String) -> String {
    name.longestPrefix(of: scopes).map { String(name.dropFirst($0.count)) } ?? name
  }

  /// Whether the characters of a short name stand in a longer one in the same order, from its first one on.
  private static func isSpread(_ short: String, in long: String) -> Bool {
    guard short.first == long.first else { return false }
    var rest = Substring(short)
    for character in long where character == rest.first { rest = rest.dropFirst() }
    return rest.isEmpty
  }

  private static let works = ["项目建设", "项目推进", "项目", "工程建设", "工程"]

  func name(of short: String) -> String? { full[short].map { full[$0] ?? $0 } }
}
