import Datalog
import Foundation
import Testing

@testable import GraphStore

@Suite struct LoadTests {
  private static let edge = RelationSchema("edge", [.init("from", .text), .init("weight", .int)])

  private func loaded(
    _ text: String, _ format: DelimitedFormat = .csv, into schema: RelationSchema = edge,
    hasHeading: Bool = false
  ) throws -> [GroundFact] {
    let folder = try TemporaryFolder()
    try Data(text.utf8).write(to: URL(filePath: folder.file("rows.csv")))
    let database = try GraphDatabase(at: folder.file("graph.tupu"))
    try database.load(
      folder.file("rows.csv"), as: format, into: schema, hasHeading: hasHeading)
    let facts = try FactStore(contentsOf: folder.file("graph.tupu"))
    #expect(GraphVerification(of: folder.file("graph.tupu")).problems.isEmpty)
    return facts.facts(of: schema.name, startingWith: [])
  }

  private func message(_ text: String, into schema: RelationSchema = edge) -> String {
    do {
      _ = try loaded(text, into: schema)
      return ""
    } catch { return "\(error)" }
  }

  @Test func rowsBecomeFacts() throws {
    let text = "from,weight\r\n甲,1\r\n\"乙, \"\"二\"\"\n三\",-2\r\n\r\n甲,1\r\n丙,9223372036854775807"
    let facts = try loaded(text, hasHeading: true)
    #expect(
      Set(facts.map(\.values)) == [
        [.text("甲"), .int(1)], [.text("乙, \"二\"\n三"), .int(-2)], [.text("丙"), .int(.max)],
      ])
    let tabs = try loaded("\u{FEFF}\"甲\t\"\t1\n,\t2\n\"乙\" 丙\t3\n", .tsv)
    #expect(
      Set(tabs.map(\.values)) == [
        [.text("甲\t"), .int(1)], [.text(","), .int(2)], [.text("\"乙\" 丙"), .int(3)],
      ])
    let others = RelationSchema("r", [.init("a", .float), .init("b", .date), .init("c", .bool)])
    #expect(
      try loaded("1.5,2018-08,true\n", into: others).map(\.values) == [
        [.float(1.5), .date(#require(CalendarDate("2018-08"))), .bool(true)]
      ])
    #expect(try loaded("", into: others).isEmpty)
  }

  @Test func mistakesNameTheirLine() {
    #expect(message("甲,1\n乙,zwei\n").contains("line 2: the cell in column 2 is no int"))
    #expect(message("甲,1\n乙\n").contains("line 2 has 1 cell, and"))
    #expect(message("甲,1,2\n").contains("line 1 has 3 cells"))
    #expect(message("甲,1\n\"乙,2\n").contains("line 2: a quotation mark is not closed"))
    #expect(message("\"甲\"x,1\n").contains("line 1: text follows"))
    #expect(message("甲,\n").contains("is no int"))
  }

  @Test func loadingAgainReplacesWhatTheFileStated() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("graph.tupu")
    try Samples.store().write(to: path)
    let before = try Samples.contents(FactStore(contentsOf: path))
    let database = try GraphDatabase(at: path)
    for text in ["甲,1\n乙,2\n", "乙,2\n丙,3\n"] {
      try Data(text.utf8).write(to: URL(filePath: folder.file("rows.csv")))
      try database.load(folder.file("rows.csv"), as: .csv, into: Self.edge)
    }
    #expect(database.facts.count(of: "edge") == 2)
    let fact = GroundFact("edge", [.text("丙"), .int(3)])
    #expect(database.facts.provenance(of: fact).map(\.page) == ["rows.csv"])
    let state = Samples.contents(database.facts)
    try Data("丁,x\n".utf8).write(to: URL(filePath: folder.file("rows.csv")))
    #expect(throws: FactStoreError.self) {
      try database.load(folder.file("rows.csv"), as: .csv, into: Self.edge)
    }
    #expect(Samples.contents(database.facts) == state)
    try database.write { transaction throws(FactStoreError) in
      transaction.remove(page: "rows.csv")
    }
    let rest = Samples.contents(database.facts).filter { !$0.contains("edge") }
    #expect(rest == before)
  }
}
