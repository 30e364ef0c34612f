/// The last words of the names of meetings and the words around them.
enum MeetingWords {
  static let suffixes: [(sort: String, words: String)] = [
    ("visit-meeting", "现场会 观摩会 现场观摩会 现场推进会 现场会议 观摩推进会 现场办公会 观摩点评会 现场督导观摩会"),
    ("exchange", "交流会 座谈会 恳谈会 研讨会 对接会 联谊会 推介会 洽谈会 茶话会 分享会 见面会 招聘会 对话会 工作交流会"),
    ("forum", "论坛 峰会 报告会 讲座 讲堂 宣讲会"),
    (
      "ceremony",
      """
      仪式 揭牌仪式 启动仪式 签约仪式 开工仪式 颁奖仪式 升旗仪式 奠基仪式 授牌仪式 开幕式 闭幕式 开班式 开班仪式 典礼 颁奖典礼 启动会
      """
    ),
    (
      "meeting",
      """
      会议 推进会 动员会 部署会 协调会 总结会 表彰会 通报会 汇报会 调度会 例会 办公会 联席会 联席会议 学习会 专题会 专题会议 常务会议 常委会议 全会 全体会议 扩大会议 培训会 动员大会 表彰大会 誓师大会 大会 代表大会 党代会 人代会 推进会议 动员会议 电视电话会议 视频会议 视频会 工作会 工作会议 部署会议 调度会议 专题研究会 碰头会 分析会 研判会 约谈会 警示会 点评会 述职会 民主生活会 组织生活会 党课 主任会议 主席会议 座谈会议 整改会 督办会 安委会会议 评审会 听证会 发布会 新闻发布会 理论学习中心组学习会 生活会 述职评议会 反馈会 预备会 筹备会 务虚会 比武会 知识竞赛 培训班 晚会 党委会 班子会 夕会 晨会 早会 院坝会
      """
    ),
  ]

  /// Verbs of holding a meeting.
  static let convening = WordList(
    """
    召开 组织召开 主持召开 举行 举办 组织举行 组织举办 联合召开 联合举办 联合举行 承办 主办 召集 召开了 组织召开了 举行了 举办了 集中召开 专题召开 组织收看 收听收看 参加 出席 列席 参加了 出席了
    """)

  /// Verbs that make their subject the convener.
  static let convenes = WordList(
    """
    召开 组织召开 举行 举办 组织举行 组织举办 联合召开 联合举办 联合举行 承办 主办 召开了 组织召开了 举行了 举办了 集中召开 专题召开
    """)

  /// Words that only mean a meeting that is named elsewhere.
  static let commonWords = WordList(
    "会议 大会 全会 例会 仪式 会上 本次会议 此次会议 论坛 讲座 座谈会 推进会 动员会 部署会 协调会 现场会 观摩会 交流会 工作会 工作会议 培训会 专题会")

  /// Bodies whose names end as the name of a meeting does.
  static let bodiesNotMeetings = WordList(
    "委员会 协会 学会 商会 联合会 基金会 研究会 工会 理事会 监事会 董事会 促进会 联盟会 自治会 议事会 居委会 村委会 管委会 业委会 安委会 人大常委会 常委会 社会 机会 都会 总会 省会 约会 聚会 庙会 红会 体会 领会 才会 将会 也会 不会 学会了 商户联合会 部门协调会 集会 会会 博览会 运动会 音乐会 展会 一会 博会 奥运会 残运会 全运会 省运会 研究会 慈善会 峰会"
  )
}
