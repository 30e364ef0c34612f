public import Datalog

/// An enumeration takes part by its raw values.
///
/// ```swift
/// enum Level: Int, ValueConvertible { case low = 1, high }
///
/// let graded = RelationHandle<String, Level>("graded", "place", "level")
/// ```
extension ValueConvertible where Self: RawRepresentable, RawValue: ValueConvertible {
  /// The type of the raw values.
  public static var valueType: ValueType { RawValue.valueType }

  /// The instance with a raw value; `nil` for a value that is none.
  public init?(_ value: Value) {
    guard let raw = RawValue(value) else { return nil }
    self.init(rawValue: raw)
  }

  /// The raw value as a value.
  public var value: Value { rawValue.value }
}
