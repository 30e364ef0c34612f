import Tupu

/// The edited text laid out in rows of the screen, and the cursor's place in them.
struct ScreenText {
  private(set) var rows: [ScreenRow] = [ScreenRow()]
  private(set) var cursor = (row: 0, column: 0)
  private let width: Int

  /// Lays text out.
  ///
  /// - Parameters:
  ///   - prompts: What stands before the first line, and before the others.
  ///   - width: The cells of a row; a character of two cells goes to the next row when one is left.
  init(
    _ characters: [Character], cursor place: Int, styles: [StyledRange],
    prompts: (first: String, further: String), hint: String = "", width: Int
  ) {
    self.width = max(4, width)
    rows[0].append(prompts.first, .prompt)
    var styleIndex = 0
    for (index, character) in characters.enumerated() {
      while styleIndex < styles.count, styles[styleIndex].range.upperBound <= index {
        styleIndex += 1
      }
      if index == place { markCursor(before: character) }
      guard character != "\n" else {
        rows.append(ScreenRow())
        rows[rows.count - 1].append(prompts.further, .prompt)
        continue
      }
      let style = styles.indices.contains(styleIndex) && styles[styleIndex].range.contains(index)
      add(Self.shown(character), style ? styles[styleIndex].style : nil)
    }
    if place >= characters.count { markCursor(before: nil) }
    rows[rows.count - 1].append(hint, .dim, limit: self.width - 1)
  }

  /// Control characters would move the cursor: they are shown as their pictures.
  private static func shown(_ character: Character) -> String {
    guard let scalar = character.unicodeScalars.first else { return "" }
    if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) {
      return String(picture)
    }
    return SourceColumns.cells(of: character) == 0 ? "\u{25CC}\(character)" : String(character)
  }

  private mutating func add(_ text: String, _ style: TextStyle?) {
    if rows[rows.count - 1].width + ScreenRow.width(of: text) > width { rows.append(ScreenRow()) }
    rows[rows.count - 1].append(text, style)
  }

  /// The cursor stands where the next character will be, which may be on the next row.
  private mutating func markCursor(before character: Character?) {
    let needed = character == "\n" ? 0 : character.map { SourceColumns.cells(of: $0) } ?? 1
    if rows[rows.count - 1].width + max(needed, character == "\n" ? 0 : 1) > width {
      rows.append(ScreenRow())
    }
    cursor = (rows.count - 1, min(rows[rows.count - 1].width, width - 1))
  }
}
