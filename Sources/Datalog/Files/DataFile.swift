/// The formats in which facts are loaded and saved.
enum DataFormat: String, Sendable {
  case csv
  case tsv
  case jsonl

  /// The format that a path's ending names.
  init?(path: String) {
    guard let ending = path.split(separator: ".").last else { return nil }
    self.init(rawValue: ending.lowercased())
  }

  var separator: UInt8 { self == .tsv ? UInt8(ascii: "\t") : UInt8(ascii: ",") }
}

/// Facts read from a file: named columns of one type each.
struct DataFile: Sendable {
  /// What is wrong with a file's content.
  struct ContentError: Error {
    let message: String
  }

  let columns: [RelationSchema.Column]
  /// For each column the numbers of its values.
  let numbers: [[UInt32]]
  let count: Int

  /// Reads facts.
  ///
  /// - Parameters:
  ///   - declared: The relation's columns, if they are declared: then the file's columns are
  ///     matched by name and read as their types. A column without a type gets the narrowest of
  ///     `int`, `float`, `bool`, `date` and `text` that all its cells fit.
  ///   - values: The table that numbers the values.
  static func read(
    _ bytes: UnsafeRawBufferPointer, format: DataFormat, hasHeader: Bool,
    declared: [(name: String, type: ValueType?)]?, into values: inout ByteInterner
  ) throws(ContentError) -> DataFile {
    switch format {
    case .jsonl: try DataFile(objectsIn: bytes, declared: declared, into: &values)
    case .csv, .tsv:
      try DataFile(
        delimited: bytes, separator: format.separator, hasHeader: hasHeader, declared: declared,
        into: &values)
    }
  }

  /// Which of the file's columns each column of the relation is.
  static func order(
    names: [String]?, width: Int, declared: [(name: String, type: ValueType?)]?
  ) throws(ContentError) -> [Int] {
    if let names, Set(names).count < names.count {
      throw ContentError(message: "the header names a column twice")
    }
    guard let declared else { return Array(0..<width) }
    guard let names else {
      guard width == declared.count else {
        throw ContentError(message: "the file has \(width) columns, not \(declared.count)")
      }
      return Array(0..<width)
    }
    var order: [Int] = []
    for column in declared {
      guard let index = names.firstIndex(of: column.name) else {
        throw ContentError(
          message: "the header has no column '\(column.name)'; "
            + "'without header' says that there is none")
      }
      order.append(index)
    }
    return order
  }

}
