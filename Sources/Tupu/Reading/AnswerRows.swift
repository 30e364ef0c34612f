public import Datalog

/// The rows of an answer, sorted and without repetitions.
///
/// The rows are there as numbers, four bytes a cell; their values are made when they are read, so a
/// million rows can be gone through without being held. The rows do not change.
///
/// - Complexity: O(1) for a row; O(columns) for all its values.
public struct AnswerRows: RandomAccessCollection, Sendable {
  private let table: AnswerTable?

  init(_ table: AnswerTable?) { self.table = table }

  /// The columns.
  public var columns: [RelationSchema.Column] { table?.columns ?? [] }

  /// The place of the first row: 0.
  public var startIndex: Int { 0 }

  /// The place behind the last row.
  public var endIndex: Int { table?.count ?? 0 }

  /// The row at a place.
  public subscript(place: Int) -> AnswerRow {
    guard let table, place >= 0, place < table.count else {
      preconditionFailure("the answer has \(count) rows, and none at \(place)")
    }
    return AnswerRow(table, place)
  }

  /// Whether a query that asks yes or no, and so has no columns, is answered with yes.
  public var isTrue: Bool { !isEmpty }

  /// All rows at once.
  public var answer: Answer { table?.answer ?? Answer(columns: [], rows: []) }

  /// The rows as instances of a type, by the rules of `rows(_:as:)` of a ``GraphReader``.
  ///
  /// - Throws: ``RowDecodingError`` when a column does not fit the type; what the type throws;
  ///   `CancellationError` in a task that is cancelled.
  /// - Complexity: O(rows × properties). `Decodable` takes little more than a loop that reads the
  ///   columns by their names, and several times as long as one that reads them by their numbers.
  public func decoded<Row: Decodable>(as type: Row.Type) throws -> [Row] {
    try decoded(as: type) { Task.isCancelled }
  }

  func decoded<Row: Decodable>(as type: Row.Type, _ isCancelled: () -> Bool) throws -> [Row] {
    guard let table else { return [] }
    return try RowDecoder(table.columns).decode(type, table, isCancelled)
  }

  /// The first value of the only column.
  func singleValue<Single: ValueConvertible>(as type: Single.Type) throws -> Single? {
    guard let value = first?[0] else { return nil }
    guard let single = Single(value) else {
      throw RowDecodingError(
        column: columns.first?.name, key: nil, type: "\(type)",
        "the column '\(columns.first?.name ?? "")' has \(value), which is no \(type)")
    }
    return single
  }
}

/// One row of an answer.
public struct AnswerRow: Sendable {
  private let table: AnswerTable
  private let place: Int

  init(_ table: AnswerTable, _ place: Int) {
    self.table = table
    self.place = place
  }

  /// The number of values.
  public var count: Int { table.columns.count }

  /// The values in the order of the columns.
  public var values: [Value] { table.values(ofRow: place) }

  /// The value in a column, which is counted from 0.
  ///
  /// - Precondition: The answer has so many columns.
  public subscript(column: Int) -> Value { table.value(row: place, column: column) }

  /// The value in the column of a name; `nil` if there is none.
  public subscript(column: String) -> Value? {
    table.columns.firstIndex { $0.name == column }.map { self[$0] }
  }

  /// The value in the column of a name as an instance of a Swift type; `nil` if there is no such
  /// column, or its value is of another type.
  public subscript<Wanted: ValueConvertible>(column: String, as type: Wanted.Type) -> Wanted? {
    self[column].flatMap { Wanted($0) }
  }

  /// The row as an instance of a type, by the rules of `rows(_:as:)` of a ``GraphReader``.
  ///
  /// ```swift
  /// let query = try graph.prepare("?- supervised(Who, Market), market(Market).")
  /// for row in try query.rows() {
  ///   let supervision = try row.decoded(as: Supervision.self)
  ///   print(supervision.market, try query.why(row)?.lines() ?? [])
  /// }
  /// ```
  ///
  /// Many rows are decoded in less time together, by ``AnswerRows/decoded(as:)``.
  ///
  /// - Throws: ``RowDecodingError`` when a column does not fit the type; what the type throws.
  public func decoded<Row: Decodable>(as type: Row.Type) throws -> Row {
    try RowDecoder(table.columns).decode(type, table, row: place)
  }
}

extension AnswerRow: Hashable, CustomStringConvertible {
  /// Whether two rows have the same values.
  public static func == (first: AnswerRow, second: AnswerRow) -> Bool {
    first.count == second.count && (0..<first.count).allSatisfy { first[$0] == second[$0] }
  }

  /// Hashes the values.
  public func hash(into hasher: inout Hasher) { hasher.combine(values) }

  /// The values as people read them: `Who: 高天翼, Market: 高砦农贸市场`.
  public var description: String {
    zip(table.columns, values).map { "\($0.name): \($1.displayText)" }.joined(separator: ", ")
  }
}
