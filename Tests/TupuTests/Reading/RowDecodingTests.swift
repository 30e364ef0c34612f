import Testing
import Tupu

/// Types that ask for their columns in ways of their own, over many rows.
@Suite struct RowDecodingTests {
  private let numbers = "?(n: N, even: E, text: T) :- range(N, 1, 9), E = N mod 2, T = text(N)."

  /// The error with which decoding fails.
  private func failure(_ body: () throws -> some Any) -> RowDecodingError? {
    do {
      _ = try body()
      return nil
    } catch {
      return error as? RowDecodingError
    }
  }

  private func decode<Row: Decodable>(_ type: Row.Type) throws -> [Row] {
    try KnowledgeGraph().rows(numbers, as: type)
  }

  @Test func everyRowHasItsOwnValues() throws {
    struct Row: Decodable { let n: Int, even: Int, text: String }
    let rows = try decode(Row.self)
    #expect(rows.map(\.n) == Array(1...9))
    #expect(rows.map(\.text) == (1...9).map(String.init))
    #expect(rows.map(\.even) == (1...9).map { $0 % 2 })
  }

  @Test func columnsMayBeAskedForInAnotherOrderInEachRow() throws {
    struct Row: Decodable {
      let values: [String]
      enum CodingKeys: CodingKey { case n, even, text }
      init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let isEven = try container.decode(Int.self, forKey: .even) == 0
        let text = try container.decode(String.self, forKey: .text)
        // Half of the rows leave a key out, and ask for one twice.
        if isEven {
          let again = try container.decode(String.self, forKey: .text)
          values = [text, again, "even"]
        } else {
          let number = try container.decode(Int.self, forKey: .n)
          values = ["\(number)", text, try container.decode(String.self, forKey: .text)]
        }
      }
    }
    let rows = try decode(Row.self)
    for (index, row) in rows.enumerated() {
      let number = "\(index + 1)"
      let expected =
        index % 2 == 1 ? [number, number, "even"] : [number, number, number]
      #expect(row.values == expected)
    }
  }

  @Test func optionalPropertiesMayHaveNoColumn() throws {
    struct Row: Decodable {
      let nothing: String?
      let n: Int?
      let other: Double?
      let text: String
    }
    let rows = try decode(Row.self)
    #expect(rows.allSatisfy { $0.nothing == nil && $0.other == nil })
    #expect(rows.map(\.n) == (1...9).map { $0 } && rows.last?.text == "9")
  }

  @Test func severalContainersOfARowAreTheRow() throws {
    struct Inner: Decodable { let text: String }
    struct Row: Decodable {
      let n: Int
      let inner: Inner
      enum CodingKeys: CodingKey { case n }
      init(from decoder: any Decoder) throws {
        n = try decoder.container(keyedBy: CodingKeys.self).decode(Int.self, forKey: .n)
        inner = try Inner(from: decoder)
      }
    }
    let rows = try decode(Row.self)
    #expect(rows.allSatisfy { "\($0.n)" == $0.inner.text } && rows.count == 9)
  }

  @Test func anInheritedPartIsDecodedToo() throws {
    class Base: Decodable { let n: Int }
    final class Row: Base {
      let text: String
      enum CodingKeys: CodingKey { case text }
      required init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        text = try container.decode(String.self, forKey: .text)
        try super.init(from: container.superDecoder())
      }
    }
    #expect(try decode(Row.self).allSatisfy { "\($0.n)" == $0.text })
  }

  @Test func aWholeNumberIsTakenWhereAFloatingPointNumberIsWanted() throws {
    struct Row: Decodable { let n: Double, even: Float }
    #expect(try decode(Row.self).map(\.n) == (1...9).map(Double.init))
  }

  @Test func columnsFindTheirKeysWithoutRegardToCapitalsAndUnderscores() throws {
    struct Row: Decodable { let isNew: Int, someName: Int }
    let query = "?(is_new: N, SomeName: N) :- range(N, 1, 3)."
    let rows = try KnowledgeGraph().rows(query, as: Row.self)
    #expect(rows.map(\.isNew) == [1, 2, 3] && rows.map(\.someName) == [1, 2, 3])
  }

  @Test func aTypeThatRefusesMadeUpValuesIsDecodedAllTheSame() throws {
    struct Refusal: Error {}
    struct Row: Decodable {
      let n: Int
      let text: String
      enum CodingKeys: CodingKey { case n, text }
      init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        n = try container.decode(Int.self, forKey: .n)
        guard n > 0 else { throw Refusal() }
        text = try container.decode(String.self, forKey: .text)
      }
    }
    #expect(try decode(Row.self).map(\.text) == (1...9).map(String.init))
    #expect(throws: Refusal.self) {
      try KnowledgeGraph().rows("?(n: 0, text: a) :- range(_, 1, 1).", as: Row.self)
    }
  }

  @Test func anErrorInALaterRowNamesItsColumn() throws {
    struct Row: Decodable { let v: Int8 }
    let error = failure {
      try KnowledgeGraph().rows("?(v: N) :- range(X, 1, 200), N = X * 1.", as: Row.self)
    }
    #expect(error?.description == "the column 'v' has 128, and 'Row.v' is Int8")
    #expect(error?.column == "v" && error?.key == "v")
  }

  @Test func aMixedColumnIsDecodedValueByValue() throws {
    let query = "relation p(x: any). p(1). p(a). p(2.5). ?(v: X) :- p(X)."
    struct Row: Decodable { let v: Value }
    #expect(try KnowledgeGraph().rows(query, as: Row.self).map(\.v) == [1, 2.5, "a"])
    #expect(try KnowledgeGraph().rows(query, as: Value.self) == [1, 2.5, "a"])
    struct Texts: Decodable { let v: String }
    #expect(throws: RowDecodingError.self) { try KnowledgeGraph().rows(query, as: Texts.self) }
  }
}
