import Foundation

/// The formats in which facts are loaded and saved.
enum DataFormat: String, Sendable {
  case csv
  case tsv
  case jsonl

  /// The format that a path's ending names.
  init?(path: String) {
    guard let ending = path.split(separator: ".").last else { return nil }
    self.init(rawValue: ending.lowercased())
  }

  var separator: UInt8 { self == .tsv ? UInt8(ascii: "\t") : UInt8(ascii: ",") }
}

/// Facts read from a file: named columns of one type each.
struct DataFile {
  /// What is wrong with a file's content.
  struct ContentError: Error {
    let message: String
  }

  let columns: [RelationSchema.Column]
  /// The values, fact by fact.
  let values: [Value]
  let count: Int

  /// Reads facts.
  ///
  /// - Parameters:
  ///   - declared: The relation's columns, if they are declared: then the file's columns are
  ///     matched by name and read as their types. A column without a type gets the narrowest of
  ///     `int`, `float`, `date` and `text` that all its fields fit.
  init(
    _ bytes: [UInt8], format: DataFormat, hasHeader: Bool,
    declared: [(name: String, type: ValueType?)]?
  ) throws(ContentError) {
    if format != .jsonl, let fields = try PlainFields(bytes, separator: format.separator) {
      self = try DataFile(fields, hasHeader: hasHeader, declared: declared)
    } else {
      self = try DataFile(
        cellsOf: bytes, format: format, hasHeader: hasHeader, declared: declared)
    }
  }

  init(columns: [RelationSchema.Column], values: [Value], count: Int) {
    self.columns = columns
    self.values = values
    self.count = count
  }

  /// Reads facts field by field.
  init(
    cellsOf bytes: [UInt8], format: DataFormat, hasHeader: Bool,
    declared: [(name: String, type: ValueType?)]?
  ) throws(ContentError) {
    let names: [String]?
    let rows: [[Cell]]
    switch format {
    case .jsonl: (names, rows) = try Self.objects(bytes)
    case .csv, .tsv:
      var texts: [[String]]
      do {
        texts = try DelimitedText.rows(bytes, separator: format.separator)
      } catch {
        throw ContentError(message: "line \(error.row): \(error.message)")
      }
      if hasHeader, texts.isEmpty { throw ContentError(message: "the file has no header") }
      names = hasHeader ? texts.removeFirst() : nil
      rows = texts.map { $0.map(Cell.text) }
    }
    let width = names?.count ?? rows.first?.count ?? declared?.count ?? 0
    let firstRow = hasHeader && format != .jsonl ? 2 : 1
    for (index, row) in rows.enumerated() where row.count != width {
      throw ContentError(
        message:
          "row \(index + firstRow) has \(row.count) \(row.count == 1 ? "field" : "fields"), not \(width)"
      )
    }
    let order = try Self.order(names: names, width: width, declared: declared)
    var columns: [RelationSchema.Column] = []
    for (position, source) in order.enumerated() {
      let name = declared?[position].name ?? names?[source] ?? "column\(position + 1)"
      let type = declared?[position].type ?? Self.narrowestType(rows.lazy.map { $0[source] })
      columns.append(RelationSchema.Column(name, type))
    }
    var values: [Value] = []
    values.reserveCapacity(rows.count * order.count)
    for (index, row) in rows.enumerated() {
      for (position, source) in order.enumerated() {
        guard let value = row[source].value(as: columns[position].type) else {
          throw ContentError(
            message: "row \(index + firstRow), column '\(columns[position].name)': "
              + "'\(row[source].shown)' is no \(columns[position].type.rawValue)")
        }
        values.append(value)
      }
    }
    self.init(columns: columns, values: values, count: rows.count)
  }

  /// Which of the file's columns each column of the relation is.
  static func order(
    names: [String]?, width: Int, declared: [(name: String, type: ValueType?)]?
  ) throws(ContentError) -> [Int] {
    if let names, Set(names).count < names.count {
      throw ContentError(message: "the header names a column twice")
    }
    guard let declared else { return Array(0..<width) }
    guard let names else {
      guard width == declared.count else {
        throw ContentError(message: "the file has \(width) columns, not \(declared.count)")
      }
      return Array(0..<width)
    }
    var order: [Int] = []
    for column in declared {
      guard let index = names.firstIndex(of: column.name) else {
        throw ContentError(
          message: "the header has no column '\(column.name)'; "
            + "'without header' says that there is none")
      }
      order.append(index)
    }
    return order
  }

