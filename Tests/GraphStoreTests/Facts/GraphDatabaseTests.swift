import Datalog
import Foundation
import Testing

@testable import GraphStore

@Suite struct GraphDatabaseTests {
  private func code(_ act: () throws(FactStoreError) -> Void) -> FactStoreError.Code? {
    do {
      try act()
      return nil
    } catch { return error.code }
  }

  @Test func whatIsCommittedIsReadByOthers() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("graph.tupu")
    let database = try GraphDatabase(at: path)
    let before = try FactStore(contentsOf: path)
    try database.write { transaction throws(FactStoreError) in
      try transaction.define(Samples.visited)
      let isNew = try transaction.insert(Samples.visit("高天翼", "东市场", page: "甲.txt"))
      #expect(isNew && transaction.facts.count == 1)
    }
    let after = try FactStore(contentsOf: path)
    #expect(before.count == 0 && after.count == 1)
    try database.compact()
    #expect(after.count == 1)
    #expect(Samples.contents(try FactStore(contentsOf: path)) == Samples.contents(after))
    #expect(Samples.contents(database.facts) == Samples.contents(after))
    #expect(database.transaction == 1)
  }

  @Test func provenanceTellsTheTransaction() throws {
    let folder = try TemporaryFolder()
    let database = try GraphDatabase(at: folder.file("graph.tupu"))
    let entry = Samples.visit("高天翼", "东市场", page: "甲.txt")
    for page in ["甲.txt", "乙.txt", "甲.txt"] {
      try database.write { transaction throws(FactStoreError) in
        try transaction.define(Samples.visited)
        try transaction.replace(
          page: page, with: [Samples.visit("高天翼", "东市场", page: page)])
      }
    }
    let fact = GroundFact("visited", entry.values)
    #expect(database.facts.provenance(of: fact).map(\.transaction) == [1, 2])
    #expect(database.transaction == 2, "importing the same again is no transaction")
  }

  @Test func oneWritesAtATime() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("graph.tupu")
    do {
      let database = try GraphDatabase(at: path)
      try database.compact()
      #expect(code { () throws(FactStoreError) in _ = try GraphDatabase(at: path) } == .busy)
      let store = try Samples.store()
      #expect(code { () throws(FactStoreError) in try store.write(to: path) } == .busy)
      #expect(throws: FactStoreError.self) {
        try GraphDatabase(at: path, waitingUpTo: .milliseconds(20))
      }
      #expect(database.facts.count == 0)
    }
    #expect(code { () throws(FactStoreError) in _ = try GraphDatabase(at: path) } == nil)
  }

  @Test func theBusyErrorNamesTheProcess() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("graph.tupu")
    let database = try GraphDatabase(at: path)
    var message = ""
    do { _ = try GraphDatabase(at: path) } catch { message = error.message }
    #expect(message.contains("this process"), "\(message)")
    #expect(database.facts.count == 0)
  }

  @Test func aWriterThatWaitsGetsItsTurn() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("graph.tupu")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<4 {
        group.addTask {
          let database = try GraphDatabase(at: path, waitingUpTo: .seconds(60))
          try database.write { transaction throws(FactStoreError) in
            try transaction.define(Samples.visited)
            try transaction.insert(Samples.visit("甲\(number)", "市场", page: "\(number).txt"))
          }
          if number % 2 == 0 { try database.compact() }
        }
      }
      try await group.waitForAll()
    }
    #expect(try FactStore(contentsOf: path).count == 4)
  }

  @Test func manyReadWhileOneWrites() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("graph.tupu")
    let database = try GraphDatabase(at: path, on: SystemDisk(), durability: .fast, mostLog: 4000)
    try database.write { transaction throws(FactStoreError) in
      try transaction.define(Samples.visited)
    }
    // Each transaction adds two facts, so an odd number of them is half of one.
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for number in 0..<150 {
          try database.write { transaction throws(FactStoreError) in
            for half in ["一", "二"] {
              try transaction.insert(Samples.visit("甲\(number)", half, page: "\(number % 9).txt"))
            }
          }
        }
      }
      for reader in 0..<3 {
        group.addTask {
          var last = 0
          while last < 300 {
            let facts = try reader == 0 ? FactStore(contentsOf: path) : database.facts
            let snapshot = facts.snapshot()
            let count = snapshot.columns(of: "visited")?.count ?? 0
            #expect(count % 2 == 0 && count >= last && count == facts.count)
            #expect(facts.facts(of: "visited", startingWith: [.text("甲0")]).count == min(count, 2))
            last = count
            await Task.yield()
          }
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func aLinkStaysALink() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("graph.tupu")
    try Samples.store().write(to: path)
    let link = folder.file("link.tupu")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    try GraphDatabase(at: link).compact()
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == path)
    #expect(try FactStore(contentsOf: path).count == 7)
  }

  @Test func aFolderThatCannotBeWrittenIsAnError() throws {
    // No one, not even the superuser, makes files there.
    #expect(
      code { () throws(FactStoreError) in _ = try GraphDatabase(at: "/proc/graph.tupu") }
        == .unwritable)
    let folder = try TemporaryFolder()
    #expect(
      code { () throws(FactStoreError) in _ = try GraphDatabase(at: folder.file("no/g.tupu")) }
        == .unwritable)
    #expect(
      code { () throws(FactStoreError) in _ = try GraphDatabase(at: folder.path) } == .unwritable)
  }

  @Test func aReadOnlyFolderLeavesTheGraphReadable() throws {
    guard getuid() != 0 else { return }  // The superuser may write everywhere.
    let folder = try TemporaryFolder()
    let path = folder.file("graph.tupu")
    try Samples.store().write(to: path)
    chmod(folder.path, 0o500)
    defer { chmod(folder.path, 0o700) }
    #expect(try FactStore(contentsOf: path).count == 7)
    let database = try GraphDatabase(at: path)
    try database.write { transaction throws(FactStoreError) in
      transaction.setMetadata("a", for: "b")
    }
    #expect(code { () throws(FactStoreError) in try database.compact() } == .unwritable)
    #expect(try FactStore(contentsOf: path).metadata("b") == "a")
  }
}
