/// Verbs of speaking and the words around a speech.
enum SpeechVerbs {
  /// Verbs that a statement follows.
  static let stating = WordList(
    """
    强调 指出 要求 表示 说 说道 认为 提出 介绍 介绍说 告诉记者 希望 明确 强调指出 强调说 表示说 还要求 坦言 坦承 透露 解释 呼吁 提出要求 提出具体要求 提出了要求 提出了具体要求 作出要求 作出指示 提出三点要求 提出四点要求 提出几点要求 提出两点要求 提出五点要求 提出三点意见 提出四点意见 提出明确要求 提出了明确要求 作了讲话 讲话指出 讲话强调 讲话中指出 讲话中强调 讲话时指出 讲话时强调
    """)

  /// Verbs of speaking at a meeting, with or without a statement.
  static let speaking = WordList(
    """
    讲话 要求 指出 强调 传达 传达了 通报 通报了 汇报 汇报了 介绍 介绍了 表示 总结讲话 作了总结讲话 发言 作表态发言 宣读 宣读了 致辞 作报告 部署 作了讲话 作讲话 并讲话 讲了话 作动员讲话 作重要讲话 作工作报告 点评 解读 说 总结 安排部署 作部署 作安排 主题演讲 交流发言 作交流发言 表态发言 作典型发言 典型发言 作汇报 提出要求 解读了 讲解 作专题报告
    """)

  /// Words after which a speech verb takes an object that is no statement.
  static let thing = WordList("讲话 的 工作 会议 情况 责任 精神 事项 内容")

  /// Words of pure evaluation, which are no statement.
  static let evaluation = WordList(
    "充分肯定 高度评价 给予肯定 表示肯定 表示满意 表示感谢 表示欢迎 表示祝贺 表示慰问 表示衷心 表示热烈 表示诚挚 表示赞赏 表示支持 表示认可 表示敬意 表示充分 表示高度")

  /// Words that open a new speech by its speaker.
  static let pronouns = WordList("他 她 他们")
}
