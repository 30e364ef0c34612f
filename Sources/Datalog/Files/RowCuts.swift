/// Cuts delimited text between rows, so that each piece can be read by itself.
enum RowCuts {
  /// Pieces of much the same length; they do not depend on what is in them but for their ends.
  ///
  /// - Parameters:
  ///   - rows: Where the rows are.
  ///   - count: The number of pieces; fewer when rows are long.
  static func pieces(
    _ bytes: UnsafeRawBufferPointer, _ rows: Range<Int>, separator: UInt8, into count: Int
  ) -> [Range<Int>] {
    let text = bytes[..<rows.upperBound]
    var pieces: [Range<Int>] = []
    var start = rows.lowerBound
    var outside = OutsideOfQuotations(text, separator, from: start)
    for piece in 1..<max(count, 1) {
      let wanted = rows.lowerBound + rows.count / count * piece
      guard let cut = outside.rowEnd(from: max(wanted, start)) else { break }
      if cut > start { pieces.append(start..<cut) }
      start = cut
    }
    if start < rows.upperBound { pieces.append(start..<rows.upperBound) }
    return pieces
  }
}

/// Passes over quotations: a line break in one ends no row.
private struct OutsideOfQuotations {
  private let bytes: Slice<UnsafeRawBufferPointer>
  private let separator: UInt8
  private let start: Int
  /// An offset that is in no quotation; all marks before it were looked at.
  private var offset: Int
  /// The first mark from there on, the end if there is none.
  private var mark: Int

  init(_ bytes: Slice<UnsafeRawBufferPointer>, _ separator: UInt8, from start: Int) {
    self.bytes = bytes
    self.separator = separator
    self.start = start
    offset = start
    mark = bytes.firstOffset(of: UInt8(ascii: "\""), from: start) ?? bytes.endIndex
  }

  /// Where the row ends in which an offset lies: behind its line break.
  ///
  /// Offsets that are asked for must not descend. `nil` when a quotation is not closed.
  mutating func rowEnd(from wanted: Int) -> Int? {
    while true {
      let lineBreak = bytes.firstOffset(of: 0x0A, from: max(wanted, offset)) ?? bytes.endIndex
      if mark >= lineBreak { return min(lineBreak + 1, bytes.endIndex) }
      guard passMarks(before: lineBreak) else { return nil }
    }
  }

  /// Passes the marks before an offset, and the quotations that begin with them.
  private mutating func passMarks(before limit: Int) -> Bool {
    while mark < limit {
      offset = mark + 1
      let before = mark == start ? 0x0A : bytes[mark - 1]
      if before == separator || before == 0x0A,
        separator != UInt8(ascii: "\t") || DelimitedScanner.closesCell(bytes, mark, separator)
      {
        guard let close = DelimitedScanner.closingMark(bytes, from: mark + 1) else { return false }
        offset = close + 1
      }
      mark = bytes.firstOffset(of: UInt8(ascii: "\""), from: offset) ?? bytes.endIndex
    }
    return true
  }
}
