/// A number as a page prints it: Arabic, Chinese or mixed, with 万 and 亿, exact or approximate.
struct ChineseNumber: Equatable, Sendable {
  /// The value: `1.2亿` is 120000000.
  var value: Double
  /// Whether the text says about how many: 余, 多, 近, 约, 以上.
  var isApproximate: Bool
  /// How many scalars the number takes, with 余 or 多 behind it.
  var length: Int

  /// Reads the number that starts at `start`, if one does.
  ///
  /// - Complexity: linear in the digits read.
  static func read(_ text: Scalars, at start: Int, limit: Int) -> ChineseNumber? {
    var reader = NumberReader(text: text, index: start, limit: limit)
    guard var value = reader.number() else { return nil }
    let approximate = reader.skipApproximation(&value)
    return ChineseNumber(value: value, isApproximate: approximate, length: reader.index - start)
  }

  static let digits: NumberMap<UInt32, Double> = [
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
    "八": 8, "九": 9,
  ].reduce(into: NumberMap()) { table, entry in
    for scalar in entry.key.unicodeScalars { table[scalar.value] = entry.value }
  }

  static let smallUnits: NumberMap<UInt32, Double> = [
    0x5341: 10, 0x767E: 100, 0x5343: 1000,
  ]

  static let largeUnits: NumberMap<UInt32, Double> = [0x4E07: 10_000, 0x4EBF: 100_000_000]

  /// Whether a scalar can be part of a Chinese numeral.
  static func isNumeral(_ value: UInt32) -> Bool {
    digits[value] != nil || smallUnits[value] != nil || largeUnits[value] != nil
  }
}

/// The cursor behind ``ChineseNumber``.
private struct NumberReader {
  let text: Scalars
  var index: Int
  let limit: Int

  var peek: UInt32 { index < limit ? text[index] : Glyph.newline }

  mutating func number() -> Double? {
    Glyph.isDigit(peek) ? arabic() : chinese()
  }

  /// `1.2亿`, `3,000`, `20万`.
  mutating func arabic() -> Double? {
    var value = 0.0
    var digitCount = 0
    while index < limit, digitCount < 18 {
      let scalar = text[index]
      if Glyph.isDigit(scalar) {
        value = value * 10 + Double(scalar - 0x30)
        digitCount += 1
        index += 1
      } else if scalar == Glyph.comma, isThousandsGroup(after: index) {
        index += 1
      } else {
        break
      }
    }
    guard digitCount > 0 else { return nil }
    if peek == 0x2E, index + 1 < limit, Glyph.isDigit(text[index + 1]) {
      index += 1
      var scale = 0.1
      while Glyph.isDigit(peek) && scale > 1e-12 {
        value += Double(peek - 0x30) * scale
        scale /= 10
        index += 1
      }
    }
    var units = 0
    while units < 3, let factor = unit(peek) {
      value *= factor
      units += 1
      index += 1
    }
    return value.isFinite ? (value * 1e6).nearestWhole / 1e6 : nil
  }

  private func unit(_ scalar: UInt32) -> Double? {
    ChineseNumber.largeUnits[scalar] ?? ChineseNumber.smallUnits[scalar]
  }

  private func isThousandsGroup(after comma: Int) -> Bool {
    guard comma + 3 < limit, Glyph.isDigit(text[comma + 1]), Glyph.isDigit(text[comma + 2]),
      Glyph.isDigit(text[comma + 3])
    else { return false }
    return comma + 4 >= limit || !Glyph.isDigit(text[comma + 4])
  }

  /// `二十四`, `一百零五`, `两千`, `三万六千`.
  mutating func chinese() -> Double? {
    var total = 0.0
    var section = 0.0
    var digit: Double?
    var read = 0
    while index < limit, read < 24 {
      let scalar = text[index]
      if let value = ChineseNumber.digits[scalar] {
        // Two digits in a row are a list such as 三四十 or a year, and no number of ours.
        if let before = digit, before != 0 { return nil }
        digit = value
      } else if let unit = ChineseNumber.smallUnits[scalar] {
        section += (digit ?? (section == 0 ? 1 : 0)) * unit
        digit = nil
      } else if let unit = ChineseNumber.largeUnits[scalar], read > 0 {
        total = (total + section + (digit ?? 0)) * unit
        section = 0
        digit = nil
      } else {
        break
      }
      read += 1
      index += 1
    }
    guard read > 0, total.isFinite else { return nil }
    return total + section + (digit ?? 0)
  }

  mutating func skipApproximation(_ value: inout Double) -> Bool {
    // 余, 多, 来
    guard peek == 0x4F59 || peek == 0x591A else { return false }
    index += 1
    if let factor = ChineseNumber.largeUnits[peek] {
      value *= factor
      index += 1
      return true
    }
    return true
  }
}

extension Double {
  /// The nearest whole number; a number too large for 64 bits is whole as it is.
  ///
  /// The standard library's `rounded()` needs the C library for mathematics, which a program that imports nothing
  /// does not link.
  var nearestWhole: Double {
    guard abs(self) < 9e15 else { return self }
    return Double(Int64(self + (self < 0 ? -0.5 : 0.5)))
  }
}
