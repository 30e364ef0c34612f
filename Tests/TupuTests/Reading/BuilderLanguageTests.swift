import Testing
import Tupu

/// The builder beside the manual: each construct of rules and queries, as text writes it.
@Suite struct BuilderLanguageTests {
  private let edge = RelationHandle<Int, Int>("edge", "from", "to")
  private let jump = RelationHandle<Int, Int>("jump")
  private let name = RelationHandle<Int, String>("name")
  private let held = RelationHandle<String, CalendarDate>("held")
  private let bill = RelationHandle<String, String, Int>("bill")
  private let x = QueryTerm<Int>.variable("X")
  private let y = QueryTerm<Int>.variable("Y")
  private let n = QueryTerm<Int>.variable("N")
  private let text = QueryTerm<String>.variable("T")
  private let who = QueryTerm<String>.variable("Who")
  private let order = QueryTerm<String>.variable("O")
  private let on = QueryTerm<CalendarDate>.variable("On")
  private let mean = QueryTerm<Double>.variable("Mean")

  private var facts: [QueryRule] {
    [
      edge.fact(1, 2), edge.fact(2, 3), jump.fact(3, 4), name.fact(1, "Ann Lee"),
      held.fact("forum", CalendarDate("2018-08-15") ?? .unknown),
      bill.fact("o1", "ann", 20), bill.fact("o2", "ann", 20), bill.fact("o3", "bob", 35),
    ]
  }

  /// Checks that a query's last statement is a text, and that both give the same rows.
  private func check(
    _ query: Query, _ expected: String, _ rows: [[Value]],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let query = query.with(facts)
    let statements = query.description.split(separator: "\n").map(String.init)
    let own = statements.filter { !facts.map(\.text).contains($0) }
    #expect(own.joined(separator: " ") == expected, sourceLocation: sourceLocation)
    let graph = KnowledgeGraph()
    let (built, written) = (try graph.answer(query), try graph.answer(query.description))
    #expect(built == written, sourceLocation: sourceLocation)
    #expect(built.rows == rows, sourceLocation: sourceLocation)
  }

  @Test func paths() throws {
    let (step, jump) = (QueryPath(edge), QueryPath(jump))
    try check(Query(y) { step(1, y) }, "?(Y) :- edge(1, Y).", [[2]])
    try check(Query(y) { step.oneOrMore(1, y) }, "?(Y) :- edge+(1, Y).", [[2], [3]])
    try check(Query(y) { step.zeroOrMore(1, y) }, "?(Y) :- edge*(1, Y).", [[1], [2], [3]])
    try check(Query(y) { step.zeroOrOne(1, y) }, "?(Y) :- edge?(1, Y).", [[1], [2]])
    try check(Query(y) { step.inverse(3, y) }, "?(Y) :- ^edge(3, Y).", [[2]])
    try check(
      Query(y) { step.inverse.oneOrMore(3, y) }, "?(Y) :- (^edge)+(3, Y).", [[1], [2]])
    try check(
      Query(y) { step.oneOrMore.inverse(3, y) }, "?(Y) :- ^edge+(3, Y).", [[1], [2]])
    try check(
      Query(y) { (step | jump).oneOrMore(1, y) }, "?(Y) :- (edge | jump)+(1, Y).",
      [[2], [3], [4]])
    try check(
      Query(y) { (step | jump.inverse | step.zeroOrOne)(2, y) },
      "?(Y) :- (edge | ^jump | edge?)(2, Y).", [[2], [3]])
    try check(
      Query(y) { (step | jump).inverse(3, y) }, "?(Y) :- ^(edge | jump)(3, Y).", [[2]])
  }

  @Test func pathsBetweenDifferentTypes() throws {
    let named = QueryPath(name)
    try check(Query(x) { named.inverse("Ann Lee", x) }, "?(X) :- ^name(\"Ann Lee\", X).", [[1]])
  }

