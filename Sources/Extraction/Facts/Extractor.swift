/// Reads newspaper pages and states what they say as facts.
///
/// ```swift
/// let extractor = Extractor(options: .init(year: 2018))
/// let extraction = extractor.extract(Page(name: "page.txt", text: text))
/// for fact in extraction.facts where fact.relation == "visited" { print(fact.arguments) }
/// ```
///
/// Reading never fails: text in which nothing is understood gives no facts but `unread`. The time is linear in the
/// page's length, for any text.
public struct Extractor: Sendable {
  /// What the extractor is told beside the text.
  public struct Options: Sendable {
    /// The year of dates that print none; `nil` leaves it open, as `XXXX`.
    public var year: Int?
    /// The user's own names and verbs.
    public var lexicon: Lexicon

    /// Creates options.
    public init(year: Int? = nil, lexicon: Lexicon = Lexicon()) {
      self.year = year
      self.lexicon = lexicon
    }
  }

  /// What the extractor is told beside the text.
  public let options: Options

  /// Creates an extractor.
  public init(options: Options = .init()) {
    self.options = options
  }

  /// Reads a page.
  ///
  /// - Returns: The page's articles and facts, in the order of article and place.
  /// - Complexity: Linear in the page's length.
  public func extract(_ page: Page) -> PageExtraction {
    let reading = MentionFinder.read(page, year: options.year, lexicon: options.lexicon)
    var facts: [ExtractedFact] = []
    var articles: [Article] = []
    var collector = FactCollector(page: reading)
    for article in reading.articles {
      for rule in RuleRegistry.rules { rule.apply(to: article, of: reading, facts: &collector) }
      articles.append(Article(article, page: reading))
      facts += collector.takeFacts()
    }
    return PageExtraction(page: page.name, articles: articles, facts: facts)
  }
}
