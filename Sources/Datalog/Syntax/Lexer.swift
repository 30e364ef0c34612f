/// Cuts a script into tokens; comments go into a list of their own.
///
/// Every byte sequence gives a token list that ends in `endOfFile`: what is no token is reported
/// and passed over.
struct Lexer {
  let source: SourceText
  let bytes: [UInt8]
  var offset = 0
  var tokens: [Token] = []
  var comments: [Comment] = []
  var diagnostics: [Diagnostic] = []

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
  }

  /// All tokens, comments and messages of a script.
  static func scan(_ source: SourceText) -> (
    tokens: [Token], comments: [Comment], diagnostics: [Diagnostic]
  ) {
    var lexer = Lexer(source)
    while lexer.scanNext() {
      guard lexer.diagnostics.count < Diagnostic.mostPerScript else {
        lexer.diagnostics.append(
          .tooMany(at: SourceSpan(source, lexer.offset..<lexer.offset)))
        lexer.offset = lexer.bytes.count
        break
      }
    }
    lexer.add(.endOfFile, from: lexer.bytes.count)
    return (lexer.tokens, lexer.comments, lexer.diagnostics)
  }

  /// Scans one token, comment or stretch of white space; false at the end of the script.
  private mutating func scanNext() -> Bool {
    guard let byte = peek() else { return false }
    let start = offset
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): offset += 1
    case UInt8(ascii: "%"): scanLineComment()
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): scanBlockComment()
    case UInt8(ascii: "\""): scanText(openedBy: 1)
    case UInt8(ascii: "'"): scanForeignText(closedBy: "'")
    case UInt8(ascii: "`"): scanQuotedName()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): scanNumber()
    case UInt8(ascii: "@"): scanDate()
    case UInt8(ascii: "$"): scanParameter()
    case UInt8(ascii: "_"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      let name = takeName()
      add(name == "_" ? .wildcard : .variable(name), from: start)
    case UInt8(ascii: "a")...UInt8(ascii: "z"): add(.word(takeName()), from: start)
    case UInt8(ascii: "?") where scalar(at: offset + 1)?.scalar.properties.isXIDStart == true:
      offset += 1
      add(.variable(takeName()), from: start)
    case 0x80...: scanWideScalar()
    default: scanSign()
    }
    return true
  }

  // MARK: - Looking and taking

  func peek(_ distance: Int = 0) -> UInt8? {
    let index = offset + distance
    return index < bytes.count ? bytes[index] : nil
  }

  /// The scalar at an offset and its length in bytes; the source's text is valid UTF-8.
  func scalar(at index: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    guard index < bytes.count else { return nil }
    let first = bytes[index]
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard index + length <= bytes.count else { return nil }
    var value = length == 1 ? UInt32(first) : UInt32(first & (0xFF >> UInt8(length + 1)))
    for byte in bytes[(index + 1)..<(index + length)] { value = value << 6 | UInt32(byte & 0x3F) }
    return Unicode.Scalar(value).map { ($0, length) }
  }

  /// Takes the letters, digits, marks and underscores that go on a name.
  mutating func takeName() -> String {
    let start = offset
    while let byte = peek() {
      if byte < 0x80 {
        guard Self.isNamePart(byte) else { break }
        offset += 1
      } else {
        guard let (scalar, length) = scalar(at: offset), scalar.properties.isXIDContinue else {
          break
        }
        offset += length
      }
    }
    return source.text(in: start..<offset)
  }

  /// Whether an ASCII character may stand in a name, as its properties have it too.
  private static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  mutating func add(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind: kind, range: start..<offset))
  }

  func span(from start: Int) -> SourceSpan { SourceSpan(source, start..<max(start, offset)) }

  mutating func report(_ code: DiagnosticCode, _ message: String, from start: Int) {
    diagnostics.append(Diagnostic(code, message, at: span(from: start)))
  }

  // MARK: - Comments

  private mutating func scanLineComment() {
    let start = offset
    while let byte = peek(), byte != UInt8(ascii: "\n") { offset += 1 }
    if offset > start, bytes[offset - 1] == UInt8(ascii: "\r") { offset -= 1 }
    let mark: UInt8? = start + 1 < offset ? bytes[start + 1] : nil
    let kind: Comment.Kind =
      switch mark {
      case UInt8(ascii: ">"): .expectedRow
      case UInt8(ascii: "!"): .expectedError
      default: .plain
      }
    let body = source.text(in: (start + (kind == .plain ? 1 : 2))..<offset)
    comments.append(Comment(kind: kind, span: span(from: start), text: body))
  }

  private mutating func scanBlockComment() {
    let start = offset
    offset += 2
    while offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        offset += 2
        let text = source.text(in: (start + 2)..<(offset - 2))
        comments.append(Comment(kind: .plain, span: span(from: start), text: text))
        return
      }
      offset += 1
    }
    diagnostics.append(
      Diagnostic(
        .unterminatedComment, "the comment that begins here is not closed by '*/'",
        at: SourceSpan(source, start..<(start + 2))))
  }

  // MARK: - Signs

  private mutating func scanSign() {
    let start = offset
    if scanForeignSign() { return }
    let first = bytes[offset]
    if first < 0x80 {
      for (second, sign) in Self.signs[Int(first)] where second == nil || second == peek(1) {
        offset += second == nil ? 1 : 2
        add(.sign(sign), from: start)
        return
      }
    }
    offset += 1
    let written = source.text(in: start..<offset)
    var diagnostic = Diagnostic(
      .unexpectedCharacter, "'\(written)' has no meaning here", at: span(from: start))
    if let meant = Self.habits[written] {
      diagnostic = diagnostic.fixing(meant.help, at: span(from: start), with: meant.replacement)
    }
    diagnostics.append(diagnostic)
  }

  /// Scans a sign that other languages have, and goes on with what is written here for it.
  private mutating func scanForeignSign() -> Bool {
    guard "!=<&|\\~".utf8.contains(bytes[offset]) else { return false }
    for (foreign, own, kind) in Self.foreignSigns
    where bytes[offset...].prefix(foreign.utf8.count).elementsEqual(foreign.utf8) {
      let start = offset
      offset += foreign.utf8.count
      diagnostics.append(
        Diagnostic(.unexpectedCharacter, "'\(foreign)' has no meaning here", at: span(from: start))
          .fixing("write '\(own)'", at: span(from: start), with: kind == nil ? "not " : own))
      add(kind.map(Token.Kind.sign) ?? .word("not"), from: start)
      return true
    }
    return false
  }

  /// Signs of other languages that can mean only one thing here, the longest first; those without
  /// a sign of their own mean `not`.
  private static let foreignSigns: [(String, String, Token.Sign?)] = [
    ("!==", "!=", .notEqual), ("===", "=", .equal), ("==", "=", .equal), ("<>", "!=", .notEqual),
    ("=<", "<=", .lessOrEqual), ("=>", ">=", .greaterOrEqual), ("&&", ",", .comma),
    ("||", ";", .semicolon), ("\\=", "!=", .notEqual), ("\\+", "not", nil), ("&", ",", .comma),
    ("~", "not", nil),
  ]

  /// By their first byte, the signs with their second byte, those of two bytes first.
  private static let signs: [[(second: UInt8?, sign: Token.Sign)]] = {
    var signs: [[(second: UInt8?, sign: Token.Sign)]] = Array(repeating: [], count: 128)
    for sign in Token.Sign.allCases {
      let spelling = Array(sign.rawValue.utf8)
      signs[Int(spelling[0])].append((spelling.count > 1 ? spelling[1] : nil, sign))
    }
    return signs
  }()

  /// Characters that other languages use, and what is written here.
  private static let habits: [String: (help: String, replacement: String)] = [
    "\\": ("negation is written 'not'", "not "),
    "#": ("a comment begins with '%'", "%"),
    "[": ("there are no lists; write one fact for each element", "("),
    "]": ("there are no lists; write one fact for each element", ")"),
  ]

  /// Scans a name of another script, or reports punctuation from a Chinese keyboard and goes on
  /// with its ASCII form.
  private mutating func scanWideScalar() {
    let start = offset
    guard let (scalar, length) = scalar(at: offset) else {
      offset = bytes.count
      return
    }
    if scalar.properties.isXIDStart {
      add(.word(takeName()), from: start)
      return
    }
    if let close = Self.foreignQuotes[scalar] {
      scanForeignText(closedBy: close)
      return
    }
    offset += length
    if scalar.properties.isWhitespace || scalar.value == 0xFEFF { return }
    if scalar == "“" || scalar == "”" || scalar == "＂" {
      reportFullWidth(scalar, ascii: "\"", from: start)
      offset = start
      scanText(openedBy: length)
      return
    }
    guard let ascii = Self.fullWidthForms[scalar] else {
      report(.unexpectedCharacter, "'\(scalar)' has no meaning here", from: start)
      return
    }
    reportFullWidth(scalar, ascii: ascii, from: start)
    if ascii == "%" {
      offset = start
      skipLine()
    } else if let sign = Token.Sign(rawValue: joinedSign(ascii)) {
      add(.sign(sign), from: start)
    }
  }

  /// The sign that a replaced full-width form makes with the ASCII sign behind it, such as `：-`.
  private mutating func joinedSign(_ ascii: String) -> String {
    if let next = peek(), Token.Sign(rawValue: ascii + String(UnicodeScalar(next))) != nil {
      offset += 1
      return ascii + String(UnicodeScalar(next))
    }
    return ascii
  }

  private mutating func reportFullWidth(_ scalar: Unicode.Scalar, ascii: String, from start: Int) {
    let span = span(from: start)
    diagnostics.append(
      Diagnostic(
        .fullWidthPunctuation,
        "full-width '\(scalar)' from a Chinese keyboard; expected '\(ascii)'",
        at: span
      ).fixing("write '\(ascii)'", at: span, with: ascii))
  }

  private mutating func skipLine() {
    while let byte = peek(), byte != UInt8(ascii: "\n") { offset += 1 }
  }

  private static let fullWidthForms: [Unicode.Scalar: String] = [
    "，": ",", "、": ",", "。": ".", "．": ".", "｡": ".", "（": "(", "）": ")", "：": ":", "；": ";",
    "！": "!", "？": "?", "＝": "=", "＜": "<", "＞": ">", "｜": "|", "＋": "+", "－": "-", "＊": "*",
    "／": "/", "｛": "{", "｝": "}", "％": "%", "＾": "^", "≠": "!=", "≤": "<=", "≥": ">=",
  ]

  private static let foreignQuotes: [Unicode.Scalar: Unicode.Scalar] = [
    "‘": "’", "«": "»", "「": "」", "『": "』", "《": "》",
  ]
}
