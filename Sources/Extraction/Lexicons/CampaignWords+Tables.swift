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
    高质量 高标准 高水平 高品位 高规格 高效率 一季度 二季度 三季度 四季度 首季 合力 新一轮 集中摸排 集中清理 集中清扫 分类 保洁队伍 干部队伍 人才队伍 执法队伍 城市 农村 主题 集中 巡逻 卫生 广大 精神 医疗 公共 医院医疗服务 克难 商户 企业 机动 重点 各项 主要 日常 具体 实际 分管 相关 下一步 今后 中心 本职 基础 基层 群众 全局 全年 年度 前期 后续 此项 该项 这项 服务 组织 协调 领导 宣传 群众性 下步 当前 各类 有关 单位 部门 人员 工作人员 开展 创新 内部 责任 思想 志愿 经济 保障 总体 整体 阶段 前段 后期 准备 筹备 改进 业务 行政 机关 政府 党委
    """)

  /// Endings of words in front of 活动 and the like that name no campaign.
  static let vagueEndings = [
    "节前安全", "期间安全", "假期安全", "违法犯罪", "犯罪", "违法", "经营", "生产经营", "捐赠", "庆祝", "交流",
  ]

  /// Names that say too little to be those of a campaign.
  static let vagueNames = WordList(
    "动态管理 工程建设 专项攻坚 安全稳定 整治专项行动 清理整治 清理整治专项行动 集中清理整治 安全检查 城乡建设 大整治行动 大清理大整治行动 全方位整治 重大隐患排查整治 隐患排查整治 隐患排查治理 实际行动 用实际行动 长效工作机制 常态化管理机制 长效治理 源头防控 内部环境整治 系统治理 整体治理 设施建设 设备运行 城市管理 宣传教育 主题宣传教育 志愿服务 集中志愿服务 综合整治 集中整治 综合治理 专项治理 专项检查 专项整治 专项行动 专项督查 问题整改 城市建设 项目建设 经济建设 社会管理 社会治理 基层治理 源头治理 系统治理 队伍建设 环境卫生 城市治理 工作机制 长效机制 基础设施建设 隐患排查 社会建设 组织建设 作风建设 制度建设 日常管理 监督管理 精细化管理 网格化管理 规范化管理 内部管理 后期管理 长效管理 行政执法 联合执法 综合执法 街区治理 建设工程 项目工程 常态长效机制 奖惩激励机制 风险防控 安全风险防控 融资建设 项目建设攻坚 园区建设 平台建设 阵地建设 示范创建 长效管理机制 长效监管机制 常态化机制 民生工程 民心工程 重大民生工程 精品工程 民生实事工程 执法行动 联合行动 联合执法行动 统一行动 集中统一行动 集中行动 清理行动 整治行动 治理行动 提升行动 攻坚行动 惠民工程 重点工程 施工现场管理 安全管理 生产管理 企业管理 项目管理 日常管理 运营管理 规范管理 精细管理 科学管理 隐患整改 问题治理 志愿服务活动 主题活动 专题活动 创建活动 执法检查 联合检查 督导检查 全面整治 大力整治 综合管理 工作体系 责任制度 管理制度 规章制度 管理体系 考核机制 监管机制 管理机制 协调机制 联动机制 责任机制 保障机制 运行机制 应急机制 激励机制 监督机制 服务体系 保障体系"
  )

  /// Words that a name starts after although no boundary stands there.
  static let leadIns = WordList(
    "二十大 十九大 十八大 二十届 期间 单位 新一轮 全旗 全州 全镇 全乡 全省 全街道 全局 我旗 我镇 我乡 我州 我省 全区 全市 全县 我区 我市 我县 上半年 下半年 全年 辖区 该镇 该乡 该区 该县 企业 常态化 镇域内 县域内 区域内 域内 一项 一批 一系列 多项 内 区域 各项 周边 当前 近期 今年 年度 雨后 雪后 风后 省 市 区 县 旗 本 本次 此次"
  )
}
