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
      let body = bodyName(of: article)
      func name(_ printed: String, isMain: Bool) -> String {
        if lexicon.apart.contains(printed) { return printed }
        if let name = names[printed] { return name }
        if let body, body.headline == printed {
          names[printed] = name(body.name, isMain: isMain)
          return names[printed] ?? printed
        }
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

  /// The meeting of the headline that the body calls by more words or by fewer: `第6次常务会议` is
  /// `十八届政府第6次常务会议`.
  private static func bodyName(of article: ArticleReading) -> (headline: String, name: String)? {
    let inHeadline = article.mentions(in: article.text.headline, .meeting)
    guard let short = inHeadline.first, inHeadline.count == 1,
      let held = article.mentions.first(where: {
        $0.rule == "convened-meeting" && !article.text.headline.contains($0.span.lowerBound)
      }), held.name != short.name, short.name.count >= 5,
      held.name.hasSuffix(short.name) || short.name.hasSuffix(held.name) && held.name.count >= 5
    else { return nil }
    return (short.name, held.name)
  }

  /// The long name of the same meeting with a few words more or fewer: 贯彻……精神暨推进……会议 and
  /// 全区贯彻落实……精神暨全力推进……工作会议.
  private static func variant(of name: String, among known: Set<String>) -> String? {
    let scalars = name.scalarValues
    guard scalars.count >= 14 else { return nil }
    let near = known.filter { other in
      let others = other.scalarValues
      let (short, long) = scalars.count < others.count ? (scalars, others) : (others, scalars)
      guard short.count >= 14, long.count - short.count <= 6, short.last == long.last else {
        return false
      }
      var index = 0
      for scalar in long where index < short.count && short[index] == scalar { index += 1 }
      return index == short.count
    }
    return near.count == 1 ? near.first : nil
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
    if let variant = variant(of: name, among: known) { return variant }
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
