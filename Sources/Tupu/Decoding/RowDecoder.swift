import Datalog

/// Makes instances of `Decodable` types from the rows of an answer.
struct RowDecoder {
  private let columns: [RelationSchema.Column]

  init(_ columns: [RelationSchema.Column]) { self.columns = columns }

  /// Matches the columns with what a type decodes.
  ///
  /// The type is decoded once from values that are made up. One that refuses them, such as a range
  /// that checks its bounds, is matched up to there; the rest shows at the first row.
  func check<Row: Decodable>(_ type: Row.Type) throws(RowDecodingError) {
    do {
      _ = try RowReading(columns, of: "\(type)", table: nil).decodeWhole(type)
    } catch let error as RowDecodingError {
      throw error
    } catch {}
  }

  /// Decodes every row.
  func decode<Row: Decodable>(_ type: Row.Type, _ table: AnswerTable) throws -> [Row] {
    let reading = RowReading(columns, of: "\(type)", table: table)
    var rows: [Row] = []
    rows.reserveCapacity(table.count)
    for row in 0..<table.count {
      reading.begin(row)
      rows.append(try reading.decodeWhole(type))
    }
    return rows
  }
}

/// The row that is being decoded; without a table, made-up values of the types that are asked for.
final class RowReading: Decoder {
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]

  private let columns: [RelationSchema.Column]
  /// The name of the type that is decoded, for messages.
  private let type: String
  private let table: AnswerTable?
  private var row = 0
  /// The place of each coding key that was asked for, in the order of asking: most types ask for the
  /// same keys in the same order, row for row.
  private var known: [(key: String, column: Int)] = []
  private var asked = 0

  init(_ columns: [RelationSchema.Column], of type: String, table: AnswerTable?) {
    self.columns = columns
    self.type = type
    self.table = table
  }

  func begin(_ row: Int) {
    self.row = row
    asked = 0
  }

  /// Decodes a whole row; the only column, for a type that is a value.
  func decodeWhole<Row: Decodable>(_ type: Row.Type) throws -> Row {
    guard type is any ValueConvertible.Type else { return try Row(from: self) }
    return try cell().decode(type)
  }

  // MARK: - Columns

  /// The column of a coding key; `nil` if there is none.
  func column(of key: some CodingKey) -> Int? {
    let name = key.stringValue
    if asked < known.count, known[asked].key == name {
      asked += 1
      return known[asked - 1].column
    }
    guard let column = place(of: name) else { return nil }
    if table != nil, known.count == asked {
      known.append((name, column))
      asked += 1
    }
    return column
  }

  private func place(of name: String) -> Int? {
    columns.firstIndex { $0.name == name }
      ?? columns.firstIndex { $0.name.plain == name.plain }
  }

  func requireColumn(of key: some CodingKey, for wanted: Any.Type) throws -> Int {
    if let column = column(of: key) { return column }
    let names = columns.map { "'\($0.name)'" }.joined(separator: ", ")
    throw RowDecodingError(
      column: nil, key: key.stringValue, type: "\(wanted)",
      "the answer has no column for '\(type).\(key.stringValue)'; "
        + (names.isEmpty ? "it has none" : "its columns are \(names)"))
  }

  func value<Wanted: SampleValue>(_ type: Wanted.Type, _ column: Int, _ key: String?) throws
    -> Wanted
  {
    guard let table else {
      guard columns[column].type.mayBe(Wanted.valueType) else {
        throw misfit(column, key, "\(type)", "is \(columns[column].type.rawValue)")
      }
      return Wanted.sample
    }
    let value = table.value(row: row, column: column)
    guard let wanted = Wanted(value) else { throw misfit(column, key, "\(type)", "has \(value)") }
    return wanted
  }

  func misfit(_ column: Int, _ key: String?, _ wanted: String, _ found: String) -> RowDecodingError
  {
    let name = columns[column].name
    let property = key.map { "'\(type).\($0)'" } ?? "'\(type)'"
    return RowDecodingError(
      column: name, key: key, type: wanted,
      "the column '\(name)' \(found), and \(property) is \(wanted)")
  }

  /// A nested value: an enumeration's raw value, or another type that decodes one value.
  func decode<Nested: Decodable>(_ type: Nested.Type, _ column: Int, _ key: String?) throws
    -> Nested
  {
    if let wanted = type as? any SampleValue.Type {
      let found = try value(wanted, column, key)
      if let nested = found as? Nested { return nested }
    }
    do {
      return try Nested(from: CellDecoder(self, column, key))
    } catch let error as DecodingError {
      // Made-up values are no member of an enumeration; the first one it has stands for them.
      if table == nil, let cases = type as? any CaseIterable.Type,
        let first = cases.firstCase as? Nested
      {
        return first
      }
      if table == nil { throw error }
      throw misfit(
        column, key, "\(type)", "has \(table?.value(row: row, column: column) ?? .bool(false))")
    }
  }

  // MARK: - Decoder

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(RowKeys<Key>(reading: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    throw RowDecodingError(
      column: nil, key: nil, type: type,
      "a row has columns with names, and '\(type)' decodes a list")
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { try cell() }

  private func cell() throws -> CellDecoder {
    guard columns.count == 1 else {
      throw RowDecodingError(
        column: nil, key: nil, type: type,
        "a single \(type) needs an answer of one column, and this one has \(columns.count)")
    }
    return CellDecoder(self, 0, nil)
  }
}

extension CaseIterable {
  fileprivate static var firstCase: Any? { allCases.first }
}

extension String {
  /// The name without regard to capitals and underscores.
  fileprivate var plain: String { lowercased().filter { $0 != "_" } }
}

/// A value type with an instance that stands for all when columns are matched.
protocol SampleValue: ValueConvertible, Decodable {
  static var sample: Self { get }
}

extension String: SampleValue { static var sample: String { "" } }
extension Int: SampleValue { static var sample: Int { 0 } }
extension Double: SampleValue { static var sample: Double { 0 } }
extension Bool: SampleValue { static var sample: Bool { false } }
extension CalendarDate: SampleValue { static var sample: CalendarDate { .unknown } }
extension Value: SampleValue { static var sample: Value { .bool(false) } }
