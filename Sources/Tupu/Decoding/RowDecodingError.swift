import Datalog

/// A column of an answer and a property of a type that do not fit each other.
public struct RowDecodingError: Error, Sendable, CustomStringConvertible {
  /// The column's name; `nil` when the answer has no such column.
  public let column: String?
  /// The coding key that asked for the column; `nil` when a single value was asked for.
  public let key: String?
  /// The Swift type that was asked for.
  public let type: String
  /// What does not fit, in one line.
  public let description: String

  init(column: String?, key: String?, type: String, _ description: String) {
    self.column = column
    self.key = key
    self.type = type
    self.description = description
  }

  /// Refuses a query whose answer is not one column of a type.
  static func checkSingle<Single: ValueConvertible>(
    _ type: Single.Type, _ columns: [RelationSchema.Column]
  ) throws(RowDecodingError) {
    guard columns.count == 1, let column = columns.first else {
      throw RowDecodingError(
        column: nil, key: nil, type: "\(type)",
        "a single \(type) needs an answer of one column, and this one has \(columns.count)")
    }
    guard column.type.mayBe(Single.valueType) else {
      throw RowDecodingError(
        column: column.name, key: nil, type: "\(type)",
        "the column '\(column.name)' is \(column.type.rawValue), and \(type) was asked for")
    }
  }
}

extension ValueType {
  /// Whether a column of this type may have values that a Swift type of the other one takes.
  func mayBe(_ wanted: ValueType) -> Bool {
    self == wanted || self == .any || wanted == .any || self == .int && wanted == .float
  }
}
