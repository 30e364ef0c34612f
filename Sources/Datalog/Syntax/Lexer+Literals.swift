extension Lexer {
  /// Scans text in quotation marks; the opening one is `length` bytes long.
  ///
  /// Text may not run over a line's end: so a forgotten mark spoils one line and not the rest.
  mutating func scanText(openedBy length: Int) {
    let start = offset
    offset += length
    var text: [UInt8] = []
    while let byte = peek(), byte != UInt8(ascii: "\n") {
      if byte == UInt8(ascii: "\"") {
        offset += 1
        add(.text(String(decoding: text, as: UTF8.self)), from: start)
        return
      }
      if length > 1, let (scalar, width) = scalar(at: offset), scalar == "”" || scalar == "＂" {
        offset += width
        add(.text(String(decoding: text, as: UTF8.self)), from: start)
        return
      }
      if byte == UInt8(ascii: "\\") {
        scanEscape(into: &text)
      } else {
        text.append(byte)
        offset += 1
      }
    }
    let span = span(from: start)
    diagnostics.append(
      Diagnostic(.unterminatedText, "the text that begins here is not closed on its line", at: span)
        .fixing(
          "add '\"' where the text ends; a line break in it is written '\\n'",
          at: SourceSpan(source, offset..<offset), with: "\""))
    add(.text(String(decoding: text, as: UTF8.self)), from: start)
  }

  /// Scans text in marks that other languages use, up to the closing one on the same line.
  mutating func scanForeignText(closedBy close: Unicode.Scalar) {
    let start = offset
    offset += scalar(at: offset)?.length ?? 1
    let first = offset
    while let (scalar, length) = scalar(at: offset), scalar != "\n", scalar != close {
      offset += length
    }
    let text = source.text(in: first..<offset)
    if let (scalar, length) = scalar(at: offset), scalar == close { offset += length }
    let written = source.text(in: start..<offset)
    diagnostics.append(
      Diagnostic(
        .unexpectedCharacter, "text stands in double quotation marks, not \(written)",
        at: span(from: start)
      ).fixing("write \(Value.quote(text))", at: span(from: start), with: Value.quote(text)))
    add(.text(text), from: start)
  }

  private mutating func scanEscape(into text: inout [UInt8]) {
    let start = offset
    offset += 1
    guard let byte = peek() else { return }
    switch byte {
    case UInt8(ascii: "n"): text.append(UInt8(ascii: "\n"))
    case UInt8(ascii: "t"): text.append(UInt8(ascii: "\t"))
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(byte)
    case UInt8(ascii: "u"):
      offset += 1
      scanUnicodeEscape(from: start, into: &text)
      return
    default:
      if byte != UInt8(ascii: "\n") { offset += self.scalar(at: offset)?.length ?? 1 }
      report(
        .badEscape, "no such escape; known are \\n \\t \\\" \\\\ and \\u{…}", from: start)
      return
    }
    offset += 1
  }

  /// Scans `{1F600}` behind `\u`.
  private mutating func scanUnicodeEscape(from start: Int, into text: inout [UInt8]) {
    var value: UInt32 = 0
    var digits = 0
    if peek() == UInt8(ascii: "{") {
      offset += 1
      while let digit = peek().flatMap({ Character(UnicodeScalar($0)).hexDigitValue }), digits < 8 {
        value = value << 4 | UInt32(digit)
        digits += 1
        offset += 1
      }
      if digits > 0, peek() == UInt8(ascii: "}"), let scalar = Unicode.Scalar(value) {
        offset += 1
        text.append(contentsOf: Array(String(scalar).utf8))
        return
      }
    }
    report(
      .badEscape, "expected '\\u{…}' with the number of a character in hexadecimal", from: start)
  }

  /// Scans a relation's name in backquotes.
  mutating func scanQuotedName() {
    let start = offset
    offset += 1
    while let byte = peek(), byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "`") { offset += 1 }
    let name = source.text(in: (start + 1)..<offset)
    if peek() == UInt8(ascii: "`") {
      offset += 1
      if name.isEmpty { report(.unexpectedCharacter, "a name in backquotes is empty", from: start) }
    } else {
      report(.unterminatedText, "the name that begins here is not closed by '`'", from: start)
    }
    add(.quotedName(name), from: start)
  }

  /// Scans a whole or floating-point number; `_` may group its digits.
  mutating func scanNumber() {
    let start = offset
    var isFloat = false
    takeDigits()
    if peek() == UInt8(ascii: "."), isDigit(peek(1)) {
      isFloat = true
      offset += 1
      takeDigits()
    }
    if let byte = peek(), byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      let signed = peek(1) == UInt8(ascii: "-") || peek(1) == UInt8(ascii: "+")
      if isDigit(peek(signed ? 2 : 1)) {
        isFloat = true
        offset += signed ? 2 : 1
        takeDigits()
      }
    }
    if let (scalar, _) = scalar(at: offset), scalar.properties.isXIDContinue {
      _ = takeName()
      let written = source.text(in: start..<offset)
      diagnostics.append(
        Diagnostic(
          .badNumber, "'\(written)' is no number, and a bare word begins with a letter",
          at: span(from: start)
        ).fixing(
          "put the text in quotation marks: \"\(written)\"", at: span(from: start),
          with: Value.quote(written)))
      add(.text(written), from: start)
      return
    }
    let digits = source.text(in: start..<offset).filter { $0 != "_" }
    if isFloat {
      addFloat(digits, from: start)
    } else if let number = UInt64(digits), number <= 1 << 63 {
      add(.integer(number), from: start)
    } else {
      report(
        .integerOverflow, "'\(digits)' does not fit in 64 bits; the largest is 9223372036854775807",
        from: start)
      add(.integer(0), from: start)
    }
  }

  private mutating func addFloat(_ digits: String, from start: Int) {
    let number = Double(digits) ?? .infinity
    if !number.isFinite {
      report(.badNumber, "'\(digits)' is too large for a floating-point number", from: start)
    }
    add(.float(number.isFinite ? number : 0), from: start)
  }

  private mutating func takeDigits() {
    while let byte = peek(), isDigit(byte) || (byte == UInt8(ascii: "_") && isDigit(peek(1))) {
      offset += 1
    }
  }

  private func isDigit(_ byte: UInt8?) -> Bool {
    byte.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
  }

  /// Scans `@2018-08-15`.
  mutating func scanDate() {
    let start = offset
    offset += 1
    while let byte = peek(),
      isDigit(byte) || byte == UInt8(ascii: "X") || byte == UInt8(ascii: "x")
        || (byte == UInt8(ascii: "-") && isDatePart(peek(1)))
    {
      offset += 1
    }
    let written = source.text(in: (start + 1)..<offset)
    if let date = CalendarDate(written) {
      add(.date(date), from: start)
      return
    }
    let isWellFormed = CalendarDate(String(written.map { $0.isNumber ? "X" : $0 })) != nil
    var diagnostic = Diagnostic(
      .badDate,
      isWellFormed
        ? "'@\(written)' is no date; the calendar has no such day"
        : "'@\(written)' is no date; expected YYYY, YYYY-MM or YYYY-MM-DD with X for unknown digits",
      at: span(from: start))
    if let mended = Self.mendedDate(written) {
      diagnostic = diagnostic.fixing(
        "did you mean '@\(mended)'?", at: span(from: start),
        with: "@\(mended)")
    }
    diagnostics.append(diagnostic)
    add(.date(.unknown), from: start)
  }

  private func isDatePart(_ byte: UInt8?) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "X") || byte == UInt8(ascii: "x")
  }

  /// The date with small x raised and short months and days filled up, if that gives one.
  private static func mendedDate(_ written: String) -> CalendarDate? {
    let parts = written.uppercased().split(separator: "-", omittingEmptySubsequences: false)
    let padded = parts.enumerated().map { index, part in
      index > 0 && part.count == 1 ? "0" + part : String(part)
    }
    return CalendarDate(padded.joined(separator: "-"))
  }

  /// Scans `$name`.
  mutating func scanParameter() {
    let start = offset
    offset += 1
    let name = takeName()
    if name.isEmpty {
      report(.unexpectedCharacter, "expected a parameter's name behind '$'", from: start)
    }
    add(.parameter(name), from: start)
  }
}
