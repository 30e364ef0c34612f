/// Text as the extractor works on it: Unicode scalar values, so that an index is a position.
///
/// Looking outside the text gives a line break, and cutting outside it gives what lies inside: rules look a few
/// characters ahead and behind everywhere, and no text of any kind may make that a trap.
struct Scalars: RandomAccessCollection, ExpressibleByArrayLiteral, Equatable, Sendable {
  private var values: [UInt32]

  init(_ values: some Sequence<UInt32>) {
    self.values = Array(values)
  }

  init(arrayLiteral elements: UInt32...) {
    values = elements
  }

  var startIndex: Int { 0 }
  var endIndex: Int { values.count }
  var count: Int { values.count }

  @inline(__always)
  subscript(index: Int) -> UInt32 {
    index >= 0 && index < values.count ? values[index] : Glyph.newline
  }

  subscript(bounds: Range<Int>) -> ArraySlice<UInt32> {
    values[bounds.clamped(to: 0..<values.count)]
  }

  mutating func append(_ value: UInt32) { values.append(value) }

  mutating func removeLast() { _ = values.popLast() }

  mutating func reserveCapacity(_ capacity: Int) { values.reserveCapacity(capacity) }
}

/// A half-open stretch of a ``PageFlow``.
typealias Span = Range<Int>

/// The span between two positions, empty where the second does not lie behind the first.
///
/// It stands in front of the standard library's operator, which traps on reversed bounds: in damaged text mentions
/// overlap in every way, and what would lie between two of them is then nothing.
@inline(__always)
func ..< (lower: Int, upper: Int) -> Range<Int> {
  Range(uncheckedBounds: (lower, upper < lower ? lower : upper))
}

extension String {
  /// The scalar values of this string.
  var scalarValues: Scalars { Scalars(unicodeScalars.lazy.map(\.value)) }

  /// Creates a string from scalar values; a value that is no scalar becomes U+FFFD.
  init(scalarValues values: some Collection<UInt32>) {
    self.init(unsafeUninitializedCapacity: values.count * 4) { bytes in
      var length = 0
      for value in values {
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        for unit in scalar.utf8 {
          bytes[length] = unit
          length += 1
        }
      }
      return length
    }
  }
}

/// The scalar values that the extractor asks for by name.
enum Glyph {
  static let newline: UInt32 = 10
  static let space: UInt32 = 32
  static let comma = Glyph.value(",")
  static let enumerationComma = Glyph.value("、")
  static let fullStop = Glyph.value("。")
  static let colon = Glyph.value(":")
  static let semicolon = Glyph.value(";")
  static let openQuote = Glyph.value("“")
  static let closeQuote = Glyph.value("”")
  static let openInnerQuote = Glyph.value("‘")
  static let closeInnerQuote = Glyph.value("’")
  static let openTitle = Glyph.value("《")
  static let closeTitle = Glyph.value("》")
  static let openParenthesis = Glyph.value("(")
  static let closeParenthesis = Glyph.value(")")

  /// The value of one scalar.
  static func value(_ scalar: Unicode.Scalar) -> UInt32 { scalar.value }

  /// Whether the scalar ends a sentence.
  static func endsSentence(_ value: UInt32) -> Bool {
    value == fullStop || value == 0x21 || value == 0x3F || value == 0x2026
  }

  /// Whether the scalar is a quotation mark, a title mark or a bracket that closes.
  static func closes(_ value: UInt32) -> Bool {
    value == closeQuote || value == closeInnerQuote || value == closeTitle
      || value == closeParenthesis
  }

  /// Whether the scalar is a quotation mark.
  static func isQuote(_ value: UInt32) -> Bool {
    value == openQuote || value == closeQuote || value == openInnerQuote
      || value == closeInnerQuote
  }

  /// Whether the scalar is a Chinese character.
  static func isHan(_ value: UInt32) -> Bool {
    (0x4E00...0x9FFF).contains(value) || (0x3400...0x4DBF).contains(value) || value == 0x3007
      || (0x20000...0x3134F).contains(value)
  }

  /// Whether the scalar is an ASCII digit.
  static func isDigit(_ value: UInt32) -> Bool { (0x30...0x39).contains(value) }

  /// Whether the scalar is an ASCII letter.
  static func isLetter(_ value: UInt32) -> Bool {
    (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value)
  }

  /// Whether a name can hold the scalar: a Chinese character, a digit or a letter.
  static func isWord(_ value: UInt32) -> Bool {
    isHan(value) || isDigit(value) || isLetter(value) || value == 0xB7
  }
}
