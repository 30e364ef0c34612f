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
    var low = 0
    var high = mentions.count
    while low < high {
      let middle = (low + high) / 2
      if mentions[middle].span.lowerBound < span.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    var result: [Mention] = []
    while low < mentions.count, mentions[low].span.lowerBound < span.upperBound {
      let mention = mentions[low]
      if mention.span.upperBound <= span.upperBound, kinds.isEmpty || kinds.contains(mention.kind) {
        result.append(mention)
      }
      low += 1
    }
    return result
  }

  /// The sentence that holds a position.
  func sentence(at position: Int) -> Sentence? {
    var low = 0
    var high = sentences.count
    while low < high {
      let middle = (low + high) / 2
      if sentences[middle].span.upperBound <= position { low = middle + 1 } else { high = middle }
    }
    guard low < sentences.count, sentences[low].span.contains(position) else { return nil }
    return sentences[low]
  }

  /// Whether a position lies in what somebody says.
  func isInSpeech(_ position: Int) -> Bool {
    var low = 0
    var high = statements.count
    while low < high {
      let middle = (low + high) / 2
      if statements[middle].content.upperBound <= position {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < statements.count && statements[low].content.contains(position)
  }
}
