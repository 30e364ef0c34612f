/// The bindings of a rule that aggregates, as a relation: the values that group, and those that are
/// aggregated.
///
/// So many bindings are found as those of any rule are, on all cores and each once, and aggregated then.
struct MemberPlan {
  /// What stands in the relation's columns.
  private(set) var columns: [ScalarExpression] = []
  /// The columns that group.
  let group: [Int32]
  /// The columns of each aggregate's arguments.
  let arguments: [[Int32]]
  /// Whether every row is a member of its own of each aggregate for which repetitions count.
  let isDistinct: Bool

  init(_ rule: Rule) {
    var columns: [ScalarExpression] = []
    func column(of expression: ScalarExpression) -> Int32 {
      if let variable = expression.loneVariable,
        let known = columns.firstIndex(where: { $0.loneVariable == variable })
      {
        return Int32(known)
      }
      columns.append(expression)
      return Int32(columns.count - 1)
    }
    var group: [Int32] = []
    var counted: [[Int32]] = []
    for case .expression(let expression) in rule.headTerms { group.append(column(of: expression)) }
    arguments = rule.headTerms.compactMap { term -> [Int32]? in
      guard case .aggregate(let function, let arguments, _) = term else { return nil }
      let places = arguments.map(column)
      if function != .min, function != .max { counted.append(places) }
      return places
    }
    isDistinct = counted.allSatisfy { Set($0 + group).count == columns.count }
    self.group = group
    self.columns = columns
  }
}
