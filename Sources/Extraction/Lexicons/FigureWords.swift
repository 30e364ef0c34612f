/// Verbs of doing something countable.
enum FigureWords {
  static let verbs = WordList(
    """
    查出 整理 盘查 查扣 劝导教育 查纠 巡逻 关闭 捣毁 侦破 刑拘 行政拘留 教育 收治 发动 发出 送去 清理 清除 清运 清扫 清洗 清掏 拆除 取缔 查处 整治 规范 劝离 劝导 劝阻 纠正 整改 排查 检查 巡查 走访 出动 派出 组织 发放 印制 印发 张贴 悬挂 安装 设立 设置 新建 改建 改造 修复 修缮 修建 建成 建设 栽植 种植 补植
    整体投入 总投入 累计投入 投入 投资 招聘 公开招聘 驶出 调动 动员 抽调 配备 购置 采购 更换 维修 疏通 疏导 粉刷 覆盖 没收 暂扣 处罚 处理 处置 化解 解决 办结 受理 接待 调解 签订 下发 下达 开展 举办 召开 培训 宣传 完成 实现 帮扶 救助 慰问 捐赠 筹集 募集 发现 登记 录入 采集 核查 关停 约谈 立案 罚款 抓获 破获 打击 收缴 转移 安置 征收 腾退 拆迁 流转 引进 签约 落地 开工 竣工 硬化 绿化 新增 增设 增加 建立 成立 打造 创建 涌现 评选 表彰 邀请 参加 服务 惠及 涉及 占地 总投资 总面积达 施划 施工 铺设 洒水 摸排 张罗 更新 清查 核实 督办 交办 转办 消除 整治了 清理了 出动了 拆除了 建成了 发放了 设立了 使用 运用 使用了 治理 提升 盘活 吸纳 带动 取得 劝返 查获 销毁 消杀 入户 入户走访 接种 检测 采样 排查出 整改完成 投放 配发 配置 搭建 搭建起 回收 清退 招募 组建 选派 下派
    """)

  /// Words in front of the object that are no part of what is counted.
  static let openers = WordList(
    "共 共计 总计 累计 先后 已 已经 目前 其中 约 近 达 达到 为 超 超过 逾 不少于 至少 有 了 均 现场 当天 当日 今年 一次性 集中 此次 本次 活动 行动 分别 同时 并 还 又 再 已有 将 由 也 计 合计"
  )

  /// Words right in front of a number that are no part of the object.
  static let beforeNumber = WordList(
    """
    合计 总计达 共 共计 约 近 达 达到 为 超 超过 逾 总计 累计 至少 有 了 各 已达 多达 增至 不少于 将近 计 达到了
    """)

  /// Words that make a number approximate.
  static let approximate = WordList("约 近 超 逾 超过 大约 将近 至少 不少于 近百 上 多达")
}
