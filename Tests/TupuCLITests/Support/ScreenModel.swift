import Tupu

/// As much of a terminal as the line editor uses: text, wide characters, cursor, clearing, scrolling.
struct ScreenModel {
  private(set) var columns: Int
  private(set) var rows: Int
  /// Each cell's character; the second cell of a wide character is empty.
  private var cells: [[String]]
  private(set) var cursor = (row: 0, column: 0)
  /// What went off at the top.
  private(set) var scrolledOff: [String] = []
  /// Whether bracketed paste is on.
  private(set) var takesPaste = false
  private var pending: [UInt8] = []
  /// The last column is full, and the next character goes to the next line.
  private var isPastEnd = false

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: Self.emptyRow(columns), count: rows)
  }

  private static func emptyRow(_ columns: Int) -> [String] {
    Array(repeating: " ", count: columns)
  }

  // MARK: - Reading

  func line(_ row: Int) -> String {
    var text = cells[row].joined()
    while text.last == " " { text.removeLast() }
    return text
  }

  var lines: [String] { (0..<rows).map(line) }
  var text: String { (scrolledOff + lines).joined(separator: "\n") }
  /// The line of the cursor.
  var cursorLine: String { line(cursor.row) }
  /// The line of the cursor, up to it.
  var cursorPrefix: String { cells[cursor.row][..<cursor.column].joined() }

  // MARK: - Writing

  /// Cuts or widens each line, as terminals without reflow do.
  mutating func resize(columns: Int, rows: Int) {
    cells = cells.map { Array(($0 + Self.emptyRow(columns)).prefix(columns)) }
    while cells.count > rows { cells.removeLast() }
    while cells.count < rows { cells.append(Self.emptyRow(columns)) }
    (self.columns, self.rows) = (columns, rows)
    cursor = (min(cursor.row, rows - 1), min(cursor.column, columns - 1))
  }

  mutating func feed(_ bytes: some Sequence<UInt8>) {
    pending += bytes
    while let first = pending.first {
      if first == 0x1B {
        guard takeSequence() else { return }
      } else if first < 0x20 {
        pending.removeFirst()
        control(first)
      } else {
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard pending.count >= length else { return }
        put(String(decoding: pending.prefix(length), as: UTF8.self))
        pending.removeFirst(length)
      }
    }
  }

  private mutating func control(_ byte: UInt8) {
    switch byte {
    case 0x0D: cursor.column = 0
    case 0x0A: lineFeed()
    case 0x08: cursor.column = max(0, cursor.column - 1)
    default: return
    }
    isPastEnd = false
  }

  private mutating func lineFeed() {
    guard cursor.row == rows - 1 else {
      cursor.row += 1
      return
    }
    scrolledOff.append(line(0))
    cells.removeFirst()
    cells.append(Self.emptyRow(columns))
  }

  private mutating func put(_ text: String) {
    guard let character = text.first else { return }
    let width = SourceColumns.cells(of: character)
    guard width > 0 else {
      // A combining mark joins the character before it.
      var column = max(0, isPastEnd ? cursor.column : cursor.column - 1)
      while column > 0, cells[cursor.row][column].isEmpty { column -= 1 }
      cells[cursor.row][column] += text
      return
    }
    if isPastEnd || cursor.column + width > columns {
      cursor.column = 0
      lineFeed()
      isPastEnd = false
    }
    cells[cursor.row][cursor.column] = text
    if width == 2 { cells[cursor.row][cursor.column + 1] = "" }
    if cursor.column + width < columns {
      cursor.column += width
    } else {
      cursor.column = columns - 1
      isPastEnd = true
    }
  }

  private mutating func takeSequence() -> Bool {
    guard pending.count > 1 else { return false }
    guard pending[1] == UInt8(ascii: "[") else {
      pending.removeFirst(2)
      return true
    }
    guard
      let end = pending.indices.dropFirst(2).first(where: { (0x40...0x7E).contains(pending[$0]) })
    else { return false }
    let text = String(decoding: pending[2..<end], as: UTF8.self)
    let final = pending[end]
    pending.removeFirst(end + 1)
    isPastEnd = false
    if text.hasPrefix("?") {
      if text == "?2004" { takesPaste = final == UInt8(ascii: "h") }
      return true
    }
    perform(final, text.split(separator: ";").map { Int($0) ?? 0 })
    return true
  }

  private mutating func perform(_ final: UInt8, _ numbers: [Int]) {
    let count = max(1, numbers.first ?? 1)
    switch final {
    case UInt8(ascii: "A"): cursor.row = max(0, cursor.row - count)
    case UInt8(ascii: "B"): cursor.row = min(rows - 1, cursor.row + count)
    case UInt8(ascii: "C"): cursor.column = min(columns - 1, cursor.column + count)
    case UInt8(ascii: "D"): cursor.column = max(0, cursor.column - count)
    case UInt8(ascii: "H"):
      let row = numbers.first ?? 1
      let column = numbers.count > 1 ? numbers[1] : 1
      cursor = (min(rows, max(1, row)) - 1, min(columns, max(1, column)) - 1)
    case UInt8(ascii: "J"):
      if numbers.first == 2 {
        cells = Array(repeating: Self.emptyRow(columns), count: rows)
      } else {
        for column in cursor.column..<columns { cells[cursor.row][column] = " " }
        for row in (cursor.row + 1)..<max(rows, cursor.row + 1) {
          cells[row] = Self.emptyRow(columns)
        }
      }
    case UInt8(ascii: "K"):
      for column in cursor.column..<columns { cells[cursor.row][column] = " " }
    default: break
    }
  }
}
