/// Words that names of campaigns end with, and the words around them.
enum CampaignWords {
  /// Last words of a campaign's name, each with its sort.
  static let heads: [(sort: String, words: String)] = [
    (
      "drive",
      """
      专项整治 集中整治 专项行动 大排查 大整治 大检查 大扫除 大清扫 大走访 大清洁 攻坚战 攻坚 大督查 大执法 大整改 百日行动 百日攻坚 大会战 歼灭战 专项治理 专项检查 集中行动 清理行动 提升行动 大提升 大清理 整治行动 攻坚行动 治理行动 三年行动 大调研 大接访 大培训 摸底排查 全面排查 集中统一行动 统一行动 保卫战 阻击战 攻势
      """
    ),
    (
      "scheme",
      """
      责任制 路长制 河长制 湖长制 林长制 街长制 河段长制 段长制 片长制 楼长制 田长制 点长制 网格化 责任体系 网格化管理 工作机制 长效机制 预防体系 管理法 治理体系 双重预防体系 奖惩办法 网格长制 警长制 门前三包 闭环机制 联席会议制度 双报到 联防联控 首问负责制 包联制 红黑榜 红黑旗 积分制 承诺制 联动机制 协调机制
      """
    ),
    ("programme", "文明城市创建 卫生城市创建 文明单位创建 全国文明城市创建 国家卫生城市创建 园林城市创建 示范城市创建 创文 创卫 创城 创建"),
    (
      "work",
      """
      综合整治提升 环境综合整治提升 环境整治提升 综合整治 综合治理 整治 治理 精细化管理 管理 防治 污染防治 防控 管控 复审 整改 改造 提升改造 拆除 绿化 监测 疏导 安全生产 建设 执法 环境整治 清运 普查 人口普查 督导检查 防汛 抗旱 秸秆禁烧 扶贫 脱贫攻坚 乡村振兴 扫黑除恶 招商引资 信访稳定 征迁 拆迁 规范化建设 宣传教育 巡视整改 垃圾分类 疫情防控 食品安全 消防安全 安全隐患排查 隐患排查 信访 执法检查 森林防火 厕所革命 污水治理 平安建设 双拥 禁毒 反诈 审批 招生 换届 换届选举 人居环境整治 换届 精准扶贫 环保督察整改 三夏 优化营商环境 营商环境优化 交通秩序整治 养老服务 志愿服务 网格化环境监管 禁放 禁燃禁放 秋冬季防治 专项督查 保供稳价 稳价保供 安全检查 清理整治 清理排查 人居环境整治提升 环境整治提升 整治提升 隐患排查治理 隐患排查整治 排查治理 排查整治 问题治理 保供 扶贫开发 防灾减灾 防汛抗旱 防汛防灾 复工复产 控辍保学 主题教育 党史学习教育 燃气安全 信访维稳 安全稳定 治污减霾 道路交通安全
      """
    ),
    ("slogan", "工作方针"),
    (
      "project",
      "改造工程 综合改造 改造项目 综合改造工程 综合治理项目 隐患治理项目 治理项目 修复项目 分流项目 整治项目 提升项目 提升改造项目 综合整治工程 综合治理工程 治理工程 整治工程 修复工程 打通工程 智慧平台 服务平台 综合服务平台 管理平台 建设工程 建设项目 提升工程 民生工程 民心工程 试点项目"
    ),
  ]

  /// Verbs of striving for a title.
  static let creating = WordList("创建 争创")

  /// Words in front of the title that say who gives it.
  static let ranks = WordList("全国 国家 国家级 省级 全省 自治区 自治区级 市级 全市 省 省市 新一轮全国 首届全国 新时代")

  /// Titles that towns strive for.
  static let titles = WordList(
    """
    文明城市 卫生城市 园林城市 森林城市 环保模范城市 双拥模范城 双拥模范县 食品安全示范城市 食品安全城市 文明城区 文明县城 卫生县城 卫生城 文明城 卫生乡镇 卫生镇 文明村镇 文明镇 文明单位 文明校园 园林县城 生态文明建设示范区 生态文明建设示范县 生态县 全域旅游示范区 公共文化服务体系示范区 公共文化服务体系示范县 农产品质量安全县 平安县 平安区 法治政府建设示范区 民族团结进步示范区 民族团结进步示范县 节水型城市 健康城市 无废城市
    """)

  /// Words after a name that show it to be a campaign's.
  static let followers = WordList("战略 新模式 模式 工作 活动 行动 战役 战 专项 任务 工程 攻坚 推进 情况 进展 力度 水平")

  /// Followers that do for any head.
  static let strongFollowers = WordList("战略 工作 活动 行动 战役 专项行动 专项活动 战")

