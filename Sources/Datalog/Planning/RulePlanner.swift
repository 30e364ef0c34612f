/// Orders the conditions of a rule by the rows that its relations have now.
///
/// At each point it takes every filter and assignment whose variables are bound, then the atom that
/// promises the fewest rows for each binding found so far. Which atom comes first decides most, so
/// each of the promising ones is tried, and the cheapest plan taken.
struct RulePlanner {
  let program: CheckedProgram
  /// Gives the relation that holds a predicate's rows.
  let relation: (RelationID) -> Relation
  /// The number of a constant, if it has one.
  let number: (Value) -> UInt32?

  private let rule: Rule
  private let definitions: [Int: Int]
  /// Whether the plan is run again and again, so that indexes are worth their while.
  private let isRepeated: Bool
  private var bound: Set<Int> = []
  private var steps: [RulePlan.Step] = []
  private var literals: [Literal] = []
  private var pending: [(index: Int, literal: Literal, rows: RulePlan.Rows)] = []
  /// How many bindings there are after the steps so far, about, and what they cost.
  private var bindings = 1.0
  private var cost = 0.0
  private var estimates: [RulePlan.Estimate] = []

  /// The most first atoms that are tried, and the fewest rows for which that is worth while.
  private static let mostTrials = 6
  private static let fewestRowsToTry = 1_000.0

  /// Plans a rule.
  ///
  /// - Parameters:
  ///   - rows: The rows to read, for each literal of the body.
  ///   - bound: The variables that have values before the plan runs. Such a plan runs many times.
  static func plan(
    _ index: Int, of program: CheckedProgram, rows: [RulePlan.Rows], bound: Set<Int> = [],
    relation: @escaping (RelationID) -> Relation, number: @escaping (Value) -> UInt32?
  ) -> RulePlan {
    let isRecursive = rows.contains { if case .all = $0 { false } else { true } }
    var planner = RulePlanner(
      program: program, relation: relation, number: number, rule: program.rules[index],
      definitions: program.definitions[index], isRepeated: isRecursive || !bound.isEmpty)
    planner.bound = bound
    planner.pending = planner.rule.body.indices.map { ($0, planner.rule.body[$0], rows[$0]) }
    planner.takeReady()
    var best = planner.finished()
    for trial in planner.trials where trial.cost < best.cost { best = trial }
    return RulePlan(
      rule: index, steps: best.steps, literals: best.literals, estimates: best.estimates)
  }

  private init(
    program: CheckedProgram, relation: @escaping (RelationID) -> Relation,
    number: @escaping (Value) -> UInt32?, rule: Rule, definitions: [Int: Int], isRepeated: Bool
  ) {
    self.program = program
    self.relation = relation
    self.number = number
    self.rule = rule
    self.definitions = definitions
    self.isRepeated = isRepeated
  }

  /// The plans that begin with different atoms, where the choice may matter.
  private var trials: [RulePlanner] {
    let atoms = pending.count { if case .atom = $0.literal { true } else { false } }
    guard !isRepeated, atoms > 1 else { return [] }
    var costs: [(index: Int, rows: Double)] = []
    for index in pending.indices {
      guard case .atom(let atom) = pending[index].literal else { continue }
      // A single row, as of a parameter, comes first anyway: it multiplies nothing.
      if relation(atom.relation).count <= 1 { return [] }
      costs.append((index, accessCost(of: atom, pending[index].rows).rowsEach))
    }
    guard costs.contains(where: { $0.rows > RulePlanner.fewestRowsToTry }) else { return [] }
    let first = costs.sorted { ($0.rows, $0.index) < ($1.rows, $1.index) }
    return first.prefix(RulePlanner.mostTrials).map { index, _ in
      var trial = self
      trial.takeGenerator(at: index)
      return trial.finished()
    }
  }

  private func finished() -> RulePlanner {
    var planner = self
    while !planner.pending.isEmpty { planner.takeNext() }
    return planner
  }

