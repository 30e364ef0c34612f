import TestSupport
import Testing

@testable import GraphStore

/// Every call to the disk fails, is cut short or is the last one, in turn.
@Suite struct CrashTests {
  static func callCount(_ durability: GraphDatabase.Durability, mostLog: Int?) -> Int {
    let disk = SimulatedDisk()
    let workload = Workload.run(on: disk, durability: durability, mostLog: mostLog)
    #expect(workload.errors == 0)
    #expect(workload.states.count == 7)
    return disk.calls
  }

  /// The graph of a disk, after recovery by a writer, which must be able to go on; it must be the
  /// same that a reader saw before.
  static func recovered(_ disk: SimulatedDisk, _ what: String) throws -> [String] {
    let isThere = disk.names[Samples.path].map { !$0.bytes.isEmpty } ?? false
    let seen = try isThere ? Samples.contents(FactStore(contentsOf: Samples.path, on: disk)) : nil
    do {
      let database = try GraphDatabase(at: Samples.path, on: disk)
      let found = Samples.contents(database.facts)
      if let seen { #expect(seen == found, "\(what): readers and writers differ") }
      try database.write { transaction throws(FactStoreError) in
        transaction.setMetadata("weiter", for: "after recovery")
      }
      #expect(database.facts.metadata("after recovery") == "weiter")
    }
    let again = try FactStore(contentsOf: Samples.path, on: disk)
    #expect(
      again.metadata("after recovery") == "weiter", "\(what): a commit after recovery is lost")
    #expect(Set(disk.names.keys) == [Samples.path], "\(what): a file was left behind")
    var before = again
    before.setMetadata(nil, for: "after recovery")
    return Samples.contents(before)
  }

  @Test(arguments: [nil, 100])
  func aCommittedTransactionSurvivesEveryCrash(mostLog: Int?) throws {
    var random = SplitMix64(seed: RandomTests.seed)
    var crashes = 0
    var disks = 0
    for fault in [SimulatedDisk.Fault.crash, .crashHalfway] {
      for call in 1...Self.callCount(.full, mostLog: mostLog) {
        let disk = SimulatedDisk(fault: fault, at: call)
        let workload = Workload.run(on: disk, durability: .full, mostLog: mostLog)
        let allowed = [workload.states.last, workload.attempted].compactMap(\.self)
        crashes += 1
        for left in [disk.afterProcessDeath()] + disk.afterPowerFailure(most: 32, &random) {
          disks += 1
          let found = try Self.recovered(left, "\(fault) at call \(call)")
          #expect(allowed.contains(found), "\(fault) at call \(call)")
        }
      }
    }
    print("crash tests: \(crashes) crashes, \(disks) disks recovered")
  }

  /// Without waiting for the disk the last transactions may be lost, but in their order.
  @Test(arguments: [nil, 100])
  func theFastModeLosesOnlyTheLatestTransactions(mostLog: Int?) throws {
    var random = SplitMix64(seed: RandomTests.seed)
    var disks = 0
    for fault in [SimulatedDisk.Fault.crash, .crashHalfway] {
      for call in 1...Self.callCount(.fast, mostLog: mostLog) {
        let disk = SimulatedDisk(fault: fault, at: call)
        let workload = Workload.run(on: disk, durability: .fast, mostLog: mostLog)
        let last = [workload.states.last, workload.attempted].compactMap(\.self)
        let alive = try Self.recovered(disk.afterProcessDeath(), "\(fault) at call \(call)")
        #expect(last.contains(alive), "\(fault) at call \(call): the process alone died")
        let allowed = workload.states + [workload.attempted].compactMap(\.self)
        for left in disk.afterPowerFailure(most: 16, &random) {
          disks += 1
          let found = try Self.recovered(left, "\(fault) at call \(call)")
          #expect(allowed.contains(found), "\(fault) at call \(call): the power failed")
        }
      }
    }
    print("crash tests, fast mode: \(disks) disks recovered")
  }

  @Test(arguments: [nil, 100])
  func aTransactionThatFailsLeavesNoTrace(mostLog: Int?) throws {
    var runs = 0
    for fault in [SimulatedDisk.Fault.error, .half, .errorsFromHere] {
      for call in 1...Self.callCount(.full, mostLog: mostLog) {
        let disk = SimulatedDisk(fault: fault, at: call)
        let workload = Workload.run(on: disk, durability: .full, mostLog: mostLog)
        runs += 1
        if let inMemory = workload.inMemory {
          #expect(inMemory == workload.states.last, "\(fault) at call \(call)")
        }
        // Where even taking it back failed, what was written of a transaction may be all of it.
        let mayBeThere = fault == .errorsFromHere ? workload.attempted : nil
        let found = try Self.recovered(disk.afterProcessDeath(), "\(fault) at call \(call)")
        #expect(
          [workload.states.last, mayBeThere].compactMap(\.self).contains(found),
          "\(fault) at call \(call)")
      }
    }
    print("fault tests: \(runs) runs with a failing call")
  }

  @Test func theWritesOfATransactionAreUndoneExactly() throws {
    var random = SplitMix64(seed: RandomTests.seed)
    for round in 0..<200 {
      var start = FactStore()
      try start.define(Samples.visited)
      try Self.change(&start, &random, steps: 12)
      var store = round % 2 == 0 ? start : try Samples.read(Samples.file(start))
      try Self.change(&store, &random, steps: 4)
      let before = Samples.contents(store)
      store.begin(transaction: 9)
      try store.define(Samples.figure)
      try store.insert(Samples.amount("清理", .int(round), page: "1.txt"))
      try Self.change(&store, &random, steps: 8)
      let after = Samples.contents(store)
      store.undo()
      #expect(Samples.contents(store) == before)
      // The log's form of the same changes does what they did.
      var other = store
      store.begin(transaction: 9)
      try store.define(Samples.figure)
      try Self.change(&store, &random, steps: 8)
      if let payload = TransactionEncoder.payload(of: store) {
        try TransactionDecoder.apply(LogRecord(transaction: 9, payload: payload), on: &other)
      }
      #expect(Samples.contents(other) == Samples.contents(store))
      #expect(Samples.contents(try Samples.read(Samples.file(other))) == Samples.contents(store))
      #expect(!after.isEmpty)
    }
  }

  /// Random replacements, removals and additions over few names, so that they often meet.
  static func change(_ store: inout FactStore, _ random: inout SplitMix64, steps: Int) throws {
    for _ in 0..<steps {
      let page = "\(random.number(in: 1...3)).txt"
      let entries = (0..<random.number(in: 0...4)).map { _ in
        Samples.visit(
          "甲\(random.number(in: 1...3))", "乙\(random.number(in: 1...2))", page: page,
          random.number(in: 1...2))
      }
      switch random.number(in: 0...3) {
      case 0: store.remove(page: page)
      case 1: for entry in entries { try store.insert(entry) }
      default: try store.replace(page: page, with: entries)
      }
    }
  }
}
