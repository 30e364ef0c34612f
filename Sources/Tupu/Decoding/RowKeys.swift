import Datalog

/// The columns of a row by coding keys.
///
/// The types that most properties have are read without a detour: each of these functions is called
/// once for each value of an answer.
struct RowKeys<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let cursor: RowCursor

  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { cursor.columns.compactMap { Key(stringValue: $0.name) } }

  func contains(_ key: Key) -> Bool { cursor.column(of: key.stringValue) != nil }
  func decodeNil(forKey key: Key) -> Bool { false }

  @inline(__always)
  private func column(_ key: Key, _ type: Any.Type) throws -> Int {
    try cursor.requireColumn(of: key.stringValue, for: type)
  }

  func decode(_ type: String.Type, forKey key: Key) throws -> String {
    let column = try column(key, type)
    if case .text(let text)? = cursor.cell(column) { return text }
    return try cursor.value(type, column)
  }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
    let column = try column(key, type)
    if case .int(let number)? = cursor.cell(column) { return number }
    return try cursor.value(type, column)
  }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
    let column = try column(key, type)
    if case .float(let number)? = cursor.cell(column) { return number }
    return try cursor.value(type, column)
  }
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
    try cursor.value(type, column(key, type))
  }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float {
    Float(try decode(Double.self, forKey: key))
  }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 {
    try cursor.number(type, column(key, type))
  }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 {
    try cursor.number(type, column(key, type))
  }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 {
    try cursor.number(type, column(key, type))
  }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 {
    try cursor.number(type, column(key, type))
  }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt {
    try cursor.number(type, column(key, type))
  }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 {
    try cursor.number(type, column(key, type))
  }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 {
    try cursor.number(type, column(key, type))
  }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 {
    try cursor.number(type, column(key, type))
  }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 {
    try cursor.number(type, column(key, type))
  }
  func decode<Nested: Decodable>(_ type: Nested.Type, forKey key: Key) throws -> Nested {
    try cursor.nested(type, column(key, type))
  }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws
    -> KeyedDecodingContainer<Nested>
  {
    throw notFlat(key)
  }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    throw notFlat(key)
  }
  func superDecoder() throws -> any Decoder { RowReading(cursor) }
  func superDecoder(forKey key: Key) throws -> any Decoder { throw notFlat(key) }

  private func notFlat(_ key: Key) -> RowDecodingError {
    RowDecodingError(
      column: nil, key: key.stringValue, type: "",
      "a row has one value in a column, and '\(key.stringValue)' decodes several")
  }
}
