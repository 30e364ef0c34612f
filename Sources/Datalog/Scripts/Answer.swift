/// The answer to a query: named columns and rows, sorted and without repetitions.
public struct Answer: Sendable, Equatable {
  /// The columns.
  public let columns: [RelationSchema.Column]
  /// The rows; each has a value for every column.
  public let rows: [[Value]]

  /// Creates an answer.
  public init(columns: [RelationSchema.Column], rows: [[Value]]) {
    self.columns = columns
    self.rows = rows
  }

  /// Whether the query asks yes or no: it has no columns, and one row when the answer is yes.
  public var isTruthValue: Bool { columns.isEmpty }
}
