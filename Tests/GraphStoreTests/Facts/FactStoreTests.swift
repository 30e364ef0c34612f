import Datalog
import Foundation
import GraphStore
import Testing

@Suite struct FactStoreTests {
  static let visited = RelationSchema(
    "visited", [.init("who", .text), .init("place", .text), .init("on", .date)])

  static func origin(_ page: String, _ text: String = "证据") -> Provenance {
    Provenance(
      page: page, range: 3..<5, line: 2, text: text, rule: "visited-place", confidence: 0.9)
  }

  static func entry(_ who: String, _ place: String, page: String) -> FactStore.Entry {
    FactStore.Entry(
      "visited", [.text(who), .text(place), .date(.unknown)], origin(page))
  }

  static func store(_ entries: [FactStore.Entry]) throws -> FactStore {
    var store = FactStore()
    try store.define(visited)
    for entry in entries { try store.insert(entry) }
    return store
  }

  @Test func aFactStatedTwiceIsOneFactWithTwoProvenances() throws {
    var store = try Self.store([Self.entry("高天翼", "高砦农贸市场", page: "a.txt")])
    let isNew = try store.insert(Self.entry("高天翼", "高砦农贸市场", page: "b.txt"))
    #expect(!isNew)
    #expect(store.count == 1)
    let fact = GroundFact("visited", [.text("高天翼"), .text("高砦农贸市场"), .date(.unknown)])
    #expect(store.provenance(of: fact).map(\.page) == ["a.txt", "b.txt"])
    #expect(store.pages == ["a.txt", "b.txt"])
  }

  @Test func aFactThatDoesNotFitIsRefused() throws {
    var store = try Self.store([])
    #expect(throws: FactStoreError.self) {
      try store.insert(FactStore.Entry("visited", [.text("a")], Self.origin("a.txt")))
    }
    #expect(throws: FactStoreError.self) {
      try store.insert(
        FactStore.Entry("visited", [.text("a"), .int(1), .date(.unknown)], Self.origin("a.txt")))
    }
    #expect(throws: FactStoreError.self) {
      try store.insert(FactStore.Entry("unknown", [], Self.origin("a.txt")))
    }
    let wrong = Provenance(
      page: "a.txt", range: -4..<2, line: 1, text: "", rule: "r", confidence: 1)
    #expect(throws: FactStoreError.self) {
      try store.insert(
        FactStore.Entry("visited", [.text("a"), .text("b"), .date(.unknown)], wrong))
    }
    #expect(store.count == 0)
  }

  @Test func replacingAPageChangesOnlyWhatThePageAloneStated() throws {
    var store = try Self.store([
      Self.entry("甲", "东市场", page: "a.txt"), Self.entry("乙", "西市场", page: "a.txt"),
      Self.entry("乙", "西市场", page: "b.txt"),
    ])
    let change = try store.replace(
      page: "a.txt",
      with: [Self.entry("甲", "东市场", page: "a.txt"), Self.entry("丙", "南市场", page: "a.txt")])
    #expect(change.added == 1)
    #expect(change.removed == 1)
    #expect(change.kept == 1)
    #expect(store.count == 3, "乙's visit is still stated by the other page")
    store.remove(page: "b.txt")
    #expect(store.count == 2)
  }

  @Test func aReplacementWithAWrongFactChangesNothing() throws {
    var store = try Self.store([Self.entry("甲", "东市场", page: "a.txt")])
    #expect(throws: FactStoreError.self) {
      try store.replace(
        page: "a.txt",
        with: [
          Self.entry("乙", "西市场", page: "a.txt"),
          FactStore.Entry("visited", [], Self.origin("a.txt")),
        ])
    }
    #expect(store.count == 1)
    #expect(
      !store.provenance(of: GroundFact("visited", [.text("甲"), .text("东市场"), .date(.unknown)]))
        .isEmpty)
  }

  @Test func aSnapshotDoesNotChangeWithItsStore() throws {
    var store = try Self.store([Self.entry("甲", "东市场", page: "a.txt")])
    let snapshot = store.snapshot()
    try store.insert(Self.entry("乙", "西市场", page: "a.txt"))
    #expect(snapshot.columns(of: "visited")?.count == 1)
    #expect(store.snapshot().columns(of: "visited")?.count == 2)
    #expect(snapshot.columns(of: "unknown") == nil)
  }
}
