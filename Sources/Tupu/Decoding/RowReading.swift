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
      // Those who have the same keys are of the same class.
      return unsafeDowncast(container, to: Kept<KeyedDecodingContainer<Key>>.self).copy()
    }
    return newContainer(type)
  }

  /// Apart from the above, which is called for each row and would look its types up for this, too.
  @inline(never)
  private func newContainer<Key: CodingKey>(_ type: Key.Type) -> KeyedDecodingContainer<Key> {
    if container == nil, makeContainer == nil {
      makeContainer = { Kept(KeyedDecodingContainer(RowKeys<Key>(cursor: $0)), keys: Key.self) }
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
  fileprivate let keys: ObjectIdentifier

  fileprivate init(keys: ObjectIdentifier) { self.keys = keys }
}

private final class Kept<Container>: KnownContainer {
  private let container: Container

  init(_ container: Container, keys: Any.Type) {
    self.container = container
    super.init(keys: ObjectIdentifier(keys))
  }

  /// The container, whose type is found in the object here, where a caller would look it up at a cost
  /// like that of decoding a value.
  @inline(never)
  func copy() -> Container { container }
}
