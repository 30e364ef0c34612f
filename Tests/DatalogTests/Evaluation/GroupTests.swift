@testable import Datalog
import Synchronization
import TestSupport
import Testing

/// Aggregates are the same, and in the same order, whether bindings are folded or kept, on one thread or
/// several.
@Suite struct GroupTests {
  private static let triples: [[Int]] = {
    var random = SplitMix64(seed: 44)
    var different: Set<[Int]> = []
    for _ in 0..<2_000 {
      different.insert([
        .random(in: 0..<40, using: &random), .random(in: 0..<15, using: &random),
        .random(in: -9..<9, using: &random),
      ])
    }
    return Array(different).sorted { $0.lexicographicallyPrecedes($1) }
  }()

  /// The triples in another order, in which those that are alike in two columns do not stand together.
  private static let mixed: [[Int]] = {
    var random = SplitMix64(seed: 45)
    return triples.shuffled(using: &random)
  }()

  private func rows(_ text: String, threads: Int, fewestShared: Int = 1) throws -> [[Value]] {
    let result = ProgramCompiler().compile(SourceText(name: "test.dl", text: text))
    let program = try #require(result.program, "\(result.diagnostics.map(\.message))")
    var limits = EvaluationLimits(time: .seconds(600), threads: threads)
    limits.fewestSharedRows = fewestShared
    let evaluator = ProgramEvaluator(program, source: nil, limits: limits)
    let relation = try evaluator.complete(try #require(program.relation(named: "p")))
    return (0..<relation.count).map { row in
      relation.tuple(at: row).map { evaluator.symbols[ValueID(bits: $0)] }
    }
  }

  private func script(_ tuples: [[Int]], _ rule: String) -> String {
    tuples.map { "f(\($0[0]), \($0[1]), \($0[2]))." }.joined(separator: "\n") + "\n" + rule
  }

  /// The distinct members of each group, in the order in which groups and members first come.
  private func groups(
    _ tuples: [[Int]], by columns: [Int], of members: [Int]
  ) -> [(key: [Int], members: [[Int]])] {
    var found: [(key: [Int], members: [[Int]])] = []
    var places: [[Int]: Int] = [:]
    var seen: Set<[Int]> = []
    for tuple in tuples {
      let (key, member) = (columns.map { tuple[$0] }, members.map { tuple[$0] })
      if places[key] == nil {
        places[key] = found.count
        found.append((key, []))
      }
      if seen.insert(key + member).inserted, let place = places[key] {
        found[place].members.append(member)
      }
    }
    return found
  }

  private struct Case: CustomTestStringConvertible {
    let rule: String
    let columns: [Int]
    let members: [Int]
    let result: @Sendable ([[Int]]) -> [Value]
    var testDescription: String { rule }
  }

  private static let cases = [
    // All columns are seen, so no two bindings are alike.
    Case(rule: "p(X, count(Y, Z)) :- f(X, Y, Z).", columns: [0], members: [1, 2]) {
      [.int($0.count)]
    },
    // Bindings that are alike come one after the other where the rows are sorted.
    Case(rule: "p(X, count(Y)) :- f(X, Y, _).", columns: [0], members: [1]) { [.int($0.count)] },
    Case(rule: "p(Y, count(X)) :- f(X, Y, _).", columns: [1], members: [0]) { [.int($0.count)] },
    Case(
      rule: "p(X, sum(Y), count(Y), avg(Y), min(Y), max(Y)) :- f(X, Y, _).", columns: [0],
      members: [1]
    ) { members in
      let numbers = members.map { $0[0] }
      let sum = numbers.reduce(0, +)
      return [
        .int(sum), .int(numbers.count), .float(Double(sum) / Double(numbers.count)),
        .int(numbers.min() ?? 0), .int(numbers.max() ?? 0),
      ]
    },
    // Not all arguments are the same, and those of the second never stand together.
    Case(rule: "p(X, max(Y), sum(Z)) :- f(X, Y, Z).", columns: [0], members: [1, 2]) { members in
      [
        .int(members.map { $0[0] }.max() ?? 0),
        .int(Set(members.map { $0[1] }).reduce(0, +)),
      ]
    },
    Case(rule: "p(Y, sum(Z, X)) :- f(X, Y, Z), X > 3.", columns: [1], members: [2, 0]) { members in
      [.int(members.filter { $0[1] > 3 }.reduce(0) { $0 + $1[0] })]
    },
    // Without a group, and by two columns.
    Case(rule: "p(sum(Z, X, Y)) :- f(X, Y, Z).", columns: [], members: [0, 1, 2]) {
      [.int($0.reduce(0) { $0 + $1[2] })]
    },
    Case(rule: "p(X, Y, count(Z)) :- f(X, Y, Z).", columns: [0, 1], members: [2]) {
      [.int($0.count)]
    },
    // Numbers that are not held inline are added one by one.
    Case(
      rule:
        "big(Z * 1000000000000, X, Y) :- f(X, Y, Z). p(X, sum(Z, Y), avg(Z, Y)) :- big(Z, X, Y).",
      columns: [0], members: [1, 2]
    ) { members in
      let sum = members.reduce(0) { $0 + $1[1] } * 1_000_000_000_000
      return [.int(sum), .float(Double(sum) / Double(members.count))]
    },
    // A value is computed, and any body gives the least.
    Case(
      rule: "p(X, min(W)) :- f(X, Y, Z), f(X, Y, V), W = Z * 100000000000 - V.", columns: [0],
      members: [1, 2]
    ) { members in
      let found = members.flatMap { first in
        members.filter { $0[0] == first[0] }.map { first[1] * 100_000_000_000 - $0[1] }
      }
      return [.int(found.min() ?? 0)]
    },
    Case(rule: "p(X, max(W)) :- f(X, Y, _), W = \"n\" ++ text(Y).", columns: [0], members: [1]) {
      [.text($0.map { "n\($0[0])" }.max() ?? "")]
    },
    Case(rule: "p(X, list(Y)) :- f(X, Y, _).", columns: [0], members: [1]) {
      [.text($0.map { $0[0] }.sorted().map(String.init).joined(separator: ", "))]
    },
  ]

  @Test(arguments: cases) private func groupsAreThoseOfASimpleCount(_ test: Case) throws {
    for tuples in [Self.triples, Self.mixed] {
      var expected = groups(tuples, by: test.columns, of: test.members).map {
        $0.key.map(Value.int) + test.result($0.members)
      }
      if test.rule.hasPrefix("p(Y, sum(Z, X))") {
        let order = groups(tuples.filter { $0[0] > 3 }, by: [1], of: [2]).map { $0.key[0] }
        expected = order.compactMap { key in expected.first { $0[0] == .int(key) } }
      }
      for threads in [1, 2, 3, 8] {
        let found = try rows(script(tuples, test.rule), threads: threads)
        #expect(found == expected, "\(threads) threads")
      }
    }
  }

  /// Which bindings need not be kept, and in how many columns those that are alike agree.
  @Test(
    arguments: [
      ("p(X, count(Y, Z)) :- f(X, Y, Z).", 0, 0),
      ("p(X, count(Y)) :- f(X, Y, _).", 2, nil), ("p(Y, sum(X)) :- f(X, Y, _).", 2, nil),
      ("p(X, count(X)) :- f(X, Y, 3), Y > X.", 1, nil), ("p(Y, sum(Z)) :- f(4, Y, Z).", 0, 0),
      ("p(Y, avg(Y)) :- f(4, Y, _).", 2, nil), ("p(X, sum(Z)) :- f(X, _, Z).", nil, nil),
      ("p(X, count(Y), max(Z)) :- f(X, Y, Z).", nil, nil),
      ("p(X, min(Z)) :- f(X, Y, _), f(Y, Z, _).", 0, 0),
      ("p(X, count(Y)) :- f(X, Y, Z), f(Y, Z, X).", nil, nil),
      ("p(X, count(Y)) :- f(X, Z, _), Y = Z mod 2.", nil, nil),
      ("p(X, list(Y)) :- f(X, Y, _).", nil, nil),
    ] as [(String, Int?, Int?)])
  func bindingsAreFoldedWhereNoneCountsTwice(_ rule: String, sorted: Int?, mixed: Int?) throws {
    let text = script(Self.triples, rule)
    let program = try #require(
      ProgramCompiler().compile(SourceText(name: "test.dl", text: text)).program)
    let checked = try #require(program.rules.first { $0.aggregates })
    #expect(FoldPlan(checked) { _ in true }?.repeatingColumns == sorted)
    #expect(FoldPlan(checked) { _ in false }?.repeatingColumns == mixed)
  }

