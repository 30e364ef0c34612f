extension UnitSuffixes {
  /// All suffixes of bodies.
  static let bodyWords = WordList(bodies.flatMap { Self.split($0.words) })

  /// All suffixes of areas below the district.
  static let localAreaWords = WordList(
    "街道 街道办事处 街道办 办事处 地区办事处 镇 乡 民族乡 苏木 社区 村 嘎查")

  /// The sort of each suffix.
  static let sortOf: [String: String] = {
    var sorts: [String: String] = [:]
    for group in bodies + areas { for word in split(group.words) { sorts[word] = group.sort } }
    return sorts
  }()

  /// Bodies whose bare name stands for the one of the page's home: 建设局 is 二七区建设局.
  static let localSorts: Set<String> = [
    "bureau", "office", "consultative", "congress", "committee", "party", "hospital",
  ]

  /// Bodies that every area has, so that the bare word names one only next to another of the same area.
  static let ubiquitous = WordList(
    """
    人大 政协 工会 总工会 共青团 妇联 团委 残联 科协 文联 工商联 纪委 监委 法院 检察院 政府 人大常委会 人武部 组织部 宣传部 统战部 政法委 纪委监委 人民政府 公安局 公安分局 人民法院 人民检察院 侨联 融媒体中心 电视台 广播电视台
    """)

  /// Bodies that head a development zone, so that the bare word means the zone's.
  static let zoneBodies = WordList("党工委 管委会")

  /// Words that make the start of a name generic.
  static let genericStems = WordList(
    """
    街道 镇区街道 新型 新型农村 道路 公路 桥梁 区内精品 精品 区内 市内 老旧 智慧 城乡 镇村 农村 城市 示范 文明 平安 和谐 美丽 绿色 所属 基层 企业 涉事 重点 全体 试点 样板 先进 牵头 责任 成员 市直 区直 县直 直属 职能 主管 业务 行业 属地 上级 下级 党政 各级 多 三 两 四 五 八 十 一 二 六 七 九 几 市场 社会 人民 网格 所在 第三方 施工 建设 监理 设计 代建 物业 创建 整治 红色 先锋 中心 传统 特色 历史 古 新 老 大 小 好 强 该 乡 镇 集体 国家 全国 地方 沿街 沿线 周边 附近 机关 单位 政府 党 群众 服务 便民 一级 二级 三级 省级 市级 区级 县级 国家级 特别 领导 专业 专门 临时 联合 综合 相应 组织 管理 疫情防控 防控 智慧型 全域 无疫 涉农 城郊 边境
    """)

  static func split(_ words: String) -> [String] {
    words.split(whereSeparator: \.isWhitespace).map(String.init)
  }
}
