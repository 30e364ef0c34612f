import Foundation
import Testing
import Tupu

/// Rows of answers: dynamic, lazy, decoded, and single values.
@Suite struct RowTests {
  private struct Supervision: Decodable, Equatable {
    let who: String
    let market: String
  }

  private let markets = "?- supervised(Who, Market), market(Market)."

  /// The error with which decoding fails.
  private func failure(_ body: () throws -> some Any) -> RowDecodingError? {
    do {
      _ = try body()
      return nil
    } catch {
      return error as? RowDecodingError
    }
  }

  @Test func rowsAreReadByColumn() throws {
    let rows = try Pages.graph(Pages.dongfeng).rows(markets)
    #expect(rows.columns.map(\.name) == ["Who", "Market"])
    let row = try #require(rows.first)
    #expect(row["Who"] == "周明远")
    #expect(row["Market", as: String.self] == "东风农贸市场")
    #expect(row["Market", as: Int.self] == nil)
    #expect(row["Nothing"] == nil)
    #expect(row.description == "Who: 周明远, Market: 东风农贸市场")
  }

  @Test func rowsAreDecoded() throws {
    let graph = try Pages.graph(Pages.dongfeng, Pages.xiguan)
    let found = try graph.rows(markets, as: Supervision.self)
    #expect(found.contains(Supervision(who: "周明远", market: "东风农贸市场")))
    #expect(found.contains(Supervision(who: "何静", market: "西关农贸市场")))
  }

