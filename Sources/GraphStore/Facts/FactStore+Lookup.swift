public import Datalog

extension FactStore {
  /// The facts of a relation with a given value in a column, in the order of the relation's rows.
  ///
  /// - Complexity: O(log facts + answers) for the first column, O(facts of the relation) for others.
  public func facts(of relation: String, where column: Int, is value: Value) -> [GroundFact] {
    guard column != 0 else { return facts(of: relation, startingWith: [value]) }
    guard let position = positions[relation], let id = symbols.id(of: value),
      relations[position].schema.columns.indices.contains(column)
    else { return [] }
    let stored = relations[position]
    return stored.statedRows.filter { stored.value(row: $0, column: column) == id.bits }.map {
      fact(at: RowReference(relation: position, row: $0))
    }
  }
}
