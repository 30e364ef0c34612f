/// Says where spaces stand between the tokens of a statement.
struct TokenSpacing {
  private let tokens: [LayoutToken]
  /// The brackets that are open.
  private var open: [Token.Sign] = []
  private var spaces: [Bool] = []
  /// Whether a minus sign that comes now stands between two operands.
  private var followsOperand = false
  private var followsUnaryMinus = false

  /// For each token, whether a space stands in front of it.
  static func spaces(between tokens: [LayoutToken]) -> [Bool] {
    var spacing = TokenSpacing(tokens: tokens)
    for index in tokens.indices { spacing.add(index) }
    return spacing.spaces
  }

  private init(tokens: [LayoutToken]) { self.tokens = tokens }

  /// Whether a token stands right behind what is in front of it, a comment too.
  static func clings(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .sign(.comma), .sign(.fullStop), .sign(.closeParenthesis): true
    default: false
    }
  }

  private mutating func add(_ index: Int) {
    let token = tokens[index]
    let isOperatorWord = token.kind == .word("mod") && followsOperand
    let isUnaryMinus = token.kind == .sign(.minus) && !followsOperand
    spaces.append(index > 0 && needsSpace(tokens[index - 1], token))
    switch token.kind {
    case .sign(.openParenthesis): open.append(.openParenthesis)
    case .sign(.openBrace): open.append(.openBrace)
    case .sign(.closeParenthesis), .sign(.closeBrace): _ = open.popLast()
    default: break
    }
    followsUnaryMinus = isUnaryMinus
    followsOperand = !isOperatorWord && endsOperand(token.kind)
  }

  private func endsOperand(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .word(let word):
      !Token.reservedWords.contains(word) || word == "true" || word == "false"
    case .sign(let sign): sign == .closeParenthesis || sign == .closeBrace
    case .endOfFile: false
    default: true
    }
  }

  private func needsSpace(_ previous: LayoutToken, _ token: LayoutToken) -> Bool {
    if Self.clings(token.kind) || followsUnaryMinus { return false }
    if previous.kind == .sign(.openParenthesis) { return false }
    if token.kind == .sign(.colon) { return open.last == .openBrace }
    if previous.isInPath, let space = needsSpaceInPath(previous, token) { return space }
    if token.kind == .sign(.openParenthesis) { return !isCalled(previous) }
    return true
  }

  private func needsSpaceInPath(_ previous: LayoutToken, _ token: LayoutToken) -> Bool? {
    switch (previous.kind, token.kind) {
    case (.sign(.caret), _): false
    case (.sign(.plus), .sign(.plus)): true  // `++` would be another sign
    case (_, .sign(.bar)), (.sign(.bar), _): true
    case (_, .sign(.plus)), (_, .sign(.star)), (_, .sign(.questionMark)):
      token.isInPath ? false : nil
    case (_, .sign(.openParenthesis)): false
    default: nil
    }
  }

  /// Whether a parenthesis behind the token holds arguments.
  private func isCalled(_ token: LayoutToken) -> Bool {
    switch token.kind {
    // Behind an operand `mod` is an operator; then it does not end one.
    case .word, .variable, .quotedName: followsOperand
    // The head of a query.
    case .sign(.questionMark): spaces.count == 1
    // A path in parentheses.
    case .sign(.closeParenthesis): true
    default: false
    }
  }
}
