/// What was read of one page.
public struct PageExtraction: Sendable {
  /// The page's file name.
  public let page: String
  /// The page's articles, in reading order.
  public let articles: [Article]
  /// The facts, in the order of article and place.
  public let facts: [ExtractedFact]

  /// Creates an extraction.
  public init(page: String, articles: [Article], facts: [ExtractedFact]) {
    self.page = page
    self.articles = articles
    self.facts = facts
  }
}

/// One news item of a page.
public struct Article: Hashable, Sendable {
  /// The number on the page, from 1.
  public let number: Int
  /// The name in the graph, which no other page's article has: the page's name without extension, `#` and the number.
  public let id: String
  /// The headline, its lines joined by a space.
  public let headline: String
  /// The article's sentences in the original file, in reading order: offsets of Unicode scalars.
  public let sentences: [Range<Int>]

  init(_ article: ArticleReading, page: PageReading) {
    number = article.number
    id = "\(page.page.stem)#\(article.number)"
    headline = page.flow.text(article.text.headline)
    sentences = article.sentences.map { page.flow.evidence($0.span).range }
  }
}
