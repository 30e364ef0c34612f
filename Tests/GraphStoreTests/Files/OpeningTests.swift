import Datalog
import Foundation
import Testing

@testable import GraphStore

/// Files that change, move or are something else while a graph is open or to be opened.
@Suite struct OpeningTests {
  private func error(_ act: () throws(FactStoreError) -> Void) -> FactStoreError? {
    do {
      try act()
      return nil
    } catch { return error }
  }

  private static func note(_ text: String, in database: GraphDatabase) throws(FactStoreError) {
    try database.write { transaction throws(FactStoreError) in
      transaction.setMetadata(text, for: "note")
    }
  }

  @Test func aGraphThatWasReplacedIsNotWrittenOver() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("graph.tupu")
    let database = try GraphDatabase(at: path)
    try Self.note("first", in: database)
    let other = folder.file("other.tupu")
    try Samples.store().write(to: other)
    #expect(rename(other, path) == 0)
    let bytes = try Data(contentsOf: URL(filePath: path))
    let found = [
      error { () throws(FactStoreError) in try Self.note("second", in: database) },
      error { () throws(FactStoreError) in try database.compact() },
    ]
    #expect(found.map { $0?.code } == [.unwritable, .unwritable])
    #expect(found.allSatisfy { $0?.message.contains("open it again") == true })
    #expect(database.facts.metadata("note") == "first")
    #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
    #expect(try FactStore(contentsOf: path).count == 7)
  }

  @Test func aGraphThatWasRemovedStaysReadableAndIsNotWritten() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("graph.tupu")
    try Samples.store().write(to: path)
    let database = try GraphDatabase(at: path)
    let before = Samples.contents(database.facts)
    try FileManager.default.removeItem(atPath: path)
    #expect(error { () throws(FactStoreError) in try database.compact() }?.code == .unwritable)
    #expect(
      error { () throws(FactStoreError) in try Self.note("a", in: database) }?.code == .unwritable)
    #expect(Samples.contents(database.facts) == before)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func aReaderKeepsItsGraphAcrossCheckpoints() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("graph.tupu")
    try Samples.store().write(to: path)
    let reader = try FactStore(contentsOf: path)
    let database = try GraphDatabase(at: path)
    try Data("甲,1\n".utf8).write(to: URL(filePath: folder.file("rows.csv")))
    let schema = RelationSchema("r", [.init("a", .text), .init("n", .int)])
    for round in 0..<3 {
      try Self.note("\(round)", in: database)
      try database.compact()
      try database.load(folder.file("rows.csv"), as: .csv, into: schema)
    }
    // Nothing of it was read before the file was replaced six times.
    #expect(Samples.contents(reader) == Samples.contents(try Samples.store()))
    #expect(database.facts.count == 8)
  }

  @Test func aLinkToNoFileYetLeadsToTheNewGraph() throws {
    let folder = try TemporaryFolder()
    let files = FileManager.default
    try files.createDirectory(atPath: folder.file("data"), withIntermediateDirectories: false)
    try files.createSymbolicLink(
      atPath: folder.file("link.tupu"), withDestinationPath: "data/second.tupu")
    try files.createSymbolicLink(
      atPath: folder.file("data/second.tupu"), withDestinationPath: "graph.tupu")
    do {
      let database = try GraphDatabase(at: folder.file("link.tupu"))
      try Self.note("a", in: database)
      try database.compact()
    }
    #expect(
      try files.destinationOfSymbolicLink(atPath: folder.file("link.tupu")) == "data/second.tupu")
    #expect(try FactStore(contentsOf: folder.file("data/graph.tupu")).metadata("note") == "a")
    #expect(try files.contentsOfDirectory(atPath: folder.file("data")).count == 2)
    try files.createSymbolicLink(
      atPath: folder.file("loop.tupu"), withDestinationPath: "loop.tupu")
    #expect(
      error { () throws(FactStoreError) in _ = try GraphDatabase(at: folder.file("loop.tupu")) }?
        .code == .unwritable)
  }

  @Test func whatIsNoGraphIsNotCalledDamaged() throws {
    let folder = try TemporaryFolder()
    try Data("一个文件".utf8).write(to: URL(filePath: folder.file("text.tupu")))
    try Data().write(to: URL(filePath: folder.file("empty.tupu")))
    let codes = ["text.tupu", "empty.tupu", "none.tupu", "."].map {
      GraphVerification(of: folder.file($0)).error?.code
    }
    #expect(codes == [.foreign, .foreign, .unreadable, .unreadable])
    try Samples.store().write(to: folder.file("graph.tupu"))
    #expect(GraphVerification(of: folder.file("graph.tupu")).error == nil)
    var bytes = try Data(contentsOf: URL(filePath: folder.file("graph.tupu")))
    bytes.removeLast(9)
    try bytes.write(to: URL(filePath: folder.file("cut.tupu")))
    #expect(GraphVerification(of: folder.file("cut.tupu")).error?.code == .damaged)
    let found = error { () throws(FactStoreError) in
      _ = try FactStore(contentsOf: folder.file("cut.tupu"))
    }
    #expect(found?.message.contains("restore it from a copy or a dump") == true)
  }

  @Test func rowsComeFromAPipeToo() async throws {
    let folder = try TemporaryFolder()
    let pipe = folder.file("rows")
    #expect(mkfifo(pipe, 0o600) == 0)
    let database = try GraphDatabase(at: folder.file("graph.tupu"))
    let writing = Task.detached {
      let rows = (0..<50_000).map { "实体\($0 % 777),\($0)\n" }.joined()
      try FileHandle(forWritingTo: URL(filePath: pipe)).write(contentsOf: Data(rows.utf8))
    }
    let schema = RelationSchema("r", [.init("a", .text), .init("n", .int)])
    #expect(try database.load(pipe, as: .csv, into: schema) == 50_000)
    try await writing.value
    #expect(database.facts.facts(of: "r", startingWith: [.text("实体776")]).count == 64)
    #expect(
      error { () throws(FactStoreError) in
        _ = try database.load(folder.path, as: .csv, into: schema)
      }?.message.contains("is a folder") == true)
  }

  /// The time-out of a writer that waits, and the faster mode, side by side with a lock that stays.
  @Test func aWriterWaitsAsLongAsItIsTold() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("graph.tupu")
    let database = try GraphDatabase(at: path, durability: .fast)
    try Self.note("a", in: database)
    let clock = ContinuousClock()
    let start = clock.now
    let found = error { () throws(FactStoreError) in
      _ = try GraphDatabase(at: path, waitingUpTo: .milliseconds(120))
    }
    #expect(found?.code == .busy && clock.now - start >= .milliseconds(120))
    #expect(found?.message.contains("this process") == true)
    try database.synchronize()
    #expect(try FactStore(contentsOf: path).metadata("note") == "a")
  }
}
