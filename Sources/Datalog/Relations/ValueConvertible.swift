/// A Swift type whose instances are values of one type of the query language.
///
/// `String`, `Int`, `Double`, `Bool`, ``CalendarDate`` and ``Value`` itself are such types. They are
/// the arguments and results of a ``QueryFunction`` and the columns of a ``RelationHandle``.
public protocol ValueConvertible: Sendable {
  /// The type of the values; ``ValueType/any`` when they may be of several types.
  static var valueType: ValueType { get }
  /// The instance that a value stands for; `nil` for a value of another type.
  init?(_ value: Value)
  /// The value that stands for the instance.
  var value: Value { get }
}

extension String: ValueConvertible {
  /// Text.
  public static var valueType: ValueType { .text }

  /// The text; `nil` for a value that is none.
  public init?(_ value: Value) {
    guard case .text(let text) = value else { return nil }
    self = text
  }

  /// The text as a value.
  public var value: Value { .text(self) }
}

extension Int: ValueConvertible {
  /// A whole number.
  public static var valueType: ValueType { .int }

  /// The whole number; `nil` for a value that is none.
  public init?(_ value: Value) {
    guard case .int(let number) = value else { return nil }
    self = number
  }

  /// The number as a value.
  public var value: Value { .int(self) }
}

extension Double: ValueConvertible {
  /// A floating-point number.
  public static var valueType: ValueType { .float }

  /// The number, which may be whole; `nil` for a value that is none.
  public init?(_ value: Value) {
    switch value {
    case .float(let number): self = number
    case .int(let number): self.init(number)
    default: return nil
    }
  }

  /// The number as a value.
  public var value: Value { .float(self) }
}

extension Bool: ValueConvertible {
  /// A truth value.
  public static var valueType: ValueType { .bool }

  /// The truth value; `nil` for a value that is none.
  public init?(_ value: Value) {
    guard case .bool(let flag) = value else { return nil }
    self = flag
  }

  /// The truth value as a value.
  public var value: Value { .bool(self) }
}

extension CalendarDate: ValueConvertible {
  /// A date.
  public static var valueType: ValueType { .date }

  /// The date; `nil` for a value that is none.
  public init?(_ value: Value) {
    guard case .date(let date) = value else { return nil }
    self = date
  }

  /// The date as a value.
  public var value: Value { .date(self) }
}

extension Value: ValueConvertible {
  /// Any type.
  public static var valueType: ValueType { .any }

  /// The value itself.
  public init?(_ value: Value) { self = value }

  /// The value itself.
  public var value: Value { self }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral
{
  /// Text, as in `["who": "高天翼"]`.
  public init(stringLiteral text: String) { self = .text(text) }

  /// A whole number.
  public init(integerLiteral number: Int) { self = .int(number) }

  /// A floating-point number.
  public init(floatLiteral number: Double) { self = .float(number) }

  /// A truth value.
  public init(booleanLiteral flag: Bool) { self = .bool(flag) }
}
