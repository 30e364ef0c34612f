public import Datalog

extension FactStore {
  /// The facts of a relation with a given value in a column, in the order in which they were added.
  ///
  /// - Complexity: O(facts of the relation).
  public func facts(of relation: String, where column: Int, is value: Value) -> [GroundFact] {
    guard let id = symbols.id(of: value), let facts = snapshot().columns(of: relation),
      facts.columns.indices.contains(column)
    else { return [] }
    return (0..<facts.count).filter { facts.columns[column][$0] == id.bits }.map { row in
      GroundFact(relation, facts.columns.map { symbols[ValueID(bits: $0[row])] })
    }
  }
}
