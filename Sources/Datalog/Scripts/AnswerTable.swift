/// The rows of an answer as numbers into the sorted values of each column.
///
/// A large answer takes four bytes a cell, and a row's values are made only where they are read.
public final class AnswerTable: Sendable {
  /// The columns.
  public let columns: [RelationSchema.Column]
  /// The number of rows.
  public let count: Int

  private let order: [UInt32]
  private let cells: [RankedColumn]

  /// Takes the rows of a query out of its relation.
  init(_ query: QueryAction, rows relation: Relation, symbols: SymbolTable) {
    columns = query.columns
    var rows = relation.liveRows.map { UInt32($0) }
    if let limit = query.limit, limit < rows.count, let key = query.order.first {
      // The others need not be sorted, and their values not be made.
      let first = RankedColumn(relation, column: key.column, rows: rows, symbols)
      rows = first.first(limit, descends: key.descends).map { rows[Int($0)] }
    }
    let ranks = (0..<relation.arity).map { column in
      RankedColumn(relation, column: column, rows: rows, symbols)
    }
    var order = Array(0..<UInt32(rows.count))
    // The last sorting decides most, and each leaves rows that are equal as they are.
    for column in ranks.reversed() { column.sort(&order, descends: false) }
    for key in query.order.reversed() { ranks[key.column].sort(&order, descends: key.descends) }
    if let limit = query.limit, limit < order.count { order.removeLast(order.count - limit) }
    self.order = order
    cells = ranks
    count = order.count
  }

  /// The value in a row, from 0 up to ``count``, and a column.
  public func value(row: Int, column: Int) -> Value { cells[column].value(at: order[row]) }

  /// The values of a row.
  public func values(ofRow row: Int) -> [Value] {
    let place = order[row]
    return cells.map { $0.value(at: place) }
  }

  /// All rows at once.
  public var answer: Answer {
    Answer(columns: columns, rows: (0..<count).map { values(ofRow: $0) })
  }
}
