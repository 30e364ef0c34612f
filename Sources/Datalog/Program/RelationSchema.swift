/// The place of a relation in its program.
struct RelationID: Hashable, Sendable {
  let index: Int
}

/// The name, columns and types of a relation.
public struct RelationSchema: Sendable, Hashable {
  /// A column of a relation.
  public struct Column: Sendable, Hashable {
    /// The column's name; unique within its relation.
    public let name: String
    /// The type of its values.
    public let type: ValueType

    /// Creates a column.
    public init(_ name: String, _ type: ValueType = .any) {
      self.name = name
      self.type = type
    }
  }

  /// The relation's name.
  public let name: String
  /// The columns in order.
  public let columns: [Column]

  /// Creates a schema.
  public init(_ name: String, _ columns: [Column]) {
    self.name = name
    self.columns = columns
  }

  /// The number of columns.
  public var arity: Int { columns.count }
}

extension RelationSchema: CustomStringConvertible {
  /// The declaration as a script writes it, without the word `relation`.
  public var description: String {
    let columns = columns.map { "\($0.name): \($0.type.rawValue)" }.joined(separator: ", ")
    return "\(RelationSchema.spelling(of: name))(\(columns))"
  }

  /// A relation's name as a script writes it: in backquotes when it is no word.
  public static func spelling(of name: String) -> String {
    var scalars = name.unicodeScalars.makeIterator()
    guard let first = scalars.next(), first.properties.isXIDStart,
      !Token.reservedWords.contains(name)
    else { return "`\(name)`" }
    while let scalar = scalars.next() {
      if !scalar.properties.isXIDContinue { return "`\(name)`" }
    }
    return name
  }
}
