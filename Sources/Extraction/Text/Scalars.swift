/// Text as the extractor works on it: an array of Unicode scalar values, so that an index is a position.
typealias Scalars = [UInt32]

/// A half-open stretch of a ``PageFlow``.
typealias Span = Range<Int>

extension String {
  /// The scalar values of this string.
  var scalarValues: Scalars { unicodeScalars.map(\.value) }

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
