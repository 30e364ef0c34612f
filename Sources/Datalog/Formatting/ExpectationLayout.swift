/// Lays out the comments that say what a statement is expected to answer.
enum ExpectationLayout {
  /// The lines of an expected answer; the cells of a table stand below each other.
  ///
  /// Lines that do not have as many cells as the first one stay as they are written: somebody may
  /// have put one space between two cells.
  static func rows(of comments: [PlacedComment], isTable: Bool) -> [String] {
    let lines = comments.map { String($0.text.dropFirst(2)) }
    let cells = lines.map(ExpectationText.cells)
    let isSpecial = cells.map { $0.isEmpty || ["…", "..."].contains($0.joined()) }
    let table = zip(cells, isSpecial).filter { !$1 }.map(\.0)
    guard isTable, let header = table.first, table.allSatisfy({ $0.count == header.count }) else {
      return lines.map { "%>" + ($0.isEmpty || $0.first?.isWhitespace == true ? $0 : " " + $0) }
    }
    var widths = header.map { _ in 0 }
    for row in table {
      for (column, cell) in row.enumerated() {
        widths[column] = max(widths[column], SourceColumns.width(of: cell))
      }
    }
    return cells.enumerated().map { index, row in
      isSpecial[index]
        ? (["%>"] + row).joined(separator: " ") : "%> " + line(row, widths)
    }
  }

  private static func line(_ row: [String], _ widths: [Int]) -> String {
    var line = ""
    for (column, cell) in row.enumerated() {
      line += cell
      if column < row.count - 1 {
        line += String(repeating: " ", count: widths[column] - SourceColumns.width(of: cell) + 2)
      }
    }
    return line
  }

  /// A part of an expected error's message.
  static func error(_ comment: PlacedComment) -> String {
    let text = comment.text.dropFirst(2).trimmedOfSpaces
    return text.isEmpty ? "%!" : "%! \(text)"
  }
}