  static func narrowestType(_ cells: some Sequence<Cell>) -> ValueType {
    var candidates: [ValueType] = [.int, .float, .bool, .date, .text]
    var isEmpty = true
    for cell in cells {
      isEmpty = false
      candidates.removeAll { $0 != .text && cell.value(as: $0) == nil }
      if case .value(let value) = cell, value.type != .text {
        // Numbers and truth values of JSON are no text.
        candidates.removeAll { $0 == .text }
      }
      if candidates.isEmpty { return .any }
      if candidates == [.text] { break }
    }
    return isEmpty ? .any : candidates[0]
  }
}

extension DataFile {
  /// A field before its type is known.
  enum Cell {
    case text(String)
    case value(Value)

    var shown: String {
      switch self {
      case .text(let text): text
      case .value(let value): value.displayText
      }
    }

    /// The field as a value of a type, or `nil` if it is none.
    func value(as type: ValueType) -> Value? {
      switch (self, type) {
      case (.value(let value), .any): value
      case (.value(.int(let number)), .float): .float(Double(number))
      case (.value(.text(let text)), .date): CalendarDate(text).map(Value.date)
      case (.value(let value), _): value.type == type ? value : nil
      case (.text(let text), .text), (.text(let text), .any): .text(text)
      case (.text(let text), .int): Self.integer(text).map(Value.int)
      case (.text(let text), .float):
        Double(text).flatMap { $0.isFinite ? .float($0) : nil }
      case (.text(let text), .bool):
        text == "true" ? .bool(true) : text == "false" ? .bool(false) : nil
      case (.text(let text), .date): CalendarDate(text).map(Value.date)
      }
    }

    /// A whole number as people write one; `007` is none, as it would lose its zeros.
    private static func integer(_ text: String) -> Int? {
      guard let number = Int(text), String(number) == text else { return nil }
      return number
    }
  }

  /// The objects of a JSON Lines file, each line an object with the same keys or an array.
  private static func objects(_ bytes: [UInt8]) throws(ContentError) -> ([String]?, [[Cell]]) {
    var names: [String]?
    var rows: [[Cell]] = []
    var number = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      guard let json = try? JSONSerialization.jsonObject(with: Data(line)) else {
        throw ContentError(message: "line \(number) is no JSON object or array")
      }
      if let object = json as? [String: Any] {
        let keys = names ?? object.keys.sorted()
        names = keys
        guard object.count == keys.count else {
          throw ContentError(message: "line \(number) has other keys than the first")
        }
        var row: [Cell] = []
        for key in keys { row.append(try cell(object[key], key, number)) }
        rows.append(row)
      } else if let array = json as? [Any], names == nil {
        var row: [Cell] = []
        for (index, element) in array.enumerated() {
          row.append(try cell(element, "element \(index + 1)", number))
        }
        rows.append(row)
      } else {
        throw ContentError(message: "line \(number) is no JSON object or array like the first")
      }
    }
    return (names, rows)
  }

  private static func cell(_ json: Any?, _ key: String, _ line: Int) throws(ContentError) -> Cell {
    switch json {
    case let text as String: return .value(.text(text))
    case let number as NSNumber:
      if String(cString: number.objCType) == "c" { return .value(.bool(number.boolValue)) }
      if let whole = Int(exactly: number) { return .value(.int(whole)) }
      return .value(.float(number.doubleValue))
    default:
      throw ContentError(message: "line \(line): '\(key)' is no text, number or truth value")
    }
  }

  /// Writes rows in a format.
  static func write(
    _ rows: [[Value]], columns: [String], format: DataFormat, hasHeader: Bool
  ) -> [UInt8] {
    var text = ""
    switch format {
    case .csv, .tsv:
      let separator: Character = format == .csv ? "," : "\t"
      let lines = (hasHeader ? [columns] : []) + rows.map { $0.map(\.displayText) }
      for line in lines {
        text += line.map { DelimitedText.field($0, separator: separator) }
          .joined(separator: String(separator))
        text += "\n"
      }
    case .jsonl:
      for row in rows {
        let members = zip(columns, row).map { "\(JSONText.quote($0)):\(JSONText.value($1))" }
        text += "{\(members.joined(separator: ","))}\n"
      }
    }
    return Array(text.utf8)
  }
}

/// Writes values as JSON.
public enum JSONText {
  /// The text between quotation marks.
  public static func quote(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default:
        if scalar.value < 0x20 {
          let digits = String(scalar.value, radix: 16)
          quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          quoted.unicodeScalars.append(scalar)
        }
      }
    }
    return quoted + "\""
  }

  /// A value: numbers and truth values as such, text and dates as strings.
  public static func value(_ value: Value) -> String {
    switch value {
    case .int, .float, .bool: value.displayText
    case .text, .date: quote(value.displayText)
    }
  }
}
