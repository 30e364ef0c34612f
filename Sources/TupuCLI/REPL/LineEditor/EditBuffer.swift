/// The text that is being edited, as characters, and the place of the cursor in it.
struct EditBuffer: Equatable {
  private(set) var characters: [Character] = []
  /// The character before which the cursor stands; as many as there are at the end.
  private(set) var cursor = 0

  init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  var text: String { String(characters) }
  var isEmpty: Bool { characters.isEmpty }
  var isAtEnd: Bool { cursor == characters.count }
  var textBeforeCursor: String { String(characters[..<cursor]) }

  // MARK: - Changing

  /// Puts text before the cursor.
  ///
  /// A combining mark joins the character before it, so the cursor goes by what follows, not by
  /// what came.
  mutating func insert(_ text: String) {
    let following = characters.count - cursor
    characters = Array(textBeforeCursor + text + String(characters[cursor...]))
    cursor = max(0, characters.count - following)
  }

  /// Puts text in the place of other text, the cursor behind it.
  mutating func replace(_ range: Range<Int>, with text: String) {
    cursor = range.lowerBound
    characters.removeSubrange(range)
    insert(text)
  }

  /// Takes text out, and gives it.
  @discardableResult
  mutating func remove(_ range: Range<Int>) -> String {
    let removed = String(characters[range])
    characters.removeSubrange(range)
    if cursor >= range.upperBound {
      cursor -= range.count
    } else if cursor > range.lowerBound {
      cursor = range.lowerBound
    }
    return removed
  }

  /// Puts other text in the place of all, the cursor at its end.
  mutating func set(_ text: String) { self = EditBuffer(text) }

  /// Swaps the characters around the cursor, or the last two at the end of a line.
  mutating func transpose() {
    var right = cursor
    if right == characters.count || characters[right] == "\n" { right -= 1 }
    guard right > lineStart(of: cursor), characters.indices.contains(right) else { return }
    characters.swapAt(right - 1, right)
    cursor = right + 1
  }

  // MARK: - Moving

  mutating func move(to place: Int) { cursor = min(max(0, place), characters.count) }
  mutating func moveLeft() { move(to: cursor - 1) }
  mutating func moveRight() { move(to: cursor + 1) }
  mutating func moveToLineStart() { move(to: lineStart(of: cursor)) }
  mutating func moveToLineEnd() { move(to: lineEnd(of: cursor)) }

  /// Moves a line up at the same column; false on the first line.
  mutating func moveUp() -> Bool {
    let start = lineStart(of: cursor)
    guard start > 0 else { return false }
    let column = cursor - start
    let above = lineStart(of: start - 1)
    move(to: min(above + column, start - 1))
    return true
  }

  /// Moves a line down at the same column; false on the last line.
  mutating func moveDown() -> Bool {
    let end = lineEnd(of: cursor)
    guard end < characters.count else { return false }
    let column = cursor - lineStart(of: cursor)
    move(to: min(end + 1 + column, lineEnd(of: end + 1)))
    return true
  }

  func lineStart(of place: Int) -> Int {
    characters[..<place].lastIndex(of: "\n").map { $0 + 1 } ?? 0
  }

  func lineEnd(of place: Int) -> Int {
    characters[place...].firstIndex(of: "\n") ?? characters.count
  }
}

extension EditBuffer {
  /// Letters, digits and underscores make words; so do Chinese characters.
  private func isWord(_ index: Int) -> Bool {
    let character = characters[index]
    return character.isLetter || character.isNumber || character == "_"
  }

  /// The beginning of the word before the cursor.
  var previousWord: Int {
    var place = cursor
    while place > 0, !isWord(place - 1) { place -= 1 }
    while place > 0, isWord(place - 1) { place -= 1 }
    return place
  }

  /// The end of the word behind the cursor.
  var nextWord: Int {
    var place = cursor
    while place < characters.count, !isWord(place) { place += 1 }
    while place < characters.count, isWord(place) { place += 1 }
    return place
  }

  /// The end of the white space before the cursor's word of anything but white space.
  var previousSpace: Int {
    var place = cursor
    while place > 0, characters[place - 1].isWhitespace { place -= 1 }
    while place > 0, !characters[place - 1].isWhitespace { place -= 1 }
    return place
  }
}
