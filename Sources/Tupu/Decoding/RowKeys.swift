import Datalog

/// The columns of a row by coding keys.
struct RowKeys<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let reading: RowReading

  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { [] }

  func contains(_ key: Key) -> Bool { reading.column(of: key) != nil }
  func decodeNil(forKey key: Key) -> Bool { false }

  private func value<Wanted: SampleValue>(_ type: Wanted.Type, _ key: Key) throws -> Wanted {
    try reading.value(type, reading.requireColumn(of: key, for: type), key.stringValue)
  }

  private func number<Wanted: FixedWidthInteger>(_ type: Wanted.Type, _ key: Key) throws -> Wanted {
    let column = try reading.requireColumn(of: key, for: type)
    let number = try reading.value(Int.self, column, key.stringValue)
    guard let wanted = Wanted(exactly: number) else {
      throw reading.misfit(column, key.stringValue, "\(type)", "has \(number)")
    }
    return wanted
  }

  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try value(type, key) }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try value(type, key) }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try value(type, key) }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float {
    Float(try value(Double.self, key))
  }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try value(type, key) }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try number(type, key) }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try number(type, key) }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try number(type, key) }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try number(type, key) }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try number(type, key) }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try number(type, key) }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try number(type, key) }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try number(type, key) }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try number(type, key) }

  func decode<Nested: Decodable>(_ type: Nested.Type, forKey key: Key) throws -> Nested {
    try reading.decode(type, reading.requireColumn(of: key, for: type), key.stringValue)
  }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws
    -> KeyedDecodingContainer<Nested>
  {
    throw notFlat(key)
  }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    throw notFlat(key)
  }
  func superDecoder() throws -> any Decoder { reading }
  func superDecoder(forKey key: Key) throws -> any Decoder { throw notFlat(key) }

  private func notFlat(_ key: Key) -> RowDecodingError {
    RowDecodingError(
      column: nil, key: key.stringValue, type: "",
      "a row has one value in a column, and '\(key.stringValue)' decodes several")
  }
}

/// One value of a row, for types that decode a single value.
struct CellDecoder: Decoder, SingleValueDecodingContainer {
  private let reading: RowReading
  private let column: Int
  private let key: String?

  init(_ reading: RowReading, _ column: Int, _ key: String?) {
    self.reading = reading
    self.column = column
    self.key = key
  }

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func singleValueContainer() -> any SingleValueDecodingContainer { self }
  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    throw reading.misfit(column, key, "a type of several values", "has one value")
  }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    throw reading.misfit(column, key, "a list", "has one value")
  }

  func decodeNil() -> Bool { false }

  private func number<Wanted: FixedWidthInteger>(_ type: Wanted.Type) throws -> Wanted {
    let number = try reading.value(Int.self, column, key)
    guard let wanted = Wanted(exactly: number) else {
      throw reading.misfit(column, key, "\(type)", "has \(number)")
    }
    return wanted
  }

  func decode(_ type: Bool.Type) throws -> Bool { try reading.value(type, column, key) }
  func decode(_ type: String.Type) throws -> String { try reading.value(type, column, key) }
  func decode(_ type: Double.Type) throws -> Double { try reading.value(type, column, key) }
  func decode(_ type: Float.Type) throws -> Float {
    Float(try reading.value(Double.self, column, key))
  }
  func decode(_ type: Int.Type) throws -> Int { try reading.value(type, column, key) }
  func decode(_ type: Int8.Type) throws -> Int8 { try number(type) }
  func decode(_ type: Int16.Type) throws -> Int16 { try number(type) }
  func decode(_ type: Int32.Type) throws -> Int32 { try number(type) }
  func decode(_ type: Int64.Type) throws -> Int64 { try number(type) }
  func decode(_ type: UInt.Type) throws -> UInt { try number(type) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try number(type) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try number(type) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try number(type) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try number(type) }
  func decode<Nested: Decodable>(_ type: Nested.Type) throws -> Nested {
    try reading.decode(type, column, key)
  }
}
