/// One value of a row, for types that decode a single value.
struct CellDecoder: Decoder, SingleValueDecodingContainer {
  private let cursor: RowCursor
  private let column: Int

  init(_ cursor: RowCursor, _ column: Int) {
    self.cursor = cursor
    self.column = column
  }

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func singleValueContainer() -> any SingleValueDecodingContainer { self }
  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    throw SeveralValues(what: "several values")
  }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    throw SeveralValues(what: "a list")
  }

  /// A type wants more than the one value of a column.
  struct SeveralValues: Error { let what: String }

  func decodeNil() -> Bool { false }

  /// A value type, which needs no container.
  func decode<Single: SampleValue>(_ type: Single.Type) throws -> Single {
    try cursor.value(type, column)
  }

  func decode(_ type: Bool.Type) throws -> Bool { try cursor.value(type, column) }
  func decode(_ type: String.Type) throws -> String { try cursor.value(type, column) }
  func decode(_ type: Double.Type) throws -> Double { try cursor.value(type, column) }
  func decode(_ type: Float.Type) throws -> Float {
    Float(try cursor.value(Double.self, column))
  }
  func decode(_ type: Int.Type) throws -> Int { try cursor.value(type, column) }
  func decode(_ type: Int8.Type) throws -> Int8 { try cursor.number(type, column) }
  func decode(_ type: Int16.Type) throws -> Int16 { try cursor.number(type, column) }
  func decode(_ type: Int32.Type) throws -> Int32 { try cursor.number(type, column) }
  func decode(_ type: Int64.Type) throws -> Int64 { try cursor.number(type, column) }
  func decode(_ type: UInt.Type) throws -> UInt { try cursor.number(type, column) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try cursor.number(type, column) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try cursor.number(type, column) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try cursor.number(type, column) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try cursor.number(type, column) }
  func decode<Nested: Decodable>(_ type: Nested.Type) throws -> Nested {
    try cursor.nested(type, column)
  }
}
