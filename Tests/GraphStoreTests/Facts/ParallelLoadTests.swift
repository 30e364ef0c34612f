import Foundation
import TestSupport
import Testing

@testable import Datalog
@testable import GraphStore

/// Loading on one core and on several, of one piece and of many.
@Suite struct ParallelLoadTests {
  private static let schema = RelationSchema(
    "r", [.init("a", .text), .init("b", .any), .init("n", .int), .init("f", .float)])

  /// Rows that repeat each other, with quotation marks, line breaks in them, and empty lines.
  private static func text(
    _ random: inout SplitMix64, separator: String, rows: Int, ending: String
  ) -> String {
    var text = random.number(in: 0...3) == 0 ? "\u{FEFF}" : ""
    let names = ["甲", "", "a\"b", "\"\"", "x y", "农贸市场", "\"a\(ending)\"\"b\"", "\"\(separator)\""]
    for row in 0..<rows {
      let name = names[random.number(in: 0...(names.count - 1))]
      let cells = [
        random.number(in: 0...2) == 0 ? name : "实体\(random.number(in: 0...(rows / 4 + 1)))",
        "\(row % 7)", random.number(in: 0...9) == 0 ? "9223372036854775807" : "\(row * 7919 % 97)",
        "0.\(random.number(in: 1...9))",
      ]
      text += cells.joined(separator: separator) + ending
      if random.number(in: 0...9) == 0 { text += ending }
    }
    return text
  }

  private func file(
    _ text: String, separator: UInt8, threads: Int, leastPiece: Int, onto store: FactStore?
  ) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    try Data(text.utf8).write(to: URL(filePath: folder.file("rows")))
    let path = folder.file("graph.tupu")
    if let store { try store.write(to: path) }
    var shape = DelimitedShape(
      separator: separator, types: Self.schema.columns.map(\.type), hasHeader: false,
      threads: threads)
    shape.leastPiece = leastPiece
    let database = try GraphDatabase(at: path)
    _ = try database.load(folder.file("rows"), into: Self.schema, shape)
    #expect(GraphVerification(of: path).problems.isEmpty)
    var bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
    // Each graph has an identity of its own, and the process notes itself.
    bytes.replaceSubrange(0..<4096, with: repeatElement(0, count: 4096))
    return bytes
  }

  @Test func theFileDoesNotDependOnTheNumberOfCores() throws {
    var random = SplitMix64(seed: RandomTests.seed)
    var pieces = 0
    for round in 0..<24 {
      let separator = round % 2 == 0 ? "," : "\t"
      let text = Self.text(
        &random, separator: separator, rows: [3, 40, 700][round % 3],
        ending: round % 4 < 2 ? "\n" : "\r\n")
      let store = round % 5 == 0 ? try Samples.store() : nil
      let byte = separator.utf8.first ?? 0
      let one = try file(text, separator: byte, threads: 1, leastPiece: 1, onto: store)
      for threads in [2, 3, 16] {
        let many = try file(text, separator: byte, threads: threads, leastPiece: 1, onto: store)
        #expect(one == many, "round \(round), \(threads) threads")
        pieces += threads
      }
    }
    print("load tests: 24 files, each read in up to 16 pieces, gave the same bytes")
    #expect(pieces > 0)
  }

  @Test func mistakesAreOnTheSameLineInAnyPiece() throws {
    var random = SplitMix64(seed: 7)
    for round in 0..<40 {
      var lines = (0..<50).map { "甲\($0),\"乙\n\",\($0),1.5" }
      let wrong = random.number(in: 0...49)
      lines[wrong] = ["甲,乙,x,1.5", "甲,乙,1", "甲,\"乙\"y,1,1.5", "甲,乙,1,zwei"][round % 4]
      let text = lines.joined(separator: "\n")
      for threads in [1, 5] {
        var message = ""
        do {
          _ = try file(text, separator: 0x2C, threads: threads, leastPiece: 1, onto: nil)
        } catch { message = "\(error)" }
        #expect(message.contains("line \(wrong * 2 + 1)"), "\(message), line \(wrong * 2 + 1)")
      }
    }
  }

  @Test func textThatIsNotUTF8IsRefused() throws {
    let folder = try TemporaryFolder()
    var bytes = Array("甲,1\n乙,2\n".utf8)
    // 二七 as GB18030 writes it.
    bytes += [0xB6, 0xFE, 0xC6, 0xDF] + Array(",3\n".utf8)
    try Data(bytes).write(to: URL(filePath: folder.file("rows.csv")))
    let database = try GraphDatabase(at: folder.file("graph.tupu"))
    var message = ""
    do {
      try database.load(
        folder.file("rows.csv"), as: .csv,
        into: RelationSchema("r", [.init("a", .text), .init("n", .int)]))
    } catch { message = error.message }
    #expect(message.contains("line 3: the text is not in UTF-8"), "\(message)")
    #expect(database.facts.schemas.isEmpty)
  }

  @Test func rowsAreSortedByAllColumns() {
    var random = SplitMix64(seed: RandomTests.seed)
    for round in 0..<60 {
      let count = [0, 1, 2, 30, 500, 5000][round % 6]
      let columns = (0..<(round % 5)).map { _ in
        let most = [0, 1, 1000, Int(UInt32.max)][random.number(in: 0...3)]
        return (0..<count).map { _ in UInt32(random.number(in: 0...most)) }
      }
      let wanted = (0..<count).sorted { first, second in
        for column in columns where column[first] != column[second] {
          return column[first] < column[second]
        }
        return first < second
      }
      var sorted = columns
      let order = RowOrder.sort(&sorted, count: count, threads: round % 3 + 1)
      #expect(order.map { $0.map { Int($0) } } ?? Array(0..<count) == wanted)
      #expect(sorted == columns.map { column in wanted.map { column[$0] } })
    }
  }
}
