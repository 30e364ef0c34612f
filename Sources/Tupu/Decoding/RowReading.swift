/// Decodes the row at a cursor; one reading serves all rows.
final class RowReading: Decoder {
  let cursor: RowCursor

  /// Makes the container for the coding keys that the first row asked for.
  typealias MakeContainer = (RowCursor) -> KnownContainer

  private let container: KnownContainer?
  /// Makes the container that was asked for first, where none is known.
  private(set) var makeContainer: MakeContainer?

  init(_ cursor: RowCursor, container make: MakeContainer? = nil) {
    self.cursor = cursor
    container = make?(cursor)
  }

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    if let container, container.keys == ObjectIdentifier(type) {
      // Those who have the same keys are of the same class. A cast that looks it up would take
      // longer than everything else that is done for a row.
      return unsafeDowncast(container, to: ContainerOfKeys<Key>.self).container
    }
    if container == nil, makeContainer == nil {
      makeContainer = { ContainerOfKeys<Key>(KeyedDecodingContainer(RowKeys(cursor: $0))) }
    }
    return KeyedDecodingContainer(RowKeys<Key>(cursor: cursor))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    throw RowDecodingError(
      column: nil, key: nil, type: cursor.type,
      "a row has columns with names, and '\(cursor.type)' decodes a list")
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { try cursor.onlyCell() }
}

/// A container that is used for every row.
class KnownContainer {
  /// The type of its coding keys, which tells its class.
  let keys: ObjectIdentifier

  fileprivate init(keys: ObjectIdentifier) { self.keys = keys }
}

private final class ContainerOfKeys<Key: CodingKey>: KnownContainer {
  let container: KeyedDecodingContainer<Key>

  init(_ container: KeyedDecodingContainer<Key>) {
    self.container = container
    super.init(keys: ObjectIdentifier(Key.self))
  }
}
