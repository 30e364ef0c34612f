/// Everything that the extraction rules look at: a page cut into articles, with its mentions.
struct PageReading: Sendable {
  let page: Page
  let scanner: NameScanner
  let articles: [ArticleReading]
  /// The posts that the page gives its officials.
  let posts: [PostMention]
  let officials: Set<String>
  /// The year that dates without one are of, if known.
  let year: Int?

  var flow: PageFlow { scanner.flow }
  var home: HomeArea { scanner.home }
}

/// One article with its sentences and mentions.
struct ArticleReading: Sendable {
  let text: ArticleText
  let sentences: [Sentence]
  /// All mentions, in reading order.
  let mentions: [Mention]
  let credits: [Credit]
  /// Who says what.
  let statements: [Statement]
  /// Who inspects which places.
  let visits: [Visit]
  /// The meeting that the article is about, if it is about one.
  let mainMeeting: Mention?

  var number: Int { text.number }

  /// The mentions that lie in a span, of some kinds or of all.
  ///
  /// - Complexity: logarithmic in the article's mentions, plus those returned.
  func mentions(in span: Span, _ kinds: EntityKind...) -> [Mention] {
    let first = mentions.partitioningIndex { $0.span.lowerBound >= span.lowerBound }
    return mentions[first...].prefix { $0.span.lowerBound < span.upperBound }.filter {
      $0.span.upperBound <= span.upperBound && (kinds.isEmpty || kinds.contains($0.kind))
    }
  }

  /// The sentence that holds a position.
  func sentence(at position: Int) -> Sentence? {
    let next = sentences.partitioningIndex { $0.span.upperBound > position }
    guard next < sentences.count, sentences[next].span.contains(position) else { return nil }
    return sentences[next]
  }

  /// What somebody says at a position.
  func speech(at position: Int) -> Statement? {
    let next = statements.partitioningIndex { $0.content.upperBound > position }
    guard next < statements.count, statements[next].content.contains(position) else { return nil }
    return statements[next]
  }

  /// Whether a position lies in what somebody says.
  func isInSpeech(_ position: Int) -> Bool { speech(at: position) != nil }
}
