import Foundation
import Testing
import Tupu

/// The documentation's code that asks, compiled and run.
///
/// `SnippetTests` compares each block of code in the documentation with the lines here.
@Suite struct QuerySnippets {
  private let text = "本报讯 8月9日,二七区委书记陈红民到长江路街道督导高砦农贸市场整治工作。"

  private func example() throws -> KnowledgeGraph {
    try Pages.graph(Page(name: "page.txt", text: text))
  }

  @Test func start() throws {
    let graph = KnowledgeGraph()
    try graph.importPage(
      Page(name: "page.txt", text: "本报讯 8月9日,二七区委书记陈红民到长江路街道督导高砦农贸市场整治工作。"))

    for row in try graph.rows("?- supervised(Who, Market), market(Market).") {
      print(row)
    }
    let first = try graph.rows("?- supervised(Who, Market), market(Market).").first
    #expect(first?.description == "Who: 陈红民, Market: 高砦农贸市场")
  }

  @Test func readme() throws {
    let graph = KnowledgeGraph()
    try graph.importPage(
      Page(name: "page.txt", text: "本报讯 8月9日,二七区委书记陈红民到长江路街道督导高砦农贸市场整治工作。"))

    struct Supervision: Decodable { let who: String, market: String }

    let supervisions = try graph.rows(
      "?- supervised(Who, Market), market(Market).", as: Supervision.self)

    for proof in try graph.proofs(of: "supervised(陈红民, _)") {
      for line in proof.lines(evidence: graph.facts.evidenceLines(for:)) { print(line) }
    }
    #expect(supervisions.first?.market == "高砦农贸市场")
  }

  @Test func theGraph() throws {
    let graph = KnowledgeGraph()
    try graph.importPage(Page(name: "page.txt", text: text))
    let answer = try graph.answer("?- supervised(Who, Market), market(Market).")
    for row in answer.rows { print(row[0].displayText, row[1].displayText) }
    #expect(answer.rows.count == 1)
  }

  @Test func rows() throws {
    let graph = try example()
    for row in try graph.rows("?- supervised(Who, Market), market(Market).") {
      print(row["Who"]?.displayText ?? "", row["Market"]?.displayText ?? "")
    }
    struct Supervision: Decodable { let who: String, market: String }

    let supervisions = try graph.rows(
      "?- supervised(Who, Market), market(Market).", as: Supervision.self)
    #expect(supervisions.count == 1)
    let count = try graph.value("?(count(M)) :- market(M).", as: Int.self)
    #expect(count == 1)
    let answer = try graph.answer(
      "?(n: count(Place)) :- supervised($who, Place).", parameters: ["who": "高天翼"])
    #expect(answer.rows.isEmpty)
  }

