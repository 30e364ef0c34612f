import Tupu

/// One row of the screen: text with styles that fits into so many cells.
struct ScreenRow: Equatable {
  private(set) var pieces: [(text: String, style: TextStyle?)] = []
  /// The cells that it takes.
  private(set) var width = 0

  static func == (first: ScreenRow, second: ScreenRow) -> Bool {
    first.pieces.elementsEqual(second.pieces) { $0.text == $1.text && $0.style == $1.style }
  }

  static func width(of text: String) -> Int { SourceColumns.width(of: text) }

  var text: String { pieces.map(\.text).joined() }

  mutating func append(_ text: String, _ style: TextStyle?, limit: Int = .max) {
    for character in text {
      let cells = SourceColumns.cells(of: character)
      guard width + cells <= limit else { return }
      width += cells
      if let last = pieces.last, last.style == style {
        pieces[pieces.count - 1].text.append(character)
      } else {
        pieces.append((String(character), style))
      }
    }
  }

  mutating func pad(to cells: Int) {
    append(String(repeating: " ", count: max(0, cells - width)), nil)
  }

  /// The row with the terminal's codes for its styles.
  func rendered(_ palette: Palette) -> String {
    pieces.map { palette.paint($0.text, $0.style) }.joined()
  }
}

/// Which codes stand for which style.
struct Palette {
  let isOn: Bool

  func paint(_ text: String, _ style: TextStyle?) -> String {
    guard isOn, let style else { return text }
    return "\u{1B}[\(code(style))m\(text)\u{1B}[0m"
  }

  private func code(_ style: TextStyle) -> String {
    switch style {
    case .keyword: "1"
    case .relation: "36"
    case .function: "35"
    case .variable: "33"
    case .text: "32"
    case .number: "34"
    case .comment, .dim: "2"
    case .error: "4;31"
    case .matched: "1;7"
    case .prompt: "1"
    case .selected: "7"
    }
  }
}
