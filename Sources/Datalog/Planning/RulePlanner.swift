/// Orders the conditions of a rule by the sizes that its relations have now.
///
/// At each point it takes every filter and assignment whose variables are bound, then the atom
/// that promises the fewest rows for each binding found so far.
struct RulePlanner {
  let program: CheckedProgram
  /// The number of rows of a relation, and of different keys over columns where known.
  let rowCount: (RelationID, RulePlan.Rows) -> Int
  let distinctKeys: (RelationID, [Int]) -> Int?

  private var rule: Rule
  private let definitions: [Int: Int]
  private var bound: Set<Int> = []
  private var steps: [RulePlan.Step] = []
  private var literals: [Literal] = []
  private var pending: [(index: Int, literal: Literal, rows: RulePlan.Rows)] = []

  /// Plans a rule.
  ///
  /// - Parameters:
  ///   - rows: The rows to read, for each literal of the body.
  ///   - bound: The variables that have values before the plan runs.
  static func plan(
    _ index: Int, of program: CheckedProgram, rows: [RulePlan.Rows], bound: Set<Int> = [],
    rowCount: @escaping (RelationID, RulePlan.Rows) -> Int,
    distinctKeys: @escaping (RelationID, [Int]) -> Int?
  ) -> RulePlan {
    var planner = RulePlanner(
      program: program, rowCount: rowCount, distinctKeys: distinctKeys, rule: program.rules[index],
      definitions: program.definitions[index])
    planner.bound = bound
    planner.pending = planner.rule.body.indices.map { ($0, planner.rule.body[$0], rows[$0]) }
    while !planner.pending.isEmpty { planner.takeNext() }
    return RulePlan(rule: index, steps: planner.steps, literals: planner.literals)
  }

  private init(
    program: CheckedProgram, rowCount: @escaping (RelationID, RulePlan.Rows) -> Int,
    distinctKeys: @escaping (RelationID, [Int]) -> Int?, rule: Rule, definitions: [Int: Int]
  ) {
    self.program = program
    self.rowCount = rowCount
    self.distinctKeys = distinctKeys
    self.rule = rule
    self.definitions = definitions
  }

  private mutating func takeNext() {
    if let index = pending.indices.first(where: { isReady(pending[$0].literal, pending[$0].index) })
    {
      let (number, literal, rows) = pending.remove(at: index)
      literals.append(literal)
      addReady(literal, number, rows)
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
      guard let cost = cost(of: pending[index].literal, pending[index].rows) else { continue }
      if best == nil || cost < best?.cost ?? 0 { best = (index, cost) }
    }
    // The compiler has checked that every variable gets a value, so something is always there.
    let index = best?.index ?? pending.startIndex
    let (number, literal, rows) = pending.remove(at: index)
    literals.append(literal)
    addGenerator(literal, number, rows)
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
      if let type = self.type(of: variable), type != .any, type != .float,
        self.type(of: value) == type
      {
        return (variable, value)
      }
    }
    return nil
  }

  /// The type of the column that binds a variable; `nil` if no atom does.
  private func type(of variable: Int) -> ValueType? {
    var found: ValueType?
    for literal in rule.body {
      guard case .atom(let atom) = literal else { continue }
      for (column, term) in atom.terms.enumerated() where term == .variable(variable) {
        let type = program[atom.relation].schema.columns[column].type
        if type != .any { return type }
        found = .any
      }
    }
    return found
  }

  private func type(of expression: ScalarExpression) -> ValueType? {
    switch expression.kind {
    case .constant(let value): value.type
    case .variable(let variable): type(of: variable)
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

  private func cost(of literal: Literal, _ rows: RulePlan.Rows) -> Double? {
    switch literal {
    case .atom(let atom):
      let size = Double(rowCount(atom.relation, rows))
      let keys = atom.terms.indices.filter { index in
        switch atom.terms[index] {
        case .constant: true
        case .variable(let variable): bound.contains(variable)
        case .wildcard: false
        }
      }
      guard !keys.isEmpty, size > 0 else { return size + (steps.isEmpty ? 0 : 1) * size }
      if let distinct = distinctKeys(atom.relation, keys), distinct > 0 {
        return size / Double(distinct)
      }
      return power(size, 1 - Double(keys.count) / Double(atom.terms.count + 1))
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

  private mutating func addGenerator(_ literal: Literal, _ number: Int, _ rows: RulePlan.Rows) {
    switch literal {
    case .atom(let atom):
      let access = access(atom, rows, isExistential: !isReadLater(atom))
      steps.append(.match(access))
      for variable in atom.variables { bound.insert(variable) }
    case .group(let atom, let missing):
      steps.append(.group(access(atom, rows, isExistential: false), missing: missing))
      for variable in atom.variables { bound.insert(variable) }
    case .range(let term, let low, let high, _):
      let column = column(of: term, [])
      steps.append(.generate(column, low, high))
      if case .variable(let variable) = term { bound.insert(variable) }
    default: addReady(literal, number, rows)
    }
  }

  /// Whether a later step or the head reads a variable that the atom would bind.
  private func isReadLater(_ atom: Atom) -> Bool {
    let new = Set(atom.variables).subtracting(bound)
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

  private func access(_ atom: Atom, _ rows: RulePlan.Rows, isExistential: Bool) -> RulePlan.Access {
    var boundHere: Set<Int> = []
    var columns: [RulePlan.Column] = []
    for term in atom.terms {
      columns.append(column(of: term, boundHere))
      if case .variable(let variable) = term { boundHere.insert(variable) }
    }
    return RulePlan.Access(
      relation: atom.relation, columns: columns, rows: rows, isExistential: isExistential)
  }

  private func column(of term: Term, _ boundHere: Set<Int>) -> RulePlan.Column {
    switch term {
    case .constant(let value): .constant(value)
    case .wildcard: .ignore
    case .variable(let variable):
      bound.contains(variable) || boundHere.contains(variable) ? .check(variable) : .bind(variable)
    }
  }

  private func power(_ base: Double, _ exponent: Double) -> Double {
    // 2^(exponent × log2 base), by the bits of the number: an estimate needs no more.
    guard base > 1 else { return base }
    let logarithm = Double(base.exponent) + (base.significand - 1)
    let scaled = logarithm * exponent
    let whole = scaled.rounded(.down)
    return Double(sign: .plus, exponent: Int(whole), significand: 1 + (scaled - whole))
  }
}