  /// Heads that stand alone as the name of a line of work.
  static let standalone = WordList(
    """
    安全生产 大气污染防治 城市精细化管理 文明城市创建 环境整治 脱贫攻坚 乡村振兴 疫情防控 扫黑除恶 垃圾分类 路长制 河长制 林长制 街长制 综合整治 人居环境整治 网格化 扬尘治理 环境综合整治 污染防治攻坚 防汛 平安建设 创文 创卫 创城 秸秆禁烧 招商引资 门前三包 厕所革命 志愿服务 美丽乡村建设 扶贫开发 治污减霾 双报到 红黑旗 红黑榜 奖惩办法
    """)

  /// Heads that name a line of work by themselves in front of 工作.
  static let lines = WordList(
    """
    信访 防汛 抗旱 禁毒 反诈 扶贫 换届 征迁 拆迁 审批 消防安全 食品安全 双拥 招生 森林防火 普查 人口普查 防灾减灾 防汛抗旱 防汛防灾 复工复产 控辍保学
    主题教育 党史学习教育 燃气安全 道路交通安全 网格化管理 信访维稳 信访稳定 安全稳定 治污减霾 保供稳价 稳价保供
    """)

  /// Words before a quotation that show it to be a campaign's.
  static let quotationLeads = WordList(
    """
    开展 落实 全面落实 推行 全面推行 实施 打造 建设打造 坚持 创建 推进 抓好 着力抓好 深化 提出的 深入开展 落实好 全力推进 启动 推动 建立 整治 治理 督查 巡察 探索 实行 做好 督导 以 参与 进行 巩固 争创 构建 开展了 推出 下的 聚力 强化 聚焦 突出 做实 擦亮 叫响 打响 实现 扎实推进 深入推进 扎实开展
    """)

  /// Words after a quotation that show it to be a campaign's.
  static let quotationFollowers = WordList(
    """
    工作 活动 行动 制度 机制 工作机制 体系 模式 工作模式 管理模式 攻坚 攻坚战 战 建设 平台 品牌 整治 专项整治 专项行动 专项 创建 示范街 推进会 现场会 观摩会 会议 任务 方针 工作方针 期间 卫生整治 工程 项目 计划 方案 式 评比 流动红旗 检查 各指挥部 领导小组 指挥部 交通指挥部 城市精细化管理 为目标 为理念 为抓手 为载体 为契机 为主题 的工作理念 的理念 重点区域 经济产业 智慧平台 工作法 管理法 三年行动 执法检查 视察活动 系列活动 主题活动 大讨论 督导 战役 总策略 总方针 策略 志愿服务 主题 大扫除 工作理念 协同 整体打造 排名 现场观摩会 动员 问题 单位
    """)

  /// Words after a quotation that show it to be no campaign's.
  static let quotationRefusals = WordList(
    """
    的形式 形式 代表 群体 人员 问题 现象 的问题 的信心 的决心 的原则 的标准 目标 的目标 精神 功夫 施工现场 的作用 的好 是不 的榜样 的角度 的精神 全面改进 的要求 的局面 的方式 的责任 的使命感 的责任感 的紧迫感 的态度 的荣誉 等荣誉 等诸多荣誉 等称号 称号 荣誉
    """)

  /// Quoted times of the year.
  static let festivals = WordList(
    "回潮 反弹 后半篇文章 面子 里子 一肩挑 两委 两委会 三支队伍 两代表一委员 安全弦 牛鼻子 第一责任人 主人翁 脏乱差 脏、乱、差 脏乱 零容忍 零死角 零距离 零事故 无死角 全覆盖 一盘棋 硬骨头 责任田 最后一公里 主战场 主力军 弦 关 三连冠 四连冠 五连冠 六连冠 四不两直 四个意识 四个自信 两个维护 两个确立 中秋 国庆 春节 元旦 五一 十一 端午 清明 元宵 双节 两节 两会 三夏 三秋 七一 八一 重阳 七夕 劳动节 国庆节 中秋节 中秋、国庆 元旦、春节 三八 六一"
  )

  /// Verbs before a quotation that show a figure of speech.
  static let quotationRefusalLeads = WordList(
    "当好 唱 做到 保证 解决 变 跑 按照 从 发扬 充分发扬 存在 作用 喊 不 化 变为 转变为 要 说 叫 光临 一句 将 成为 像 称为 被称为 实现")

  /// Objects that a campaign's name starts after, because they are verbs of carrying it out.
  static let conducting = WordList(
    """
    开展 推进 实施 落实 做好 抓好 推动 参与 进行 召开 部署 启动 建立 构建 打造 创建 加强 深化 加快推进 扎实推进 积极推进 深入推进 持续开展 深入开展 全面推进 全面落实 全力推进 强化 负责 承担 组织 安排 推行 提升 迎接 搭建 完善 贯彻落实 扎实做好 做实 聚焦 紧盯 巩固 打赢 打好
    """)
}
