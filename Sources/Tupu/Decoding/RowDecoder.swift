import Datalog

/// Makes instances of `Decodable` types from the rows of an answer.
///
/// What a type asks for is the same for nearly all its rows. So the first row is decoded with every
/// column looked up by its name, which notes what was asked for and in which order; the rows after it
/// find their columns and their container there.
struct RowDecoder {
  private let columns: [RelationSchema.Column]

  init(_ columns: [RelationSchema.Column]) { self.columns = columns }

  /// Matches the columns with what a type decodes.
  ///
  /// The type is decoded once from values that are made up. One that refuses them, such as a range
  /// that checks its bounds, is matched up to there; the rest shows at the first row.
  func check<Row: Decodable>(_ type: Row.Type) throws(RowDecodingError) {
    do {
      let cursor = RowCursor(columns, of: "\(type)")
      if let single = type as? any SampleValue.Type {
        _ = try cursor.onlyCell().decode(single)
      } else {
        _ = try Row(from: RowReading(cursor))
      }
    } catch let error as RowDecodingError {
      throw error
    } catch {}
  }

  /// Decodes every row.
  ///
  /// - Parameter isCancelled: Asked every few thousand rows whether to stop.
  /// - Throws: What the type throws; ``RowDecodingError``; `CancellationError`.
  func decode<Row: Decodable>(
    _ type: Row.Type, _ table: AnswerTable, _ isCancelled: () -> Bool
  ) throws -> [Row] {
    guard table.count > 0 else { return [] }
    if let single = type as? any SampleValue.Type {
      let values = try values(single, table, isCancelled)
      if let rows = values as? [Row] { return rows }
    }
    let first = RowReading(RowCursor(columns, of: "\(type)", in: table))
    let firstRow = try Row(from: first)
    let cursor = RowCursor(columns, of: "\(type)", in: table, asking: first.cursor.asked)
    let reading: any Decoder = RowReading(cursor, container: first.makeContainer)
    // To append to an array of a type that only the caller knows costs as much as to decode a row.
    return try Array(unsafeUninitializedCapacity: table.count) { rows, count in
      rows.initializeElement(at: 0, to: firstRow)
      count = 1
      while count < table.count {
        if count % Self.rowsBetweenLooks == 0, isCancelled() { throw CancellationError() }
        cursor.begin(count)
        rows.initializeElement(at: count, to: try Row(from: reading))
        count += 1
      }
    }
  }

  /// Decodes one row.
  ///
  /// - Throws: What the type throws; ``RowDecodingError``.
  func decode<Row: Decodable>(_ type: Row.Type, _ table: AnswerTable, row: Int) throws -> Row {
    let cursor = RowCursor(columns, of: "\(type)", in: table)
    cursor.begin(row)
    if let single = type as? any SampleValue.Type {
      let value: Any = try cursor.onlyCell().decode(single)
      if let row = value as? Row { return row }
    }
    return try Row(from: RowReading(cursor))
  }

  /// The values of the only column.
  private func values<Single: SampleValue>(
    _ type: Single.Type, _ table: AnswerTable, _ isCancelled: () -> Bool
  ) throws -> [Single] {
    let cursor = RowCursor(columns, of: "\(type)", in: table)
    let cell = try cursor.onlyCell()
    return try (0..<table.count).map { row in
      if row % Self.rowsBetweenLooks == 0, isCancelled() { throw CancellationError() }
      cursor.begin(row)
      return try cell.decode(type)
    }
  }

  private static let rowsBetweenLooks = 4096
}
