import Tupu

/// Finds the styles of a text that is being typed.
struct Highlighter {
  let relations: Set<String>

  private static let functions = Set(FunctionSignature.all.map(\.name))
  private static let sessionWords: Set<String> = ["retract"]

  /// The styles, and with them the bracket at the cursor and its partner.
  func styles(of characters: [Character], cursor: Int) -> [StyledRange] {
    guard !TypedText.isCommand(characters) else { return commandStyles(of: characters) }
    let text = TypedText(characters)
    let brackets = Brackets(text)
    let matched = brackets.pair(at: cursor)
    return text.pieces.indices.compactMap { index in
      let piece = text.pieces[index]
      let style: TextStyle?
      if piece.kind == .bracket, matched.contains(piece.range.lowerBound) {
        style = .matched
      } else if brackets.unopened.contains(piece.range.lowerBound) {
        style = .error
      } else {
        style = self.style(of: piece, at: index, in: text)
      }
      return style.map { StyledRange(range: piece.range, style: $0) }
    }
  }

  private func style(of piece: TypedText.Piece, at index: Int, in text: TypedText) -> TextStyle? {
    switch piece.kind {
    case .keyword: return .keyword
    case .variable, .parameter: return .variable
    case .text: return .text
    case .number, .date, .truth: return .number
    case .comment: return .comment
    case .error: return .error
    case .bracket, .sign: return nil
    case .name:
      if index == 0, Self.sessionWords.contains(piece.text) { return .keyword }
      let isCalled = text.pieces.indices.contains(index + 1) && text.pieces[index + 1].text == "("
      let name = piece.text.trimmingBackquotes
      if relations.contains(name) { return isCalled ? .relation : .text }
      if Self.functions.contains(name), isCalled || name == "count" { return .function }
      return isCalled ? nil : .text
    }
  }

  private func commandStyles(of characters: [Character]) -> [StyledRange] {
    let start = characters.firstIndex(of: ":") ?? 0
    let end = characters[start...].firstIndex(where: \.isWhitespace) ?? characters.count
    return [StyledRange(range: start..<end, style: .keyword)]
  }
}

extension String {
  var trimmingBackquotes: String {
    hasPrefix("`") && hasSuffix("`") && count > 1 ? String(dropFirst().dropLast()) : self
  }
}

/// Which brackets belong together.
struct Brackets {
  private var partners: [Int: Int] = [:]
  /// Closing brackets that close nothing.
  private(set) var unopened: Set<Int> = []

  init(_ text: TypedText) {
    var open: [(place: Int, closing: String)] = []
    for piece in text.pieces {
      // Nothing goes beyond the end of its statement.
      if piece.kind == .sign, piece.text == "." { open = [] }
      guard piece.kind == .bracket else { continue }
      let place = piece.range.lowerBound
      switch piece.text {
      case "(": open.append((place, ")"))
      case "{": open.append((place, "}"))
      default:
        if let last = open.last, last.closing == piece.text {
          partners[place] = last.place
          partners[last.place] = place
          open.removeLast()
        } else {
          unopened.insert(place)
        }
      }
    }
  }

  /// The bracket right before or at the cursor, and its partner.
  func pair(at cursor: Int) -> Set<Int> {
    for place in [cursor - 1, cursor] {
      if let partner = partners[place] { return [place, partner] }
    }
    return []
  }
}
