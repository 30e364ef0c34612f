import Tupu

/// Pages of the genre, made for these tests.
enum Pages {
  /// 周明远 supervised 东风农贸市场, with 何静.
  static let dongfeng = Page(
    name: "dongfeng.txt",
    text: """
      区领导督导东风农贸市场整治工作

      本报讯 3月5日上午,槐树区委书记周明远一行到柳林街道督导东风农贸市场整治工作。区长何静陪同督导。

      记者 王小红
      """)

  /// 何静 supervised 西关农贸市场.
  static let xiguan = Page(
    name: "xiguan.txt",
    text: "本报讯 3月6日上午,槐树区区长何静一行到柳林街道督导西关农贸市场整治工作。")

  /// A graph of some pages.
  static func graph(_ pages: Page...) throws -> KnowledgeGraph {
    let graph = KnowledgeGraph()
    for page in pages { try graph.importPage(page) }
    return graph
  }
}

/// The messages with which a query stops; none if it does not.
func diagnostics(_ body: () throws(DiagnosticsError) -> some Any) -> [Diagnostic] {
  do {
    _ = try body()
    return []
  } catch {
    return error.diagnostics
  }
}
