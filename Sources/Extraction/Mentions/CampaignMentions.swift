/// Finds campaigns: quoted names (`“双迎攻坚”工作`) and names that end as campaigns do (`大气污染防治工作`).
struct CampaignMentions {
  let scanner: NameScanner
  let units: [Mention]
  let places: [Mention]
  var found: [Mention] = []
  /// Quotations that their surroundings do not show to be campaigns, with their words.
  var refused: [(span: Span, content: String)] = []
  /// Quoted words that are the names of campaigns, with their sorts.
  var accepted: [String: String] = [:]
  /// What a verb states to be done to a nuisance, for articles that give it no other name.
  var deeds: [Mention] = []
  var headlineEnd = 0
  /// The end of the headline and of the body's first paragraph, which say what an article is about.
  var leadEnd = 0
  private var hasLead = false
  private var parts: [Span] = []
  var lower = 0
  var limit = 0

  init(scanner: NameScanner, units: [Mention], places: [Mention]) {
    self.scanner = scanner
    self.units = units
    self.places = places
  }

  var text: Scalars { scanner.text }
  func string(_ span: Span) -> String { scanner.flow.text(span) }

  /// Reads one part of an article.
  mutating func read(_ part: PagePart) {
    lower = part.span.lowerBound
    limit = part.span.upperBound
    parts.append(part.span)
    if !hasLead { leadEnd = limit }
    if part.role == .paragraph { hasLead = true }
    var index = lower
    while index < limit {
      if let end = readOwn(at: index) {
        index = end
      } else if text[index] == Glyph.openQuote || text[index] == Glyph.openInnerQuote,
        let end = readQuotation(from: index)
      {
        index = end
      } else if let end = readDeed(at: index, in: part) {
        index = end
      } else if let end = readCreation(at: index) {
        index = end
      } else if let length = CampaignWords.headWords.match(at: index, in: text, limit: limit) {
        index = max(index + 1, readHead(index..<index + length))
      } else if let end = readArrangement(at: index) {
        index = end
      } else if let end = readMechanisms(at: index) {
        index = end
      } else if let end = readFollower(at: index) ?? readGathering(at: index)
        ?? readJoint(at: index)
      {
        index = end
      } else {
        index += 1
      }
    }
  }

  /// Finds the names that the article prints in quotation marks where it prints them without: `红色物业建设`.
  private mutating func addUnquoted() {
    let names = accepted.keys.filter { $0.unicodeScalars.count >= 4 && !$0.contains("、") }
    guard !names.isEmpty else { return }
    let list = WordList(names)
    var plain: [Mention] = []
    for part in parts {
      for span in list.all(in: part, of: text)
      where Self.plainUses.match(at: span.upperBound, in: text, limit: part.upperBound) != nil {
        guard !isFound(span) else { continue }
        plain.append(
          Mention(
            kind: .campaign, span: span, name: scanner.flow.key(span),
            sort: accepted[string(span)] ?? "work", rule: "quoted-campaign"))
      }
    }
    found += plain
    found.sort { $0.span.lowerBound < $1.span.lowerBound }
  }

  /// Whether a campaign was found that shares characters with a span.
  func isFound(_ span: Span) -> Bool {
    let next = found.partitioningIndex { $0.span.upperBound > span.lowerBound }
    return next < found.count && found[next].span.lowerBound < span.upperBound
  }

  private static let plainUses = WordList("建设 工作 活动 行动 创建 品牌 模式 制度 机制 推进会 现场会")

  /// Takes up the quotations of what other sentences of the article show to be a campaign's name.
  mutating func finish() {
    settleDeeds()
    found.sort { $0.span.lowerBound < $1.span.lowerBound }
    addUnquoted()
    for (span, content) in refused {
      guard let sort = accepted[content], content.unicodeScalars.count >= 3 else { continue }
      let name = scanner.flow.key(span)
      found.append(
        Mention(kind: .campaign, span: span, name: name, sort: sort, rule: "quoted-campaign"))
    }
    found.sort { $0.span.lowerBound < $1.span.lowerBound }
  }

  mutating func add(_ span: Span, name: String, sort: String, rule: String) {
    while let last = found.last, last.span.lowerBound >= span.lowerBound { found.removeLast() }
    found.append(Mention(kind: .campaign, span: span, name: name, sort: sort, rule: rule))
  }

  /// A campaign of the user's lexicon, in quotation marks or not.
  private mutating func readOwn(at index: Int) -> Int? {
    let isQuoted = Glyph.isQuote(text[index])
    let start = isQuoted ? index + 1 : index
    guard let own = scanner.lexicon.name(at: start, .campaign, in: text, limit: limit) else {
      return nil
    }
    var end = start + own.length
    if isQuoted {
      guard end < limit, Glyph.isQuote(text[end]) else { return nil }
      end += 1
    }
    add(index..<end, name: own.name.name, sort: own.name.sort, rule: OwnNames.rule)
    return end
  }
}
