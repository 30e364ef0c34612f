import Datalog
import Foundation
import TestSupport
import Testing

/// Whatever bytes a script holds: compiling it ends, soon and in little memory, and every message
/// about it lies inside it.
///
/// `TUPU_FUZZ` sets how many inputs of each kind are tried; a failure names the seed.
@Suite struct ParserFuzzTests {
  private static let count =
    ProcessInfo.processInfo.environment["TUPU_FUZZ"].flatMap { Int($0) } ?? 400

  @Test func survivesRandomBytes() {
    for number in 0..<Self.count {
      var random = SplitMix64(seed: RandomTests.seed &+ UInt64(number))
      let bytes = (0..<random.number(in: 0...200)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      check(String(decoding: bytes, as: UTF8.self), "bytes, seed +\(number)")
    }
  }

  /// Pieces of the language in any order are nearer to scripts than bytes are.
  @Test func survivesRandomPieces() {
    for number in 0..<Self.count {
      var random = SplitMix64(seed: RandomTests.seed &+ UInt64(number))
      let text = (0..<random.number(in: 1...40)).map { _ in
        random.pick(Self.pieces, or: "")
      }.joined(separator: random.chance(50) ? " " : "")
      check(text, "pieces, seed +\(number)")
    }
  }

  /// Every script of the corpus with some bytes lost, doubled, swapped or replaced.
  @Test func survivesMutatedScripts() throws {
    let scripts = try ScriptCase.all.map { try $0.text(of: "script.dl") }
    for number in 0..<(2 * Self.count) {
      var random = SplitMix64(seed: RandomTests.seed &+ UInt64(number))
      var bytes = Array(random.pick(scripts, or: "").utf8.prefix(2_000))
      for _ in 0..<random.number(in: 1...6) where bytes.count > 2 {
        let place = random.number(in: 0...(bytes.count - 2))
        switch random.number(in: 0...4) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(bytes[place], at: place)
        case 2: bytes.swapAt(place, place + 1)
        case 3: bytes.insert(contentsOf: random.pick(Self.pieces, or: "").utf8, at: place)
        default: bytes.removeSubrange(place..<min(bytes.count, place + random.number(in: 1...40)))
        }
      }
      check(String(decoding: bytes, as: UTF8.self), "mutation, seed +\(number)")
    }
  }

  /// Up to a megabyte of one thing, on one line or on many, takes less than 200 MB in all.
  ///
  /// Where time and memory only grow with the size, a smaller script says the same sooner.
  ///
  /// It runs in a process of its own, whose memory nothing else uses.
  @Test func staysSmallOnHugeScripts() async {
    await #expect(processExitsWith: .success) {
      for (name, text) in Self.hugeScripts {
        let result = ProgramCompiler().compile(SourceText(name: name, text: text))
        let isWrong = result.diagnostics.contains { $0.severity == .error }
        precondition(isWrong == (result.program == nil), name)
        for diagnostic in result.diagnostics { _ = DiagnosticRenderer().render(diagnostic) }
        let megabytes = Self.peakMegabytes
        precondition(megabytes < 200, "\(name) takes \(megabytes) MB")
      }
    }
  }

  // MARK: - Inputs

  private static let pieces = [
    "p", "q", "X", "?谁", "_", "$w", "\"a\"", "`r`", "1", "2.5", "@2018-08-15", "@XXXX", "(", ")",
    "{", "}", ",", ";", ".", ":", "|", "^", "+", "-", "*", "/", "=", "!=", "<", ">=", "?", "!",
    ":-", "?-", "++", "not", "else", "mod", "true", "count", "sum {", "list(", "range(X, 1, 3)",
    "order by", "limit", "relation", "include", "load", "save", "to", "from", "deny", "why",
    "%> x", "%! y\n", "/*", "*/", "%", "\n", "p(X)", "q(X, Y)", "p+(X, Y)", "^q*(X, _)",
    "N = count { Y : q(X, Y) }", "p(1).", "q(1, 2).", "p(X) :-", "?- p(X).", "，", "。", "（", "“",
    "'a'", "==", "\u{0}", "\u{FEFF}", "高砦农贸市场", "9223372036854775808", "1e400", "\\u{", "e\u{301}",
  ]

  private static let hugeScripts: [(String, String)] = {
    func filled(_ piece: String, from start: String = "", to end: String = "", size: Int = 100_000)
      -> String
    {
      start + String(repeating: piece, count: size / piece.utf8.count) + end
    }
    let megabyte = 1_000_000
    return [
      ("parentheses", filled("(", size: megabyte)), ("ampersands", filled("&", size: megabyte)),
      ("full stops", filled(".")),
      ("commas", filled("，", size: megabyte)),
      ("word", filled("a", from: "p(", to: ").", size: megabyte)),
      ("text", filled("a", from: "p(\"", to: "\").", size: megabyte)),
      ("open text", filled("\"", size: megabyte)),
      ("facts", filled("p(a). ", size: megabyte)), ("lines", filled("p(a).\n")),
      ("errors", filled("p(X).\n", size: megabyte)),
      ("columns", filled("a, ", from: "p(", to: "b).", size: megabyte)),
      ("conditions", filled("p(X), ", from: "?- ", to: "p(X).")),
      ("alternatives", filled("(p(X) ; p(X)), ", from: "?- ", to: "p(X).")),
      ("negations", filled("not ", from: "?- ", to: "p(X).")),
      ("signs", filled("-", from: "?- X = ", to: "1.")),
      ("sum", filled("1 + ", from: "?- X = ", to: "1.")),
      ("paths", filled("^", from: "?- ", to: "p(X, Y).")),
      ("closures", filled("*", from: "?- p", to: "(X, Y).")),
      ("braces", filled("count { ", from: "?- N = ", to: "")),
      ("calls", filled("f(", from: "?- N = ", to: "")), ("comments", filled("%> a\n")),
    ]
  }()

  /// The most memory that this process has had.
  private static var peakMegabytes: Int {
    #if os(Linux)
      // What the kernel tells of a process's use begins with that of the process that started it.
      let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
      let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      let kilobytes = line?.split(whereSeparator: { $0.isWhitespace }).dropFirst().first
      return kilobytes.flatMap { Int($0) }.map { $0 >> 10 } ?? .max
    #else
      var usage = rusage()
      getrusage(RUSAGE_SELF, &usage)
      return Int(usage.ru_maxrss) >> 20
    #endif
  }

  // MARK: - What must hold

  private func check(_ text: String, _ trace: String) {
    let source = SourceText(name: "fuzz.dl", text: text)
    var compiler = ProgramCompiler()
    compiler.files = MemoryFiles()
    let start = ContinuousClock.now
    let (result, _) = compiler.compileWithoutExpectedFailures(source)
    let isWrong = result.diagnostics.contains { $0.severity == .error }
    #expect(isWrong == (result.program == nil), "\(trace)\n\(text)")
    for diagnostic in result.diagnostics {
      let range = diagnostic.span.range
      #expect(0 <= range.lowerBound && range.upperBound <= source.bytes.count, "\(trace)\n\(text)")
    }
    for diagnostic in result.diagnostics.prefix(3) {
      #expect(!DiagnosticRenderer().render(diagnostic).isEmpty)
    }
    if result.program != nil {
      let limits = EvaluationLimits(time: .seconds(1), derivedFacts: 2_000, bytes: 1 << 26)
      _ = ScriptRun(source, compiler: compiler, limits: limits)
    }
    #expect(ContinuousClock.now - start < .seconds(20), "\(trace)\n\(text)")
  }
}
