/// A comment with the place that it keeps.
struct PlacedComment {
  enum Place {
    /// On lines of its own.
    case ownLine
    /// Behind something, at the end of its line.
    case trailing
    /// In front of something on the same line.
    case inline
  }

  let kind: Comment.Kind
  /// The whole comment with its mark, without white space at its end.
  let text: String
  let place: Place
  let followsBlankLine: Bool
}

/// A token as the formatter writes it, with the comments in front of it.
struct LayoutToken {
  let kind: Token.Kind
  let offset: Int
  let text: String
  var comments: [PlacedComment] = []
  let followsBlankLine: Bool
  /// Whether it is part of a path, where `+`, `*` and `?` are closures.
  var isInPath = false
  /// Whether it may open a group of conditions, which may be broken into lines.
  var opensGroup = false

  /// The tokens of a script with its comments; the last one is the end of the script.
  ///
  /// A comment in front of a comma or full stop moves behind it.
  static func read(_ script: Script) -> [LayoutToken] {
    let source = script.source
    let scanned = Lexer.scan(source)
    var layout: [LayoutToken] = []
    layout.reserveCapacity(scanned.tokens.count)
    var rest = scanned.comments[...]
    var endOfPrevious = 0
    for token in scanned.tokens {
      let line = source.line(at: token.range.lowerBound)
      var comments: [PlacedComment] = []
      let endOfToken = endOfPrevious
      while let comment = rest.first, comment.span.range.lowerBound < token.range.lowerBound {
        rest.removeFirst()
        let range = comment.span.range
        let followsToken = !layout.isEmpty && source.line(at: endOfToken) == comment.span.line
        let isFollowed = token.kind != .endOfFile && source.line(at: range.upperBound) == line
        comments.append(
          PlacedComment(
            kind: comment.kind, text: trimmed(comment.span.text),
            place: isFollowed ? .inline : followsToken ? .trailing : .ownLine,
            followsBlankLine: source.hasBlankLine(from: endOfPrevious, to: range.lowerBound)))
        endOfPrevious = range.upperBound
      }
      layout.append(
        LayoutToken(
          kind: token.kind, offset: token.range.lowerBound,
          text: token.kind == .sign(.exclamationMark) ? "not" : source.text(in: token.range),
          comments: comments,
          followsBlankLine: source.hasBlankLine(from: endOfPrevious, to: token.range.lowerBound)))
      endOfPrevious = token.range.upperBound
    }
    return mark(moveComments(in: layout), script.statements)
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while let last = text.last, last == " " || last == "\t" || last == "\r" { text.removeLast() }
    return String(text).replacing("\r\n", with: "\n")
  }

  private static func moveComments(in tokens: [LayoutToken]) -> [LayoutToken] {
    var moved: [LayoutToken] = []
    moved.reserveCapacity(tokens.count)
    var waiting: [PlacedComment] = []
    for var token in tokens {
      token.comments = waiting + token.comments
      waiting = []
      if token.kind == .sign(.comma) || token.kind == .sign(.fullStop) {
        waiting = token.comments.filter { $0.place != .inline }
        token.comments.removeAll { $0.place != .inline }
      }
      moved.append(token)
    }
    return moved
  }

  private static func mark(_ tokens: [LayoutToken], _ statements: [Statement]) -> [LayoutToken] {
    var tokens = tokens
    var roles = SyntaxRoles()
    for statement in statements { roles.add(statement.kind) }
    for index in tokens.indices {
      tokens[index].opensGroup = roles.groups.contains(tokens[index].offset)
    }
    var next = 0
    for path in roles.paths {
      while next < tokens.count, tokens[next].offset < path.lowerBound { next += 1 }
      while next < tokens.count, tokens[next].offset < path.upperBound {
        tokens[next].isInPath = true
        next += 1
      }
    }
    return tokens
  }
}

extension SourceText {
  /// Whether a line without anything on it lies between two offsets with white space between them.
  fileprivate func hasBlankLine(from start: Int, to end: Int) -> Bool {
    start > 0 && start < end && bytes[start..<end].count { $0 == UInt8(ascii: "\n") } > 1
  }
}
