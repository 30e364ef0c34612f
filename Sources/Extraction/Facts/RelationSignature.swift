/// A relation of the graph: its name, its columns, and what it means.
public struct RelationSignature: Hashable, Sendable {
  /// What the values of a column are.
  public enum ColumnType: String, Hashable, Sendable {
    /// A canonical name or other text.
    case text
    /// A whole number.
    case int
    /// A number, whole or not.
    case number
    /// A date of ISO 8601-2 with `X` for unknown digits.
    case date
  }

  /// One column.
  public struct Column: Hashable, Sendable {
    /// The column's name, as queries write it.
    public let name: String
    /// What its values are.
    public let type: ColumnType
    /// Whether its values are canonical names of entities, which the evidence can print or imply.
    public let namesEntity: Bool

    /// Creates a column.
    public init(name: String, type: ColumnType, namesEntity: Bool = false) {
      self.name = name
      self.type = type
      self.namesEntity = namesEntity
    }
  }

  /// The relation's name.
  public let name: String
  /// The columns, in the order of a fact's arguments.
  public let columns: [Column]
  /// What a fact of the relation says, in one line.
  public let meaning: String

  /// Creates a signature.
  public init(name: String, columns: [Column], meaning: String) {
    self.name = name
    self.columns = columns
    self.meaning = meaning
  }

  /// Reads `visited(who: name, place: name, verb, on: date)`; a column without a type holds text, and
  /// `name` is text that names an entity.
  init(_ signature: String, _ meaning: String) {
    let halves = signature.split(separator: "(")
    let names = halves.count > 1 ? halves[1].dropLast().split(separator: ",") : []
    self.init(
      name: String(halves.first ?? ""),
      columns: names.map { column in
        let parts = column.split(separator: ":").map { String($0.filter { $0 != " " }) }
        return Column(
          name: parts.first ?? "",
          type: parts.count > 1 ? ColumnType(rawValue: parts[1]) ?? .text : .text,
          namesEntity: parts.last == "name" && parts.count > 1)
      },
      meaning: meaning)
  }
}
