extension Parser {
  // MARK: - Errors

  /// Records that something else was expected, and gives the error to throw.
  mutating func unexpected(_ expected: String) -> Failure {
    if let habit { return fail(habit) }
    return fail(
      Diagnostic(
        .unexpectedToken, "expected \(expected), found \(token.spelling)", at: span(of: token)))
  }

  /// Records that a reserved word stands where a name or a text should.
  mutating func reserved(_ word: String) -> Failure {
    let isRelation = kind(ahead: 1) == .sign(.openParenthesis)
    let replacement = isRelation ? "`\(word)`" : "\"\(word)\""
    return fail(
      Diagnostic(
        .reservedWord,
        "'\(word)' is a reserved word; "
          + (isRelation
            ? "as a relation's name it stands in backquotes"
            : "as text it stands in quotation marks"),
        at: span(of: token)
      ).fixing("write \(replacement)", at: span(of: token), with: replacement))
  }

  /// Records a message, unless the lexer already reported an error right here: one mistake gives
  /// one message.
  mutating func fail(_ diagnostic: Diagnostic) -> Failure {
    let start = tokens[max(index - 1, 0)].range.lowerBound
    if !hasLexicalError(in: start..<(token.range.upperBound)) { diagnostics.append(diagnostic) }
    return Failure()
  }

  /// What other languages write where this token stands.
  private var habit: Diagnostic? {
    if index > 0, tokens[index - 1].kind == .variable("NOT") {
      let span = span(of: tokens[index - 1])
      return Diagnostic(.unexpectedToken, "'NOT' has no meaning here", at: span)
        .fixing("negation is written 'not'", at: span, with: "not")
    }
    let meant: (message: String, replacement: String)
    switch kind {
    case .word("and"), .variable("AND"): meant = ("'and' is written ','", ",")
    case .word("or"), .variable("OR"): meant = ("'or' is written ';'", ";")
    case .word("is"): meant = ("an equation is written with '='", "=")
    default: return nil
    }
    let span = span(of: token)
    return Diagnostic(.unexpectedToken, "'\(span.text)' has no meaning here", at: span)
      .fixing(meant.message, at: span, with: meant.replacement)
  }

  private func hasLexicalError(in range: Range<Int>) -> Bool {
    let next = lexicalErrors.partitioningIndex { $0 >= range.lowerBound }
    return next < lexicalErrors.count && lexicalErrors[next] < range.upperBound
  }

  /// Whether the statement that ends at the last token taken has a token that is not what stands
  /// there.
  func hasLexicalError(from start: Int) -> Bool {
    let end = tokens[max(index - 1, start)].range.upperBound
    return hasLexicalError(in: tokens[start].range.lowerBound..<end)
  }

  // MARK: - The end of a statement

  /// Takes the full stop; when the next statement plainly begins instead, reports the missing one
  /// and goes on there.
  mutating func takeFullStop(startedAt start: Int) throws {
    if take(.fullStop) { return }
    guard kind == .endOfFile || atStart(ofStatementBehind: start) else { throw missingEnd(start) }
    let end = tokens[max(index - 1, 0)].range.upperBound
    diagnostics.append(
      Diagnostic(
        .missingFullStop, "expected '.' at the end of the statement",
        at: SourceSpan(source, end..<end)
      ).fixing("add '.'", at: SourceSpan(source, end..<end), with: "."))
  }

  private mutating func missingEnd(_ start: Int) -> Failure {
    if at(.less), kind(ahead: 1) == .sign(.minus) {
      let arrow = span(of: token).joined(with: span(of: tokens[index + 1]))
      return fail(
        Diagnostic(.unexpectedToken, "'<-' has no meaning here", at: arrow)
          .fixing("a rule's body stands behind ':-'", at: arrow, with: ":-"))
    }
    return unexpected("',', ';' or '.'")
  }

  /// Whether another statement plainly begins here: with a query's sign, with a word that begins
  /// statements, or on a line of its own that is not indented further than the one before.
  private func atStart(ofStatementBehind start: Int) -> Bool {
    switch kind {
    case .sign(.queryTurnstile): return true
    case .word(let word) where Token.statementWords.contains(word):
      return isFirstOnLine && column(of: index) <= column(of: start)
    case .word, .variable, .quotedName, .sign(.questionMark):
      return isFirstOnLine && column(of: index) <= column(of: start)
    default: return false
    }
  }

  private var isFirstOnLine: Bool {
    guard index > 0 else { return true }
    return source.line(at: tokens[index - 1].range.lowerBound)
      < source.line(at: token.range.lowerBound)
  }

  /// The bytes between the start of a token's line and the token.
  private func column(of index: Int) -> Int {
    let offset = tokens[index].range.lowerBound
    return offset - source.range(ofLine: source.line(at: offset)).lowerBound
  }

  // MARK: - Recovery

  /// Goes on at the next statement: behind the next full stop, or where one plainly begins.
  ///
  /// A line that is not indented begins a statement only where the parser gave up on it, or when
  /// its first word can be nothing else: else the rest of a body would be taken for a statement.
  mutating func skipStatement(startedAt start: Int) {
    if index > start {
      if tokens[index - 1].kind == .sign(.fullStop) || atStart(ofStatementBehind: start) { return }
    }
    while kind != .endOfFile, !at(.fullStop) {
      advance()
      if atStart(ofStatementBehind: start), beginsNothingElse { return }
    }
    _ = take(.fullStop)
  }

  private var beginsNothingElse: Bool {
    switch kind {
    case .sign(.queryTurnstile): true
    case .word(let word): Token.statementWords.contains(word)
    default: false
    }
  }

  /// The name that a statement would define, were it right.
  func definedName(from start: Int) -> String? {
    func name(_ index: Int) -> String? {
      switch tokens[min(index, tokens.count - 1)].kind {
      case .word(let name), .variable(let name), .quotedName(let name): name
      default: nil
      }
    }
    switch tokens[start].kind {
    case .word("relation"), .word("load"): return name(start + 1)
    case .word(let word) where Token.reservedWords.contains(word):
      let isHead = tokens[min(start + 1, tokens.count - 1)].kind == .sign(.openParenthesis)
      return isHead ? word : nil
    default: return name(start)
    }
  }
}
