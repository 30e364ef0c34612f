/// Writes the editor's rows over those that it wrote before.
struct EditorPainter {
  private let palette: Palette
  private var size: (columns: Int, rows: Int)
  /// What stands on the screen, from the first row on that belongs to the editor.
  private var shown: [ScreenRow] = []
  /// The row among them on which the cursor stands.
  private var cursorRow = 0
  /// The first row of the text that is shown, when the text is longer than the screen.
  private var top = 0

  init(_ palette: Palette, size: (columns: Int, rows: Int)) {
    self.palette = palette
    self.size = size
  }

  var columns: Int { size.columns }
  /// The rows that candidates may take.
  var menuRows: Int { max(1, min(10, size.rows / 2 - 1)) }

  /// The terminal has another size now: rows that were wider than it have been broken.
  mutating func resize(to new: (columns: Int, rows: Int)) {
    if new.columns < size.columns {
      func broken(_ row: ScreenRow) -> Int { max(1, (row.width + new.columns - 1) / new.columns) }
      cursorRow = shown.prefix(cursorRow + 1).reduce(0) { $0 + broken($1) } - 1
    }
    size = new
  }

  /// The codes that bring a text to the screen, with rows below it.
  ///
  /// - Parameter isFinal: Whether the text stays there and the next output stands below it; then all
  ///   of it is written, however long it is.
  mutating func paint(_ text: ScreenText, below: [ScreenRow] = [], isFinal: Bool = false) -> String
  {
    var rows = text.rows
    var cursor = text.cursor
    if !isFinal {
      let most = max(1, size.rows - below.count)
      if cursor.row < top { top = cursor.row }
      if cursor.row >= top + most { top = cursor.row - most + 1 }
      top = max(0, min(top, rows.count - most))
      rows = Array(rows[top..<min(rows.count, top + most)])
      cursor.row -= top
    }
    rows += below
    var codes = "\u{1B}[?25l" + toFirstRow
    codes += rows.map { $0.rendered(palette) }.joined(separator: "\r\n")
    if isFinal {
      shown = []
      cursorRow = 0
      top = 0
      return codes + "\r\n\u{1B}[?25h"
    }
    let up = rows.count - 1 - cursor.row
    if up > 0 { codes += "\u{1B}[\(up)A" }
    codes += "\r"
    if cursor.column > 0 { codes += "\u{1B}[\(cursor.column)C" }
    shown = rows
    cursorRow = cursor.row
    return codes + "\u{1B}[?25h"
  }

  /// Goes to the first of the editor's rows and clears from there on.
  private var toFirstRow: String {
    (cursorRow > 0 ? "\u{1B}[\(cursorRow)A" : "") + "\r\u{1B}[J"
  }

  /// Clears the whole screen; what is painted next stands at its top.
  mutating func clear() -> String {
    shown = []
    cursorRow = 0
    return "\u{1B}[H\u{1B}[2J"
  }

  /// Forgets what was painted: the next text stands wherever the cursor is.
  mutating func forget() {
    shown = []
    cursorRow = 0
  }
}
