import Datalog

/// The facts of one relation: those of a checkpoint, and in memory what changed since.
///
/// A row keeps its number. The rows of the checkpoint come first, those added since behind them. A
/// row without origins states nothing: it is gone, until it gets one again.
struct StoredRelation: Sendable {
  let schema: RelationSchema
  let image: RelationImage?
  /// The rows of the checkpoint that have other origins now.
  private var changed: [Int: [UInt32]] = [:]
  private var columns: [[UInt32]]
  /// For each added row its origins.
  private var origins: [[UInt32]] = []
  private var index = RowIndex()
  /// The number of rows that state a fact.
  private(set) var count: Int

  init(schema: RelationSchema, image: RelationImage? = nil) {
    self.schema = schema
    self.image = image
    columns = Array(repeating: [], count: schema.arity)
    count = image?.count ?? 0
  }

  private var imageCount: Int { image?.count ?? 0 }
  /// The number of rows, those without origins included.
  var rowCount: Int { imageCount + origins.count }
  /// Whether the relation is as the checkpoint has it.
  var isUnchanged: Bool { changed.isEmpty && origins.isEmpty }

  /// The row of a tuple, also one without origins.
  func row(of tuple: [UInt32]) -> Int? {
    if let row = image?.row(of: tuple) { return row }
    return index.row(of: tuple, in: columns).map { imageCount + $0 }
  }

  /// The values of a row.
  func tuple(at row: Int) -> [UInt32] {
    guard let image, row < image.count else { return columns.map { $0[row - imageCount] } }
    return image.tuple(at: row)
  }

  /// The value of a row in a column.
  func value(row: Int, column: Int) -> UInt32 {
    guard let image, row < image.count else { return columns[column][row - imageCount] }
    return image.value(row: row, column: column)
  }

  /// The numbers of a row's origins.
  func origins(of row: Int) -> [UInt32] {
    guard let image, row < image.count else { return origins[row - imageCount] }
    return changed[row] ?? image.origins(of: row)
  }

  /// Whether a row states a fact.
  func isStated(_ row: Int) -> Bool {
    row < imageCount ? changed[row]?.isEmpty != true : !origins[row - imageCount].isEmpty
  }

  /// The rows that state a fact.
  var statedRows: some Sequence<Int> { (0..<rowCount).lazy.filter { isStated($0) } }

  /// The rows that state a fact whose first columns have these values.
  func statedRows(startingWith values: [UInt32]) -> [Int] {
    let old = image?.rows(startingWith: values) ?? 0..<0
    let new = origins.indices.lazy.filter { row in
      zip(columns, values).allSatisfy { $0[row] == $1 }
    }
    return (Array(old) + new.map { $0 + imageCount }).filter(isStated)
  }

  /// Adds a row, which has no origins yet.
  mutating func append(_ tuple: [UInt32]) -> Int {
    for column in columns.indices { columns[column].append(tuple[column]) }
    origins.append([])
    index.add(row: origins.count - 1, of: columns)
    return rowCount - 1
  }

  /// Gives a row other origins.
  mutating func setOrigins(of row: Int, to numbers: [UInt32]) {
    let wasStated = isStated(row)
    if row < imageCount { changed[row] = numbers } else { origins[row - imageCount] = numbers }
    count += (numbers.isEmpty ? 0 : 1) - (wasStated ? 1 : 0)
  }

  /// The facts, column by column.
  func statedColumns() -> FactColumns {
    guard !isUnchanged else {
      guard let image else { return FactColumns(columns: columns, count: count) }
      var facts = FactColumns(columnCount: columns.count, count: count) { image.write($0, to: $1) }
      facts.areSorted = true
      return facts
    }
    if imageCount == 0, count == origins.count {
      return FactColumns(columns: columns, count: count)
    }
    let rows = Array(statedRows)
    return FactColumns(columns: columns(of: rows), count: rows.count)
  }

  /// The values of some rows, column by column; the rows ascend.
  func columns(of rows: [Int]) -> [[UInt32]] {
    if rows.count == imageCount, rows.last.map({ $0 < imageCount }) ?? true, let image {
      return columns.indices.map(image.values)
    }
    return columns.indices.map { column in
      let old = image?.values(of: column) ?? []
      return rows.map { $0 < imageCount ? old[$0] : columns[column][$0 - imageCount] }
    }
  }

  /// Visits each row that states a fact, in their order, with each of its origins.
  func forEachOrigin(_ visit: (_ row: Int, _ origin: UInt32) -> Void) {
    if let image {
      let first = image.origins.numbers()
      var next = 0
      for row in 0..<image.count {
        if !changed.isEmpty, let own = changed[row] {
          for origin in own { visit(row, origin) }
          continue
        }
        visit(row, first[row])
        while next < image.furtherRows.count, image.furtherRows.index(next) <= row {
          if image.furtherRows.index(next) == row {
            visit(row, image.furtherOrigins.number32(next))
          }
          next += 1
        }
      }
    }
    for (row, own) in origins.enumerated() {
      for origin in own { visit(imageCount + row, origin) }
    }
  }
}
