import Datalog
import TestSupport
import Testing

@testable import GraphStore

@Suite struct DumpTests {
  static func text(_ store: FactStore) -> String {
    var text = ""
    GraphDump(of: store).write { text += $0 }
    return text
  }

  static func restored(_ text: String) throws(FactStoreError) -> FactStore {
    try DumpReader.store(from: Array(text.utf8), name: "dump.dl")
  }

  @Test func aDumpComesBackWhole() throws {
    var store = try Samples.store()
    store.transaction = 12
    try store.define(RelationSchema("odd name", [.init("a b", .any), .init("from", .float)]))
    for value: Value in [
      .text("两行\n\"引号\" \\ \t\u{1}, )."), .int(.min), .float(1e300), .float(-0.5), .bool(false),
      .date(try #require(CalendarDate("201X-08"))),
    ] {
      try store.insert(
        .init("odd name", [value, .float(2)], Samples.origin("页 (1), \"甲\".txt", text: "a\"\n。")))
    }
    let dump = Self.text(store)
    let again = try Self.restored(dump)
    #expect(Samples.contents(again) == Samples.contents(store))
    #expect(Self.text(again) == dump)
    #expect(again.schemas == store.schemas)
    #expect(Samples.contents(try Samples.read(Samples.file(again))) == Samples.contents(store))
  }

  @Test(arguments: [
    ("visited(", "line 2"), ("p(1).\n%@ \"a\" 0 1 1 \"r\" 1.0 1 \"t\"", "not defined"),
    ("%@ \"a\" 1", "no fact"),
    ("relation p(a: text).\np(1).\n%@ \"a\" 0 1 1 \"r\" 1.0 1 \"t\"", "is text, not int"),
    ("relation p(a: int).\np(1).\n", "no '%@' line"),
    ("relation p(a: int).\np(1).\n%@ \"a\" 9 1 1 \"r\" 1.0 1 \"t\"", "line 4"),
    ("relation p(a: int).\np(1) :- q.", "line 3"), ("relation p(a: number).", "its type"),
  ])
  func whatIsNoDumpIsRefused(text: String, part: String) {
    var message = ""
    do { _ = try Self.restored("% tupu dump 1\n" + text) } catch { message = error.message }
    #expect(message.contains(part), "\(message)")
    #expect(message.contains("dump.dl"))
  }

  @Test func anotherFileIsNoDump() {
    #expect(throws: FactStoreError.self) { try Self.restored("p(1).") }
  }

  @Test func differencesAreFoundBothWays() throws {
    let old = try Samples.store()
    var new = try Samples.read(Samples.file(old))
    new.remove(page: "甲.txt")
    try new.insert(Samples.visit("崔绍营", "南市场", page: "丙.txt"))
    let difference = FactDifference(from: old, to: new)
    #expect(difference.gained.map(\.fact.values.first) == [.text("崔绍营")])
    #expect(difference.gained[0].provenance.map(\.page) == ["丙.txt"])
    #expect(Set(difference.lost.map(\.fact.relation)) == ["visited", "figure", "empty"])
    let none = FactDifference(from: old, to: old)
    #expect(none.gained.isEmpty && none.lost.isEmpty)
  }
}
