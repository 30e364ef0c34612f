/// Where a stated fact comes from: the words of a page, and the extraction rule that read them.
public struct Provenance: Sendable, Hashable {
  /// The page's file name.
  public let page: String
  /// The words' place in the page: offsets of Unicode scalars, half open.
  public let range: Range<Int>
  /// The line of the page on which the words begin, from 1.
  public let line: Int
  /// The words as they stand in the page, line breaks included.
  public let text: String
  /// The name of the extraction rule.
  public let rule: String
  /// How sure the extraction rule is, above 0 and at most 1.
  public let confidence: Double

  /// Creates a provenance.
  public init(
    page: String, range: Range<Int>, line: Int, text: String, rule: String, confidence: Double
  ) {
    self.page = page
    self.range = range
    self.line = line
    self.text = text
    self.rule = rule
    self.confidence = confidence
  }
}
