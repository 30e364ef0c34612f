import Tupu

/// A text's pieces by the numbers of their characters, as the editor counts.
struct TypedText {
  struct Piece {
    let kind: SyntaxPiece.Kind
    let range: Range<Int>
    let text: String
  }

  let characters: [Character]
  let pieces: [Piece]

  init(_ characters: [Character]) {
    self.characters = characters
    // The number of the character that begins at a byte.
    var starts: [Int: Int] = [0: 0]
    var offset = 0
    for (index, character) in characters.enumerated() {
      offset += character.utf8.count
      starts[offset] = index + 1
    }
    pieces = SyntaxPiece.pieces(of: String(characters)).compactMap { piece in
      // A piece may end within a character whose combining mark is no part of a word.
      guard let start = starts[piece.range.lowerBound], let end = starts[piece.range.upperBound]
      else { return nil }
      return Piece(kind: piece.kind, range: start..<end, text: piece.text)
    }
  }

  /// Whether the text is one of the session's commands.
  var isCommand: Bool { Self.isCommand(characters) }

  static func isCommand(_ characters: [Character]) -> Bool {
    let text = characters.drop(while: \.isWhitespace)
    return text.first == ":" && text.dropFirst().first != "-"
  }
}
