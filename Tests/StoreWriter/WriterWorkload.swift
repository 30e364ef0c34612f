import Datalog
import GraphStore

/// Transactions of which each number does the same whenever it is done.
enum WriterWorkload {
  private static let schema = RelationSchema(
    "visited", [.init("who", .text), .init("place", .text), .init("number", .int)])
  private static let key = "transactions"

  /// The number of the last transaction whose changes a graph has.
  static func lastTransaction(in facts: FactStore) -> Int {
    facts.metadata(key).flatMap { Int($0) } ?? 0
  }

  /// Does a transaction: one page of five gets other facts, some of them as before.
  static func perform(_ number: Int, on transaction: inout WriteTransaction) throws(FactStoreError)
  {
    try transaction.define(schema)
    try transaction.replace(page: page(number), with: entries(number))
    transaction.setMetadata("\(number)", for: key)
  }

  /// What a graph holds after a transaction and those before it: each fact with its page.
  static func contents(after number: Int) -> [String] {
    (max(1, number - 4)...max(1, number)).filter { $0 <= number }.flatMap { number in
      entries(number).map { "\($0.values) \($0.provenance.page) \($0.provenance.range)" }
    }.sorted()
  }

  /// What a graph holds, in the same form.
  static func contents(of facts: FactStore) -> [String] {
    var lines: [String] = []
    facts.forEachFact(of: schema.name) { fact, provenance in
      lines += provenance.map { "\(fact.values) \($0.page) \($0.range)" }
    }
    return lines.sorted()
  }

  private static func page(_ number: Int) -> String { "\(number % 5).txt" }

  private static func entries(_ number: Int) -> [FactStore.Entry] {
    (0..<(10 + number % 40)).map { index in
      FactStore.Entry(
        schema.name,
        // The pages share facts; their names grow and shrink, so that places of the log differ.
        [
          .text("某\(index)"), .text(String(repeating: "市场", count: 1 + (number + index) % 9)),
          .int(index % 3 == 0 ? number : index),
        ],
        Provenance(
          page: page(number), range: index..<(index + number % 7), line: index,
          text: "第\(number)次 \(index)", rule: "test", confidence: 0.5))
    }
  }
}