  /// Floating-point numbers are added in their order, however many threads there are.
  @Test func sumsOfFractionsDoNotDependOnThreads() throws {
    let facts = Self.mixed.enumerated()
      .map { "g(\($1[0]), \($0), \(Double($1[2]) * 0.1 + Double($0) * 1e9))." }
    let text = facts.joined(separator: "\n") + "\np(X, sum(V, N), avg(V, N)) :- g(X, N, V)."
    let expected = try rows(text, threads: 1)
    #expect(expected.count == 40)
    for threads in [2, 5] { #expect(try rows(text, threads: threads) == expected) }
  }

  /// Members that a join finds, again and again, are each counted once.
  @Test(arguments: [
    "p(X, count(V)) :- f(X, Y, _), f(Y, _, V).",
    "p(X, V, sum(W), avg(W), max(W)) :- f(X, Y, V), f(Y, W, _), W != X.",
    "p(count(X), sum(V, X)) :- f(X, Y, _), f(Y, _, V).",
    "p(X, list(V)) :- f(X, Y, _), f(Y, _, V).",
    "p(X, max(V), count(Y)) :- f(X, Y, _), f(Y, _, V).",
    "p(X, sum(W)) :- f(X, Y, _), f(Y, _, V), W = V * 1000000000000.",
    "p(X mod 3, count(V, Y + 1)) :- f(X, Y, _), f(Y, _, V).",
  ])
  func membersOfJoinsCountOnce(_ rule: String) throws {
    let pairs = Self.mixed
    var joined: Set<[Int]> = []
    for first in pairs {
      for second in pairs where second[0] == first[1] { joined.insert(first + second) }
    }
    let expected = Set(Self.results(rule, joined))
    for tuples in [Self.triples, Self.mixed] {
      let found = try rows(script(tuples, rule), threads: 1)
      #expect(Set(found) == expected && found.count == expected.count)
      for threads in [2, 3] {
        #expect(try rows(script(tuples, rule), threads: threads) == found, "\(threads) threads")
      }
      // The same without the relation of members: fewer rows are gone through than are worth it.
      #expect(Set(try rows(script(tuples, rule), threads: 1, fewestShared: .max)) == expected)
    }
  }

  /// What the rules above give, of tuples X, Y, Z of one triple and Y, W, V of another.
  private static func results(_ rule: String, _ tuples: Set<[Int]>) -> [[Value]] {
    func grouped<Key: Hashable>(_ key: ([Int]) -> Key, _ filter: ([Int]) -> Bool = { _ in true })
      -> [Key: [[Int]]]
    {
      Dictionary(grouping: tuples.filter(filter), by: key)
    }
    func distinct(_ members: [[Int]], _ column: Int) -> [Int] {
      Set(members.map { $0[column] }).sorted()
    }
    func sum(_ members: [[Int]], _ column: Int) -> Int { distinct(members, column).reduce(0, +) }
    if rule.hasPrefix("p(X, count(V))") {
      return grouped { $0[0] }.map { [.int($0), .int(distinct($1, 5).count)] }
    } else if rule.hasPrefix("p(X, V, sum(W)") {
      return grouped({ [$0[0], $0[2]] }, { $0[4] != $0[0] }).map { key, members in
        let numbers = distinct(members, 4)
        let sum = numbers.reduce(0, +)
        return key.map(Value.int) + [
          .int(sum), .float(Double(sum) / Double(numbers.count)), .int(numbers.max() ?? 0),
        ]
      }
    } else if rule.hasPrefix("p(count(X)") {
      let members = Set(tuples.map { [$0[5], $0[0]] })
      return [[.int(Set(tuples.map { $0[0] }).count), .int(members.reduce(0) { $0 + $1[0] })]]
    } else if rule.hasPrefix("p(X, list(V))") {
      return grouped { $0[0] }.map {
        [.int($0), .text(distinct($1, 5).map(String.init).joined(separator: ", "))]
      }
    } else if rule.hasPrefix("p(X, max(V)") {
      return grouped { $0[0] }.map {
        [.int($0), .int(distinct($1, 5).max() ?? 0), .int(distinct($1, 1).count)]
      }
    } else if rule.hasPrefix("p(X, sum(W))") {
      return grouped { $0[0] }.map { [.int($0), .int(sum($1, 5) * 1_000_000_000_000)] }
    }
    return grouped { $0[0] % 3 }.map {
      [.int($0), .int(Set($1.map { [$0[5], $0[1]] }).count)]
    }
  }

  /// Members are no facts, whatever their number.
  @Test func membersDoNotCountAsFacts() throws {
    let rule = "p(X, count(V)) :- f(X, Y, _), f(Y, _, V)."
    let text = script(Self.mixed, rule + "\n?- p(X, N).")
    let program = try #require(
      ProgramCompiler().compile(SourceText(name: "test.dl", text: text)).program)
    for threads in [1, 2] {
      var limits = EvaluationLimits(derivedFacts: 100, threads: threads)
      limits.fewestSharedRows = 1
      guard case .answer(let answer) = Evaluation(program, limits: limits).run(0).kind else {
        Issue.record("stopped")
        continue
      }
      #expect(answer.rows.count == 40)
      let profile = try Evaluation(program, limits: limits).profile(ofAction: 0)
      let ofGroups = try #require(profile.relations.first { $0.name == "p" })
      #expect(ofGroups.rules.map(\.conditions.count) == [2] && ofGroups.factCount == 40)
      #expect(profile.relations.allSatisfy { !$0.name.contains("members") })
      limits.derivedFacts = 30
      guard case .stopped(let found) = Evaluation(program, limits: limits).run(0).kind else {
        Issue.record("not stopped")
        continue
      }
      #expect(found.first?.code == .limitReached)
    }
  }

