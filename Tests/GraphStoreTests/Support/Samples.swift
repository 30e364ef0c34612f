import Datalog
import Foundation

@testable import GraphStore

/// Facts to store, and what a store holds in a form that can be compared.
enum Samples {
  static let path = "/simulated/graph.tupu"

  static let visited = RelationSchema(
    "visited", [.init("who", .text), .init("place", .text), .init("on", .date)])
  static let figure = RelationSchema(
    "figure",
    [.init("what", .text), .init("number", .any), .init("on", .date), .init("sure", .bool)])

  static func origin(_ page: String, _ begin: Int = 3, text: String = "证据\n文字") -> Provenance {
    Provenance(
      page: page, range: begin..<(begin + 2), line: 2, text: text, rule: "visited-place",
      confidence: 0.9)
  }

  static func visit(_ who: String, _ place: String, page: String, _ begin: Int = 3)
    -> FactStore.Entry
  {
    FactStore.Entry(
      "visited", [.text(who), .text(place), .date(.unknown)], origin(page, begin))
  }

  static func amount(_ what: String, _ number: Value, page: String) -> FactStore.Entry {
    FactStore.Entry(
      "figure", [.text(what), number, .date(.unknown), .bool(true)], origin(page, 9))
  }

  /// A small store with values of every type.
  static func store() throws -> FactStore {
    var store = FactStore()
    try store.define(visited)
    try store.define(figure)
    try store.define(RelationSchema("empty", []))
    for entry in [
      visit("高天翼", "高砦农贸市场", page: "甲.txt"), visit("高天翼", "高砦农贸市场", page: "乙.txt"),
      visit("虎强", "凤凰路农贸市场", page: "甲.txt", 40), amount("清理", .int(.max), page: "甲.txt"),
      amount("清理", .int(-7), page: "乙.txt"), amount("", .float(-1.5), page: "乙.txt"),
      amount("占", .text("一半"), page: "乙.txt"),
      FactStore.Entry("empty", [], origin("甲.txt", 5)),
    ] { try store.insert(entry) }
    store.setRules("r(X) :- visited(X, _, _).", named: "own.dl")
    store.setMetadata("郑州", for: "city")
    return store
  }

  /// What a store holds, line by line, in an order that does not depend on how it is kept.
  static func contents(_ store: FactStore) -> [String] {
    var lines: [String] = []
    for schema in store.schemas {
      lines.append("relation \(schema): \(store.count(of: schema.name))")
      store.forEachFact(of: schema.name) { fact, provenance in
        let origins = provenance.map {
          "\($0.page) \($0.range) \($0.line) \($0.text) \($0.rule) \($0.confidence) \($0.transaction)"
        }
        lines.append("\(fact) \(origins)")
      }
    }
    lines += store.ruleNames.map { "rules \($0): \(store.rules(named: $0) ?? "")" }
    lines += store.metadataKeys.map { "metadata \($0): \(store.metadata($0) ?? "")" }
    lines.append("pages \(store.pages)")
    return lines.sorted()
  }

  /// The file of a store, as the disk has it.
  static func file(_ store: FactStore) throws -> [UInt8] {
    let disk = SimulatedDisk()
    try store.write(to: path, on: disk)
    return disk.names[path]?.bytes ?? []
  }

  /// The store that a file's bytes hold.
  static func read(_ bytes: [UInt8]) throws(FactStoreError) -> FactStore {
    let disk = SimulatedDisk()
    disk.names[path] = SimulatedDisk.Inode(bytes)
    return try FactStore(contentsOf: path, on: disk)
  }
}

/// A folder of its own for a test; it goes with the object.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "tupu-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { "\(path)/\(name)" }
}
