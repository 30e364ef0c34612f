import Foundation

extension DataFile {
  /// Reads the facts of a JSON Lines file.
  init(
    objectsIn bytes: UnsafeRawBufferPointer, declared: [(name: String, type: ValueType?)]?
  ) throws(ContentError) {
    let (names, rows) = try Self.objects(bytes)
    let width = names?.count ?? rows.first?.count ?? declared?.count ?? 0
    for (index, row) in rows.enumerated() where row.count != width {
      throw ContentError(
        message:
          "row \(index + 1) has \(row.count) \(row.count == 1 ? "field" : "fields"), not \(width)"
      )
    }
    let order = try Self.order(names: names, width: width, declared: declared)
    let columns = order.enumerated().map { position, source in
      RelationSchema.Column(
        declared?[position].name ?? names?[source] ?? "column\(position + 1)",
        declared?[position].type ?? Self.narrowestType(rows.lazy.map { $0[source] }))
    }
    var numbers: [[UInt32]] = columns.map { _ in [] }
    var values = ByteInterner()
    for (index, row) in rows.enumerated() {
      for (position, source) in order.enumerated() {
        guard let value = row[source].value(as: columns[position].type) else {
          throw ContentError(
            message: "row \(index + 1), column '\(columns[position].name)': "
              + "'\(row[source].shown)' is no \(columns[position].type.rawValue)")
        }
        numbers[position].append(values.number(of: value))
      }
    }
    self.init(columns: columns, count: rows.count, content: .numbered(numbers, values))
  }

  /// A cell before its type is known.
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
      case (.text(let text), .int): CellText.integer(text).map(Value.int)
      case (.text(let text), .float):
        Double(text).flatMap { $0.isFinite ? .float($0) : nil }
      case (.text(let text), .bool):
        text == "true" ? .bool(true) : text == "false" ? .bool(false) : nil
      case (.text(let text), .date): CalendarDate(text).map(Value.date)
      }
    }
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

  /// The objects of a JSON Lines file, each line an object with the same keys or an array.
  private static func objects(_ bytes: UnsafeRawBufferPointer) throws(ContentError) -> (
    [String]?, [[Cell]]
  ) {
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
}

extension ByteInterner {
  /// The number of a value, which may be held in the number itself.
  mutating func number(of value: Value) -> UInt32 {
    if case .int(let number) = value, let inline = ValueID(inline: number) { return inline.bits }
    return intern(ValueCoding.bytes(of: value))
  }
}
