import Foundation
import Testing

@testable import Datalog

/// Formatting keeps what a script means, and changes nothing the second time.
@Suite struct FormattingPropertyTests {
  /// Scripts with every construct of the language.
  static let samples = [
    """
    relation visited(who: text, place: text, verb: text, on: date).        % optional
    visited(高天翼, 高砦农贸市场, 督导, @XXXX-08-09). visited("a b", c, "d\\n", @2018-08-15).
    /* block
       comment */
    supervised(Who, Place) :- visited(Who, Place, Verb, _), supervisory(Verb).   % a rule
    ?- supervised(Who, Market), market(Market).
    %> Who  Market
    %> 高天翼   高砦农贸市场

    ?(Who, n: count(Market)) :- supervised(Who, Market) order by n desc, Who limit 10.
    deny "a post without a unit" :- holds(P, Post, U), not unit(U).
    include "prelude.dl".
    load edge from "edges.csv".      save reachable to "out.tsv" without header.
    why supervised(高天翼, 高砦农贸市场).    why not supervised(王彬, M).
    """,
    """
    p(X, Y) :- (part_of | ^located_in)+(X, Y), q*(Y, _z), ^r?(X, Y) ; a(X), !b(X, Y).
    p(who: X, n: N) :- q(X), N = count { Y, Z : r(X, Y), (s(Y) ; t(Y, Z)) } + 1 * -2 mod 3.
    p(X, Y) :- q(X, Y) else Y = "unknown", r(X) else (A = 1, B = -2.5e-3).
    p(min(N), list(X, Y), count()) :- q(X, Y, N), N >= 1_000, (X + 1) * 2 != N / (3 - N).
    p(T) :- q(A), T = upper(trim(A)) ++ "x" ++ `?谁`(A), not (r(A), s(A) ; A = $param).
    ?(?谁, days(A, @2018-08)) :- q(?谁, A), matches(?谁, "^a.*b$"), range(I, 1, length(?谁)).
    true_or(true, false). `a b`(c). z. y :- z, not z.
    mod(X) :- q(mod), X = mod mod mod, -(X - 1) < 0, not (a|b)(X, Y), Part+ +(X, Y).
    """,
  ]

  @Test func keepsWhatScriptsMean() {
    for text in Self.samples { check(text, mustParse: false) }
  }

  @Test func keepsWhatShippedScriptsMean() throws {
    for folder in ["Queries", "Sources/Tupu/Rules"] {
      let folder = Self.root.appending(path: folder)
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
      where name.hasSuffix(".dl") {
        check(
          try String(contentsOf: folder.appending(path: name), encoding: .utf8), mustParse: true)
      }
    }
  }

  @Test(arguments: 0..<4) func keepsWhatMutatedScriptsMean(seed: UInt64) {
    var random = SeededNumbers(seed: seed)
    var parsed = 0
    for _ in 0..<100 {
      var text = Self.samples[Int.random(in: 0..<Self.samples.count, using: &random)]
      for _ in 0..<Int.random(in: 1...3, using: &random) { text = mutated(text, &random) }
      if check(text, mustParse: false) { parsed += 1 }
    }
    // Otherwise the mutations are so wild that the test tests nothing.
    #expect(parsed > 10)
  }

  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Whether the script parsed, and so was formatted.
  @discardableResult
  private func check(_ text: String, mustParse: Bool) -> Bool {
    let before = Parser.parse(SourceText(name: "script", text: text))
    guard before.diagnostics.isEmpty else {
      #expect(!mustParse, "\(before.diagnostics.map(\.message))")
      #expect(ScriptFormatter.format(before.source).text == text)
      return false
    }
    let formatted = ScriptFormatter.format(before.source).text
    let after = Parser.parse(SourceText(name: "script", text: formatted))
    #expect(after.diagnostics.isEmpty, "\(formatted)")
    let isSame = after.statements.map(SyntaxText.of) == before.statements.map(SyntaxText.of)
    #expect(isSame, "\(text)\n became\n\(formatted)")
    let keepsComments = words(after.comments) == words(before.comments)
    #expect(keepsComments, "\(text)\n became\n\(formatted)")
    let again = ScriptFormatter.format(after.source).text
    #expect(again == formatted, "of\n\(text)")
    return true
  }

  private func words(_ comments: [Datalog.Comment]) -> [String] {
    comments.map { $0.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
  }

  /// The text with one change that often leaves it a script.
  private func mutated(_ text: String, _ random: inout SeededNumbers) -> String {
    let tokens = Lexer.scan(SourceText(name: "script", text: text)).tokens
    guard let token = tokens.randomElement(using: &random),
      let other = tokens.randomElement(using: &random)
    else { return text }
    let bytes = Array(text.utf8)
    let before = bytes[..<token.range.lowerBound]
    let after = bytes[token.range.upperBound...]
    let written = bytes[token.range]
    func joined(_ parts: [any Sequence<UInt8>]) -> String {
      String(decoding: parts.flatMap { Array($0) }, as: UTF8.self)
    }
    let insertions = [
      " ", "\n", "\n\n\n", "\t", "\r\n", " % note\n", "\n% own\n", "/* in */", "\n/* a\n b */\n",
      " /* x */ % y\n", "(", ")", "!", "-", "not ", " else X = 1", ", extra(X)", " ; other(X, Y)",
    ]
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return joined([before, after])
    case 1: return joined([before, bytes[other.range], after])
    case 2: return joined([before, written, written, after])
    default:
      let insertion = insertions.randomElement(using: &random) ?? " "
      return joined([before, insertion.utf8, written, after])
    }
  }
}

/// Statements as text without their places, to compare them.
enum SyntaxText {
  static func of(_ statement: Statement) -> String {
    var text = ""
    write(statement.kind, to: &text)
    for row in (statement.expectation?.rows ?? []) + (statement.expectation?.errors ?? []) {
      text += "\n> " + row.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    return text
  }

  private static func write(_ value: Any, to text: inout String) {
    if value is SourceSpan { return }
    let mirror = Mirror(reflecting: value)
    if mirror.children.isEmpty {
      text += "\(value)"
      return
    }
    text += mirror.displayStyle == .enum ? "." : "("
    for child in mirror.children {
      text += (child.label ?? "") + ":"
      write(child.value, to: &text)
      text += " "
    }
    text += ")"
  }
}

/// Random numbers that are the same for the same seed (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
