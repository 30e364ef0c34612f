/// The steps that find the bindings of a rule's body, in order.
struct RulePlan {
  /// Which rows of an atom's relation a step reads.
  enum Rows: Sendable {
    /// All rows that were there when the round began.
    case all
    /// The rows of the last round.
    case delta
    /// The rows from before the last round.
    case old
    /// The rows whose stamp is smaller.
    case stampedBefore(Int)
  }

  /// Where a column's value comes from or goes to.
  enum Column: Sendable {
    case constant(Value)
    /// The variable is bound: the values must be equal.
    case check(Int)
    /// The variable gets the value.
    case bind(Int)
    case ignore
  }

  /// How the rows that agree with what is known are found.
  enum Path: Sendable {
    /// By an index over the known columns, or a set if all are known.
    case index
    /// By going through all rows.
    case scan
    /// By halving: the rows are sorted, and so many of the first columns are known.
    case sorted(columns: Int)
  }

  /// How an atom is read.
  struct Access: Sendable {
    let relation: RelationID
    let columns: [Column]
    let rows: Rows
    let path: Path
    /// About how many rows agree with one binding.
    let rowsEach: Double
    /// Whether one match is enough, because no later step reads what the atom binds.
    let isExistential: Bool

    /// The columns whose values are known before the atom is read.
    var keyColumns: [Int] {
      // A variable that the atom itself binds first is not known yet.
      var boundHere: [Int] = []
      var keys: [Int] = []
      for (index, column) in columns.enumerated() {
        switch column {
        case .constant: keys.append(index)
        case .check(let variable): if !boundHere.contains(variable) { keys.append(index) }
        case .bind(let variable): boundHere.append(variable)
        case .ignore: break
        }
      }
      return keys
    }
  }

  enum Step: Sendable {
    /// The variable gets each of the values that are given before the plan runs.
    case given(Int)
    case match(Access)
    case absent(Access)
    case group(Access, missing: Value?)
    case assign(Int, ScalarExpression)
    case compare(ComparisonOperator, ScalarExpression, ScalarExpression, isNegated: Bool)
    case test(TestFunction, [ScalarExpression], isNegated: Bool)
    case generate(Column, ScalarExpression, ScalarExpression)
  }

  let rule: Int
  var steps: [Step]
  /// The literal of each step.
  let literals: [Literal]
  /// What the steps up to each one cost, and how many bindings they leave, about.
  var estimates: [Estimate] = []

  struct Estimate: Sendable {
    let cost: Double
    let bindings: Double
  }

  /// Tells the relations that are gone through although an index would find their rows.
  func noteScans(relation: (RelationID) -> Relation) {
    for case .match(let access) in steps {
      guard case .scan = access.path, !access.keyColumns.isEmpty else { continue }
      let relation = relation(access.relation)
      relation.withMeasures { $0.noteScan(of: relation.count) }
    }
  }
}
