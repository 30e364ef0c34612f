import Foundation
import Testing
import Tupu

/// The code of the articles, of the README and of documentation comments, compiled and run.
///
/// `SnippetTests` compares each block of code there with the lines here.
@Suite struct Snippets {
  private let text = "本报讯 8月9日,二七区委书记陈红民到长江路街道督导高砦农贸市场整治工作。"
  private let page = Pages.dongfeng

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

  @Test func files() throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "tupu-snippet-\(UUID().uuidString).tupu").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let graph = try example()
    try graph.write(to: path)
    let copy = try KnowledgeGraph(contentsOf: path)
    #expect(copy.factCount == graph.factCount)
  }

  @Test func tenMinutes() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "tupu-snippet-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data(text.utf8).write(to: URL(filePath: folder + "/page.txt"))
    let path = folder + "/graph.tupu"
    let graph = try KnowledgeGraph(writing: path)
    try graph.importPages(GraphLocation.pages(at: folder))
    print(graph.factCount, graph.facts.pages)
    #expect(graph.facts.pages == ["page.txt"])
  }

  @Test func asynchronousImports() async throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "tupu-snippet-\(UUID().uuidString).tupu").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let graph = try example()
    let pages = [page]
    let summaries = try await graph.importPages(pages) { count in print("\(count) pages") }
    try await graph.write(to: path)
    #expect(summaries.count == 1)
    #expect(try KnowledgeGraph(contentsOf: path).factCount == graph.factCount)
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

  @Test func transactions() throws {
    let graph = try example()
    let inspector = RelationHandle<String, Int>("inspector", "name", "since")
    try graph.write { transaction in
      try transaction.define(inspector)
      try transaction.insert("高天翼", 2016, into: inspector, from: .source("staff list"))
    }
    #expect(try graph.facts(of: inspector).count == 1)
    let visited = RelationHandle<String, String, String, CalendarDate>("visited")
    for (who, place, verb, on) in try graph.facts(of: visited) { print(who, place, verb, on) }
  }

  @Test func enumerations() throws {
    enum Level: Int, ValueConvertible { case low = 1, high }

    let graded = RelationHandle<String, Level>("graded", "place", "level")
    let graph = try example()
    try graph.write { transaction in
      try transaction.define(graded)
      try transaction.insert("高砦农贸市场", .high, into: graded, from: .source("list"))
    }
    #expect(try graph.facts(of: graded).map(\.1) == [.high])
    let place = QueryTerm<String>.variable("Place")
    #expect(try graph.rows(Query(place) { graded(place, .value(.high)) }).count == 1)
    let query = try graph.prepare("?- graded(Place, $level).")
    #expect(try query.rows(["level": Level.high]).count == 1)
    #expect(try query.rows(["level": Level.low]).isEmpty)
    #expect(try query.rows(["level": 2]).first?["Place", as: String.self] == "高砦农贸市场")
    let levels = try graph.rows("?- graded(_, L).").compactMap { $0["L", as: Level.self] }
    #expect(levels == [.high])
  }

  @Test func givingUp() throws {
    struct TooMuch: Error {}
    let graph = try example()
    let change = try graph.write { transaction in
      let change = transaction.remove(page: "page.txt")
      guard change.removed < 100 else { throw TooMuch() }
      return change
    }
    #expect(change.removed > 0 && graph.factCount == 0)
  }

  @Test func askingWithinATransaction() throws {
    struct Contradiction: Error {}
    let graph = try example()
    try graph.write { transaction in
      try transaction.replace(page: page.name, with: Extractor().extract(page).entries(of: page))
      let after = GraphSnapshot(of: transaction.facts)
      guard try after.rows("?- conflict(F, G).").isEmpty else { throw Contradiction() }
    }
    #expect(graph.facts.pages.count == 2)
  }

  @Test func snapshots() throws {
    let graph = try example()
    let before = graph.snapshot()
    try graph.importPage(page)
    let known = try before.answer("?- market(M).")  // without the page
    #expect(known.rows.count == 1)
  }

  @Test func tasks() async throws {
    let graph = try example()
    let answers = try await withThrowingTaskGroup(of: Int.self) { group in
      for who in ["高天翼", "虎强", "陈红民"] {
        group.addTask {
          try await graph.rows("?- supervised($who, _).", parameters: ["who": who]).count
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(answers == 1)
  }

  @Test func limits() throws {
    let graph = try example()
    let limits = EvaluationLimits(time: .seconds(2), derivedFacts: 100_000)
    let quick = try graph.answer("?- market(M).", limits: limits)
    #expect(quick.rows.count == 1)
  }

  @Test func observation() async throws {
    let graph = try example()
    let task = Task {
      for try await change in try graph.changes(of: "?- supervised(Who, Market), market(Market).") {
        for row in change.added { print("+", row, try await change.why(row)?.lines() ?? []) }
        for row in change.removed { print("-", row) }
      }
    }
    task.cancel()
    _ = await task.result
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

  @Test func extraction() throws {
    let graph = try example()
    let extraction = Extractor().extract(page)
    for fact in extraction.facts where fact.confidence < 0.6 {
      print(fact.relation, fact.evidence.text)
    }
    try graph.add(extraction, of: page)
    let visitors = try graph.rows(
      """
      seen_together(A, B, Place) :- visited(A, Place, _, On), visited(B, Place, _, On), A < B.
      ?- seen_together(A, B, Place).
      """)
    #expect(visitors.columns.count == 3)
    let lexicon = try Lexicon("verb 走查 supervision", source: "own.txt")
    try graph.importPage(page, lexicon: lexicon)
    #expect(try graph.rows("?- supervisory(走查).").isTrue)
    try graph.write { transaction in
      transaction.setRules("inspected(Place) :- supervised(_, Place).", named: "own")
    }
    #expect(try !graph.rows("?- inspected(P).").isEmpty)
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

  @Test func filesThatAreNotThere() {
    do {
      _ = try KnowledgeGraph(contentsOf: "nothing.tupu")
    } catch {
      switch error.code {
      case .unreadable, .foreign, .tooNew, .damaged: print("no graph to read:", error)
      case .busy: print("try again later:", error)
      case .unwritable, .mismatch: print("not written:", error)
      }
    }
  }
}
