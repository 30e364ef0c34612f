extension PlaceSuffixes {
  /// All suffixes.
  static let words = WordList(sorts.flatMap { UnitSuffixes.split($0.words) })

  /// The sort of each suffix.
  static let sortOf: [String: String] = {
    var table: [String: String] = [:]
    for group in sorts { for word in UnitSuffixes.split(group.words) { table[word] = group.sort } }
    return table
  }()

  /// The sort that a name's ending shows.
  static func sort(of name: String) -> String {
    let scalars = name.scalarValues
    var text = scalars
    for locative in ["沿线", "周边", "附近"] where name.hasSuffix(locative) {
      return "area"
    }
    if name.hasSuffix("银行") { return "building" }
    if name.hasSuffix("餐馆") { return "other" }
    while text.count > 1 {
      if let length = words.match(endingAt: text.count, in: text, from: 0) {
        return sortOf[String(scalarValues: text[(text.count - length)...])] ?? "other"
      }
      text.removeLast()
      if scalars.count - text.count > 4 { break }
    }
    if name.hasSuffix("区") { return "area" }
    if name.hasSuffix("室") || name.hasSuffix("间") || name.hasSuffix("厅") { return "room" }
    if name.hasSuffix("银行") || name.hasSuffix("楼") || name.hasSuffix("中心") { return "building" }
    return "other"
  }

  /// Words in front of a place's suffix that make it a class of places.
  static let genericStems = WordList(
    """
    老旧 各 城市 农村 乡村 大型 小型 中心 沿街 主要 重点 背街 城区 辖区 建筑 拆迁 施工 市政 周边 临街 大 小 老 新 全区 全市 全县 标准化 智慧 文明 示范 高标准 现代 现代化 综合 社区 公共 生态 商业 工业 产业 文化 主题 红色 便民 停车 各类 公园 美丽 特色 高速 乡镇 村级 镇级 县级 市级 区级 省级 国家级 农贸 集贸 房地产 在建 项目 工程 建设 景观 园林 口袋 社会 民生 农业 种植 养殖 服务 一级 无主 无人 品牌 三小 居民 住宅 小型 露天 户外 室内 室外 生活 办公 教学 党群 政务 办事 接待 进 走 整治 清扫 打造 改造 清理 春节 节前 节假日 行业 消费 国内 国际 资本 劳动力 就业 供应 旅游 周末 节日 早 夜 马 公 铁 主 次 支 干 一条 两条 三条 条 该 每条 责任 断头 步行 盲 消防 医疗 安全 供水 排水 内 外 城 水 沿 沿河 沿路 沿湖 农产品 商场 超市 宾馆 酒店 学校 医院 企业 易地扶贫搬迁 易地 扶贫 搬迁 集中 棚户区 保障性 廉租 公租 育苗 蔬菜 水果 大棚 森林 防火 核酸 疫情防控 防控 便民服务 养老 托育 卫生 棚改 征迁 征收 回迁 夜宵 五一 国庆 节中 节后 马路 考点 考场 中考 高考 乡村振兴 扶贫产业 帮扶 美化 精品 高端 优质 无主管 无物业 无人管理 三无 脏乱 餐饮 住宿 娱乐 培训 未 开工 停工 复工 开工建设 待建 共同 共有 自己的 我们的 宜居 整洁 干净 沿途 途经 过往 各自 创卫 创文 创城 夜市 开放式 式 公路 河道 铁路 镇区 城郊 休闲 健康 时尚 国有 民营 集体 原有 闲置 废弃 老破小 相关 周围 附近 对应 责任 包联 分包 所属 该 此
    """)

  /// Verbs of handling streets and sites, which stand right in front of their names.
  static let handling = WordList(
    """
    拆除 修补 打通 疏通 清扫 推洗 冲洗 清洗 洗扫 硬化 铺设 铺装 修建 改造 打造 提升 推进 联系 找准 美化 扮靓 构创 建设 新建 修缮 粉刷 整治 清理 排查 巡查 检查 走访 治理 保洁 清洁 洒水 规范 施划 封闭 开通 贯通 改建 扩建 拓宽 整修 维修 养护 安装 更换 增设 设置 划定 覆盖 补种 补植 栽植 绿化 亮化 美化 升级 共建 共享 建好 住进 搬进 走进 包括 途经 剖析 讲解 紧盯 瞄准 关注 严查 清查 突击 逛 请走 齐聚 守护 住在 喜欢 感谢 靠近 紧邻 成为 建成 变成 爱护 呵护 点亮 扮美 装扮 沿着 朝着 标志着 意味着 推动 加快 实施 完成 组织 协调 督促 要求 选取 选择 利用 依托
    """)

  /// Whether a name is nothing but words of class: 周边背街小巷.
  static func isClassName(_ name: String) -> Bool {
    let text = name.scalarValues
    var index = 0
    while index < text.count {
      if commonWords.contains(String(scalarValues: text[index..<text.count])) { return true }
      guard let length = genericStems.match(at: index, in: text, limit: text.count) else { break }
      index += length
    }
    return index == text.count || commonWords.contains(name)
  }

  /// Single characters that end a place's name only where nothing runs on.
  static func needsCleanEnd(_ suffix: String) -> Bool { suffix.unicodeScalars.count == 1 }
}
