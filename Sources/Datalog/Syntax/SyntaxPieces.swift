/// A word, value, sign or comment of a text, for those who show or complete it.
public struct SyntaxPiece: Sendable, Equatable {
  /// What a piece is, as far as its characters tell.
  public enum Kind: Sendable {
    /// A name: a relation or function before `(`, text elsewhere.
    case name
    /// A word that statements are made of, such as `not`.
    case keyword
    /// A variable, also `_`.
    case variable
    /// `$name`.
    case parameter
    /// Text in quotation marks.
    case text
    /// A whole or floating-point number.
    case number
    /// A date.
    case date
    /// A truth value.
    case truth
    /// `(`, `)`, `{` or `}`.
    case bracket
    /// Any other sign.
    case sign
    /// A comment.
    case comment
    /// What has no meaning in the language.
    case error
  }

  /// What it is.
  public let kind: Kind
  /// The offsets of its UTF-8 bytes.
  public let range: Range<Int>
  /// Its characters.
  public let text: String
}

extension SyntaxPiece {
  /// The pieces of a text in order; white space is in none.
  ///
  /// The text may be anything, also the beginning of a statement that somebody is typing.
  ///
  /// - Complexity: O(length).
  public static func pieces(of text: String) -> [SyntaxPiece] {
    let source = SourceText(name: "input", text: text)
    let (tokens, comments, diagnostics) = Lexer.scan(source)
    func piece(_ kind: Kind, _ range: Range<Int>) -> SyntaxPiece {
      SyntaxPiece(kind: kind, range: range, text: source.text(in: range))
    }
    var pieces = comments.map { piece(.comment, $0.span.range) }
    for token in tokens {
      if let kind = Kind(token.kind) { pieces.append(piece(kind, token.range)) }
    }
    for diagnostic in diagnostics where diagnostic.severity == .error {
      let range = diagnostic.span.range
      pieces.removeAll { $0.range.overlaps(range) && $0.kind != .comment }
      if !range.isEmpty { pieces.append(piece(.error, range)) }
    }
    return pieces.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}

extension SyntaxPiece.Kind {
  fileprivate init?(_ token: Token.Kind) {
    switch token {
    case .word(let word):
      let isTruth = word == "true" || word == "false"
      self = isTruth ? .truth : Token.reservedWords.contains(word) ? .keyword : .name
    case .quotedName: self = .name
    case .variable, .wildcard: self = .variable
    case .parameter: self = .parameter
    case .text: self = .text
    case .integer, .float: self = .number
    case .date: self = .date
    case .sign(.openParenthesis), .sign(.closeParenthesis), .sign(.openBrace), .sign(.closeBrace):
      self = .bracket
    case .sign: self = .sign
    case .endOfFile: return nil
    }
  }
}
