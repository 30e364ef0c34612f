import Datalog

@testable import GraphStore

/// Transactions of every kind, one after the other, on a disk that may fail at any of its calls.
struct Workload {
  /// What the graph held after each transaction, the first state being the empty graph.
  private(set) var states: [[String]] = [Self.empty]
  /// The state that the last transaction would have led to, if it did not come to its end.
  private(set) var attempted: [String]?
  /// What the graph in memory held at the end; `nil` when it could not be opened.
  private(set) var inMemory: [String]?
  private(set) var errors = 0

  static let empty = Samples.contents(FactStore())

  private static let stepCount = 7

  private static func step(_ number: Int, _ transaction: inout WriteTransaction)
    throws(FactStoreError)
  {
    switch number {
    case 0:
      try transaction.define(Samples.visited)
      try transaction.define(Samples.figure)
      try transaction.replace(
        page: "甲.txt",
        with: [
          Samples.visit("高天翼", "东市场", page: "甲.txt"),
          Samples.visit("虎强", "西市场", page: "甲.txt", 20),
          Samples.amount("清理", .int(200), page: "甲.txt"),
        ])
    case 1:
      try transaction.replace(
        page: "乙.txt",
        with: [
          Samples.visit("高天翼", "东市场", page: "乙.txt"),
          Samples.amount("占", .text("一半"), page: "乙.txt"),
        ])
      transaction.setRules("r(X) :- visited(X, _, _).", named: "own.dl")
    // An edited page.
    case 2:
      try transaction.replace(
        page: "甲.txt",
        with: [
          Samples.visit("高天翼", "东市场", page: "甲.txt"),
          Samples.visit("崔绍营", "南市场", page: "甲.txt", 20),
        ])
      transaction.setMetadata("郑州", for: "city")
    // An abandoned transaction.
    case 3:
      try transaction.define(RelationSchema("abandoned", [.init("what", .text)]))
      try transaction.insert(.init("abandoned", [.text("a")], Samples.origin("丙.txt")))
      transaction.remove(page: "甲.txt")
      transaction.setMetadata(nil, for: "city")
      throw FactStoreError(.mismatch, "abandoned")
    // One that changes nothing.
    case 4:
      try transaction.replace(
        page: "乙.txt",
        with: [
          Samples.visit("高天翼", "东市场", page: "乙.txt"),
          Samples.amount("占", .text("一半"), page: "乙.txt"),
        ])
    case 5:
      transaction.remove(page: "甲.txt")
    default:
      try transaction.replace(
        page: "丙.txt", with: (0..<20).map { Samples.visit("某\($0)", "市场", page: "丙.txt", $0) })
      transaction.setRules(nil, named: "own.dl")
    }
  }

  /// Runs the transactions, a checkpoint among them, until the disk is dead.
  static func run(
    on disk: SimulatedDisk, durability: GraphDatabase.Durability, mostLog: Int? = nil
  ) -> Workload {
    var workload = Workload()
    func opened() -> GraphDatabase? {
      try? GraphDatabase(
        at: Samples.path, on: disk, durability: durability, mostLog: mostLog)
    }
    guard let database = opened() ?? (disk.isDead ? nil : opened()) else { return workload }
    for index in 0..<stepCount where !disk.isDead {
      if index == 5 { workload.note { () throws(FactStoreError) in try database.compact() } }
      workload.write(database, step: index)
    }
    workload.note { () throws(FactStoreError) in try database.synchronize() }
    workload.inMemory = Samples.contents(database.facts)
    return workload
  }

  private mutating func note(_ act: () throws(FactStoreError) -> Void) {
    do { try act() } catch { errors += 1 }
  }

  private mutating func write(_ database: GraphDatabase, step: Int) {
    var planned: [String]?
    do {
      try database.write { transaction throws(FactStoreError) in
        try Self.step(step, &transaction)
        planned = Samples.contents(transaction.facts)
      }
      states.append(Samples.contents(database.facts))
      attempted = nil
    } catch {
      if error.message != "abandoned" {
        errors += 1
        attempted = planned ?? attempted
      }
    }
  }
}
