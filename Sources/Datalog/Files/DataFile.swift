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
  /// The values, not yet numbered with those of other files.
  enum Content: Sendable {
    /// With the place of each column of the relation among those that were read.
    case pieces(DelimitedPieces, order: [Int])
    case numbered([[UInt32]], ByteInterner)
  }

  /// What is wrong with a file's content.
  struct ContentError: Error {
    let message: String
  }

  let columns: [RelationSchema.Column]
  let count: Int
  private var content: Content

  init(columns: [RelationSchema.Column], count: Int, content: Content) {
    self.columns = columns
    self.count = count
    self.content = content
  }

  /// For each column the numbers of its values; they are given up here.
  ///
  /// - Parameter values: The table that numbers the values.
  mutating func takeNumbers(in values: inout ByteInterner) -> [[UInt32]] {
    let taken = content
    content = .numbered([], ByteInterner())
    switch consume taken {
    case .pieces(var pieces, let order):
      let columns = pieces.takeColumns(numberedIn: &values)
      return order.map { columns[$0] }
    case .numbered(var columns, let own):
      let numbers = values.merge(own)
      for column in columns.indices {
        for row in columns[column].indices where columns[column][row] & ValueID.inlineFlag == 0 {
          columns[column][row] = numbers[Int(columns[column][row])]
        }
      }
      return columns
    }
  }

  /// Reads facts; the bytes are not needed any more then.
  ///
  /// - Parameters:
  ///   - declared: The relation's columns, if they are declared: then the file's columns are
  ///     matched by name and read as their types. A column without a type gets the narrowest of
  ///     `int`, `float`, `bool`, `date` and `text` that all its cells fit.
  static func read(
    _ bytes: UnsafeRawBufferPointer, format: DataFormat, hasHeader: Bool,
    declared: [(name: String, type: ValueType?)]?
  ) throws(ContentError) -> DataFile {
    switch format {
    case .jsonl: try DataFile(objectsIn: bytes, declared: declared)
    case .csv, .tsv:
      try DataFile(
        delimited: bytes, separator: format.separator, hasHeader: hasHeader, declared: declared)
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
