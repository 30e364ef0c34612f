import Testing
import Tupu

/// Rules and queries that are built in Swift.
@Suite struct BuilderTests {
  private let supervised = RelationHandle<String, String>("supervised", "who", "place")
  private let visited = RelationHandle<String, String, String, CalendarDate>("visited")
  private let market = RelationHandle<String>("market", "name")
  private let edge = RelationHandle<Int, Int>("edge", "from", "to")
  private let who = QueryTerm<String>.variable("Who")
  private let place = QueryTerm<String>.variable("Place")
  private let x = QueryTerm<Int>.variable("X")
  private let y = QueryTerm<Int>.variable("Y")

  private func texts(_ query: Query, _ parameters: [String: Value] = [:]) throws -> [[String]] {
    try Pages.graph(Pages.dongfeng, Pages.xiguan).rows(query, parameters: parameters)
      .map { $0.values.map(\.displayText) }
  }

  @Test func aQueryAsksAsItsTextDoes() throws {
    let query = Query(who, place) {
      supervised(who, place)
      market(place)
      who != "何静"
    }
    #expect(
      query.description
        == "?(Who, Place) :- supervised(Who, Place), market(Place), Who != \"何静\".\n")
    #expect(try texts(query) == [["周明远", "东风农贸市场"]])
    let graph = try Pages.graph(Pages.dongfeng)
    let (built, written) = (try graph.answer(query), try graph.answer(query.description))
    #expect(built == written)
  }

  @Test func everyKindOfConditionIsItsText() throws {
    let (name, n) = (QueryTerm<String>.variable("Name"), QueryTerm<Int>.variable("N"))
    let label = RelationHandle<Int, String>("label")
    let double = RelationHandle<Int, Int>("double")
    let query = Query(x, name, n.named("paths")) {
      edge(x, .any)
      !edge(y, x) || x == 1
      y == x + 1
      QueryPath(edge).oneOrMore(x, 4) || QueryPath(edge).zeroOrMore(x, x)
      label(x, name).orElse(name, is: "none")
      n
        == QueryTerm.count(of: QueryTerm<Int>.variable("Z")) {
          edge(x, .variable("Z"))
        }
      !QueryCondition.all {
        double(x, y)
        x > y
      }
      QueryCondition.test("starts_with", name, QueryTerm<String>.value("n"))
    }
    .with(
      edge.fact(1, 2), edge.fact(2, 3), edge.fact(3, 4), label.fact(3, "three"),
      double.rule(x, x * 2) { edge(x, .any) }
    )
    .ordered(by: "X", descending: true)
    .limited(to: 1)
    let graph = KnowledgeGraph()
    let (built, written) = (try graph.answer(query), try graph.answer(query.description))
    #expect(built == written)
    #expect(built.rows == [[2, "none", 1]])
  }

  @Test func aggregatesAreColumns() throws {
    let query = Query(who, .count(place).named("places")) { supervised(who, place) }
      .ordered(by: "places", descending: true)
    let graph = try Pages.graph(Pages.dongfeng, Pages.xiguan)
    struct Counted: Decodable { let who: String, places: Int }
    #expect(try graph.rows(query, as: Counted.self).allSatisfy { $0.places > 0 })
  }

  @Test func parametersAndFunctionsAreUsed() throws {
    let query = Query(QueryTerm<String>.call("substring", who, x, y).named("part")) {
      supervised(who, .parameter("place"))
      x == 1
      y == 1
    }
    #expect(try texts(query, ["place": "西关农贸市场"]) == [["何"]])
  }

  @Test func aMistakeIsReportedAsInText() throws {
    let wrong = RelationHandle<String, String>("supervized")
    let query = Query(who) { wrong(who, .any) }
    let graph = KnowledgeGraph()
    func messages(_ query: some ScriptConvertible) -> [String] {
      diagnostics { () throws(DiagnosticsError) in try graph.rows(query) }
        .map { DiagnosticRenderer().render($0) }
    }
    let found = messages(query)
    #expect(found == messages(query.description))
    #expect(found.first?.contains("no relation is called 'supervized'") == true)
    #expect(found.first?.contains("did you mean 'supervised'") == true)
    let unbound = Query(who, x) { supervised(who, .any) }
    #expect(messages(unbound) == messages(unbound.description))
    let arity = Query(who) { RelationHandle<String>("supervised")(who) }
    #expect(messages(arity) == messages(arity.description))
  }

  @Test func aValueIsNeverReadAsText() throws {
    let odd = "x\"). secret(1). ?- p(\"\n"
    let query = Query(who) {
      supervised(who, .value(odd))
    }
    #expect(try texts(query).isEmpty)
    let stated = RelationHandle<String>("stated")
    let back = Query(who) { stated(who) }.with(stated.fact(odd))
    #expect(try KnowledgeGraph().rows(back, as: String.self) == [odd])
  }

  @Test func handlesInsertAndRead() throws {
    let inspector = RelationHandle<String, Int>("inspector", "name", "since")
    let graph = try Pages.graph(Pages.dongfeng)
    try graph.write { transaction in
      try transaction.define(inspector)
      try transaction.insert("周明远", 2016, into: inspector, from: .source("staff list"))
      try transaction.insert("何静", 2018, into: inspector, from: .source("staff list"))
    }
    let facts = try graph.facts(of: inspector)
    #expect(facts.map(\.0) == ["何静", "周明远"])
    #expect(facts.map(\.1) == [2018, 2016])
    let query = Query(place) {
      supervised(who, place)
      inspector(who, x)
      x < 2017
    }
    #expect(try graph.rows(query, as: String.self) == ["东风农贸市场"])
    #expect(try graph.facts(of: visited).contains { $0.0 == "周明远" && $0.1 == "东风农贸市场" })
    #expect(throws: FactStoreError.self) {
      try graph.facts(of: RelationHandle<Int, Int>("inspector"))
    }
  }

  @Test func whatAHandleCannotReadIsSaid() throws {
    enum Level: Int, ValueConvertible { case low = 1, high }
    let graph = try Pages.graph(Pages.dongfeng)
    let numbers = RelationHandle<Int>("graded", "level")
    try graph.write { transaction in
      try transaction.define(numbers)
      try transaction.insert(2, into: numbers, from: .source("list"))
    }
    #expect(try graph.facts(of: RelationHandle<Level>("graded")) == [.high])
    try graph.write { transaction in
      _ = try transaction.insert(3, into: numbers, from: .source("list"))
    }
    func message(_ read: () throws -> Void) -> String? {
      do {
        try read()
        return nil
      } catch {
        return (error as? FactStoreError)?.message
      }
    }
    #expect(
      message { _ = try graph.facts(of: RelationHandle<Level>("graded")) }
        == "a fact of 'graded' has a value that the handle's types do not take")
    #expect(
      message { _ = try graph.facts(of: RelationHandle<Int>("nothing")) }
        == "no relation 'nothing' is defined")
    #expect(
      message { _ = try graph.facts(of: RelationHandle<String>("market")) }
        == "the facts of 'market' follow from rules: ask for them by a query")
  }
}
