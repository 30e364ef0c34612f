/// One relation between names that a page states, with the words that state it.
///
/// The relation's names and the order of its arguments are those of the ontology: for example
/// `visited(高天翼, 高砦农贸市场, 督导, XXXX-08-09)`.
public struct ExtractedFact: Hashable, Sendable {
  /// The relation's name, one of the ontology's.
  public var relation: String
  /// The arguments in the ontology's order.
  public var arguments: [FactArgument]
  /// The words of the page that state the fact.
  public var evidence: Evidence
  /// The name of the extraction rule that found it, for example `visited-place`.
  public var rule: String
  /// How sure the extraction rule is, above 0 and at most 1.
  public var confidence: Double
  /// The article's number on its page, from 1.
  public var article: Int

  /// Creates a fact.
  public init(
    relation: String, arguments: [FactArgument], evidence: Evidence, rule: String,
    confidence: Double, article: Int
  ) {
    self.relation = relation
    self.arguments = arguments
    self.evidence = evidence
    self.rule = rule
    self.confidence = confidence
    self.article = article
  }
}

/// An argument of an extracted fact.
public enum FactArgument: Hashable, Sendable {
  /// A canonical name or other text.
  case text(String)
  /// A whole number: a count, an article's number, an offset.
  case integer(Int)
  /// A number with a fraction.
  case number(Double)
  /// A date of ISO 8601-2 (EDTF) with `X` for every digit the text does not give: `XXXX-08-15`.
  /// A date that the text does not give at all is `XXXX-XX-XX`.
  case date(String)
}

/// A stretch of the original file.
public struct Evidence: Hashable, Sendable {
  /// Where the evidence stands: offsets of Unicode scalars in the original file, half open.
  ///
  /// Cutting the file's scalars at this range gives ``text``.
  public var range: Range<Int>
  /// The words as they stand in the file, line breaks of newspaper columns included.
  public var text: String

  /// Creates evidence.
  public init(range: Range<Int>, text: String) {
    self.range = range
    self.text = text
  }
}
