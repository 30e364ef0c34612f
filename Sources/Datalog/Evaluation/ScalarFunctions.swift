/// The built-in functions on values.
enum ScalarFunctions {
  /// The value of a function, or `nil` if it has none for these arguments.
  static func apply(_ function: ScalarFunction, _ arguments: [Value], _ span: SourceSpan)
    throws(ArithmeticError) -> Value?
  {
    switch (function, arguments.first) {
    case (.length, .text(let text)): return .int(text.count)
    case (.lower, .text(let text)): return .text(text.lowercased())
    case (.upper, .text(let text)): return .text(text.uppercased())
    case (.trim, .text(let text)): return .text(trimmed(text))
    case (.substring, .text(let text)): return substring(text, arguments)
    case (.replace, .text(let text)): return try replace(text, arguments, span)
    case (.splitPart, .text(let text)): return splitPart(text, arguments)
    case (.text, let value?): return .text(value.displayText)
    case (.int, let value?): return try integer(value, span)
    case (.float, let value?): return float(value)
    case (.abs, .int(let number)):
      guard number != .min else { throw overflow("abs", span) }
      return .int(Swift.abs(number))
    case (.abs, .float(let number)): return .float(Swift.abs(number))
    case (.round, .float(let number)): return try whole(number.rounded(), "round", span)
    case (.floor, .float(let number)): return try whole(number.rounded(.down), "floor", span)
    case (.ceil, .float(let number)): return try whole(number.rounded(.up), "ceil", span)
    case (.round, .int), (.floor, .int), (.ceil, .int): return arguments[0]
    case (.min, let value?): return Swift.min(value, arguments[1])
    case (.max, let value?): return Swift.max(value, arguments[1])
    case (.year, .date(let date)): return date.year.map(Value.int)
    case (.month, .date(let date)): return date.month.map(Value.int)
    case (.day, .date(let date)): return date.day.map(Value.int)
    case (.days, .date(let date)):
      guard case .date(let other) = arguments[1] else { return nil }
      return date.days(until: other).map(Value.int)
    default: return nil
    }
  }

  private static func overflow(_ function: String, _ span: SourceSpan) -> ArithmeticError {
    ArithmeticError(
      code: .overflow, message: "the result of '\(function)' does not fit in 64 bits", span: span)
  }

  private static func whole(_ number: Double, _ function: String, _ span: SourceSpan)
    throws(ArithmeticError) -> Value
  {
    guard let whole = Int(exactly: number) else { throw overflow(function, span) }
    return .int(whole)
  }

  private static func trimmed(_ text: String) -> String {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
      let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(text[first...last])
  }

  /// Characters count from 1; what lies outside the text is left out.
  private static func substring(_ text: String, _ arguments: [Value]) -> Value? {
    guard case .int(let start) = arguments[1], case .int(let count) = arguments[2] else {
      return nil
    }
    guard count > 0 else { return .text("") }
    // With a positive count only a positive start can overflow.
    let (end, overflow) = start.addingReportingOverflow(count)
    let skipped = start > 1 ? start - 1 : 0
    let last = overflow ? Int.max : end > 1 ? end - 1 : 0
    guard last > skipped else { return .text("") }
    return .text(String(text.dropFirst(skipped).prefix(last - skipped)))
  }

  private static func replace(_ text: String, _ arguments: [Value], _ span: SourceSpan)
    throws(ArithmeticError) -> Value?
  {
    guard case .text(let part) = arguments[1], case .text(let other) = arguments[2] else {
      return nil
    }
    guard !part.isEmpty else { return .text(text) }
    let pieces = Array(text.utf8).split(around: Array(part.utf8))
    let size = text.utf8.count + (pieces.count - 1) * other.utf8.count
    guard size <= longestText else {
      throw ArithmeticError(
        code: .overflow, message: "the text would be longer than \(longestText) bytes", span: span)
    }
    return .text(String(decoding: Array(pieces.joined(separator: other.utf8)), as: UTF8.self))
  }

  /// The most bytes that a text made by a function may have.
  static let longestText = 1 << 28

  /// Parts count from 1; one that is not there is the empty text.
  private static func splitPart(_ text: String, _ arguments: [Value]) -> Value? {
    guard case .text(let separator) = arguments[1], case .int(let number) = arguments[2] else {
      return nil
    }
    guard !separator.isEmpty else { return .text(number == 1 ? text : "") }
    let parts = Array(text.utf8).split(around: Array(separator.utf8))
    guard number >= 1, number <= parts.count else { return .text("") }
    return .text(String(decoding: parts[number - 1], as: UTF8.self))
  }

  private static func integer(_ value: Value, _ span: SourceSpan) throws(ArithmeticError) -> Value?
  {
    switch value {
    case .int: return value
    case .float(let number): return try whole(number.rounded(.towardZero), "int", span)
    case .text(let text): return Int(trimmed(text)).map(Value.int)
    case .bool(let flag): return .int(flag ? 1 : 0)
    case .date: return nil
    }
  }

  private static func float(_ value: Value) -> Value? {
    switch value {
    case .float: value
    case .int(let number): .float(Double(number))
    case .text(let text): Double(trimmed(text)).flatMap { $0.isFinite ? .float($0) : nil }
    case .bool, .date: nil
    }
  }
}

extension ScalarFunctions {
  /// Whether a test holds.
  static func holds(
    _ test: TestFunction, _ arguments: [Value], _ patterns: inout [String: RegularExpression?]
  ) -> Bool {
    guard case .text(let text) = arguments[0], case .text(let other) = arguments[1] else {
      return false
    }
    switch test {
    case .contains: return text.holds(other)
    case .startsWith: return text.utf8.starts(with: other.utf8)
    case .endsWith: return text.utf8.reversed().starts(with: other.utf8.reversed())
    case .matches:
      if patterns[other] == nil {
        if patterns.count > 1000 { patterns.removeAll() }
        patterns[other] = .some(try? RegularExpression(other))
      }
      return (patterns[other] ?? nil)?.matches(in: text) ?? false
    case .similar:
      let threshold: Double
      switch arguments[2] {
      case .float(let number): threshold = number
      case .int(let number): threshold = Double(number)
      default: return false
      }
      return similarity(text, other) >= threshold
    }
  }

  /// One minus the edits between two texts in proportion to the longer one's length: 1 for equal
  /// texts, 0 for texts with nothing in common.
  static func similarity(_ first: String, _ second: String) -> Double {
    let (one, other) = (Array(first), Array(second))
    let longest = max(one.count, other.count)
    guard longest > 0 else { return 1 }
    return 1 - Double(NearNames.editDistance(one, other)) / Double(longest)
  }
}

extension String {
  /// Whether a text occurs in this one, byte for byte.
  ///
  /// Written out, because the standard library's search for collections takes microseconds a call.
  fileprivate func holds(_ part: String) -> Bool {
    var (text, part) = (self, part)
    return text.withUTF8 { text in
      part.withUTF8 { part in
        guard let first = part.first else { return true }
        guard part.count <= text.count else { return false }
        for start in 0...(text.count - part.count) where text[start] == first {
          if text[start..<start + part.count].elementsEqual(part) { return true }
        }
        return false
      }
    }
  }
}

extension [UInt8] {
  /// The stretches between the places where a part occurs, from left to right.
  fileprivate func split(around part: [UInt8]) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var start = 0
    var index = 0
    while index + part.count <= count {
      if self[index..<(index + part.count)].elementsEqual(part) {
        pieces.append(self[start..<index])
        index += part.count
        start = index
      } else {
        index += 1
      }
    }
    pieces.append(self[start...])
    return pieces
  }
}
