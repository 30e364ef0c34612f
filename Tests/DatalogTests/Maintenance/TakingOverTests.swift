@testable import Datalog
import TestSupport
import Testing

/// Evaluations that continue those of other programs, as in a session.
@Suite struct TakingOverTests {
  private func evaluation(
    _ text: String, after earlier: Evaluation? = nil, derivingAtMost facts: Int = 1_000_000,
    files: MemoryFiles? = nil
  ) throws -> Evaluation {
    var compiler = ProgramCompiler()
    compiler.files = files
    let program = try compiler.compile(SourceText(name: "test.dl", text: text)).get()
    let evaluation = Evaluation(program, limits: EvaluationLimits(derivedFacts: facts))
    if let earlier { evaluation.takeOver(earlier) }
    return evaluation
  }

  /// Two hundred chains of ten edges.
  private static let edges = (0..<2000).map { edge -> String in
    let node = edge / 10 * 20 + edge % 10
    return "edge(\(node), \(node + 1))."
  }.joined(separator: " ")

  private static let rules = "path(X, Y) :- edge(X, Y). path(X, Z) :- path(X, Y), edge(Y, Z)."

  @Test func whatIsDefinedAlikeIsNotDerivedAgain() throws {
    let first = try evaluation("\(Self.edges) \(Self.rules)")
    #expect(try first.count(of: "path") == 200 * 55)
    let second = try evaluation(
      "\(Self.edges) \(Self.rules) far(X) :- path(0, X). edge(10, 20).", after: first,
      derivingAtMost: 300)
    // Eleven nodes reach eleven more.
    #expect(try second.count(of: "path") == 200 * 55 + 121)
    #expect(try second.count(of: "far") == 21)
    // Without the fact again; and the first evaluation answers as before.
    let third = try evaluation("\(Self.edges) \(Self.rules)", after: second, derivingAtMost: 0)
    #expect(try third.count(of: "path") == 200 * 55)
    #expect(try first.count(of: "path") == 200 * 55)
  }

  /// A relation that was declared, and asked for, before a file is loaded into it.
  @Test func loadedFactsComeToWhatWasThere() throws {
    let files = MemoryFiles(["a.csv": "甲,1\n乙,2\n", "b.csv": "丙,3\n乙,2\n"])
    let rules = "p(x: text, y: int). q(N ++ \"区\") :- p(N, _)."
    let (a, b) = ("load p from \"a.csv\" without header.", "load p from \"b.csv\" without header.")
    var last: Evaluation?
    for (loads, names) in [
      ("", []), (a, ["乙", "甲"]), ("\(a) \(b)", ["丙", "乙", "甲"]), (b, ["丙", "乙"]),
      ("\(b) \(a)", ["丙", "乙", "甲"]), ("", []),
    ] {
      let evaluation = try evaluation("relation \(rules) \(loads)", after: last, files: files)
      #expect(try evaluation.count(of: "p") == names.count, "\(loads)")
      let found = try #require(try evaluation.rows(of: "q")).rows
      #expect(found == names.map { [.text("\($0)区")] }, "\(loads)")
      last = evaluation
    }
    // The same statements, and another file.
    try files.write(Array("丁,4\n".utf8), to: "a.csv", relativeTo: "")
    let first = try evaluation("relation \(rules) \(a)", after: last, files: files)
    #expect(try first.rows(of: "q")?.rows == [[.text("丁区")]])
    try files.write(Array("戊,4\n".utf8), to: "a.csv", relativeTo: "")
    let second = try evaluation("relation \(rules) \(a)", after: first, files: files)
    #expect(try second.rows(of: "q")?.rows == [[.text("戊区")]])
  }

  @Test func whatIsDefinedOtherwiseIsDerivedAnew() throws {
    let first = try evaluation("p(1). p(2). q(X) :- p(X). r(X) :- q(X), not s(X). s(2).")
    #expect(try first.count(of: "r") == 1)
    let second = try evaluation(
      "p(1). p(2). p(3). q(X) :- p(X), X > 1. r(X) :- q(X), not s(X). s(2).", after: first)
    #expect(try second.rows(of: "r")?.rows == [[3]])
    let third = try evaluation(
      "p(1). p(2). p(3). q(X) :- p(X), X > 1. q(9). r(X) :- q(X), not s(X). s(3).", after: second)
    #expect(try third.rows(of: "r")?.rows == [[2], [9]])
  }

  /// Each program of a series has some facts and rules more or less than the one before.
  @Test func sessionsAnswerAsNewEvaluationsDo() throws {
    for number in 0..<RandomTests.programs(usually: 60) {
      let seed = RandomTests.seed &+ UInt64(number) &* 7
      var random = SplitMix64(seed: seed)
      var generator = ProgramGenerator(seed: seed)
      let lines = generator.makeScript().split(separator: "\n").map(String.init)
      var last: Evaluation?
      for _ in 0..<4 {
        let text = lines.filter {
          $0.contains(":-") || $0.hasPrefix("relation") || random.chance(75)
        }
        .joined(separator: "\n")
        guard let next = try? evaluation(text, after: last), let fresh = try? evaluation(text)
        else {
          continue
        }
        for index in 0..<next.actionCount where random.chance(70) {
          guard case .answer(let answer) = next.run(index).kind,
            case .answer(let expected) = fresh.run(index).kind
          else { continue }
          guard answer.rows == expected.rows else {
            Issue.record("seed \(seed): \(answer.rows) and not \(expected.rows)\n\(text)")
            return
          }
        }
        last = next
      }
    }
  }
}
