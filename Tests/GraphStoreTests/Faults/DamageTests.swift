import Datalog
import Foundation
import Testing

@testable import GraphStore

/// Files that are cut, changed, or no graphs at all: a clear error or the right answer.
@Suite struct DamageTests {
  /// A file with a checkpoint, and transactions in its log.
  static func file() throws -> (bytes: [UInt8], contents: [String]) {
    let disk = SimulatedDisk()
    try Samples.store().write(to: Samples.path, on: disk)
    let database = try GraphDatabase(at: Samples.path, on: disk)
    for number in 0..<3 {
      try database.write { transaction throws(FactStoreError) in
        try transaction.insert(Samples.visit("后来\(number)", "市场", page: "丙.txt"))
      }
    }
    return (disk.names[Samples.path]?.bytes ?? [], Samples.contents(database.facts))
  }

  static func code(_ bytes: [UInt8]) -> FactStoreError.Code? {
    do {
      _ = try Samples.read(bytes)
      return nil
    } catch {
      #expect(error.message.contains(Samples.path), "\(error.message)")
      return error.code
    }
  }

  @Test func everyFlippedByteIsNoticedOrHarmless() throws {
    let (bytes, contents) = try Self.file()
    var noticed = 0
    for index in bytes.indices {
      for flip: UInt8 in [1 << UInt8(index % 8), 0xFF] {
        var damaged = bytes
        damaged[index] ^= flip
        do {
          // The marks, the writer's note and the space between them are no part of the facts.
          let found = Samples.contents(try Samples.read(damaged))
          #expect(found == contents, "byte \(index)")
          #expect((512..<4096).contains(index), "byte \(index) is not covered")
        } catch {
          noticed += 1
        }
      }
    }
    print("damage tests: \(bytes.count * 2) flips, \(noticed) refused, the others harmless")
    #expect(noticed == 2 * (bytes.count - FileHeader.blockLength + FileHeader.length))
  }

  @Test func everyTruncationIsNoticed() throws {
    let (bytes, contents) = try Self.file()
    for length in 0..<bytes.count {
      let code = Self.code(Array(bytes[..<length]))
      #expect(code == (length == 0 ? .foreign : .damaged), "length \(length)")
    }
    // What stands behind the log was never committed.
    #expect(Samples.contents(try Samples.read(bytes + [1, 2, 3])) == contents)
  }

  @Test func foreignAndLaterFilesAreNamedAsSuch() throws {
    #expect(Self.code(Array("二七区召开会议".utf8)) == .foreign)
    #expect(Self.code([]) == .foreign)
    #expect(
      Self.code(Array("SQLite format 3\0".utf8) + Array(repeating: 7, count: 9000)) == .foreign)
    #expect(Self.code(Self.withVersion(3, try Self.file().bytes)) == .tooNew)
    #expect(Self.code(Self.withVersion(1, try Self.file().bytes)) == .foreign)
  }

  private static func withVersion(_ version: UInt8, _ bytes: [UInt8]) -> [UInt8] {
    var other = bytes
    other[8] = version
    var writer = ByteWriter()
    writer.write(Checksum.xxh64(Array(other[..<504])))
    other.replaceSubrange(504..<512, with: writer.bytes)
    return other
  }

  /// A writer must not make things worse: what it cannot read it leaves as it is.
  @Test func aWriterLeavesADamagedFileAlone() throws {
    var (bytes, _) = try Self.file()
    bytes[5000] ^= 4
    let disk = SimulatedDisk()
    disk.names[Samples.path] = SimulatedDisk.Inode(bytes)
    #expect(throws: FactStoreError.self) { try GraphDatabase(at: Samples.path, on: disk) }
    #expect(disk.names[Samples.path]?.bytes == bytes)
  }

  /// Damage that the checksums hide, because somebody wrote them anew: any error or answer will do,
  /// but no crash.
  @Test func aForgedFileDoesNoHarm() throws {
    let bytes = try Samples.file(try Samples.store())
    let header = try FileHeader(Array(bytes[..<FileHeader.blockLength]))
    var read = 0
    for index in FileHeader.blockLength..<bytes.count {
      for value: UInt8 in [0, 1, 0x7F, 0xFF] where bytes[index] != value {
        var forged = bytes
        forged[index] = value
        var other = header
        other.checksum = forged.withUnsafeBytes {
          Checksum.xxh64(UnsafeRawBufferPointer(rebasing: $0[FileHeader.blockLength...]))
        }
        forged.replaceSubrange(0..<FileHeader.length, with: other.bytes)
        guard let store = try? Samples.read(forged) else { continue }
        read += 1
        _ = Samples.contents(store)
        _ = GraphFileTests.rows("visited", store)
        _ = store.facts(of: "visited", startingWith: [.text("高天翼")])
        _ = store.rows(ofPage: "甲.txt")
        if index % 7 == 0 { _ = try Samples.file(store) }
      }
    }
    print("damage tests: \(read) forged files read without harm")
    #expect(read > 0)
  }

  @Test func aForgedLogDoesNoHarm() throws {
    var store = try Samples.store()
    store.begin(transaction: 5)
    try store.replace(
      page: "甲.txt", with: [Samples.visit("丙", "南市场", page: "甲.txt")])
    let payload = try #require(TransactionEncoder.payload(of: store))
    store.undo()
    for index in payload.indices {
      for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
        var forged = payload
        forged[index] = value
        var copy = store
        try? TransactionDecoder.apply(LogRecord(transaction: 5, payload: forged), on: &copy)
      }
      var copy = store
      let cut = LogRecord(transaction: 5, payload: Array(payload[..<index]))
      #expect(throws: FactStoreError.self) { try TransactionDecoder.apply(cut, on: &copy) }
    }
  }
}