  @Test func arithmetic() throws {
    try check(
      Query((x + y * 2 - 1).named("n")) { edge(x, y) }, "?(n: X + Y * 2 - 1) :- edge(X, Y).",
      [[4], [7]])
    try check(
      Query(((x + y) * 2).named("n")) { edge(x, y) }, "?(n: (X + Y) * 2) :- edge(X, Y).",
      [[6], [10]])
    try check(
      Query((x - (y - 1)).named("n")) { edge(x, y) }, "?(n: X - (Y - 1)) :- edge(X, Y).", [[0]])
    try check(
      Query((-(x + y) % 2).named("n")) { edge(x, y) }, "?(n: -(X + Y) mod 2) :- edge(X, Y).",
      [[-1]])
    try check(
      Query((-x - -1).named("n")) { edge(x, .any) }, "?(n: -X - -1) :- edge(X, _).", [[-1], [0]])
    try check(
      Query((text + "!" + x.text).named("t")) { name(x, text) },
      "?(t: T ++ \"!\" ++ text(X)) :- name(X, T).", [["Ann Lee!1"]])
  }

  @Test func functions() throws {
    let parts: [(QueryTerm<String>, String, Value)] = [
      (text.lowercased(), "lower(T)", "ann lee"), (text.uppercased(), "upper(T)", "ANN LEE"),
      (text.trimmed(), "trim(T)", "Ann Lee"),
      (text.substring(from: 1, count: 3), "substring(T, 1, 3)", "Ann"),
      (text.replacing("n", with: "x"), "replace(T, \"n\", \"x\")", "Axx Lee"),
      (text.part(2, separatedBy: " "), "split_part(T, \" \", 2)", "Lee"),
      (text.length.text, "text(length(T))", "7"),
    ]
    for (term, written, value) in parts {
      try check(
        Query(term.named("t")) { name(1, text) }, "?(t: \(written)) :- name(1, T).", [[value]])
    }
    try check(
      Query(
        on.year.named("y"), on.month.named("m"), on.day.named("d"), on.days(until: on).named("n")
      ) { held(.any, on) },
      "?(y: year(On), m: month(On), d: day(On), n: days(On, On)) :- held(_, On).",
      [[2018, 8, 15, 0]])
    try check(
      Query(
        (-x).magnitude.named("a"), (x.float / 2).rounded().named("b"),
        (x.float / 2).roundedDown().named("c"), (x.float / 2).roundedUp().named("d"),
        x.text.int.named("e")
      ) { name(x, .any) },
      "?(a: abs(-X), b: round(float(X) / 2.0), c: floor(float(X) / 2.0), d: ceil(float(X) / 2.0), "
        + "e: int(text(X))) :- name(X, _).", [[1, 1, 0, 1, 1]])
  }

  @Test func tests() throws {
    let conditions: [(QueryCondition, String)] = [
      (text.contains("Lee"), "contains(T, \"Lee\")"),
      (text.hasPrefix("Ann"), "starts_with(T, \"Ann\")"),
      (text.hasSuffix("Lee"), "ends_with(T, \"Lee\")"),
      (text.matches("^A.*e$"), "matches(T, \"^A.*e$\")"),
      (text.isSimilar(to: "Ann Leo", atLeast: 0.8), "similar(T, \"Ann Leo\", 0.8)"),
      (!text.contains("Bob"), "not contains(T, \"Bob\")"),
    ]
    for (condition, written) in conditions {
      try check(
        Query(x) {
          name(x, text)
          condition
        }, "?(X) :- name(X, T), \(written).", [[1]])
    }
    try check(
      Query(n) { n.runs(from: 2, through: 4) }, "?(N) :- range(N, 2, 4).", [[2], [3], [4]])
  }

  @Test func aggregatesOfGroups() throws {
    try check(
      Query(who, .sum(n, with: order).named("total"), .average(n, with: order).named("mean")) {
        bill(order, who, n)
      }, "?(Who, total: sum(N, O), mean: avg(N, O)) :- bill(O, Who, N).",
      [["ann", 40, 20.0], ["bob", 35, 35.0]])
    try check(
      Query(
        .count().named("c"), .min(n).named("l"), .max(n).named("h"), .list(who).named("w"),
        .sum(n).named("s")
      ) { bill(.any, who, n) },
      "?(c: count(), l: min(N), h: max(N), w: list(Who), s: sum(N)) :- bill(_, Who, N).",
      [[3, 20, 35, "ann, bob", 55]])
  }

