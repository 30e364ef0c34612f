/// The fields of a delimited file without quotation marks, as places in its bytes.
///
/// Large files are mostly of this kind, and most of their columns are whole numbers: those are read
/// without making a text of every field.
struct PlainFields {
  /// The number of fields in each row.
  let width: Int
  /// The number of rows, a header counted.
  let rowCount: Int
  private let bytes: [UInt8]
  /// Where the fields begin and end, row by row.
  private let starts: [UInt32]
  private let ends: [UInt32]

  /// Finds the fields.
  ///
  /// - Returns: `nil` when the file has quotation marks, or is too large for 32-bit places.
  /// - Throws: When a row has more or fewer fields than the first.
  init?(_ bytes: [UInt8], separator: UInt8) throws(DataFile.ContentError) {
    guard bytes.count < Int(UInt32.max), !bytes.contains(UInt8(ascii: "\"")) else { return nil }
    let (newline, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    var starts: [UInt32] = []
    var ends: [UInt32] = []
    var width = 0
    var rowCount = 0
    var uneven: Int?
    bytes.withUnsafeBufferPointer { bytes in
      var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      while index < bytes.count {
        if bytes[index] == newline || bytes[index] == carriageReturn {
          index += 1
          continue
        }
        let firstField = starts.count
        while true {
          let start = index
          while index < bytes.count, bytes[index] != separator, bytes[index] != newline {
            index += 1
          }
          var end = index
          if end > start, bytes[end - 1] == carriageReturn { end -= 1 }
          starts.append(UInt32(start))
          ends.append(UInt32(end))
          guard index < bytes.count, bytes[index] == separator else { break }
          index += 1
        }
        if index < bytes.count { index += 1 }
        let count = starts.count - firstField
        if rowCount == 0 {
          width = count
          starts.reserveCapacity(bytes.count / max(1, index) * width)
          ends.reserveCapacity(bytes.count / max(1, index) * width)
        }
        rowCount += 1
        if count != width {
          uneven = count
          return
        }
      }
    }
    if let uneven {
      throw DataFile.ContentError(
        message: "row \(rowCount) has \(uneven) \(uneven == 1 ? "field" : "fields"), not \(width)")
    }
    (self.bytes, self.starts, self.ends) = (bytes, starts, ends)
    (self.width, self.rowCount) = (width, rowCount)
  }

  /// The text of a field.
  func text(row: Int, column: Int) -> String {
    let field = row * width + column
    return String(decoding: bytes[Int(starts[field])..<Int(ends[field])], as: UTF8.self)
  }

  /// A field as a whole number, if it is written as one: without `+`, spaces or leading zeros.
  func integer(row: Int, column: Int) -> Int? {
    let field = row * width + column
    var index = Int(starts[field])
    let end = Int(ends[field])
    let isNegative = index < end && bytes[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }
    // Numbers of more digits might not fit; they are read as text is.
    guard index < end, end - index <= 18 else {
      let text = text(row: row, column: column)
      guard let number = Int(text), String(number) == text else { return nil }
      return number
    }
    let first = bytes[index]
    if first == UInt8(ascii: "0"), end - index > 1 || isNegative { return nil }
    var number = 0
    while index < end {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      number = number * 10 + Int(digit)
      index += 1
    }
    return isNegative ? -number : number
  }
}

extension DataFile {
  /// Reads facts from fields without quotation marks.
  init(
    _ fields: PlainFields, hasHeader: Bool, declared: [(name: String, type: ValueType?)]?
  ) throws(ContentError) {
    if hasHeader, fields.rowCount == 0 { throw ContentError(message: "the file has no header") }
    let names = hasHeader ? (0..<fields.width).map { fields.text(row: 0, column: $0) } : nil
    let width = fields.rowCount > 0 ? fields.width : declared?.count ?? 0
    let rows = (hasHeader ? 1 : 0)..<fields.rowCount
    let order = try Self.order(names: names, width: width, declared: declared)
    var columns: [RelationSchema.Column] = []
    for (position, source) in order.enumerated() {
      let name = declared?[position].name ?? names?[source] ?? "column\(position + 1)"
      let type = declared?[position].type ?? fields.narrowestType(of: source, rows)
      columns.append(RelationSchema.Column(name, type))
    }
    var values: [Value] = []
    values.reserveCapacity(rows.count * order.count)
    for row in rows {
      for (position, source) in order.enumerated() {
        let type = columns[position].type
        if type == .int, let number = fields.integer(row: row, column: source) {
          values.append(.int(number))
          continue
        }
        let text = fields.text(row: row, column: source)
        guard let value = Cell.text(text).value(as: type) else {
          throw ContentError(
            message: "row \(row + 1), column '\(columns[position].name)': "
              + "'\(text)' is no \(type.rawValue)")
        }
        values.append(value)
      }
    }
    self.init(columns: columns, values: values, count: rows.count)
  }
}

extension PlainFields {
  fileprivate func narrowestType(of column: Int, _ rows: Range<Int>) -> ValueType {
    if !rows.isEmpty, rows.allSatisfy({ integer(row: $0, column: column) != nil }) { return .int }
    return DataFile.narrowestType(
      rows.lazy.map { DataFile.Cell.text(text(row: $0, column: column)) })
  }
}
