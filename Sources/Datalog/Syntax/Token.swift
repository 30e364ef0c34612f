/// A word, literal or sign of a script.
struct Token: Sendable {
  enum Kind: Sendable, Equatable {
    /// A bare word: `market`, `高砦农贸市场`.
    case word(String)
    /// A name in backquotes.
    case quotedName(String)
    /// A variable with a name: `Who`, `_x`, `?谁` (held without the question mark).
    case variable(String)
    /// `_` alone.
    case wildcard
    /// `$name`.
    case parameter(String)
    case text(String)
    /// A whole number without its sign.
    case integer(UInt64)
    case float(Double)
    case date(CalendarDate)
    case sign(Sign)
    case endOfFile
  }

  /// The signs, longest first where one begins another.
  enum Sign: String, CaseIterable, Sendable {
    case turnstile = ":-"
    case queryTurnstile = "?-"
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case concatenate = "++"
    case openParenthesis = "("
    case closeParenthesis = ")"
    case openBrace = "{"
    case closeBrace = "}"
    case comma = ","
    case semicolon = ";"
    case fullStop = "."
    case colon = ":"
    case bar = "|"
    case caret = "^"
    case plus = "+"
    case minus = "-"
    case star = "*"
    case slash = "/"
    case equal = "="
    case less = "<"
    case greater = ">"
    case questionMark = "?"
    case exclamationMark = "!"
  }

  let kind: Kind
  /// The offsets of its bytes.
  let range: Range<Int>

  /// What a message calls the token.
  var spelling: String {
    switch kind {
    case .word(let name): "'\(name)'"
    case .quotedName(let name): "'`\(name)`'"
    case .variable(let name): "variable '\(name)'"
    case .wildcard: "'_'"
    case .parameter(let name): "parameter '$\(name)'"
    case .text: "a text"
    case .integer, .float: "a number"
    case .date: "a date"
    case .sign(let sign): "'\(sign.rawValue)'"
    case .endOfFile: "the end of the script"
    }
  }

  /// The reserved words that begin statements.
  static let statementWords: Set<String> = [
    "relation", "include", "load", "save", "deny", "why",
  ]

  /// The words that statements are made of; they are no bare words.
  static let reservedWords: Set<String> = [
    "relation", "not", "include", "load", "from", "save", "to", "deny", "why", "else", "order",
    "by", "limit", "asc", "desc", "true", "false",
  ]
}

/// A comment; `%>` and `%!` comments hold what a query is expected to answer.
public struct Comment: Sendable {
  /// What a comment is for.
  public enum Kind: Sendable {
    /// To read.
    case plain
    /// `%>`: an expected row.
    case expectedRow
    /// `%!`: part of an expected error's message.
    case expectedError
  }

  /// What the comment is for.
  public let kind: Kind
  /// The whole comment with its mark, without the line break.
  public let span: SourceSpan
  /// What stands behind the mark.
  public let text: String
}