  @Test func aggregatesWithABody() throws {
    let terms: [(QueryTerm<Int>, String, Value)] = [
      (.count(of: order) { bill(order, who, .any) }, "count { O : bill(O, Who, _) }", 2),
      (.count { bill(.any, who, .any) }, "count { bill(_, Who, _) }", 2),
      (.sum(of: y, with: order) { bill(order, who, y) }, "sum { Y, O : bill(O, Who, Y) }", 40),
      (.sum(of: y) { bill(.any, who, y) }, "sum { Y : bill(_, Who, Y) }", 20),
      (.min(of: y) { bill(.any, .any, y) }, "min { Y : bill(_, _, Y) }", 20),
      (.max(of: y) { bill(.any, .any, y) }, "max { Y : bill(_, _, Y) }", 35),
    ]
    for (term, written, value) in terms {
      try check(
        Query(n) {
          bill(.value("o1"), who, .any)
          n == term
        }, "?(N) :- bill(\"o1\", Who, _), N = \(written).", [[value]])
    }
    try check(
      Query(mean, text) {
        mean == .average(of: y, with: order) { bill(order, .any, y) }
        text == .list(of: who) { bill(.any, who, .any) }
      }, "?(Mean, T) :- Mean = avg { Y, O : bill(O, _, Y) }, T = list { Who : bill(_, Who, _) }.",
      [[25.0, "ann, bob"]])
  }

  @Test func aggregatesInTheHeadsOfRules() throws {
    let total = RelationHandle<String, Int, Int>("total")
    try check(
      Query(who, n) { total(who, n, .any) }
        .with(total.rule(who, .sum(n, with: order), .count(order)) { bill(order, who, n) }),
      "total(Who, sum(N, O), count(O)) :- bill(O, Who, N). ?(Who, N) :- total(Who, N, _).",
      [["ann", 40], ["bob", 35]])
    // The shortest path: `min` in a recursive head.
    let far = RelationHandle<Int, Int>("far")
    try check(
      Query(y, n) { far(y, n) }
        .with(
          far.rule(y, .min(x)) {
            edge(x, y)
            x == 1
          },
          far.rule(y, .min(n + 1)) {
            far(x, n)
            edge(x, y)
          }),
      "far(Y, min(X)) :- edge(X, Y), X = 1. far(Y, min(N + 1)) :- far(X, N), edge(X, Y). "
        + "?(Y, N) :- far(Y, N).", [[2, 1], [3, 2]])
    let means = RelationHandle<Double, String, Int>("means")
    try check(
      Query(mean, text, n) { means(mean, text, n) }
        .with(means.rule(.average(n, with: order), .list(who), .max(n)) { bill(order, who, n) }),
      "means(avg(N, O), list(Who), max(N)) :- bill(O, Who, N). "
        + "?(Mean, T, N) :- means(Mean, T, N).", [[25.0, "ann, bob", 35]])
  }

  @Test func defaults() throws {
    let seat = RelationHandle<Int, Int, Int>("seat")
    try check(
      Query(x, y, n) {
        edge(x, .any)
        seat(x, y, n).orElse(y, is: 0).orElse(n, is: -1)
      }
      .with(seat.fact(2, 7, 8)),
      "seat(2, 7, 8). ?(X, Y, N) :- edge(X, _), (seat(X, Y, N) else (Y = 0, N = -1)).",
      [[1, 0, -1], [2, 7, 8]])
  }

  @Test func alternativesAndGroups() throws {
    try check(
      Query(x) { edge(x, .any) || jump(x, .any) || name(x, .any) },
      "?(X) :- (edge(X, _) ; jump(X, _) ; name(X, _)).", [[1], [2], [3]])
    try check(
      Query(x) {
        edge(x, y)
        !.all {
          jump(y, .any)
          edge(.any, y)
        }
      }, "?(X) :- edge(X, Y), not (jump(Y, _), edge(_, Y)).", [[1]])
  }

