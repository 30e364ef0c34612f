/// Lays out the tokens of one statement.
struct StatementLayout {
  private let tokens: [LayoutToken]
  /// For each opening bracket, the index of the closing one.
  private var partners: [Int: Int] = [:]
  /// Whether a space stands in front of each token.
  private let spaces: [Bool]
  /// The cells that the tokens before an index take on one line.
  private var widths: [Int] = [0]

  init(_ tokens: [LayoutToken]) {
    self.tokens = tokens
    spaces = TokenSpacing.spaces(between: tokens)
    var open: [Int] = []
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .sign(.openParenthesis), .sign(.openBrace): open.append(index)
      case .sign(.closeParenthesis), .sign(.closeBrace):
        if let start = open.popLast() { partners[start] = index }
      default: break
      }
      widths.append(
        widths[index] + (spaces[index] ? 1 : 0) + SourceColumns.width(of: token.text))
    }
  }

  /// Writes the statement; of the comments in front of it, only those on its own line.
  func write(to writer: inout LineWriter) {
    let all = tokens.indices
    writer.startLine(indent: 0)
    writer.continuationIndent = 4
    guard !fits(all, indent: 0), let turnstile = turnstile else {
      writeFlat(all, to: &writer)
      return
    }
    writeFlat(0..<(turnstile + 1), to: &writer)
    let tail = separators(in: (turnstile + 1)..<tokens.count) { kind in
      kind == .word("order") || kind == .word("limit")
    }.first
    writeBody((turnstile + 1)..<(tail ?? tokens.count), indent: 2, to: &writer)
    if let tail {
      writer.startLine(indent: 2)
      writer.continuationIndent = 4
      writeFlat(tail..<tokens.count, to: &writer)
    }
  }

  private var turnstile: Int? {
    if tokens.first?.kind == .sign(.queryTurnstile) { return 0 }
    return separators(in: tokens.indices) { $0 == .sign(.turnstile) }.first
  }

  /// The tokens outside inner brackets that satisfy a condition.
  private func separators(in range: Range<Int>, _ isWanted: (Token.Kind) -> Bool) -> [Int] {
    var found: [Int] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if isWanted(tokens[index].kind) { found.append(index) }
      index = (partners[index] ?? index) + 1
    }
    return found
  }

  /// Whether tokens may stand on one line that is indented.
  private func fits(_ range: Range<Int>, indent: Int) -> Bool {
    let hasComments = range.dropFirst().contains { !tokens[$0].comments.isEmpty }
    let width = widths[range.upperBound] - widths[range.lowerBound]
    let lead = spaces[range.lowerBound] ? 1 : 0
    return !hasComments && indent + width - lead <= ScriptFormatter.lineWidth
  }

  private func opensGroup(_ index: Int) -> Bool {
    if tokens[index].kind == .sign(.openBrace) { return true }
    guard tokens[index].opensGroup, let close = partners[index] else { return false }
    // What a parenthesis with arguments follows is a path.
    return tokens[min(close + 1, tokens.count - 1)].kind != .sign(.openParenthesis)
  }

  // MARK: - Conditions

  /// Writes conditions one a line; a semicolon stands alone, further out.
  private func writeBody(_ range: Range<Int>, indent: Int, to writer: inout LineWriter) {
    var start = range.lowerBound
    let ends = separators(in: range) { $0 == .sign(.comma) || $0 == .sign(.semicolon) }
    for end in ends + [range.upperBound] {
      let isComma = end < range.upperBound && tokens[end].kind == .sign(.comma)
      writer.startLine(indent: indent)
      writeCondition(start..<(isComma ? end + 1 : end), indent: indent, to: &writer)
      if end < range.upperBound, !isComma {
        writer.startLine(indent: indent)
        writeComments(before: end, to: &writer)
        writer.startLine(indent: indent - 2)
        writer.write(tokens[end].text, afterSpace: false)
      }
      start = end + 1
    }
  }

  /// Writes one condition; where it is too long, the conditions inside its brackets one a line.
  ///
  /// - Parameter lead: The cells that something in front of it takes on its line.
  private func writeCondition(
    _ range: Range<Int>, indent: Int, lead: Int = 0, to writer: inout LineWriter
  ) {
    guard !range.isEmpty else { return }
    writer.continuationIndent = indent + 2
    guard !fits(range, indent: indent + lead),
      let open = range.first(where: opensGroup),
      let close = partners[open], close < range.upperBound
    else {
      writeFlat(range, to: &writer)
      return
    }
    let colon =
      tokens[open].kind == .sign(.openBrace)
      ? separators(in: (open + 1)..<close) { $0 == .sign(.colon) }.first : nil
    let start = (colon ?? open) + 1
    writeFlat(range.lowerBound..<start, to: &writer)
    writeBody(start..<close, indent: indent + 2, to: &writer)
    writer.startLine(indent: indent + 2)
    writeComments(before: close, to: &writer)
    writer.startLine(indent: indent)
    writer.write(tokens[close].text, afterSpace: false)
    // A group behind this one, or an 'else', goes on behind the closing bracket.
    writeCondition((close + 1)..<range.upperBound, indent: indent, lead: 2, to: &writer)
  }

  // MARK: - Tokens

  private func writeFlat(_ range: Range<Int>, to writer: inout LineWriter) {
    for index in range {
      let endsWithInline = writeComments(before: index, to: &writer)
      writer.write(
        tokens[index].text,
        afterSpace: endsWithInline ? !TokenSpacing.clings(tokens[index].kind) : spaces[index])
    }
  }

  /// Writes the comments in front of a token; says whether one stands right in front of it.
  ///
  /// For a statement's first token, all others were written with what is between statements.
  @discardableResult
  private func writeComments(before index: Int, to writer: inout LineWriter) -> Bool {
    var endsWithInline = false
    for comment in tokens[index].comments where index > 0 || comment.place == .inline {
      switch comment.place {
      case .inline:
        let followsParenthesis = index > 0 && tokens[index - 1].kind == .sign(.openParenthesis)
        writer.write(comment.text, afterSpace: endsWithInline || !followsParenthesis)
      case .trailing: writer.writeTrailing(comment.text)
      case .ownLine: writer.writeLine(comment.text)
      }
      endsWithInline = comment.place == .inline
    }
    return endsWithInline
  }
}
