/// Verbs of on-site visits.
enum VisitVerbs {
  /// Verbs of supervision: whoever does this at a place supervises it.
  static let supervision: [String] = words(
    """
    督导 督查 督察 督办 检查 视察 察看 查看 观摩 巡查 巡视 暗访 督战 督促检查 督导检查 检查督导 督查检查 检查督查 督导调研 检查指导 指导检查 视察指导
    督导督办 现场督导 实地督导 现场办公 现场调度 调度 抽查 夜查 突击检查 巡检 督导调度 督查调度 调度督导 检查调度 巡河 巡林 明察暗访 随机抽查 督导检查指导 调研检查 检查调度 巡访 巡湖 巡山 踏勘 踏看 勘察 勘查 督促指导 联合检查 专项检查 监督检查 专题视察 集中视察 巡考 夜访 观摩拉练 拉练观摩 查访 明查暗访 暗访督查 督查暗访 暗访检查 随机暗访 督查督办 督查指导 督导指导 指导督导 视察检查 检查视察 巡视察看 督导观摩 观摩督导 巡查检查 检查巡查 实地查看
    """)

  /// Verbs of research: whoever does this at a place researches it.
  static let research: [String] = words(
    """
    调研 走访 考察 调研督导 调研指导 指导调研 考察调研 调研考察 调研检查 检查调研 专题调研 走访调研 调研走访 走访慰问 慰问走访 走访看望 调研观摩 观摩调研 考察观摩 观摩考察 督导慰问 慰问检查 慰问调研 调研慰问 暗访调研 察访 观摩学习 考察学习 督查调研 调研督查 座谈调研 视察调研 调研视察 参观 参观考察 参访 回访 探望 入户走访 走访了解 了解 座谈
    """)

  /// Other verbs that say that somebody was there.
  static let others: [String] = words("慰问 看望 看望慰问 慰问看望 指导 参观学习 宣讲 现场指导")

  /// All verbs of visits.
  static let all = WordList(supervision + research + others)

  /// Verbs that state a visit only with a place: 听取 and 询问 do not.
  static let weak = WordList("了解 座谈 指导 调度 宣讲 督办 督促检查")

  /// Verbs of going somewhere.
  static let motion = WordList(
    """
    来到 前往 赶赴 赶到 走进 深入到 深入 奔赴 抵达 先后到 分别到 到 赴 来到了 走到 先后来到 先后来 一行来 先后前往 先后深入 先后深入到 先后走到 先后赶到 分别来到 分别前往 分别深入 分别走进 一行到 先后走进 进入 莅临 下沉到 深入至 深入了 走访了 分赴 先后赴 先后走访 实地走访 又到 还到 再到 在
    """)

  /// Adverbs that stand before a verb of visiting and are no part of it.
  static let adverbs = WordList(
    "实地 现场 专题 深入 全面 认真 详细 仔细 重点 随机 亲自 进行 依次 逐一 进行了 分别 先后 继续 集中 带队 率队 对 了 一线")

  private static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }
}
