/// How sure facts are: what the extraction rule claims, less what had to be assumed.
///
/// A rule's own claim follows one scale:
///
/// | claim | when |
/// | --- | --- |
/// | 1 | what is printed is the fact: headlines, sentences, what is unread |
/// | 0.95 and more | a fixed pattern that holds all arguments side by side: titles, bylines |
/// | 0.85–0.9 | a pattern of words in one sentence, the arguments in their usual places |
/// | 0.75–0.8 | the right words, with a choice between several subjects or objects |
/// | 0.6–0.7 | names that only stand together |
///
/// Each argument of which the evidence does not print the name lowers it, by a factor: the reader took that
/// argument from elsewhere, and may have taken the wrong one.
enum Confidence {
  /// The evidence prints a short or other form of the name: 区环保局 for 二七区环保局.
  static let otherForm = 0.95
  /// The evidence does not name the entity: it stands in an earlier sentence, or only the page implies it.
  static let elsewhere = 0.85
  /// The evidence prints no date: it is that of an earlier sentence.
  static let earlierDate = 0.9

  /// Two digits are all that such numbers mean.
  static func rounded(_ confidence: Double) -> Double { (confidence * 100).rounded() / 100 }
}

/// Tells what a fact assumes beyond the words of its evidence.
struct AssumptionReader {
  private let flow: PageFlow
  /// Where each entity of the article is spoken of, in reading order.
  private var places: [String: [Int]] = [:]

  /// Names are looked for in so many characters of the evidence, so that a page without full stops is read in
  /// linear time.
  private static let window = 400

  init(article: ArticleReading, flow: PageFlow) {
    self.flow = flow
    for mention in article.mentions {
      places[mention.name, default: []].append(mention.span.lowerBound)
    }
  }

  /// The factor by which what is assumed lowers the confidence of a fact.
  ///
  /// - Parameter articleName: The article's own name, which no sentence prints.
  func factor(
    of arguments: [FactArgument], _ columns: [RelationSignature.Column], at span: Span,
    articleName: String
  ) -> Double {
    var factor = 1.0
    for (argument, column) in zip(arguments, columns) {
      switch argument {
      case .text(let name) where column.namesEntity && name != articleName:
        if prints(name.scalarValues, in: span) { continue }
        factor *= isNamed(name, in: span) ? Confidence.otherForm : Confidence.elsewhere
      case .date(let date) where date != "XXXX-XX-XX":
        if !printsDate(in: span) { factor *= Confidence.earlierDate }
      default: continue
      }
    }
    return factor
  }

  /// Whether a name stands in a span; quotation marks and spaces do not count.
  private func prints(_ name: Scalars, in span: Span) -> Bool {
    let end = min(span.upperBound, span.lowerBound + Self.window, flow.count)
    var start = max(0, span.lowerBound)
    while start < end {
      if flow.scalars[start] == name.first, stands(name, at: start, limit: end) { return true }
      start += 1
    }
    return false
  }

  private func stands(_ name: Scalars, at start: Int, limit: Int) -> Bool {
    var index = start
    for scalar in name {
      while index < limit, isLayout(flow.scalars[index]) { index += 1 }
      guard index < limit, flow.scalars[index] == scalar else { return false }
      index += 1
    }
    return true
  }

  private func isLayout(_ scalar: UInt32) -> Bool {
    Glyph.isQuote(scalar) || scalar == Glyph.space || scalar == Glyph.newline
  }

  /// Whether a mention in the span means the entity.
  private func isNamed(_ name: String, in span: Span) -> Bool {
    guard let starts = places[name] else { return false }
    let next = starts.partitioningIndex { $0 >= span.lowerBound }
    return next < starts.count && starts[next] < span.upperBound
  }

  private func printsDate(in span: Span) -> Bool {
    let end = min(span.upperBound, span.lowerBound + Self.window, flow.count)
    guard span.lowerBound < end else { return false }
    return flow.scalars[max(0, span.lowerBound)..<end].contains { Self.dateWords.contains($0) }
  }

  /// 年 月 日 号.
  private static let dateWords: Set<UInt32> = [0x5E74, 0x6708, 0x65E5, 0x53F7]
}
