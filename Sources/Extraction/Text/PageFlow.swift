/// The running text of a page: its parts one after another with column breaks joined, and where each scalar stands
/// in the original file.
///
/// Parts are separated by a newline. Full-width letters, digits and punctuation are stored as their ASCII forms, one
/// scalar for one scalar, so that the word lists need one spelling only.
struct PageFlow: Sendable {
  /// The original file's scalars.
  let source: Scalars
  /// The running text.
  private(set) var scalars: Scalars = []
  /// For each scalar of the running text, its offset in ``source``.
  private(set) var origins: [Int32] = []

  init(source: Scalars) {
    self.source = source
    scalars.reserveCapacity(source.count)
    origins.reserveCapacity(source.count)
  }

  var count: Int { scalars.count }

  /// Appends the original scalars of `range`.
  mutating func append(_ range: Range<Int>, folded: Scalars) {
    for offset in range {
      scalars.append(folded[offset])
      origins.append(Int32(clamping: offset))
    }
  }

  /// Appends a scalar that stands at `offset` in the original, or stands for the break there.
  mutating func append(_ scalar: UInt32, at offset: Int) {
    scalars.append(scalar)
    origins.append(Int32(clamping: offset))
  }

  /// The text of a span, with column breaks joined.
  func text(_ span: Span) -> String { String(scalarValues: scalars[span.clamped(to: 0..<count)]) }

  /// The text of a span without quotation marks and spaces, as keys are spelled.
  func key(_ span: Span) -> String {
    String(
      scalarValues: scalars[span.clamped(to: 0..<count)].lazy.filter {
        !Glyph.isQuote($0) && $0 != Glyph.space && $0 != Glyph.newline
      })
  }

  /// The evidence for a span: the exact cut of the original file.
  func evidence(_ span: Span) -> Evidence {
    let range = evidenceRange(span)
    return Evidence(range: range, text: String(scalarValues: source[range]))
  }

  /// Where the evidence for a span stands in the original file.
  func evidenceRange(_ span: Span) -> Range<Int> {
    let clamped = span.clamped(to: 0..<count)
    guard let last = clamped.last else {
      let at = clamped.lowerBound < count ? Int(origins[clamped.lowerBound]) : source.count
      return at..<at
    }
    return Int(origins[clamped.lowerBound])..<Int(origins[last]) + 1
  }

  /// The scalar at an index, or a newline outside the text.
  @inline(__always)
  func at(_ index: Int) -> UInt32 {
    scalars[index]
  }

  /// Folds full-width forms and the many kinds of quotation marks and spaces, one scalar for one scalar.
  static func fold(_ source: Scalars) -> Scalars {
    var straightQuoteIsOpen = false
    return Scalars(
      source.map { value -> UInt32 in
        switch value {
        case 0xFF01...0xFF5E: return value - 0xFEE0
        case 0x3000, 0xA0, 0x09, 0x2002, 0x2003, 0x2009, 0x200B, 0xFEFF: return Glyph.space
        case 0x0A, 0x0D, 0x2028, 0x2029, 0x0B, 0x0C, 0x85:
          straightQuoteIsOpen = false
          return Glyph.newline
        case 0x22:
          straightQuoteIsOpen.toggle()
          return straightQuoteIsOpen ? Glyph.openQuote : Glyph.closeQuote
        case 0x300C, 0x300E, 0x201F: return Glyph.openQuote
        case 0x300D, 0x300F, 0x301E: return Glyph.closeQuote
        case 0xFE52, 0xFF61: return Glyph.fullStop
        case 0x2022, 0x2027, 0x30FB, 0xFF65: return 0xB7
        case 0x3008: return Glyph.openTitle
        case 0x3009: return Glyph.closeTitle
        case 0x3010, 0x3014, 0xFF3B: return 0x5B
        case 0x3011, 0x3015, 0xFF3D: return 0x5D
        default: return value
        }
      })
  }
}
