import Datalog
import Foundation
import Synchronization

/// The row that is being decoded, and where its values are; without a table, made-up values of the
/// types that are asked for.
///
/// Containers keep a cursor and follow it from row to row, so none is made for a row. Its places are
/// atomic only because a stored variable of a class would be checked for exclusive access at every
/// value; one decoding at a time has the cursor.
final class RowCursor {
  /// A coding key that was asked for, and its column, if it has one.
  struct Key {
    let name: String
    let column: Int?
  }

  let columns: [RelationSchema.Column]
  /// The name of the type that is decoded, for messages.
  let type: String
  private let table: AnswerTable?
  /// The keys in the order in which the first row asked for them; empty while it is decoded.
  private let known: [Key]
  private let row = Atomic(0)
  private let place = Atomic(0)
  /// What was asked for and is not known.
  private var noted: [Key] = []

  init(
    _ columns: [RelationSchema.Column], of type: String, in table: AnswerTable? = nil,
    asking known: [Key] = []
  ) {
    self.columns = columns
    self.type = type
    self.table = table
    self.known = known
  }

  /// Goes to a row of the table.
  func begin(_ row: Int) {
    self.row.store(row, ordering: .relaxed)
    place.store(0, ordering: .relaxed)
  }

  /// What was asked for so far, in the order of asking.
  var asked: [Key] { known.isEmpty ? noted : known }

  // MARK: - Columns

  /// The column of a coding key; `nil` if there is none.
  @inline(__always)
  func column(of name: String) -> Int? {
    let next = place.load(ordering: .relaxed)
    if next < known.count, known[next].name == name {
      place.store(next + 1, ordering: .relaxed)
      return known[next].column
    }
    return search(name)
  }

  /// The column of a coding key that does not come in the usual order.
  @inline(never)
  private func search(_ name: String) -> Int? {
    if let found = known.firstIndex(where: { $0.name == name }) {
      place.store(found + 1, ordering: .relaxed)
      return known[found].column
    }
    let column =
      columns.firstIndex { $0.name == name } ?? columns.firstIndex { $0.name.plain == name.plain }
    if known.isEmpty { noted.append(Key(name: name, column: column)) }
    return column
  }

  @inline(__always)
  func requireColumn(of name: String, for wanted: Any.Type) throws -> Int {
    if let column = column(of: name) { return column }
    throw noColumn(for: name, wanted)
  }

  /// The column of an answer that has no other, for a type that is a value.
  func onlyCell() throws(RowDecodingError) -> CellDecoder {
    guard columns.count == 1 else {
      throw RowDecodingError(
        column: nil, key: nil, type: type,
        "a single \(type) needs an answer of one column, and this one has \(columns.count)")
    }
    return CellDecoder(self, 0)
  }

  // MARK: - Values

  /// The value in a column; `nil` where values are made up.
  @inline(__always)
  func cell(_ column: Int) -> Value? {
    table?.value(row: row.load(ordering: .relaxed), column: column)
  }

  func value<Wanted: SampleValue>(_ type: Wanted.Type, _ column: Int) throws -> Wanted {
    guard let value = cell(column) else {
      guard columns[column].type.mayBe(Wanted.valueType) else {
        throw misfit(column, "\(type)", "is \(columns[column].type.rawValue)")
      }
      return Wanted.sample
    }
    guard let wanted = Wanted(value) else { throw misfit(column, "\(type)", "has \(value)") }
    return wanted
  }

  func number<Wanted: FixedWidthInteger>(_ type: Wanted.Type, _ column: Int) throws -> Wanted {
    let number = try value(Int.self, column)
    guard let wanted = Wanted(exactly: number) else {
      throw misfit(column, "\(type)", "has \(number)")
    }
    return wanted
  }

  /// A nested value: a date, an address, an enumeration's raw value, or another type that decodes one value.
  func nested<Nested: Decodable>(_ type: Nested.Type, _ column: Int) throws -> Nested {
    if type == CalendarDate.self, let date = try value(CalendarDate.self, column) as? Nested {
      return date
    }
    if type == Value.self, let value = try value(Value.self, column) as? Nested { return value }
    if type == URL.self { return try address(column, type) }
    do {
      return try Nested(from: CellDecoder(self, column))
    } catch let error as CellDecoder.SeveralValues {
      throw misfit(column, "\(type), which decodes \(error.what)", "has one value")
    } catch is RowDecodingError {
      // What the type decodes itself from does not fit, and so neither does the type.
      let found = cell(column).map { "has \($0)" } ?? "is \(columns[column].type.rawValue)"
      throw misfit(column, "\(type)", found)
    } catch let error as DecodingError {
      if let value = cell(column) { throw misfit(column, "\(type)", "has \(value)") }
      // Made-up values are no member of an enumeration; the first one it has stands for them.
      guard let cases = type as? any CaseIterable.Type, let first = cases.firstCase as? Nested
      else { throw error }
      return first
    }
  }

  /// An address, which would decode itself from several values.
  private func address<Nested>(_ column: Int, _ type: Nested.Type) throws -> Nested {
    guard let value = cell(column) else {
      guard columns[column].type.mayBe(.text), let made = URL(filePath: "/") as? Nested else {
        throw misfit(column, "\(type)", "is \(columns[column].type.rawValue)")
      }
      return made
    }
    guard case .text(let text) = value, let address = URL(string: text) as? Nested else {
      throw misfit(column, "\(type)", "has \(value)")
    }
    return address
  }

  // MARK: - Errors

  private func noColumn(for name: String, _ wanted: Any.Type) -> RowDecodingError {
    let names = columns.map { "'\($0.name)'" }.joined(separator: ", ")
    return RowDecodingError(
      column: nil, key: name, type: "\(wanted)",
      "the answer has no column for '\(type).\(name)'; "
        + (names.isEmpty ? "it has none" : "its columns are \(names)"))
  }

  func misfit(_ column: Int, _ wanted: String, _ found: String) -> RowDecodingError {
    let name = columns[column].name
    let key = asked.last { $0.column == column }?.name
    let property = key.map { "'\(type).\($0)'" } ?? "'\(type)'"
    return RowDecodingError(
      column: name, key: key, type: wanted,
      "the column '\(name)' \(found), and \(property) is \(wanted)")
  }
}

extension CaseIterable {
  fileprivate static var firstCase: Any? { allCases.first }
}

extension String {
  /// The name without regard to capitals and underscores.
  fileprivate var plain: String { lowercased().filter { $0 != "_" } }
}
