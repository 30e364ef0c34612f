import Datalog

/// The facts of a graph without some that were taken back; the graph itself stays as it is.
struct RetractedFacts: FactSource {
  private let base: any FactSource
  private let retracted: [String: Set<[UInt32]>]

  init(_ base: any FactSource, without facts: Set<GroundFact>) {
    self.base = base
    let symbols = SymbolTable(continuing: base.symbols)
    var retracted: [String: Set<[UInt32]>] = [:]
    for fact in facts {
      let ids = fact.values.compactMap { symbols.id(of: $0)?.bits }
      guard ids.count == fact.values.count else { continue }
      retracted[fact.relation, default: []].insert(ids)
    }
    self.retracted = retracted
  }

  var symbols: SymbolTable.Frozen { base.symbols }

  func columns(of relation: String) -> FactColumns? {
    guard let all = base.columns(of: relation), let gone = retracted[relation] else {
      return base.columns(of: relation)
    }
    let kept = (0..<all.count).filter { row in !gone.contains(all.columns.map { $0[row] }) }
    return FactColumns(
      columns: all.columns.map { column in kept.map { column[$0] } }, count: kept.count)
  }
}