  private mutating func takeNext() {
    takeReady()
    guard pending.count > 1 else {
      if !pending.isEmpty { takeGenerator(at: pending.startIndex) }
      return
    }
    var best: (index: Int, cost: Double)?
    let isFirst = !steps.contains { if case .match = $0 { true } else { false } }
    for index in pending.indices {
      if case .delta = pending[index].rows, case .atom = pending[index].literal, isFirst {
        // The newest rows are read once in a round; to index them would cost more than that.
        best = (index, 0)
        break
      }
      guard let cost = rowsEach(of: pending[index].literal, pending[index].rows) else { continue }
      if best == nil || cost < best?.cost ?? 0 { best = (index, cost) }
    }
    // The compiler has checked that every variable gets a value, so something is always there.
    takeGenerator(at: best?.index ?? pending.startIndex)
  }

  /// Takes what is only asked or computed now that its variables are bound.
  private mutating func takeReady() {
    while let index = pending.indices.first(where: {
      isReady(pending[$0].literal, pending[$0].index)
    }) {
      let (number, literal, rows) = pending.remove(at: index)
      literals.append(literal)
      addReady(literal, number, rows)
      noteEstimate()
    }
  }

  private mutating func takeGenerator(at index: Int) {
    let (number, literal, rows) = pending.remove(at: index)
    literals.append(literal)
    addGenerator(literal, number, rows)
    noteEstimate()
  }

  private mutating func noteEstimate() {
    estimates.append(RulePlan.Estimate(cost: cost, bindings: bindings))
  }

  // MARK: - Filters

  private func isBound(_ expression: ScalarExpression) -> Bool {
    var isBound = true
    expression.forEachVariable { if !bound.contains($0) { isBound = false } }
    return isBound
  }

  private func isBound(_ term: Term) -> Bool {
    if case .variable(let variable) = term { bound.contains(variable) } else { true }
  }

  /// Whether a condition can be taken now without adding bindings beyond one for each.
  private func isReady(_ literal: Literal, _ number: Int) -> Bool {
    switch literal {
    case .atom(let atom):
      return atom.terms.allSatisfy { isBound($0) && $0 != .wildcard }
    case .negatedAtom(let atom): return atom.terms.allSatisfy(isBound)
    case .group(let atom, _): return atom.terms.dropLast().allSatisfy(isBound)
    case .test(_, let arguments, _, _): return arguments.allSatisfy(isBound)
    case .range: return false
    case .comparison(.equal, let left, let right, isNegated: false):
      return isBound(left) && isBound(right) || assignment(left, right, number) != nil
    case .comparison(_, let left, let right, _): return isBound(left) && isBound(right)
    }
  }

  /// The variable that an equation gives its value to, if it may do so now.
  ///
  /// Equality of numbers is not sameness (`1 = 1.0`), so a variable that something else binds waits
  /// for it, unless that is an atom and both sides are known to have one type for which it is.
  private func assignment(_ left: ScalarExpression, _ right: ScalarExpression, _ number: Int)
    -> (variable: Int, value: ScalarExpression)?
  {
    for (side, value) in [(left, right), (right, left)] {
      guard let variable = side.loneVariable, !bound.contains(variable), isBound(value) else {
        continue
      }
      if let definition = definitions[variable] {
        if definition == number { return (variable, value) }
        continue
      }
      if let type = rule.type(of: variable, in: program), type != .any, type != .float,
        self.type(of: value) == type
      {
        return (variable, value)
      }
    }
    return nil
  }

  private func type(of expression: ScalarExpression) -> ValueType? {
    switch expression.kind {
    case .constant(let value): value.type
    case .variable(let variable): rule.type(of: variable, in: program)
    default: nil
    }
  }

  private mutating func addReady(_ literal: Literal, _ number: Int, _ rows: RulePlan.Rows) {
    switch literal {
    case .comparison(let comparison, let left, let right, let isNegated):
      if !(isBound(left) && isBound(right)), let (variable, value) = assignment(left, right, number)
      {
        bound.insert(variable)
        steps.append(.assign(variable, value))
      } else {
        steps.append(.compare(comparison, left, right, isNegated: isNegated))
      }
    case .test(let test, let arguments, _, let isNegated):
      steps.append(.test(test, arguments, isNegated: isNegated))
    case .negatedAtom(let atom): steps.append(.absent(access(atom, rows, isExistential: true)))
    default: addGenerator(literal, number, rows)
    }
  }

  // MARK: - Generators

