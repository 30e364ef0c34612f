import Datalog

/// Makes numbers of values out of the cells of delimited text.
struct CellReader {
  private let types: [ValueType]
  /// A tag and a cell, as values are coded.
  private var coded: [UInt8] = []

  init(_ schema: RelationSchema) { types = schema.columns.map(\.type) }

  /// The number of the value that a cell of a column says.
  ///
  /// - Throws: ``FactStoreError`` when it says none of the column's type.
  mutating func number(
    of cell: UnsafeRawBufferPointer, column: Int, in values: inout ByteInterner
  ) throws(FactStoreError) -> UInt32 {
    switch types[column] {
    case .text, .any:
      coded.removeAll(keepingCapacity: true)
      coded.append(ValueTag.text.rawValue)
      coded.append(contentsOf: cell)
      return values.intern(coded)
    case .int:
      guard let number = Self.int(cell) else { throw wrong(cell, column) }
      if let inline = ValueID(inline: number) { return inline.bits }
      return values.intern(ValueCoding.bytes(of: .int(number)))
    case .float, .date, .bool:
      guard let value = value(String(decoding: cell, as: UTF8.self), types[column]) else {
        throw wrong(cell, column)
      }
      return values.intern(ValueCoding.bytes(of: value))
    }
  }

  private func value(_ text: String, _ type: ValueType) -> Value? {
    switch type {
    case .float: Double(text).flatMap { $0.isNaN ? nil : .float($0) }
    case .date: CalendarDate(text).map(Value.date)
    case .bool: text == "true" ? .bool(true) : text == "false" ? .bool(false) : nil
    case .text, .any, .int: nil
    }
  }

  private func wrong(_ cell: UnsafeRawBufferPointer, _ column: Int) -> FactStoreError {
    FactStoreError(.mismatch, "the cell in column \(column + 1) is no \(types[column].rawValue)")
  }

  private static func int(_ cell: UnsafeRawBufferPointer) -> Int? {
    let isNegative = cell.first == UInt8(ascii: "-")
    guard cell.count > (isNegative ? 1 : 0), cell.count < 19 else {
      return Int(String(decoding: cell, as: UTF8.self))
    }
    var number = 0
    for byte in cell.dropFirst(isNegative ? 1 : 0) {
      let digit = Int(byte) - 0x30
      guard (0...9).contains(digit) else { return nil }
      number = number &* 10 &+ digit
    }
    return isNegative ? -number : number
  }
}