  @Test func oneRowIsDecoded() throws {
    let rows = try Pages.graph(Pages.dongfeng, Pages.xiguan).rows(markets)
    #expect(
      try rows.map { try $0.decoded(as: Supervision.self) } == rows.decoded(as: Supervision.self))
    #expect(throws: RowDecodingError.self) { try rows.first?.decoded(as: String.self) }
    let names = try KnowledgeGraph().rows("?(N) :- range(N, 1, 3).")
    #expect(try names.map { try $0.decoded(as: Int.self) } == [1, 2, 3])
  }

  @Test func everyTypeOfValueIsDecoded() throws {
    enum Size: String, Decodable { case small, large }
    struct Row: Decodable {
      let name: String
      let count: Int
      let share: Double
      let isNew: Bool
      let on: CalendarDate
      let size: Size
      let rest: Value
      let small: UInt8
      let missing: String?
    }
    let query = """
      p("a", 3, 0.5, true, @2018-08-09, large, 7, 255).
      ?(name: A, count: B, share: C, is_new: D, on: E, size: F, rest: G, small: H)
        :- p(A, B, C, D, E, F, G, H).
      """
    let row = try #require(try KnowledgeGraph().rows(query, as: Row.self).first)
    #expect(row.name == "a" && row.count == 3 && row.share == 0.5 && row.isNew)
    #expect(row.on.description == "2018-08-09")
    #expect(row.size == .large && row.rest == 7 && row.small == 255 && row.missing == nil)
  }

  @Test func aColumnThatIsMissingIsNamedWhenTheQueryIsPrepared() throws {
    let graph = KnowledgeGraph()
    let error = try #require(
      failure { try graph.prepare("?- holds(Who, Post, Unit).", as: Supervision.self) })
    #expect(error.column == nil)
    #expect(error.key == "market")
    #expect(
      error.description
        == "the answer has no column for 'Supervision.market'; its columns are 'Who', 'Post', 'Unit'"
    )
  }

  @Test func aColumnOfAnotherTypeIsNamedWhenTheQueryIsPrepared() throws {
    struct Counted: Decodable {
      let who: String
      let places: String
    }
    let graph = KnowledgeGraph()
    let query = "?(who: W, places: count(P)) :- supervised(W, P)."
    let error = try #require(failure { try graph.prepare(query, as: Counted.self) })
    #expect(error.column == "places")
    #expect(error.type == "String")
    #expect(
      error.description == "the column 'places' is int, and 'Counted.places' is String")
  }

  @Test func aValueThatDoesNotFitIsNamedWithItsColumn() throws {
    enum Kind: String, Decodable { case a }
    struct Small: Decodable { let n: UInt8 }
    struct Kinds: Decodable { let k: Kind }
    let graph = KnowledgeGraph()
    let number = failure { try graph.rows("p(300). ?(n: N) :- p(N).", as: Small.self) }
    #expect(number?.description == "the column 'n' has 300, and 'Small.n' is UInt8")
    let kind = failure { try graph.rows("p(b). ?(k: N) :- p(N).", as: Kinds.self) }
    #expect(kind?.description == "the column 'k' has \"b\", and 'Kinds.k' is Kind")
  }

  @Test(arguments: [
    ("Date", "@2018-08-09", "the column 'v' is date, and 'Row.v' is Date"),
    ("Level", "a", "the column 'v' is text, and 'Row.v' is Level"),
    (
      "Pair", "a", "the column 'v' has one value, and 'Row.v' is Pair, which decodes several values"
    ),
    ("List", "a", "the column 'v' has one value, and 'Row.v' is Array<Int>, which decodes a list"),
    ("URL", "7", "the column 'v' is int, and 'Row.v' is URL"),
  ])
  func aPropertyThatNoColumnFitsIsNamedWithItsOwnType(
    _ type: String, _ value: String, _ message: String
  ) throws {
    enum Level: Int, Decodable { case low, high }
    struct Pair: Decodable { let first: String, second: String }
    struct Row<Property: Decodable>: Decodable { let v: Property }
    let query = try KnowledgeGraph().prepare("p(\(value)). ?(v: X) :- p(X).")
    func error<Property: Decodable>(_ type: Property.Type) -> RowDecodingError? {
      failure {
        try KnowledgeGraph().prepare("p(\(value)). ?(v: X) :- p(X).", as: Row<Property>.self)
      }
    }
    let found: RowDecodingError? =
      switch type {
      case "Date": error(Date.self)
      case "Level": error(Level.self)
      case "Pair": error(Pair.self)
      case "List": error([Int].self)
      default: error(URL.self)
      }
    #expect(query.columns.map(\.name) == ["v"])
    #expect(
      found?.description.replacingOccurrences(
        of: "Row<[A-Za-z<>]*>\\.", with: "Row.", options: .regularExpression) == message)
  }

  @Test func anAddressIsDecodedFromText() throws {
    struct Row: Decodable { let page: URL }
    let graph = KnowledgeGraph()
    let rows = try graph.rows("?(page: \"https://example.org/1\") :- range(_, 1, 1).", as: Row.self)
    #expect(rows.map(\.page.host) == ["example.org"])
    let empty = failure { try graph.rows("?(page: \"\") :- range(_, 1, 1).", as: Row.self) }
    #expect(empty?.description == "the column 'page' has \"\", and 'Row.page' is URL")
  }

  @Test func aSingleColumnIsDecodedWithoutAType() throws {
    let graph = try Pages.graph(Pages.dongfeng, Pages.xiguan)
    let names = try graph.rows("?- market(M).", as: String.self)
    #expect(names.sorted() == ["东风农贸市场", "西关农贸市场"].sorted())
  }

  @Test func aSingleValueNeedsOneColumnOfItsType() throws {
    let graph = try Pages.graph(Pages.dongfeng)
    let count = try graph.value("?(count(M)) :- market(M).", as: Int.self)
    #expect(count == 1)
    let none = try graph.value("?(M) :- supervised(无人, M).", as: String.self)
    #expect(none == nil)
    #expect(failure { try graph.value("?- market(M).", as: Int.self) }?.column == "M")
    #expect(failure { try graph.value(markets, as: String.self) } != nil)
  }

  @Test func aQueryThatAsksYesOrNoHasNoColumns() throws {
    let graph = try Pages.graph(Pages.dongfeng)
    let yes = try graph.rows("?- market(东风农贸市场).")
    #expect(yes.isTrue && yes.columns.isEmpty)
    let no = try graph.rows("?- market(周明远).")
    #expect(!no.isTrue)
  }

  @Test func aLargeAnswerIsReadAnywhereWithoutItsRowsBeingMade() throws {
    let rows = try KnowledgeGraph().rows("?(X, Y) :- range(X, 1, 500), range(Y, 1, 500).")
    #expect(rows.count == 250_000)
    #expect(rows[123_456].values == [247, 457])
    #expect(rows.suffix(1).first?.values == [500, 500])
  }
}
