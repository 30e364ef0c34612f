import Datalog

/// What a checkpoint holds, with its own dense numbers for values, words, origins and pages.
struct CheckpointContent: Sendable {
  /// The values of facts.
  var values = ByteInterner()
  /// The texts of provenances; the first ones are the names of the pages.
  var words = ByteInterner()
  private(set) var pageCount = 0
  private(set) var origins: [OriginRow] = []
  private var originNumbers: [OriginRow: UInt32] = [:]
  var relations: [RelationContent] = []
  var texts: [StoredText] = []

  /// A provenance, its texts being numbers of words; the page's is that of the page too.
  struct OriginRow: Hashable {
    var page: UInt32
    var lower: Int
    var length: Int
    var line: Int
    var text: UInt32
    var rule: UInt32
    var confidence: UInt32
    var transaction: UInt64
  }

  /// The facts of one relation; a row has one origin here, and others in the list beside.
  struct RelationContent: Sendable {
    var schema: RelationSchema
    var columns: [[UInt32]]
    var origins: [UInt32] = []
    /// Further origins: a row and an origin, in the order of rows.
    var further: [(row: UInt32, origin: UInt32)] = []

    init(schema: RelationSchema) {
      self.schema = schema
      columns = Array(repeating: [], count: schema.arity)
    }
  }

  mutating func word(_ text: String) -> UInt32 { words.intern(ValueCoding.bytes(of: .text(text))) }

  /// The number of a page; pages must be numbered before other words are.
  mutating func page(_ name: String) -> UInt32 {
    let number = word(name)
    pageCount = max(pageCount, Int(number) + 1)
    return number
  }

  /// For each page, how many pairs of a fact and an origin it has.
  func pageCounts() -> [Int] {
    var counts = Array(repeating: 0, count: pageCount)
    func count(_ origin: UInt32) {
      let page = Int(origin) < origins.count ? Int(origins[Int(origin)].page) : .max
      if page < pageCount { counts[page] += 1 }
    }
    for relation in relations {
      for origin in relation.origins { count(origin) }
      for (_, origin) in relation.further { count(origin) }
    }
    return counts
  }

  /// The number of an origin; its page must have one.
  mutating func origin(_ origin: Origin) -> UInt32 {
    let provenance = origin.provenance
    let row = OriginRow(
      page: word(provenance.page), lower: provenance.range.lowerBound,
      length: provenance.range.count, line: provenance.line, text: word(provenance.text),
      rule: word(provenance.rule),
      confidence: words.intern(ValueCoding.bytes(of: .float(provenance.confidence))),
      transaction: origin.transaction)
    if let known = originNumbers[row] { return known }
    let number = UInt32(origins.count)
    originNumbers[row] = number
    origins.append(row)
    return number
  }
}