  @Test func declarations() throws {
    let empty = RelationHandle<Int, String>("empty", "number", "label")
    try check(
      Query(x) {
        edge(x, .any)
        !empty(x, .any)
      }
      .with(empty.declaration),
      "relation empty(number: int, label: text). ?(X) :- edge(X, _), not empty(X, _).",
      [[1], [2]])
  }

  @Test func ordersAndLimits() throws {
    try check(
      Query(x, y) { edge(x, y) }.ordered(by: y, descending: true).ordered(by: "X").limited(to: 1),
      "?(X, Y) :- edge(X, Y) order by Y desc, X limit 1.", [[2, 3]])
  }

  @Test func namesThatAreNoWords() throws {
    let odd = RelationHandle<Int>("on call")
    let small = QueryTerm<Int>.variable("谁")
    try check(
      Query(small) { odd(small) }.with(odd.fact(1)),
      "`on call`(1). ?(?谁) :- `on call`(?谁).", [[1]])
    let wildcard = QueryTerm<Int>.variable("_")
    try check(Query { edge(wildcard, wildcard) }, "?() :- edge(_, _).", [[]])
  }

  /// Mistakes in each construct have the messages, at the places, that their text has.
  @Test func mistakesAreReportedAsInText() {
    let (wide, missing) = (RelationHandle<Int, Int>("visited"), RelationHandle<Int, Int>("egde"))
    let text = RelationHandle<String, String>("edge")
    let queries = [
      Query(x) { QueryPath(wide).oneOrMore(x, 1) },
      Query(x) { (QueryPath(edge) | QueryPath(missing).inverse).zeroOrMore(x, 1) },
      Query(x) { QueryPath(edge).oneOrMore(x, y) && !QueryPath(edge)(n, y) },
      Query(who) {
        text(who, .any)
        who.contains("x")
      },
      Query(x) { x == .count(of: y) { edge(n, .any) } },
      Query(x) { edge(x, y).orElse(n, is: 1) },
      Query(QueryTerm<Int>.call("lenght", who).named("l")) { bill(.any, who, .any) },
      Query(.sum(who).named("s")) { bill(.any, who, .any) },
      Query(x) { edge(x, .any) }.ordered(by: "nothing"),
      Query(x) { edge(x, .any) && .test("nearly", x) },
      Query(x.named("a"), y.named("a")) { edge(x, y) },
      Query(x) { edge(x, .any) }.with(edge.rule(x, n) { edge(x, .any) }),
      Query(x) { edge(x, .any) }.with(edge.rule(x, y) { edge(x, y) && !edge(y, x) }),
      Query(x) { edge(x, .parameter("nobody")) },
    ]
    for query in queries.map({ $0.with(facts) }) {
      let graph = KnowledgeGraph()
      func messages(_ query: some ScriptConvertible) -> [String] {
        diagnostics { () throws(DiagnosticsError) in try graph.rows(query) }
          .map { DiagnosticRenderer().render($0) }
      }
      let found = messages(query)
      #expect(!found.isEmpty, "\(query)")
      #expect(found == messages(query.description))
    }
  }

  @Test func whatIsNestedTooDeepIsReported() {
    var sum = x
    for _ in 0..<5000 { sum = sum + 1 }
    var condition = edge(x, y)
    for _ in 0..<2000 { condition = !condition }
    for query in [Query(x) { sum == 1 }, Query(x) { condition }] {
      let found = diagnostics { () throws(DiagnosticsError) in try KnowledgeGraph().rows(query) }
      #expect(found.first?.code == .nestedTooDeep)
    }
  }
}

extension QueryRule {
  /// The fact as a script writes it.
  fileprivate var text: String {
    Query { RelationHandle<Int>("none")(1) }.with(self).description
      .split(separator: "\n").first.map(String.init) ?? ""
  }
}
