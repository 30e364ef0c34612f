/// A line of a lexicon, cut into words.
struct LexiconLine {
  /// A word with its place.
  struct Word {
    /// The word in the narrow forms that pages are read in.
    var text: String
    /// The column of its first character, from 1.
    var column: Int
    /// Its bytes, from the start of the whole text.
    var bytes: Range<Int>
  }

  /// The line's number, from 1.
  var number = 0
  var words: [Word] = []
  /// A quotation mark without a partner.
  var openQuotation: Word?
  /// The place behind the last word.
  var end = Word(text: "", column: 1, bytes: 0..<0)
  /// The words with what stands between them: offsets of scalars in the whole text.
  var statementRange = 0..<0
  var statement = ""

  /// The lines of a text.
  static func lines(of text: String) -> [LexiconLine] {
    var lines: [LexiconLine] = []
    var cursor = Cursor()
    // A carriage return in front of a line feed is a space like any other.
    for piece in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
      lines.append(line(Array(piece), number: lines.count + 1, &cursor))
      cursor.byte += 1
      cursor.scalar += 1
    }
    return lines
  }

  /// Where reading is, from the start of the whole text.
  private struct Cursor {
    var byte = 0
    var scalar = 0
  }

  private static func line(_ scalars: [Unicode.Scalar], number: Int, _ cursor: inout Cursor)
    -> LexiconLine
  {
    var line = LexiconLine(number: number)
    let folded = PageFlow.fold(Scalars(scalars.map(\.value)))
    let bytes = scalars.reduce(into: [cursor.byte]) { offsets, scalar in
      offsets.append((offsets.last ?? 0) + scalar.utf8.count)
    }
    func word(_ content: Range<Int>, at range: Range<Int>) -> Word {
      var prefix = String.UnicodeScalarView()
      prefix.append(contentsOf: scalars[..<range.lowerBound])
      return Word(
        text: String(scalarValues: folded[content]), column: String(prefix).count + 1,
        bytes: bytes[range.lowerBound]..<bytes[range.upperBound])
    }
    var index = 0
    var covered: Range<Int>?
    while index < scalars.count, folded[index] != 0x23 {
      guard !isSpace(folded[index]) else {
        index += 1
        continue
      }
      let start = index
      if Glyph.isQuote(folded[index]) {
        index += 1
        while index < scalars.count, !Glyph.isQuote(folded[index]) { index += 1 }
        guard index < scalars.count else {
          line.openQuotation = word(start..<start + 1, at: start..<start + 1)
          break
        }
        index += 1
        line.words.append(word(start + 1..<index - 1, at: start..<index))
      } else {
        while index < scalars.count, !isSpace(folded[index]), folded[index] != 0x23 { index += 1 }
        line.words.append(word(start..<index, at: start..<index))
      }
      covered = (covered?.lowerBound ?? start)..<index
    }
    let reach = covered ?? 0..<0
    line.end = word(reach.upperBound..<reach.upperBound, at: reach.upperBound..<reach.upperBound)
    line.statementRange = cursor.scalar + reach.lowerBound..<cursor.scalar + reach.upperBound
    line.statement = String(scalarValues: scalars[reach].map(\.value))
    cursor.byte = bytes.last ?? cursor.byte
    cursor.scalar += scalars.count
    return line
  }

  private static func isSpace(_ scalar: UInt32) -> Bool {
    scalar == Glyph.space || scalar == Glyph.newline
  }
}
