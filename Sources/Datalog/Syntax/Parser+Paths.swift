extension Parser {
  /// Whether a path stands here: names, `|`, `^` and closures, and then an argument list.
  ///
  /// A name with an argument list alone is an atom, not a path.
  var startsPath: Bool {
    var position = index
    guard skipPath(&position), tokens[position].kind == .sign(.openParenthesis) else {
      return false
    }
    // `X + (Y)` begins like a path but is an expression: a path has two arguments.
    if case .variable = tokens[index].kind { return hasCommaInside(position) }
    return position > index + 1
  }

  private func hasCommaInside(_ open: Int) -> Bool {
    guard let close = partners[open] else { return false }
    var position = open + 1
    while position < close {
      if tokens[position].kind == .sign(.comma) { return true }
      position = (partners[position] ?? position) + 1
    }
    return false
  }

  private func skipPath(_ position: inout Int, depth: Int = 0) -> Bool {
    guard depth <= Parser.deepestNesting else { return false }
    repeat {
      while tokens[position].kind == .sign(.caret) { position += 1 }
      switch tokens[position].kind {
      case .word(let word) where Token.reservedWords.contains(word): return false
      case .word, .variable, .quotedName: position += 1
      case .sign(.openParenthesis):
        guard let close = partners[position] else { return false }
        var inner = position + 1
        guard skipPath(&inner, depth: depth + 1), inner == close else { return false }
        position = close + 1
      default: return false
      }
      while Parser.closure(tokens[position].kind) != nil { position += 1 }
    } while skipBar(&position)
    return true
  }

  private func skipBar(_ position: inout Int) -> Bool {
    guard tokens[position].kind == .sign(.bar) else { return false }
    position += 1
    return true
  }

  private static func closure(_ kind: Token.Kind) -> PathSyntax.Closure? {
    switch kind {
    case .sign(.plus): .oneOrMore
    case .sign(.star): .zeroOrMore
    case .sign(.questionMark): .zeroOrOne
    default: nil
    }
  }

  mutating func parsePathLiteral() throws -> LiteralSyntax {
    let start = index
    let path = try parseAlternatives()
    try expect(.openParenthesis, "and the two ends of the path")
    let arguments = try parseArguments()
    return LiteralSyntax(kind: .path(path, arguments), span: span(from: start))
  }

  private mutating func parseAlternatives() throws -> PathSyntax {
    let start = index
    var alternatives = [try parseStep()]
    while take(.bar) { alternatives.append(try parseStep()) }
    if alternatives.count == 1 { return alternatives[0] }
    return PathSyntax(kind: .alternatives(alternatives), span: span(from: start))
  }

  private mutating func parseStep() throws -> PathSyntax {
    let start = index
    if take(.caret) {
      let inverted = try nested { try $0.parseStep() }
      return PathSyntax(kind: .inverse(inverted), span: span(from: start))
    }
    var path: PathSyntax
    if take(.openParenthesis) {
      path = try nested { try $0.parseAlternatives() }
      try expect(.closeParenthesis, "to close the path's group")
    } else {
      let name = try expectName("a binary relation's name")
      path = PathSyntax(kind: .relation(name), span: name.span)
    }
    var closures = 0
    while let closure = Parser.closure(kind) {
      advance()
      closures += 1
      guard closures <= Parser.deepestNesting else { throw unexpected("the path's arguments") }
      path = PathSyntax(kind: .closure(path, closure), span: span(from: start))
    }
    return path
  }
}
