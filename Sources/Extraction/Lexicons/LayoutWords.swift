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

  /// The length of the word that a credit opens with, with the paper's name in front of it: 郑报融媒记者, 正观新闻·晚报记者.
  static func credit(at index: Int, in text: Scalars, limit: Int) -> Int? {
    credits.match(at: index, in: text, limit: limit)
      ?? outletCredit(at: index, in: text, limit: limit)
  }

  /// The length of a paper's name and the word for its people behind it.
  static func outletCredit(at index: Int, in text: Scalars, limit: Int) -> Int? {
    var end = index
    while end < limit, end - index < 16, Glyph.isHan(text[end]) || text[end] == 0xB7 {
      if end > index, let role = outletRoles.match(at: end, in: text, limit: limit),
        outletEnds.match(endingAt: end, in: text, from: index) != nil
      {
        return end + role - index
      }
      end += 1
    }
    return nil
  }

  private static let outletEnds = WordList("报 网 社 台 媒体 融媒 全媒体 融媒体 新闻 客户端 周刊 频道 电视 广播 全媒")
  private static let outletRoles = WordList(
    "记者 通讯员 首席记者 见习记者 实习记者 特约记者 全媒体记者 融媒体记者 融媒记者 全媒记者 实习生 特派记者")

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
