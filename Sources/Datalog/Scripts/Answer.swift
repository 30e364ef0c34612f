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

extension Answer {
  /// Takes the rows of a query out of its relation.
  init(_ query: QueryAction, rows relation: Relation, symbols: SymbolTable) {
    var rows: [[Value]] = []
    rows.reserveCapacity(relation.count)
    for row in 0..<relation.count {
      rows.append(relation.columns.map { symbols[ValueID(bits: $0[row])] })
    }
    if relation.arity == 0, relation.count > 0 { rows = [[]] }
    rows.sort { first, second in
      for key in query.order where first[key.column] != second[key.column] {
        return (first[key.column] < second[key.column]) != key.descends
      }
      return first.lexicographicallyPrecedes(second)
    }
    if let limit = query.limit, limit < rows.count { rows.removeLast(rows.count - limit) }
    self.init(columns: query.columns, rows: rows)
  }
}
