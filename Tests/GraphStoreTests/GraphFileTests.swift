import Datalog
import Foundation
import Testing

@testable import GraphStore

@Suite struct GraphFileTests {
  static func sample() throws -> FactStore {
    var store = FactStore()
    try store.define(
      RelationSchema(
        "figure",
        [.init("what", .text), .init("number", .any), .init("on", .date), .init("sure", .bool)]))
    try store.define(RelationSchema("empty", []))
    let origin = FactStoreTests.origin("页.txt", "共清理\n200余处")
    try store.insert(
      FactStore.Entry(
        "figure", [.text("清理"), .int(.max), .date(.unknown), .bool(true)], origin))
    try store.insert(
      FactStore.Entry(
        "figure",
        [.text(""), .float(-1.5), .date(try #require(CalendarDate("2018-08"))), .bool(false)],
        origin))
    return store
  }

  static func contents(_ store: FactStore) -> [String] {
    let snapshot = store.snapshot()
    let table = SymbolTable(continuing: snapshot.symbols)
    return store.schemas.flatMap { schema -> [String] in
      guard let facts = snapshot.columns(of: schema.name) else { return [] }
      return (0..<facts.count).map { row in
        let values = facts.columns.map { table[ValueID(bits: $0[row])] }
        let fact = GroundFact(schema.name, values)
        return "\(schema) \(fact) \(store.provenance(of: fact))"
      }
    }
  }

  @Test func aStoreComesBackAsItWas() throws {
    let store = try Self.sample()
    let read = try GraphFile.decode(GraphFile.encode(store))
    #expect(Self.contents(read) == Self.contents(store))
    #expect(read.schemas == store.schemas)
    #expect(GraphFile.encode(read) == GraphFile.encode(store))
  }

  @Test func everyTruncationIsNoticed() throws {
    let bytes = GraphFile.encode(try Self.sample())
    for length in 0..<bytes.count {
      #expect(throws: FactStoreError.self) { try GraphFile.decode(Array(bytes[..<length])) }
    }
    #expect(throws: FactStoreError.self) { try GraphFile.decode(bytes + [0]) }
  }

  @Test func everyFlippedBitIsNoticed() throws {
    let bytes = GraphFile.encode(try Self.sample())
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= UInt8(1 << (index % 8))
      #expect(throws: FactStoreError.self) { try GraphFile.decode(damaged) }
    }
  }

  /// Damage that a checksum would hide, because somebody wrote the checksum anew.
  @Test func contentThatLiesIsRefusedWithoutACrash() throws {
    let content = CheckpointWriter.content(of: try Self.sample())
    for index in content.indices {
      for value: UInt8 in [0, 1, 0x7F, 0xFF] {
        var damaged = content
        damaged[index] = value
        _ = try? CheckpointReader.store(from: damaged[...])
      }
    }
    for length in 0..<content.count {
      #expect(throws: FactStoreError.self) { try CheckpointReader.store(from: content[..<length]) }
    }
  }

  @Test func aForeignAndALaterFileAreNamedAsSuch() throws {
    func code(_ bytes: [UInt8]) -> FactStoreError.Code? {
      do {
        _ = try GraphFile.decode(bytes)
        return nil
      } catch {
        return error.code
      }
    }
    #expect(code(Array("二七区召开会议".utf8)) == .foreign)
    #expect(code([]) == .foreign)
    var header = ByteWriter()
    header.write(GraphFile.magic)
    header.write(UInt32(99))
    header.write(count: 0)
    header.write(Checksum.crc32c([]))
    header.write(Checksum.crc32c(header.bytes))
    #expect(code(header.bytes) == .tooNew)
  }

  @Test func theChecksumIsTheCommonOne() {
    // The check value of CRC-32C for these nine digits.
    #expect(Checksum.crc32c("123456789".utf8) == 0xE306_9283)
  }

  @Test func aFileIsReplacedWholeOrNotAtAll() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "tupu-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "graph.tupu").path
    let store = try Self.sample()
    try store.write(to: path)
    try store.write(to: path)
    #expect(Self.contents(try FactStore(contentsOf: path)) == Self.contents(store))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["graph.tupu"])
    #expect(throws: FactStoreError.self) { try store.write(to: folder.path + "/none/graph.tupu") }
    #expect(throws: FactStoreError.self) { try FactStore(contentsOf: path + "x") }
  }
}
