import Datalog
import Foundation
import Testing

@testable import GraphStore

@Suite struct GraphFileTests {
  @Test func aStoreComesBackAsItWas() throws {
    let store = try Samples.store()
    let read = try Samples.read(Samples.file(store))
    #expect(Samples.contents(read) == Samples.contents(store))
    #expect(read.schemas == store.schemas)
    #expect(read.count == 7)
    // Read back and written again, nothing is lost either.
    #expect(
      Samples.contents(try Samples.read(Samples.file(read))) == Samples.contents(store))
  }

  @Test func aSnapshotOfAFileIsTheSnapshotOfTheStore() throws {
    let store = try Samples.store()
    let read = try Samples.read(Samples.file(store))
    for schema in store.schemas {
      #expect(Self.rows(schema.name, read) == Self.rows(schema.name, store))
    }
    #expect(read.snapshot().columns(of: "unknown") == nil)
  }

  static func rows(_ relation: String, _ store: FactStore) -> [[Value]] {
    let snapshot = store.snapshot()
    let table = SymbolTable(continuing: snapshot.symbols)
    let facts = snapshot.columns(of: relation) ?? FactColumns(columns: [], count: 0)
    return (0..<facts.count).map { row in facts.columns.map { table[ValueID(bits: $0[row])] } }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }

  @Test func factsAreFoundByTheirFirstColumns() throws {
    var store = try Samples.read(Samples.file(try Samples.store()))
    try store.insert(Samples.visit("高天翼", "东市场", page: "丙.txt"))
    let found = store.facts(of: "visited", startingWith: [.text("高天翼")])
    #expect(Set(found.map { $0.values[1] }) == [.text("高砦农贸市场"), .text("东市场")])
    #expect(store.facts(of: "visited", startingWith: [.text("无人")]).isEmpty)
    #expect(store.facts(of: "visited", startingWith: []).count == 3)
    #expect(store.contains(GroundFact("visited", found[0].values)))
    #expect(!store.contains(GroundFact("visited", [.text("高天翼")])))
  }

  @Test func largeColumnsComeBack() throws {
    var store = FactStore()
    try store.define(RelationSchema("edge", [.init("from", .int), .init("to", .any)]))
    for number in 0..<5000 {
      let to: Value =
        number % 3 == 0 ? .text("节点\(number)") : .int(number * 7919 % 100_003 - 50_000)
      try store.insert(
        .init("edge", [.int(number / 3), to], Samples.origin("\(number % 7).txt", number)))
    }
    let read = try Samples.read(Samples.file(store))
    #expect(Samples.contents(read) == Samples.contents(store))
    #expect(read.rows(ofPage: "3.txt").count == store.rows(ofPage: "3.txt").count)
    let fact = GroundFact("edge", [.int(1000), .text("节点3000")])
    #expect(read.provenance(of: fact).map(\.range.lowerBound) == [3000])
  }

  /// Evaluations halve the rows of a file, and take its word for their order.
  @Test func rowsOfAFileAreInOrderAndSaidToBe() throws {
    var store = FactStore()
    try store.define(RelationSchema("edge", [.init("from", .any), .init("to", .int)]))
    for number in 0..<3000 {
      let from: Value = number % 3 == 0 ? .text("节点\(number % 70)") : .int(number * 7919 % 1009)
      try store.insert(.init("edge", [from, .int(number)], Samples.origin("一.txt", number)))
    }
    var read = try Samples.read(Samples.file(store))
    let facts = try #require(read.snapshot().columns(of: "edge"))
    let rows = (0..<facts.count).map { row in facts.columns.map { $0[row] } }
    #expect(facts.areSorted)
    #expect(zip(rows, rows.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    try read.insert(.init("edge", [.int(-5), .int(1)], Samples.origin("一.txt", 1)))
    #expect(read.snapshot().columns(of: "edge")?.areSorted == false)
  }

  @Test func packedColumnsHoldEveryWidth() throws {
    for width in 0...PackedColumn.widest {
      let top: UInt64 = width == 0 ? 0 : (1 << UInt64(width)) - 1
      let numbers = (0..<2500).map { UInt64($0) &* 0x9E37_79B9_7F4A_7C15 & top }
      let bytes = Array(repeating: 0, count: 8) + ColumnPacker.bytes(count: 2500) { numbers[$0] }
      let column = try PackedColumn(MappedBytes(copying: bytes), 8..<bytes.count)
      #expect(column.count == numbers.count)
      #expect(numbers.indices.allSatisfy { column[$0] == numbers[$0] })
    }
  }

  @Test func theChecksumIsTheCommonOne() {
    #expect(Checksum.xxh64([]) == 0xEF46_DB37_51D8_E999)
    #expect(Checksum.xxh64(Array("a".utf8)) == 0xD24E_C4F1_A98C_6E5B)
    #expect(Checksum.xxh64(Array("abc".utf8)) == 0x44BC_2CF5_AD77_0999)
    // From the test values of the algorithm's specification.
    let long = Array("xxhash is an extremely fast hash".utf8)
    #expect(Checksum.xxh64(long + long) != Checksum.xxh64(long))
  }

  @Test func aFileIsReplacedWholeOrNotAtAll() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("graph.tupu")
    let store = try Samples.store()
    try store.write(to: path)
    try store.write(to: path)
    #expect(Samples.contents(try FactStore(contentsOf: path)) == Samples.contents(store))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["graph.tupu"])
    #expect(throws: FactStoreError.self) { try store.write(to: folder.file("none/graph.tupu")) }
    #expect(throws: FactStoreError.self) { try FactStore(contentsOf: path + "x") }
    #expect(throws: FactStoreError.self) { try FactStore(contentsOf: folder.path) }
  }
}
