import Foundation

/// The rows of a relation as a file that every system reads: tabs between its cells, no heading.
struct Table: Sendable {
  /// The relation and its columns.
  struct Column: Sendable {
    let name: String
    /// What stands before the number in a column of text; `nil` in a column of whole numbers.
    let prefix: String?
  }

  let name: String
  let columns: [Column]
  let rows: [[Int]]

  /// A table of whole numbers.
  init(_ name: String, _ rows: [[Int]]) {
    self.init(
      name, (0..<(rows.first?.count ?? 0)).map { Column(name: "c\($0)", prefix: nil) }, rows)
  }

  init(_ name: String, _ columns: [Column], _ rows: [[Int]]) {
    self.name = name
    self.columns = columns
    self.rows = rows
  }

  func write(to folder: String) throws {
    let prefixes = columns.map { Array(($0.prefix ?? "").utf8) }
    var text: [UInt8] = []
    for row in rows {
      for (column, number) in row.enumerated() {
        if column > 0 { text.append(UInt8(ascii: "\t")) }
        text += prefixes[column]
        text += String(number).utf8
      }
      text.append(UInt8(ascii: "\n"))
    }
    try Data(text).write(to: URL(filePath: "\(folder)/\(name).tsv"))
  }

  /// Writes the rows as facts, for the systems that read nothing else.
  func writeFacts(to folder: String) throws {
    var text = ""
    for row in rows {
      let cells = zip(columns, row).map { column, number in
        column.prefix.map { "\"\($0)\(number)\"" } ?? String(number)
      }
      text += "\(name)(\(cells.joined(separator: ","))).\n"
    }
    try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name).lp"))
  }
}
