import Foundation
import TestSupport
import Testing

@testable import GraphStore
@testable import StoreWriter

/// Processes that write a graph, and end where they did not mean to.
@Suite struct KillTests {
  /// How many processes to kill: `TUPU_KILLS`, or 200.
  static let kills = ProcessInfo.processInfo.environment["TUPU_KILLS"].flatMap { Int($0) } ?? 200

  @Test(arguments: [("full", 4), ("fast", 1)])
  func whatWasCommittedSurvivesKills(durability: String, share: Int) throws {
    var random = SplitMix64(seed: RandomTests.seed)
    let folder = try TemporaryFolder()
    let path = folder.file("graph.tupu")
    var committed = 0
    var mostInOneLife = 0
    var halfway = 0
    let count = Self.kills * share / 5
    for round in 0..<count {
      let writer = try Writer(path, durability, count: .max / 2)
      let patience = random.number(in: 0...20_000)
      try writer.waitForALine()
      usleep(UInt32(patience))
      let lines = writer.kill()
      let last = lines.compactMap { Int($0) }.last ?? committed
      #expect(lines.allSatisfy { Int($0) != nil }, "round \(round): \(lines.last ?? "")")
      mostInOneLife = max(mostInOneLife, last - committed)

      let facts = try FactStore(contentsOf: path)
      let found = WriterWorkload.lastTransaction(in: facts)
      // The last transaction may be committed, and its process killed before it could say so.
      #expect(
        found == last || found == last + 1, "round \(round): \(last) acknowledged, \(found) found")
      #expect(WriterWorkload.contents(of: facts) == WriterWorkload.contents(after: found))
      if found > last || GraphVerification(of: path).notes.count > 1 { halfway += 1 }
      committed = found
    }
    #expect(committed > count, "each process should commit something before it is killed")
    #expect(GraphVerification(of: path).problems.isEmpty)
    print(
      "kill tests, \(durability): \(count) processes killed, \(committed) transactions committed, at "
        + "most \(mostInOneLife) by one process, \(halfway) killed during or right behind a commit")
  }

  @Test func aFullDiskStopsTheWriterAndHarmsNothing() throws {
    let folder = try TemporaryFolder()
    var failures = 0
    for (round, limit) in stride(from: 5000, through: 32_000, by: 1700).enumerated() {
      let path = folder.file("graph\(round).tupu")
      let writer = try Writer(path, "full", count: 100, limit: limit)
      let lines = writer.wait()
      let last = lines.compactMap { Int($0) }.last ?? 0
      #expect(lines.contains { $0.hasPrefix("error") && $0.contains("cannot be written") })
      #expect(!lines.contains { $0.contains("with a trace") })
      failures += 1
      if FileManager.default.fileExists(atPath: path) {
        let facts = try FactStore(contentsOf: path)
        #expect(WriterWorkload.lastTransaction(in: facts) == last)
        #expect(WriterWorkload.contents(of: facts) == WriterWorkload.contents(after: last))
        // When there is room again, writing goes on.
        let next = try Writer(path, "full", count: 3).wait()
        #expect(next.last == "\(last + 3)")
      }
      #expect(!FileManager.default.fileExists(atPath: path + ".new"))
    }
    print("disk full tests: \(failures) writers stopped")
  }

  @Test func aSecondProcessIsToldWhoWrites() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("graph.tupu")
    let writer = try Writer(path, "full", count: .max / 2)
    try writer.waitForALine()
    var message = ""
    do { _ = try GraphDatabase(at: path) } catch { message = error.message }
    #expect(message.contains("process \(writer.identifier)"), "\(message)")
    _ = writer.kill()
    #expect(try GraphDatabase(at: path).facts.count > 0, "the lock goes with the process")
  }
}

/// A process that writes a graph.
private final class Writer {
  private let process = Process()
  private let output = Pipe()
  private var text = ""

  var identifier: Int32 { process.processIdentifier }

  init(_ path: String, _ durability: String, count: Int, limit: Int? = nil) throws {
    process.executableURL = try Self.executable()
    process.arguments = [path, durability, "\(count)"] + (limit.map { ["\($0)"] } ?? [])
    process.standardOutput = output
    try process.run()
  }

  /// The helper lies beside the tests, or beside the bundle that holds them.
  private static func executable() throws -> URL {
    var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let bundles = Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() }
    for _ in 0..<5 {
      for place in [folder] + bundles {
        let candidate = place.appending(path: "StoreWriter")
        if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
      }
      folder.deleteLastPathComponent()
    }
    throw FactStoreError(.unreadable, "the helper 'StoreWriter' was not found")
  }

  /// Waits until the process has said something.
  func waitForALine() throws {
    while !text.contains("\n") {
      let data = output.fileHandleForReading.availableData
      guard !data.isEmpty else { break }
      text += String(decoding: data, as: UTF8.self)
    }
  }

  /// Kills the process; returns the whole lines that it wrote.
  func kill() -> [String] {
    _ = Foundation.kill(process.processIdentifier, SIGKILL)
    return wait()
  }

  /// Waits for the process's end; returns the whole lines that it wrote.
  func wait() -> [String] {
    let rest = try? output.fileHandleForReading.readToEnd()
    text += String(decoding: rest ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }
}
