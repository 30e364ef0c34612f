/// The type of a column.
public enum ValueType: String, Sendable, Hashable, CaseIterable {
  /// Text of any length.
  case text
  /// A whole number of 64 bits.
  case int
  /// A floating-point number of 64 bits.
  case float
  /// A calendar date, possibly with digits that are not known.
  case date
  /// True or false.
  case bool
  /// A value of any of the types above.
  case any
}
