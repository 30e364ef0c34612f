/// A value that a fact holds: text, a number, a date or a truth value.
///
/// Values have one total order, which sorts answers: truth values, then numbers by size, then dates
/// as they are written, then text by its Unicode scalars. It does not depend on a locale.
public enum Value: Sendable, Hashable {
  /// Text.
  case text(String)
  /// A whole number.
  case int(Int)
  /// A floating-point number, never NaN.
  case float(Double)
  /// A date, possibly with unspecified digits.
  case date(CalendarDate)
  /// A truth value.
  case bool(Bool)

  /// The value's type.
  public var type: ValueType {
    switch self {
    case .text: .text
    case .int: .int
    case .float: .float
    case .date: .date
    case .bool: .bool
    }
  }

  /// The value as an answer shows it: text without quotation marks, a date without its `@`.
  public var displayText: String {
    switch self {
    case .text(let text): text
    case .int(let number): String(number)
    case .float(let number): Value.format(number)
    case .date(let date): date.description
    case .bool(let flag): flag ? "true" : "false"
    }
  }

  /// The shortest decimal form that reads back as the same number.
  static func format(_ number: Double) -> String {
    let text = "\(number)"
    return text.hasSuffix(".0") && text.count > 17 ? String(text.dropLast(2)) + ".0" : text
  }
}

extension Value: CustomStringConvertible {
  /// The value as a script writes it: `"text"`, `42`, `1.5`, `@2018-08-15`, `true`.
  public var description: String {
    switch self {
    case .text(let text): Value.quote(text)
    case .date(let date): "@\(date)"
    case .int, .float, .bool: displayText
    }
  }

  /// The text between quotation marks, with the escapes a script needs to read it back.
  public static func quote(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          quoted += "\\u{\(String(scalar.value, radix: 16))}"
        } else {
          quoted.unicodeScalars.append(scalar)
        }
      }
    }
    return quoted + "\""
  }
}

extension Value: Comparable {
  /// Whether the first value sorts before the second.
  public static func < (first: Value, second: Value) -> Bool {
    switch (first, second) {
    case (.text(let a), .text(let b)): return a.unicodeScalarsPrecede(b)
    case (.int(let a), .int(let b)): return a < b
    case (.float(let a), .float(let b)): return a < b
    case (.int(let a), .float(let b)):
      return Value.compare(a, b) != .greater  // 1 sorts before 1.0
    case (.float(let a), .int(let b)): return Value.compare(b, a) == .greater
    case (.date(let a), .date(let b)): return a < b
    case (.bool(let a), .bool(let b)): return !a && b
    default: return first.rank < second.rank
    }
  }

  private var rank: Int {
    switch self {
    case .bool: 0
    case .int, .float: 1
    case .date: 2
    case .text: 3
    }
  }

  enum Ordering: Sendable {
    case less
    case equal
    case greater
  }

  /// Compares a whole number with a floating-point one without rounding either.
  static func compare(_ whole: Int, _ number: Double) -> Ordering {
    if number >= 0x1p63 { return .less }
    if number < -0x1p63 { return .greater }
    let truncated = Int(number)
    if whole != truncated { return whole < truncated ? .less : .greater }
    let rest = number - Double(truncated)
    return rest > 0 ? .less : rest < 0 ? .greater : .equal
  }
}

extension String {
  /// Whether this text sorts before the other by Unicode scalars (UTF-8 bytes sort the same way).
  func unicodeScalarsPrecede(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}
