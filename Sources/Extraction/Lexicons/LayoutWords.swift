/// Words that show what a line of a page is.
enum LayoutWords {
  /// Words that open the body of an article.
  static let datelines = WordList(
    """
    本报讯 本报消息 本刊讯 本网讯 本台讯 本报综合消息 中国报道讯 新华社讯 快讯
    """)

  /// Marks of a summary, which some sites print before the body.
  static let summaryMarks = WordList("[摘要] [导读] [核心提示] [提要] 摘要: 核心提示: 导读:")

  /// Words that open an article's first clause by placing it in time.
  static let openingTimes = WordList(
    """
    近日 日前 昨日 昨天 今日 今天 连日来 近期 日前 前不久 上午 下午
    """)

  /// Words that a line of body text opens with and a headline does not.
  static let bodyOpenings = WordList(
    """
    下一步 同时 据统计 据悉 据了解 当天 目前 会上 会议 随后 截至 此次 其中 为了 为进一步 今年以来 另外 此外 最后
    首先 其次 通过 按照 根据 在此 对于 针对 活动中 行动中 期间 现场 接下来 近年来 一是 二是 三是 四是 五是
    """)

  /// Words that a credit opens with.
  static let credits = WordList(UnitSuffixes.split(creditWords) + ["记 者"])

  private static let creditWords = """
    记者 晚报记者 日报记者 商报记者 晨报记者 时报记者 特派记者 记者站 报道组 本报记者 见习记者 实习记者 首席记者 全媒体记者 融媒记者 融媒体记者 本网记者 通讯员 特约通讯员 实习生 摄影 摄影记者
    文/图 图/文 文图 文/ 图/ 编辑 责任编辑 责编 校对 审核 来源 作者 供稿 供图 撰稿 通讯员: 记者: 图文: 文图: 图文 文字 特约记者 编辑:
    """

  /// Column titles of a page, which belong to no article.
  static let columnTitles = WordList(
    """
    消息 简讯 要闻 综合 导读 特写 聚焦 图片新闻 新闻 动态 热点 时政 社会 民生 快讯 短讯 一句话新闻 综合新闻 区县新闻 本地新闻
    """)
}
