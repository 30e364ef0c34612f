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
  /// The number of the transaction that stated the fact so; 0 when none did yet.
  ///
  /// It does not count when two provenances are compared: the same words read again are the same.
  public internal(set) var transaction = 0

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

extension Provenance {
  /// Whether both are the same words, read by the same rule.
  public static func == (first: Provenance, second: Provenance) -> Bool {
    first.range == second.range && first.line == second.line && first.page == second.page
      && first.text == second.text && first.rule == second.rule
      && first.confidence == second.confidence
  }

  /// Hashes what the comparison compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(page)
    hasher.combine(range)
    hasher.combine(text)
    hasher.combine(rule)
  }
}

extension Provenance {
  /// Whether the file can hold its numbers.
  var isStorable: Bool {
    range.lowerBound >= 0 && line >= 0 && range.upperBound < 1 << 55 && line < 1 << 55
      && !confidence.isNaN
  }
}

/// A provenance and the transaction that stated it.
struct Origin: Hashable, Sendable {
  let provenance: Provenance
  let transaction: UInt64

  init(_ provenance: Provenance, transaction: UInt64) {
    self.provenance = provenance
    self.transaction = transaction
  }

  /// What stands for an origin that only a forged file names.
  static let unknown = Origin(
    Provenance(page: "", range: 0..<0, line: 0, text: "", rule: "", confidence: 0), transaction: 0)

  /// The provenance with its transaction.
  var stated: Provenance {
    var stated = provenance
    stated.transaction = Int(truncatingIfNeeded: transaction)
    return stated
  }
}