  @Test func scripts() throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "tupu-snippet-\(UUID().uuidString).dl").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data("?- market(M). deny :- market(M), official(M).".utf8).write(to: URL(filePath: path))
    let graph = try example()
    var options = ScriptOptions()
    options.files = ScriptFiles(scripts: [path])
    let runner = ScriptRunner(graph: graph, options: options)
    let script = SourceText(name: path, text: try String(contentsOfFile: path, encoding: .utf8))
    let run = runner.run(script) { outcome in
      if case .answer(let answer) = outcome.kind { print(answer.rows.count, "rows") }
    }
    for diagnostic in run.diagnostics { print(DiagnosticRenderer().render(diagnostic)) }
    #expect(run.outcomes.count == 2 && run.diagnostics.isEmpty)
  }

  @Test func preparedQueries() throws {
    let graph = try example()
    let places = try graph.prepare("?(Place) :- supervised($who, Place).")
    for who in ["高天翼", "虎强"] {
      print(try places.rows(["who": who]).count)
    }
    #expect(try !places.rows(["who": "陈红民"]).isEmpty)
  }

  @Test func explainedRows() throws {
    let graph = try example()
    struct Supervision: Decodable { let who: String, market: String }

    let query = try graph.prepare("?- supervised(Who, Market), market(Market).")
    for row in try query.rows() {
      let supervision = try row.decoded(as: Supervision.self)
      print(supervision.market, try query.why(row)?.lines() ?? [])
    }
    #expect(try query.rows().first?.decoded(as: Supervision.self).who == "陈红民")
  }

  @Test func onePreparedQuery() throws {
    let graph = try example()
    let places = try graph.prepare("?(Place) :- supervised($who, Place).")
    let rows = try places.rows(["who": "高天翼"])
    #expect(rows.isEmpty)
  }

  @Test func typedQueries() throws {
    let graph = try example()
    struct Supervision: Decodable { let who: String, market: String }

    let query = try graph.prepare(
      "?(who: W, market: M) :- supervised(W, M), within(M, $area).", as: Supervision.self)
    let inDistrict = try query.rows(["area": "二七区"])
    #expect(inDistrict.allSatisfy { $0.who == "陈红民" })
  }

  @Test func builtQueries() throws {
    let graph = try example()
    let supervised = RelationHandle<String, String>("supervised", "who", "place")
    let market = RelationHandle<String>("market", "name")
    let (who, place) = (QueryTerm<String>.variable("Who"), QueryTerm<String>.variable("Place"))

    let query = Query(who, .count(place).named("places")) {
      supervised(who, place)
      market(place)
    }
    .ordered(by: "places", descending: true)
    .limited(to: 10)

    for row in try graph.rows(query) { print(row) }
    #expect(try graph.rows(query).count == 1)
  }

  @Test func handles() throws {
    let graph = try example()
    let supervised = RelationHandle<String, String>("supervised", "who", "place")
    let market = RelationHandle<String>("market", "name")
    let (who, place) = (QueryTerm<String>.variable("Who"), QueryTerm<String>.variable("Place"))

    let query = Query(who, place) {
      supervised(who, place)
      market(place)
    }
    let checked = RelationHandle<String>("checked", "place")
    let rule = checked.rule(place) { supervised(.any, place) }
    let checkedPlaces = Query(place) { checked(place) }.with(rule)
    #expect(try graph.rows(checkedPlaces).count >= graph.rows(query).count)
  }

  @Test func paths() throws {
    let place = QueryTerm<String>.variable("Place")
    let partOf = QueryPath(RelationHandle<String, String>("part_of"))
    let locatedIn = QueryPath(RelationHandle<String, String>("located_in"))
    let inside = (partOf | locatedIn).oneOrMore

    let places = Query(place) { inside(place, "二七区") }
    #expect(try example().rows(places, as: String.self).contains("长江路街道"))
  }

  @Test func terms() throws {
    let who = QueryTerm<String>.variable("Who")
    let market: QueryTerm<String> = "高砦农贸市场"
    let supervised = RelationHandle<String, String>("supervised")
    #expect(
      try example().rows(Query(who) { supervised(who, market) }, as: String.self) == ["陈红民"])
  }

  @Test func conditions() throws {
    let supervised = RelationHandle<String, String>("supervised")
    let (market, school) = (RelationHandle<String>("market"), RelationHandle<String>("school"))
    let (who, place) = (QueryTerm<String>.variable("Who"), QueryTerm<String>.variable("Place"))
    let count = QueryTerm<Int>.variable("Count")
    let query = Query(who, place) {
      supervised(who, place)  // a relation
      !market(place)  // negation
      market(place) || school(place)  // alternatives
      count == 5
      count > 3  // a comparison
    }
    #expect(query.description.contains("not market(Place)"))
  }

  @Test func functions() throws {
    let graph = try example()
    graph.register(QueryFunction("surname") { (name: String) in String(name.prefix(1)) })
    let surnames = try graph.answer("?(S) :- official(P), S = surname(P).")
    #expect(surnames.rows.contains(["陈"]))
    let initial = QueryFunction("initial") { (name: String) in String(name.prefix(1)) }
    let isLong = QueryFunction(test: "is_long") { (name: String) in name.count > 4 }
    #expect(!initial.isTest && isLong.isTest)
  }

  @Test func limits() throws {
    let graph = try example()
    let limits = EvaluationLimits(time: .seconds(2), derivedFacts: 100_000)
    let quick = try graph.answer("?- market(M).", limits: limits)
    #expect(quick.rows.count == 1)
  }

  @Test func provenance() throws {
    let graph = try example()
    var count = 0
    for fact in try graph.proofs(of: "supervised(陈红民, _)").flatMap(\.statedFacts) {
      for origin in graph.provenance(of: fact) {
        print(origin.page, origin.line, origin.range, origin.text, origin.rule, origin.confidence)
      }
    }
    for proof in try graph.proofs(of: "supervised($who, _)", parameters: ["who": "陈红民"]) {
      print(proof.lines().joined(separator: "\n"))
    }
    let report = try graph.failure(of: "supervised(王彬, 高砦农贸市场)")
    for line in report?.lines ?? ["it holds"] { print(line) }
    #expect(report != nil)
    for proof in try graph.proofs(of: "supervised(陈红民, _)") { count += proof.lines().count }
    #expect(count > 0)
  }

  @Test func dates() {
    if let some = CalendarDate("XXXX-08-15"), let known = CalendarDate("2018-08-15") {
      print(some.isCertainlyBefore(known))  // false: the year may be any
      print(some.isCertainlyDifferent(known))  // false: it may be the same day
    }
    let source = SourceText(name: "query", text: "p( X ):-q(X),!r( X ) .")
    print(ScriptFormatter.format(source).text)  // p(X) :- q(X), not r(X).
    #expect(ScriptFormatter.format(source).text == "p(X) :- q(X), not r(X).\n")
    print(StatementInput.isComplete("p(X) :-"))  // false
    print(StatementInput.isComplete("p(1). % one"))  // true
    print(StatementInput.isComplete("p(\"a.\""))  // false
  }

  @Test func errors() throws {
    let graph = try example()
    do {
      _ = try graph.rows("?- supervized(Who, Where).")
    } catch {
      for diagnostic in error.diagnostics {
        print(diagnostic.code.rawValue, diagnostic.span, diagnostic.message)
        print(diagnostic.fixIts.first?.replacement ?? "")
      }
    }
  }

  @Test func rowsThatDoNotFit() throws {
    let graph = try example()
    struct Wrong: Decodable { let who: Int }
    do {
      _ = try graph.rows("?(who: W) :- supervised(W, _).", as: Wrong.self)
    } catch let error as RowDecodingError {
      print(error)  // the column 'who' is text, and 'Wrong.who' is Int
    }
    let error = #expect(throws: RowDecodingError.self) {
      try graph.rows("?(who: W) :- supervised(W, _).", as: Wrong.self)
    }
    #expect(error?.description == "the column 'who' is text, and 'Wrong.who' is Int")
  }
}
