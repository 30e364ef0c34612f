extension CampaignWords {
  /// All heads.
  static let headWords = WordList(heads.flatMap { UnitSuffixes.split($0.words) })

  /// The sort of each head.
  static let sortOf: [String: String] = {
    var table: [String: String] = [:]
    for group in heads { for word in UnitSuffixes.split(group.words) { table[word] = group.sort } }
    return table
  }()

  /// Words that make a line of work too vague to be named.
  static let vague = WordList(
    """
    重点 各项 主要 日常 具体 实际 分管 相关 下一步 今后 中心 本职 基础 基层 群众 全局 全年 年度 前期 后续 此项 该项 这项 服务 组织 协调 领导 宣传 群众性 下步 当前 各类 有关 单位 部门 人员 工作人员 开展 创新 内部 责任 思想 志愿 经济 保障 总体 整体 阶段 前段 后期 准备 筹备 改进 业务 行政 机关 政府 党委
    """)

  /// Words that a name starts after although no boundary stands there.
  static let leadIns = WordList(
    "全区 全市 全县 我区 我市 我县 上半年 下半年 全年 辖区 区域 各项 重点 当前 近期 今年 年度 省 市 区 县 本 本次 此次")
}