  /// A head that several rules derive has each tuple once.
  @Test func groupsOfSeveralRulesAreOneSet() throws {
    let text = script(
      Self.triples,
      """
      p(3, 15). p(X, count(Y)) :- f(X, Y, _). p(X, C) :- f(X, C, _), X < 2.
      p(X, count(Y)) :- f(X, Y, _), X > 1. p(X, N) :- many(X, N). many(X, sum(Y, Z)) :- f(X, Y, Z).
      """)
    let found = try rows(text, threads: 1)
    #expect(Set(found).count == found.count)
    for threads in [2, 8] { #expect(try rows(text, threads: threads) == found) }
  }

  @Test func failuresAreThoseOfOneThread() throws {
    for rule in [
      "p(X, max(W)) :- f(X, Y, Z), W = 100 / (Z - 3).",
      "p(X, sum(W, Y)) :- big(X, Y, W). big(X, Y, W) :- f(X, Y, Z), W = 4000000000000000000 + Z.",
    ] {
      func failure(_ threads: Int) -> String {
        do {
          return "\(try rows(script(Self.mixed, rule), threads: threads))"
        } catch { return "\(error)" }
      }
      let expected = failure(1)
      #expect(expected.contains("E03"), "\(expected)")
      for threads in [2, 8] { #expect(failure(threads) == expected) }
    }
  }

  @Test func limitsAreKeptWhileBindingsAreFolded() throws {
    let text = script(
      Self.triples,
      """
      p(A, min(F)) :- f(A, B, _), f(C, D, _), f(E, F, _), f(G, H, _), A + B + C + D + F + H < 0, E > G.
      ?- p(X, Y).
      """)
    let program = try #require(
      ProgramCompiler().compile(SourceText(name: "test.dl", text: text)).program)
    for threads in [1, 2] {
      var limits = EvaluationLimits(time: .milliseconds(200), threads: threads)
      limits.fewestSharedRows = 1
      guard case .stopped(let found) = Evaluation(program, limits: limits).run(0).kind else {
        Issue.record("\(threads) threads did not stop")
        continue
      }
      #expect(found.first?.code == .limitReached)
      limits.time = .seconds(600)
      let looks = Atomic<Int>(0)
      let cancelled = Evaluation(
        program, limits: limits,
        isCancelled: { looks.add(1, ordering: .relaxed).newValue > 5 })
      guard case .stopped(let found) = cancelled.run(0).kind else {
        Issue.record("\(threads) threads were not cancelled")
        continue
      }
      #expect(found.first?.code == .cancelled)
    }
  }

  /// The first rows by a column are those that all rows in order begin with.
  @Test func theFirstRowsAreThoseOfAllRowsInOrder() throws {
    func answer(_ query: String) throws -> [[Value]] {
      let program = try #require(
        ProgramCompiler().compile(SourceText(name: "test.dl", text: script(Self.mixed, query)))
          .program)
      guard case .answer(let answer) = Evaluation(program).run(0).kind else { return [] }
      return answer.rows
    }
    for order in ["Y desc", "Y", "Z, X desc", "Z desc, Y desc, X"] {
      let all = try answer("?- f(X, Y, Z) order by \(order).")
      #expect(all.count == Self.mixed.count)
      for limit in [1, 2, 7, 300, 5_000] {
        let first = try answer("?- f(X, Y, Z) order by \(order) limit \(limit).")
        #expect(first == Array(all.prefix(limit)), "\(order), \(limit)")
      }
    }
  }
}
