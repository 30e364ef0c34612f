/// Parses a script.
///
/// Looking at tokens does not change the parser, taking them does. A statement that cannot be
/// parsed is reported and left out up to its full stop, so one run reports every error.
struct Parser {
  let source: SourceText
  let tokens: [Token]
  /// For each opening parenthesis or brace the index of its closing one, within its statement.
  let partners: [Int: Int]
  var index = 0
  var depth = 0
  var diagnostics: [Diagnostic]
  /// The offsets at which the lexer found errors, in order; there the tokens are not to be trusted.
  let lexicalErrors: [Int]

  /// Thrown when a statement cannot be understood; the message is already recorded.
  struct Failure: Error {}

  /// How deep parentheses, braces and negations may be nested.
  static let deepestNesting = 64
  /// How many operators one term may chain.
  static let longestChain = 256

  private init(source: SourceText, tokens: [Token], diagnostics: [Diagnostic]) {
    self.source = source
    self.tokens = tokens
    self.diagnostics = diagnostics
    lexicalErrors = diagnostics.filter { $0.code != .fullWidthPunctuation }
      .map(\.span.range.lowerBound).sorted()
    partners = Parser.partners(in: tokens)
  }

  /// Parses a script; errors stand in its `diagnostics`.
  ///
  /// - Complexity: O(length).
  static func parse(_ source: SourceText) -> Script {
    let scanned = Lexer.scan(source)
    var parser = Parser(
      source: source, tokens: scanned.tokens, diagnostics: scanned.diagnostics)
    let parsed = parser.parseStatements()
    let attached = ExpectationReader.attach(
      scanned.comments, to: parsed, diagnostics: &parser.diagnostics)
    return Script(
      source: source, statements: attached, comments: scanned.comments,
      diagnostics: parser.diagnostics.sorted { $0.span.range.lowerBound < $1.span.range.lowerBound }
    )
  }

  private mutating func parseStatements() -> [Statement] {
    var statements: [Statement] = []
    while kind != .endOfFile {
      let start = index
      guard diagnostics.count < 2 * Diagnostic.mostPerScript else {
        diagnostics.append(.tooMany(at: span(of: token)))
        break
      }
      var parsed: Statement.Kind
      do {
        parsed = try parseStatement()
        try takeFullStop(startedAt: start)
      } catch {
        parsed = .invalid(defining: definedName(from: start))
        skipStatement(startedAt: start)
      }
      if hasLexicalError(from: start) { parsed = .invalid(defining: definedName(from: start)) }
      let end = max(tokens[max(index - 1, start)].range.upperBound, tokens[start].range.upperBound)
      statements.append(
        Statement(
          kind: parsed, span: SourceSpan(source, tokens[start].range.lowerBound..<end),
          expectation: nil))
    }
    return statements
  }

  private static func partners(in tokens: [Token]) -> [Int: Int] {
    var partners: [Int: Int] = [:]
    var open: [Int] = []
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .sign(.openParenthesis), .sign(.openBrace): open.append(index)
      case .sign(.closeParenthesis), .sign(.closeBrace):
        if let start = open.popLast() { partners[start] = index }
      case .sign(.fullStop): open.removeAll(keepingCapacity: true)
      default: break
      }
    }
    return partners
  }

  // MARK: - Looking

  var token: Token { tokens[index] }
  var kind: Token.Kind { tokens[index].kind }

  func kind(ahead distance: Int) -> Token.Kind {
    tokens[min(index + distance, tokens.count - 1)].kind
  }

  func at(_ sign: Token.Sign) -> Bool { kind == .sign(sign) }
  func at(word: String) -> Bool { kind == .word(word) }

  /// The kind of the token behind the partner of an opening parenthesis or brace.
  func kindBehindPartner(of open: Int) -> Token.Kind? {
    partners[open].map { tokens[min($0 + 1, tokens.count - 1)].kind }
  }

  func span(of token: Token) -> SourceSpan { SourceSpan(source, token.range) }

  /// The span from a token to the last one taken.
  func span(from start: Int) -> SourceSpan {
    let last = max(index - 1, start)
    return SourceSpan(source, tokens[start].range.lowerBound..<tokens[last].range.upperBound)
  }

  // MARK: - Taking

  mutating func advance() {
    if index < tokens.count - 1 { index += 1 }
  }

  mutating func take(_ sign: Token.Sign) -> Bool {
    guard at(sign) else { return false }
    advance()
    return true
  }

  mutating func take(word: String) -> Bool {
    guard at(word: word) else { return false }
    advance()
    return true
  }

  mutating func expect(_ sign: Token.Sign, _ purpose: String) throws {
    guard take(sign) else { throw unexpected("'\(sign.rawValue)' \(purpose)") }
  }

  mutating func expectText(_ purpose: String) throws -> TextSyntax {
    guard case .text(let text) = kind else { throw unexpected("\(purpose) in quotation marks") }
    let span = span(of: token)
    advance()
    return TextSyntax(text: text, span: span)
  }

  /// Takes a relation's or column's name; reserved words are allowed where only a name may stand.
  mutating func expectName(_ purpose: String, allowingReserved: Bool = false) throws -> NameSyntax {
    let name: String
    switch kind {
    case .word(let word):
      guard allowingReserved || !Token.reservedWords.contains(word) else {
        throw reserved(word)
      }
      name = word
    case .variable(let word), .quotedName(let word): name = word
    default: throw unexpected(purpose)
    }
    let span = span(of: token)
    advance()
    return NameSyntax(text: name, span: span)
  }

  // MARK: - Nesting

  /// Parses something that may nest, within the limit of nesting.
  mutating func nested<Result>(_ parse: (inout Parser) throws -> Result) throws -> Result {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Parser.deepestNesting else {
      throw fail(
        Diagnostic(
          .nestedTooDeep, "nested more than \(Parser.deepestNesting) levels deep",
          at: span(of: token)))
    }
    return try parse(&self)
  }
}
