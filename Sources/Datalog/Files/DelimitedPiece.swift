/// The rows of one piece of delimited text.
struct DelimitedPiece: Sendable {
  private(set) var rowCount = 0
  private(set) var lineBreaks = 0
  /// Why reading ended before the end, if it did.
  private(set) var problem: DelimitedProblem?
  private let width: Int
  /// The numbers of the cells that are read, row by row.
  private let cells: [UInt32]
  private var values: ByteInterner

  /// Reads the rows up to the first that cannot be read.
  init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, _ shape: DelimitedShape) {
    var scanner = DelimitedScanner(bytes, range, separator: shape.separator)
    var coding = CellCoding(shape.types.compactMap(\.self))
    width = shape.width
    let isRead = shape.types.map { $0 != nil }
    var line = 1
    do throws(DelimitedProblem.Kind) {
      while scanner.findRow() {
        line = scanner.lineBreaks + 1
        try Self.readRow(&scanner, &coding, isRead)
        rowCount &+= 1
        if rowCount == 16 {
          // What the first rows take tells roughly how many there are.
          let length = max(scanner.offset - range.lowerBound, 1)
          coding.reserve(range.count / length * 18 * width)
        }
      }
    } catch {
      problem = DelimitedProblem(kind: error.naming(shape.types), line: line)
    }
    coding.finishBatch()
    lineBreaks = scanner.lineBreaks
    cells = coding.numbers
    values = coding.values
    if !values.isUTF8 { problem = Self.firstForeignText(bytes, range, shape) }
  }

  @inline(__always)
  private static func readRow(
    _ scanner: inout DelimitedScanner, _ coding: inout CellCoding, _ isRead: [Bool]
  ) throws(DelimitedProblem.Kind) {
    var cellCount = 0
    var column = 0
    var isLast = false
    while !isLast {
      let cell = try scanner.readCell()
      isLast = cell.isLast
      if cellCount < isRead.count, isRead[cellCount] {
        try coding.add(cell, column: column)
        column &+= 1
      }
      cellCount &+= 1
    }
    guard cellCount == isRead.count else { throw .width(cellCount, wanted: isRead.count) }
  }

  /// Finds the text again that is not in UTF-8.
  private static func firstForeignText(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, _ shape: DelimitedShape
  ) -> DelimitedProblem? {
    var scanner = DelimitedScanner(bytes, range, separator: shape.separator)
    while scanner.findRow() {
      let line = scanner.lineBreaks + 1
      while let cell = try? scanner.readCell() {
        if String(validating: cell.bytes, as: UTF8.self) == nil {
          return DelimitedProblem(kind: .encoding, line: line)
        }
        if cell.isLast { break }
      }
    }
    return nil
  }

  /// Gives the table of values up.
  mutating func takeValues() -> ByteInterner {
    defer { values = ByteInterner() }
    return values
  }

  /// Writes a column's numbers, other ones if there is a map.
  func write(_ column: Int, to target: SharedMemory<UInt32>, from start: Int, _ map: [UInt32]?) {
    cells.withUnsafeBufferPointer { cells in
      guard let map else {
        for row in 0..<rowCount { target[start &+ row] = cells[row &* width &+ column] }
        return
      }
      map.withUnsafeBufferPointer { map in
        for row in 0..<rowCount {
          let number = cells[row &* width &+ column]
          target[start &+ row] = number & ValueID.inlineFlag == 0 ? map[Int(number)] : number
        }
      }
    }
  }
}

extension DelimitedProblem.Kind {
  /// The problem with the place of a cell in its row, instead of that among the cells that are read.
  fileprivate func naming(_ types: [ValueType?]) -> Self {
    guard case .value(let column, let type, let text) = self else { return self }
    return .value(cell: types.indices.filter { types[$0] != nil }[column], type, text: text)
  }
}

extension ByteInterner {
  /// Whether all texts are in UTF-8.
  fileprivate var isUTF8: Bool {
    (0..<count).allSatisfy { index in
      withBytes(at: index) { bytes in
        bytes[0] != ValueTag.text.rawValue || bytes.allSatisfy { $0 < 0x80 }
          || String(validating: bytes, as: UTF8.self) != nil
      }
    }
  }
}
