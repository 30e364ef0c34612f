/// Posts that officials hold, and the words that stand in front of a post.
enum PostTitles {
  /// The last word of a title.
  static let heads = WordList(
    """
    书记 副书记 第一书记 党组书记 党组副书记 党组成员 总书记 常委 部长 副部长 常务副部长 区长 副区长 常务副区长 代区长 县长 副县长 常务副县长 代县长
    市长 副市长 常务副市长 代市长 省长 副省长 镇长 副镇长 乡长 副乡长 旗长 副旗长 州长 副州长 盟长 主任 副主任 常务副主任 主任委员 副主任委员 主席 副主席 党组成员
    局长 副局长 党委委员  组长 副组长 常务副组长 指挥长 副指挥长 常务副指挥长 总指挥 副总指挥 常务副总指挥 政委 副政委 院长 副院长 代院长 检察长 副检察长 代检察长
    校长 副校长 园长 副园长 经理 副经理 总经理 副总经理 董事长 副董事长 总裁 副总裁 会长 副会长 理事长 副理事长 秘书长 副秘书长 社长 副社长
    队长 副队长 大队长 副大队长 支队长 副支队长 总队长 中队长 副中队长 所长 副所长 教导员 指导员 站长 副站长 科长 副科长 处长 副处长 厅长 副厅长 司长 股长
    委员 成员 调研员 副调研员 巡视员 副巡视员 一级调研员 二级调研员 三级调研员 四级调研员 督察长 督学 总工程师 总规划师 总经济师 工程师 主管 负责人 主要负责人 相关负责人 有关负责人 牵头人 负责同志
    代表 党代表 人大代表 政协委员 网格长 路长 河长 林长 楼长 街长 段长 片长 田长 总河长 村主任 支书 村支书 党支部书记 党总支书记 区领导 市领导 县领导 省领导 州领导 镇领导
    军长 师长 团长 司令员 台长 总编辑 副总编辑 主编 馆长 副馆长 厂长 副厂长 行长 副行长 场长 主管领导 分管领导 业主 店长 教授 专家 医生 博士 院士 会计师 律师
    """)

  /// Words between the area and the head of a title, read from right to left.
  static let modifiers = WordList(
    """
    党工委 党委 党组 党总支 党支部 总支 支部 委 工委 纪委 纪委监委 纪工委 监委 监察委 政法委 机关党委 人大 人大常委会 人大工委 人大主席团 政协 政协工委 政府 党政办 管委会 管委 办事处 街道办
    组织部 宣传部 统战部 武装部 人武部 常务 第一 副 代 党组成员 党委委员 党工委委员 社会事业 专职 兼职 一级 二级 三级 四级 原 时任 常务委员会 村委会 居委会 社区 村 两委 主持工作的 分管 主管 机关 直属 武装 人民武装部 政府党组 人大常委会党组 政协党组
    """)

  /// Modifiers and bodies that belong to an area itself, so that the unit of the post is the area.
  static let organs = WordList(
    """
    委 党工委 党委 工委 纪委 纪工委 纪委监委 监委 监察委 政法委 人大 人大常委会 人大工委 政协 政协工委 政府 管委会 管委 党政办 组织部 宣传部 统战部 武装部 人武部 办事处 街道办 村委会 居委会 党支部 党总支 总支 支部 机关党委 政府党组 人大常委会党组 政协党组 党组 武装 人民武装部 委员会
    """)

  /// Levels of area as they are printed in front of a post: 区委书记, 市水务局局长.
  static let levels = WordList("区 市 县 省 州 盟 旗 镇 乡 街道 村 社区 自治区 自治州")

  /// Titles that say only that somebody leads: a better one on the page wins.
  static let vague = WordList("区领导 市领导 县领导 省领导 州领导 镇领导 领导 负责人 主要负责人 相关负责人 有关负责人 负责同志")
}
