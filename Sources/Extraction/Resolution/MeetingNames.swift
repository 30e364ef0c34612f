/// Gives the mentions of one meeting one name.
enum MeetingNames {
  /// The articles with every meeting under the name that the page gives it first.
  ///
  /// 全区“双迎攻坚”工作推进会 is “双迎攻坚”工作推进会 where the page has named that before.
  static func merged(_ articles: [ArticleReading], flow: PageFlow) -> [ArticleReading] {
    var known: Set<String> = []
    return articles.map { article in
      let mentions = article.mentions.map { mention in
        guard mention.kind == .meeting else { return mention }
        var mention = mention
        mention.name = canonical(mention.name, known: known)
        known.insert(mention.name)
        return mention
      }
      let main = article.mainMeeting.map { meeting in
        var meeting = meeting
        meeting.name = canonical(meeting.name, known: known)
        return meeting
      }
      return ArticleReading(
        text: article.text, sentences: article.sentences, mentions: mentions,
        credits: article.credits,
        statements: article.statements, visits: article.visits, mainMeeting: main)
    }
  }

  private static func canonical(_ name: String, known: Set<String>) -> String {
    if known.contains(name) { return name }
    for prefix in ["全区", "全市", "全县", "全省"] where name.hasPrefix(prefix) {
      let short = String(name.dropFirst(2))
      if known.contains(short) { return short }
    }
    for prefix in ["全区", "全市", "全县"] where known.contains(prefix + name) { return prefix + name }
    return name
  }
}
