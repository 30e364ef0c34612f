/// Counters, which tell a counted result from any other number.
enum Counters {
  static let words = WordList(
    """
    人次 辆次 台次 班次 艘次 件次 人 名 位 个 家 户 处 次 辆 台 份 条 座 所 间 套 件 起 例 块 面 幅 张 本 册 部 批次 批 项 宗 期 场 场次 支 组 队 对 只 头 亩 公顷 ㎡ m2 平方米 平方公里 万平方米 立方米 方 立方 米 公里 千米 吨 公斤 斤 千克 元 % 个百分点 栋 幢 棵 株 盏 根 副 篇 则 箱 袋 车 车次 顶 把 扇 眼 口 盆 艘 架 门 枚 粒 人/次 余人 天 小时 年 月 个月 层 厘米 家次 户次 人份 轮 遍 类 宗 店 瓶 床 孔 公顷 车位 车辆 站 处点位 余处 平米
    """)

  /// Counters of time and length, which count something only behind a verb of finishing.
  static let measures = WordList("天 小时 年 月 个月 日 米 公里 千米 层 期 届 厘米")

  /// Words before a number that make it a rank, a frequency or a deadline.
  static let refusals = WordList("第 每 前 每隔 不超过 不少于 不低于 共有 届 近期 半径 全市 之 达到")
}
