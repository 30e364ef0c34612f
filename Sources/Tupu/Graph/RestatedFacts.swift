import Datalog

/// The facts of a graph with some that it does not state, and without some that it does; the graph
/// itself stays as it is.
struct RestatedFacts: FactSource {
  let symbols: SymbolTable.Frozen
  private let base: any FactSource
  private let added: [String: [[UInt32]]]
  private let removed: [String: Set<[UInt32]>]

  init(
    _ base: any FactSource, with added: [GroundFact] = [], without removed: Set<GroundFact> = []
  ) {
    self.base = base
    var symbols = SymbolTable(continuing: base.symbols)
    var gone: [String: Set<[UInt32]>] = [:]
    for fact in removed {
      let ids = fact.values.compactMap { symbols.id(of: $0)?.bits }
      guard ids.count == fact.values.count else { continue }
      gone[fact.relation, default: []].insert(ids)
    }
    var stated: [String: [[UInt32]]] = [:]
    for fact in added {
      stated[fact.relation, default: []].append(fact.values.map { symbols.intern($0).bits })
    }
    self.symbols = symbols.frozen()
    self.added = stated
    self.removed = gone
  }

  func columns(of relation: String) -> FactColumns? {
    guard let all = base.columns(of: relation) else { return nil }
    let (new, gone) = (added[relation] ?? [], removed[relation] ?? [])
    guard !new.isEmpty || !gone.isEmpty else { return all }
    let kept = (0..<all.count).filter { row in !gone.contains(all.columns.map { $0[row] }) }
    return FactColumns(
      columns: all.columns.enumerated().map { column, values in
        kept.map { values[$0] } + new.map { $0[column] }
      }, count: kept.count + new.count)
  }
}
