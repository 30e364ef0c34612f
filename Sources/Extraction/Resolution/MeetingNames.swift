/// Gives the mentions of one meeting one name.
enum MeetingNames {
  /// The articles with every meeting under the name that the page gives it first.
  ///
  /// 全区“双迎攻坚”工作推进会 is “双迎攻坚”工作推进会 where the page has named that before, unless somebody else
  /// chaired it.
  static func merged(_ articles: [ArticleReading], flow: PageFlow, lexicon: Lexicon)
    -> [ArticleReading]
  {
    var known: Set<String> = []
    var chairs: [String: String] = [:]
    return articles.map { article in
      let chair = article.mainMeeting.flatMap { _ in
        MeetingChair.inPassive(article, text: flow.scalars)
      }
      var names: [String: String] = [:]
      func name(_ printed: String, isMain: Bool) -> String {
        if lexicon.apart.contains(printed) { return printed }
        if let name = names[printed] { return name }
        var merged = canonical(printed, known: known.union(names.values))
        // 签约仪式 is the 招商引资项目集中签约仪式 that the article is about.
        if let full = article.mainMeeting?.name, full != printed, printed.count <= 6,
          isShort(printed, of: full), !known.contains(printed)
        {
          merged = canonical(full, known: known)
        }
        // “四重点”工作会议 is the meeting whose full name ends so.
        if let full = article.mainMeeting?.name, full != printed, full.hasSuffix(printed),
          printed.count >= 7, !known.contains(printed)
        {
          merged = canonical(full, known: known)
        }
        let differs = isMain && chair != nil && chairs[merged] != nil && chairs[merged] != chair
        names[printed] = differs ? printed : merged
        return names[printed] ?? printed
      }
      let main = article.mainMeeting.map { meeting in
        var meeting = meeting
        meeting.name = name(meeting.name, isMain: true)
        return meeting
      }
      let mentions = article.mentions.map { mention in
        guard mention.kind == .meeting else { return mention }
        var mention = mention
        mention.name = name(mention.name, isMain: false)
        return mention
      }
      for mention in mentions where mention.kind == .meeting { known.insert(mention.name) }
      if let main, let chair { chairs[main.name] = chair }
      return ArticleReading(
        text: article.text, sentences: article.sentences, mentions: mentions,
        credits: article.credits,
        statements: article.statements, visits: article.visits, mainMeeting: main)
    }
  }

  /// Whether a name leaves words of a longer one out: 签约大会 of 项目签约暨招商大会.
  private static func isShort(_ name: String, of full: String) -> Bool {
    guard full.count > name.count, full.suffix(2) == name.suffix(2) else { return false }
    var rest = full[...]
    for character in name {
      guard let index = rest.firstIndex(of: character) else { return false }
      rest = rest[rest.index(after: index)...]
    }
    return true
  }

  private static func canonical(_ name: String, known: Set<String>) -> String {
    if known.contains(name) { return name }
    // 电视电话会 is the 电视电话会议 of the headline.
    if name.hasSuffix("会"), known.contains(name + "议") { return name + "议" }
    if name.hasSuffix("会议"), known.contains(String(name.dropLast())) {
      return String(name.dropLast())
    }
    for prefix in ["全区", "全市", "全县", "全省"] where name.hasPrefix(prefix) {
      let short = String(name.dropFirst(2))
      if known.contains(short) { return short }
    }
    for prefix in ["全区", "全市", "全县"] where known.contains(prefix + name) { return prefix + name }
    return name
  }
}

/// Who chaired the meeting of an article.
enum MeetingChair {
  private static let word = WordList("主持")

  /// The chair of `会议由区委书记张三主持`.
  static func inPassive(_ article: ArticleReading, text: Scalars) -> String? {
    for sentence in article.sentences where sentence.role == .paragraph {
      guard let verb = word.first(in: sentence.span, of: text) else { continue }
      let people = article.mentions(in: sentence.span.lowerBound..<verb.lowerBound, .official)
      if let chair = people.last, verb.lowerBound - chair.span.upperBound <= 4 { return chair.name }
    }
    return nil
  }
}
