/// How the aggregates of a rule's head are folded binding by binding, without keeping the bindings.
///
/// Aggregates range over the distinct bindings of their arguments. So counts and sums are folded only
/// where no two bindings are alike, or those that are come one after the other: where the body is one
/// atom all of whose columns are seen, or whose rows are sorted by those that are.
struct FoldPlan {
  /// Where an aggregate has its result.
  enum Result {
    /// A fold's number is the result.
    case number(fold: Int)
    /// A fold's number is that of the value.
    case value(fold: Int)
    case average(sum: Int, count: Int)
  }

  /// The functions, each with the aggregate whose first argument it takes.
  private(set) var folds: [(function: GroupFold.Function, aggregate: Int)] = []
  /// For each aggregate of the head.
  private(set) var results: [Result] = []
  /// How many of the atom's first columns bindings that are alike agree in; 0 where none are.
  private(set) var repeatingColumns = 0

  /// - Parameter isSorted: Whether the rows of an atom are in the order of their values.
  init?(_ rule: Rule, isSorted: (Atom) -> Bool) {
    var counting: [[ScalarExpression]] = []
    var others: [[ScalarExpression]] = []
    for term in rule.headTerms {
      guard case .aggregate(let function, let arguments, _) = term else { continue }
      guard add(function) else { return nil }
      if function == .min || function == .max {
        others.append(arguments)
      } else {
        counting.append(arguments)
      }
    }
    guard !counting.allSatisfy(rule.hasDistinctBindings) else { return }
    guard let columns = rule.columnsOfRepeats(with: counting + others, isSorted) else { return nil }
    repeatingColumns = columns
  }

  /// For bindings of which no two are alike.
  init?(ofDistinctBindings rule: Rule) {
    for case .aggregate(let function, _, _) in rule.headTerms {
      guard add(function) else { return nil }
    }
  }

  /// False if a function cannot be folded.
  private mutating func add(_ function: AggregateFunction) -> Bool {
    let aggregate = results.count
    func fold(_ function: GroupFold.Function) -> Int {
      folds.append((function, aggregate))
      return folds.count - 1
    }
    switch function {
    case .count: results.append(.number(fold: fold(.count)))
    case .sum: results.append(.number(fold: fold(.sum)))
    case .min: results.append(.value(fold: fold(.least)))
    case .max: results.append(.value(fold: fold(.greatest)))
    case .avg: results.append(.average(sum: fold(.sum), count: fold(.count)))
    case .list: return false
    }
    return true
  }
}

extension Rule {
  /// Whether no two bindings of the body have the same groups and the same arguments: one atom gives
  /// them, all of whose columns are seen.
  func hasDistinctBindings(with arguments: [ScalarExpression]) -> Bool {
    guard let atom = onlyGenerator, !atom.terms.contains(.wildcard), let groups = groupedVariables
    else { return false }
    let seen = groups.union(arguments.compactMap(\.loneVariable))
    return seen.isSuperset(of: atom.variables)
  }

  /// How many of the first columns bindings agree in that are alike in the groups and in all of the
  /// arguments, if such bindings come one after the other.
  fileprivate func columnsOfRepeats(
    with arguments: [[ScalarExpression]], _ isSorted: (Atom) -> Bool
  ) -> Int? {
    guard let atom = onlyGenerator, let groups = groupedVariables else { return nil }
    let sets = arguments.map { Set($0.compactMap(\.loneVariable)) }
    guard let first = sets.first, sets.allSatisfy({ $0 == first }),
      arguments.allSatisfy({ $0.allSatisfy { $0.loneVariable != nil } })
    else { return nil }
    let seen = groups.union(first)
    let known = atom.terms.prefix { term in
      switch term {
      case .variable(let variable): seen.contains(variable)
      case .constant: true
      case .wildcard: false
      }
    }
    let variables = known.compactMap {
      if case .variable(let variable) = $0 { variable } else { nil }
    }
    guard !known.isEmpty, Set(variables).isSuperset(of: seen), isSorted(atom) else { return nil }
    return known.count
  }

  /// The atom that gives the bindings, if there is one alone; all else only asks.
  private var onlyGenerator: Atom? {
    var atoms: [Atom] = []
    for literal in body {
      switch literal {
      case .atom(let atom): atoms.append(atom)
      case .negatedAtom, .test: break
      case .comparison(.equal, let left, let right, _):
        // An equation may give a variable its value; other comparisons only ask.
        guard left.loneVariable == nil, right.loneVariable == nil else { return nil }
      case .comparison: break
      case .range, .group: return nil
      }
    }
    return atoms.count == 1 ? atoms[0] : nil
  }

  /// The variables that group, if nothing else does.
  private var groupedVariables: Set<Int>? {
    var variables: Set<Int> = []
    for case .expression(let expression) in headTerms {
      guard let variable = expression.loneVariable else { return nil }
      variables.insert(variable)
    }
    return variables
  }
}
