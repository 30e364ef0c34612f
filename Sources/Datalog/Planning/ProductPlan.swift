/// A way to run a rule whose body falls in two when the values of some variables are known.
///
/// In `alias(X, Y) :- flow(Z, X), memory(Z, W), flow(W, Y)` nothing but Z connects X with Y: for each
/// Z, every X goes with every Y. So the values of each side are found once for each Z, without
/// repetitions, and the head's tuples are their product: a column that no one reads, as W, multiplies
/// nothing.
///
/// The rows of the atom that the plan reads first are grouped by all columns but one, those of the
/// separators; the other column begins the side on which its variable is. So in
/// `below(X, Z) :- linked(X, R, Y), below(Y, A), defines(R, A, Z)` the values of Z are found once for R
/// and Y together, not for each X.
struct ProductPlan {
  /// One side: the steps that find the values of one of the head's columns.
  struct Side {
    /// Whether it begins with the values that the group's rows have in their other column.
    var beginsWithGroup = false
    var steps: [RulePlan.Step] = []
    /// The variable of the head that it gives values to.
    let variable: Int
  }

  /// The relation of the first atom, and which of its rows are read.
  let relation: RelationID
  let rows: RulePlan.Rows
  let separatorColumns: [Int]
  let otherColumn: Int
  /// The variables of these columns.
  let separators: [Int]
  let other: Int
  /// The side of the column that the rows of the head's set run over, and the side of their key.
  let values: Side
  let keys: Side

  /// The best such way for a plan; `nil` if there is none.
  ///
  /// - Parameter setColumn: The column that the rows of the head's set run over.
  init?(_ plan: RulePlan, of rule: Rule, setColumn: Int) {
    guard rule.headTerms.count == 2, !rule.aggregates,
      case .expression(let valueTerm) = rule.headTerms[setColumn],
      case .expression(let keyTerm) = rule.headTerms[1 - setColumn],
      let value = valueTerm.loneVariable, let key = keyTerm.loneVariable, value != key
    else { return nil }
    guard case .match(let first)? = plan.steps.first else { return nil }
    let found = first.columns.indices.reversed().compactMap {
      ProductPlan(plan, first, otherColumn: $0, value: value, key: key)
    }
    // The less there is to do for each row of a group the better; then, repetitions go first where
    // many values are added at once.
    guard
      let best = found.min(by: { first, second in
        (first.groupSide.steps.count, first.values.beginsWithGroup ? 0 : 1)
          < (second.groupSide.steps.count, second.values.beginsWithGroup ? 0 : 1)
      })
    else { return nil }
    self = best
  }

  private init?(
    _ plan: RulePlan, _ access: RulePlan.Access, otherColumn: Int, value: Int, key: Int
  ) {
    guard plan.steps.count > 1, access.columns.count > 1, !access.isExistential,
      case .bind(let other) = access.columns[otherColumn]
    else { return nil }
    var separatorColumns: [Int] = []
    var separators: [Int] = []
    for (column, kind) in access.columns.enumerated() where column != otherColumn {
      guard case .bind(let variable) = kind, variable != value, variable != key else { return nil }
      separatorColumns.append(column)
      separators.append(variable)
    }
    let side = SideSearch(plan, separators: Set(separators))
    guard side.number(of: value) != side.number(of: key) else { return nil }
    var values = Side(variable: value)
    var keys = Side(variable: key)
    if side.number(of: other) == side.number(of: value) {
      values.beginsWithGroup = true
    } else if side.number(of: other) == side.number(of: key) {
      keys.beginsWithGroup = true
    } else {
      return nil
    }
    for (position, step) in plan.steps.enumerated().dropFirst() {
      switch side.number(ofLiteral: plan.literals[position]) {
      case side.number(of: value): values.steps.append(step)
      case side.number(of: key): keys.steps.append(step)
      default: return nil
      }
    }
    relation = access.relation
    rows = access.rows
    self.separatorColumns = separatorColumns
    self.otherColumn = otherColumn
    self.separators = separators
    self.other = other
    self.values = values
    self.keys = keys
  }

  private var groupSide: Side { values.beginsWithGroup ? values : keys }
}

/// Finds which variables of a body stay connected when some have values.
private struct SideSearch {
  private let separators: Set<Int>
  /// For each variable, one that it is connected with; itself for one of each side.
  private var links: [Int: Int] = [:]

  init(_ plan: RulePlan, separators: Set<Int>) {
    self.separators = separators
    for literal in plan.literals {
      var first: Int?
      literal.forEachVariable { variable in
        guard !separators.contains(variable) else { return }
        if let first { links[number(of: variable)] = number(of: first) }
        first = first ?? variable
      }
    }
  }

  /// The variable that stands for the side of a variable.
  func number(of variable: Int) -> Int {
    var variable = variable
    while let next = links[variable], next != variable { variable = next }
    return variable
  }

  /// The side of a literal; `nil` if it has no variable but separators.
  func number(ofLiteral literal: Literal) -> Int? {
    var found: Int?
    literal.forEachVariable { if !separators.contains($0) { found = number(of: $0) } }
    return found
  }
}