  /// How many bindings a condition gives for one, about; `nil` if it cannot be taken yet.
  private func rowsEach(of literal: Literal, _ rows: RulePlan.Rows) -> Double? {
    switch literal {
    case .atom(let atom): return accessCost(of: atom, rows).rowsEach
    case .range(let term, let low, let high, _):
      guard isBound(low), isBound(high) else { return nil }
      if isBound(term) { return 0 }
      if case .constant(.int(let first)) = low.kind, case .constant(.int(let last)) = high.kind {
        return Double(last) - Double(first)
      }
      return 100
    default: return nil
    }
  }

  private func accessCost(of atom: Atom, _ rows: RulePlan.Rows) -> AccessCost {
    var keys: [(column: Int, constant: UInt32?)] = []
    for (column, term) in atom.terms.enumerated() {
      switch term {
      case .constant(let value): keys.append((column, number(value)))
      case .variable(let variable): if bound.contains(variable) { keys.append((column, nil)) }
      case .wildcard: break
      }
    }
    let relation = relation(atom.relation)
    return AccessCost(
      relation, keys: keys, rows: rows, rowCount: relation.count(of: rows),
      bindings: isRepeated ? nil : bindings)
  }

  private mutating func addGenerator(_ literal: Literal, _ number: Int, _ rows: RulePlan.Rows) {
    switch literal {
    case .atom(let atom):
      let isExistential = !isReadLater(atom)
      let cost = accessCost(of: atom, rows)
      steps.append(.match(access(atom, rows, isExistential: isExistential, cost)))
      self.cost += cost.total
      bindings *= isExistential ? min(1, cost.rowsEach) : cost.rowsEach
      for variable in atom.variables { bound.insert(variable) }
    case .group(let atom, let missing):
      steps.append(.group(access(atom, rows, isExistential: false), missing: missing))
      for variable in atom.variables { bound.insert(variable) }
    case .range(let term, let low, let high, _):
      bindings *= max(1, rowsEach(of: literal, rows) ?? 1)
      cost += bindings
      let column = column(of: term, [])
      steps.append(.generate(column, low, high))
      if case .variable(let variable) = term { bound.insert(variable) }
    default: addReady(literal, number, rows)
    }
  }

  /// Whether a later step or the head reads a variable that the atom would bind.
  private func isReadLater(_ atom: Atom) -> Bool {
    let new = atom.variables.filter { !bound.contains($0) }
    guard !new.isEmpty else { return false }
    var isRead = false
    for (_, literal, _) in pending {
      literal.forEachVariable { if new.contains($0) { isRead = true } }
    }
    for term in rule.headTerms {
      switch term {
      case .expression(let expression):
        expression.forEachVariable { if new.contains($0) { isRead = true } }
      case .aggregate(_, let arguments, _):
        for argument in arguments {
          argument.forEachVariable { if new.contains($0) { isRead = true } }
        }
      }
    }
    return isRead
  }

  private func access(
    _ atom: Atom, _ rows: RulePlan.Rows, isExistential: Bool, _ cost: AccessCost? = nil
  ) -> RulePlan.Access {
    var boundHere: Set<Int> = []
    var columns: [RulePlan.Column] = []
    for term in atom.terms {
      columns.append(column(of: term, boundHere))
      if case .variable(let variable) = term { boundHere.insert(variable) }
    }
    return RulePlan.Access(
      relation: atom.relation, columns: columns, rows: rows, path: cost?.path ?? .index,
      rowsEach: cost?.rowsEach ?? 1, isExistential: isExistential)
  }

  private func column(of term: Term, _ boundHere: Set<Int>) -> RulePlan.Column {
    switch term {
    case .constant(let value): .constant(value)
    case .wildcard: .ignore
    case .variable(let variable):
      bound.contains(variable) || boundHere.contains(variable) ? .check(variable) : .bind(variable)
    }
  }
}

extension Relation {
  /// How many rows a step reads.
  fileprivate func count(of rows: RulePlan.Rows) -> Int {
    switch rows {
    case .all: count
    case .delta: delta.count
    case .old: delta.lowerBound
    case .stampedBefore(let stamp): firstRow(stampedFrom: stamp)
    }
  }
}
