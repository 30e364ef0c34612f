import Foundation
import Testing

@testable import GraphStore

/// Files as each version of the format wrote them; they stay readable.
@Suite struct FormatTests {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures")

  /// A graph with values of every type, a checkpoint, and transactions of every kind in its log.
  static func sample() throws -> (bytes: [UInt8], store: FactStore) {
    let disk = SimulatedDisk()
    try Samples.store().write(to: Samples.path, on: disk)
    let database = try GraphDatabase(at: Samples.path, on: disk)
    try database.write { transaction throws(FactStoreError) in
      try transaction.define(.init("later", [.init("what", .any)]))
      try transaction.insert(.init("later", [.text("后来")], Samples.origin("丙.txt")))
      transaction.setMetadata("二七区", for: "district")
    }
    try database.write { transaction throws(FactStoreError) in
      try transaction.replace(
        page: "甲.txt", with: [Samples.visit("虎强", "凤凰路农贸市场", page: "甲.txt", 41)])
      transaction.setRules(nil, named: "own.dl")
    }
    return (disk.names[Samples.path]?.bytes ?? [], database.facts)
  }

  /// With `TUPU_RECORD` set, the file of the present format is written anew, and the test fails.
  @Test func filesOfEveryVersionAreRead() throws {
    let (bytes, store) = try Self.sample()
    let file = Self.folder.appending(path: "format-\(FileHeader.version).tupu")
    let dump = Self.folder.appending(path: "format-\(FileHeader.version).dl")
    if ProcessInfo.processInfo.environment["TUPU_RECORD"] != nil {
      try Data(bytes).write(to: file)
      try Data(DumpTests.text(store).utf8).write(to: dump)
      Issue.record("'\(file.lastPathComponent)' was recorded; look at it and run the tests again")
    }
    for version in [2] {
      let path = Self.folder.appending(path: "format-\(version)").path
      let expected = try String(contentsOfFile: path + ".dl", encoding: .utf8)
      #expect(DumpTests.text(try FactStore(contentsOf: path + ".tupu")) == expected)
      #expect(GraphVerification(of: path + ".tupu").problems.isEmpty)
    }
    #expect(DumpTests.text(store) == (try String(contentsOf: dump, encoding: .utf8)))
  }

  /// Format 1 was in use before the first release only. It is named, and left as it is.
  @Test func theFormatBeforeTheFirstReleaseIsNamed() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("graph.tupu")
    let bytes = try Data(contentsOf: Self.folder.appending(path: "format-1.tupu"))
    for length in [bytes.count, 4096, 600, 100] {
      try bytes.prefix(length).write(to: URL(filePath: path))
      let error = GraphVerification(of: path).error
      #expect(error?.code == .foreign, "\(length): \(error?.message ?? "")")
      #expect(error?.message.contains("format 1") == true)
      #expect(throws: FactStoreError.self) { try GraphDatabase(at: path) }
      #expect(try Data(contentsOf: URL(filePath: path)) == bytes.prefix(length))
    }
  }

  @Test func verificationFindsWhatChecksumsCannot() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("graph.tupu")
    var content = CheckpointContent(of: try Samples.store())
    for wrong in 0..<4 {
      var other = content
      switch wrong {
      case 0: other.relations[0].columns = other.relations[0].columns.map { $0.reversed() }
      case 1: other.relations[0].columns[0][0] = 4000
      case 2: other.relations[0].columns[2][0] = other.relations[0].columns[0][0]
      default: other.relations[0].origins[0] = 99
      }
      let file = CheckpointWriter.file(
        with: other, identity: FileHeader.newIdentity(), generation: 1, transaction: 1)
      try Data(file.bytes).write(to: URL(filePath: path))
      #expect(!GraphVerification(of: path).problems.isEmpty, "case \(wrong)")
    }
    content.relations[0].sortRows()
    try Samples.store().write(to: path)
    #expect(GraphVerification(of: path).problems.isEmpty)
    #expect(GraphVerification(of: path + "x").problems.count == 1)
    #expect(try GraphFileSummary(of: path).byteCount == Data(contentsOf: URL(filePath: path)).count)
  }
}
