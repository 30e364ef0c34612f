import Tupu

/// What may stand where the cursor is, as far as the text before it tells.
struct CursorContext {
  enum Place: Equatable {
    /// Where a statement begins.
    case statement
    /// Where a condition stands.
    case condition
    /// An argument of a relation or function.
    case argument(Argument)
    /// The path of a file.
    case file
    /// A command's own words: its name, or what stands behind the name.
    case command
    case commandOperand(String)
  }

  struct Argument: Equatable {
    let relation: String
    /// Its number from 0.
    var index: Int
    /// The column that is named before it.
    var column: String?
    /// The columns that are named in other arguments.
    var named: Set<String>
  }

  let place: Place
  /// The characters that a completion replaces: from the word's beginning to the cursor.
  let range: Range<Int>
  /// The word before the cursor, without its opening quotation mark.
  let word: String
  /// The named variables of the statement, before and behind the cursor.
  let variables: [String]

  init(_ characters: [Character], cursor: Int) {
    let before = Array(characters[..<cursor])
    guard !TypedText.isCommand(characters) else {
      (place, range) = Self.command(before)
      word = String(characters[range])
      variables = []
      return
    }
    let text = TypedText(before)
    var pieces = text.pieces[...]
    if let last = pieces.last, last.range.upperBound == cursor, Self.isWord(last) {
      pieces.removeLast()
      range = last.range
      word = last.text.hasPrefix("\"") ? String(last.text.dropFirst()) : last.text
    } else {
      range = cursor..<cursor
      word = ""
    }
    let start = pieces.lastIndex { $0.kind == .sign && $0.text == "." }.map { $0 + 1 }
    place = Self.place(behind: pieces[(start ?? pieces.startIndex)...])
    variables = Self.variables(in: characters, around: cursor, but: word)
  }

  private static func isWord(_ piece: TypedText.Piece) -> Bool {
    switch piece.kind {
    case .name, .keyword, .variable, .parameter, .truth: true
    // Text without its end is an error so far.
    case .error: piece.text.hasPrefix("\"") || piece.text.hasPrefix("$")
    default: false
    }
  }

  private static func command(_ before: [Character]) -> (Place, Range<Int>) {
    let words = String(before.drop(while: \.isWhitespace).dropFirst())
      .split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    guard words.count > 1 else {
      return (.command, (before.lastIndex(of: ":") ?? 0)..<before.count)
    }
    let start = before.lastIndex(where: \.isWhitespace).map { $0 + 1 } ?? before.count
    return (.commandOperand(String(words[0])), start..<before.count)
  }

  // MARK: - Reading what stands before

  private static func place(behind pieces: ArraySlice<TypedText.Piece>) -> Place {
    guard let last = pieces.last else { return .statement }
    if last.kind == .keyword, ["from", "to", "include"].contains(last.text) { return .file }
    var open: [(piece: TypedText.Piece, callee: String?, argument: Argument)] = []
    var previous: TypedText.Piece?
    for piece in pieces {
      if piece.kind == .bracket, piece.text == "(" || piece.text == "{" {
        let isCall = piece.text == "(" && previous?.kind == .name
        let name = isCall ? previous?.text.trimmingBackquotes : nil
        open.append((piece, name, Argument(relation: name ?? "", index: 0, named: [])))
      } else if piece.kind == .bracket {
        _ = open.popLast()
      } else if piece.kind == .sign, !open.isEmpty {
        Self.read(piece, behind: previous, in: &open[open.count - 1].argument)
      }
      previous = piece
    }
    guard let call = open.last, call.callee != nil else { return .condition }
    return .argument(call.argument)
  }

  private static func read(
    _ sign: TypedText.Piece, behind previous: TypedText.Piece?, in argument: inout Argument
  ) {
    switch sign.text {
    case ",":
      argument.index += 1
      argument.column = nil
    case ":":
      guard let column = previous?.text else { return }
      argument.column = column
      argument.named.insert(column)
    default: break
    }
  }

  /// The variables of the statement in which the cursor stands, each once.
  private static func variables(in characters: [Character], around cursor: Int, but word: String)
    -> [String]
  {
    var names: [String] = []
    for piece in TypedText(characters).pieces {
      if piece.kind == .sign, piece.text == "." {
        if piece.range.lowerBound >= cursor { break }
        names = []
      }
      let isOther = piece.range.upperBound != cursor || piece.text != word
      if piece.kind == .variable, piece.text != "_", isOther, !names.contains(piece.text) {
        names.append(piece.text)
      }
    }
    return names
  }
}
