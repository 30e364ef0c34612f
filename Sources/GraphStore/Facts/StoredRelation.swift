import Datalog

/// The facts of one relation, column by column, and where each comes from.
struct StoredRelation: Sendable {
  let schema: RelationSchema
  private(set) var columns: [[UInt32]]
  /// For each fact its provenances, at least one.
  private(set) var provenance: [[Provenance]] = []
  /// The pages that state a fact of it.
  private(set) var pages: Set<String> = []
  private var rows: [[UInt32]: Int] = [:]

  init(schema: RelationSchema) {
    self.schema = schema
    columns = Array(repeating: [], count: schema.arity)
  }

  var count: Int { provenance.count }

  func provenance(of tuple: [UInt32]) -> [Provenance] { rows[tuple].map { provenance[$0] } ?? [] }

  /// Adds a fact, or a provenance to one that is there; true if the fact is new.
  mutating func insert(_ tuple: [UInt32], _ origin: Provenance) -> Bool {
    pages.insert(origin.page)
    if let row = rows[tuple] {
      if !provenance[row].contains(origin) { provenance[row].append(origin) }
      return false
    }
    rows[tuple] = count
    for column in columns.indices { columns[column].append(tuple[column]) }
    provenance.append([origin])
    return true
  }

  /// Removes a page's provenances, and the facts that have no other.
  mutating func remove(page: String) {
    guard pages.contains(page) else { return }
    var rest = StoredRelation(schema: schema)
    for row in 0..<count {
      let tuple = columns.map { $0[row] }
      for origin in provenance[row] where origin.page != page { _ = rest.insert(tuple, origin) }
    }
    self = rest
  }
}
