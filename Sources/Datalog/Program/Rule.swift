/// A rule of a checked program: names are resolved, every variable is bound, paths, alternatives,
/// defaults and body aggregates are rules of their own.
struct Rule: Sendable {
  /// The relation it derives.
  var head: RelationID
  /// What stands in the head's columns.
  let headTerms: [HeadTerm]
  /// The conditions, all of which must hold.
  var body: [Literal]
  /// The names of the variables, by number; made-up ones begin with `$`.
  let variables: [String]
  /// Where the rule stands.
  let span: SourceSpan

  /// Whether a column of the head aggregates.
  var aggregates: Bool {
    headTerms.contains { if case .aggregate = $0 { true } else { false } }
  }
}

extension Rule {
  /// The relations that its conditions read.
  var premises: [RelationID] {
    body.compactMap { $0.atom?.relation }
  }

  /// For each variable that no atom binds, the condition that gives it its value.
  ///
  /// The order of the text decides, not the plan: `X = 1, X = 1.0` makes X a whole number.
  func definitions(isOnDemand: Bool) -> [Int: Int] {
    let mayDefine = body.contains { literal in
      switch literal {
      case .range, .group, .comparison(.equal, _, _, isNegated: false): true
      default: false
      }
    }
    guard mayDefine else { return [:] }
    var definitions: [Int: Int] = [:]
    var bound: Set<Int> = []
    if isOnDemand {
      for case .expression(let expression) in headTerms {
        expression.forEachVariable { bound.insert($0) }
      }
    }
    for case .atom(let atom) in body { bound.formUnion(atom.variables) }
    func isBound(_ expression: ScalarExpression) -> Bool {
      var all = true
      expression.forEachVariable { if !bound.contains($0) { all = false } }
      return all
    }
    func defined(_ literal: Literal) -> Int? {
      switch literal {
      case .range(.variable(let variable), let low, let high, _):
        return isBound(low) && isBound(high) && !bound.contains(variable) ? variable : nil
      case .group(let atom, _):
        guard case .variable(let result)? = atom.terms.last, !bound.contains(result) else {
          return nil
        }
        let isReady = atom.variables.dropLast().allSatisfy(bound.contains)
        return isReady ? result : nil
      case .comparison(.equal, let left, let right, isNegated: false):
        if let variable = left.loneVariable, !bound.contains(variable), isBound(right) {
          return variable
        }
        if let variable = right.loneVariable, !bound.contains(variable), isBound(left) {
          return variable
        }
        return nil
      default: return nil
      }
    }
    func isComparison(_ literal: Literal) -> Bool {
      if case .comparison = literal { true } else { false }
    }
    let generators = body.indices.filter { !isComparison(body[$0]) }
    let equations = body.indices.filter { isComparison(body[$0]) }
    search: while true {
      for index in generators + equations {
        if let variable = defined(body[index]) {
          bound.insert(variable)
          definitions[variable] = index
          continue search
        }
      }
      return definitions
    }
  }
}

/// A column of a rule's head.
enum HeadTerm: Sendable {
  case expression(ScalarExpression)
  case aggregate(AggregateFunction, [ScalarExpression], SourceSpan)
}

/// An argument of an atom.
enum Term: Sendable, Hashable {
  case variable(Int)
  case constant(Value)
  case wildcard
}

/// A relation with arguments.
struct Atom: Sendable {
  let relation: RelationID
  var terms: [Term]
  let span: SourceSpan
  /// Where each argument stands; empty for made-up atoms.
  var termSpans: [SourceSpan] = []

  /// The numbers of its variables, in order, with repetitions.
  var variables: [Int] {
    terms.compactMap { if case .variable(let variable) = $0 { variable } else { nil } }
  }
}

/// A condition of a rule's body.
enum Literal: Sendable {
  case atom(Atom)
  case negatedAtom(Atom)
  /// Without negation it holds when it is certainly true; with negation when it is not.
  case comparison(ComparisonOperator, ScalarExpression, ScalarExpression, isNegated: Bool)
  case test(TestFunction, [ScalarExpression], SourceSpan, isNegated: Bool)
  /// The variable takes every whole number from the first to the second, both included.
  case range(Term, ScalarExpression, ScalarExpression, SourceSpan)
  /// The atom's last column is the result of its group; a missing group has the given value, or
  /// none.
  case group(Atom, missing: Value?)
}

/// An expression that gives one value, or none.
struct ScalarExpression: Sendable {
  indirect enum Kind: Sendable {
    case variable(Int)
    case constant(Value)
    case negated(ScalarExpression)
    case binary(ArithmeticOperator, ScalarExpression, ScalarExpression)
    case call(ScalarFunction, [ScalarExpression])
    /// A function that the program's user wrote in Swift.
    case apply(QueryFunction, [ScalarExpression])
    /// A whole number becomes a floating-point one, anything else stays what it is.
    case widened(ScalarExpression)
  }
  var kind: Kind
  let span: SourceSpan

  /// The variable, if the expression is nothing else.
  var loneVariable: Int? {
    if case .variable(let variable) = kind { variable } else { nil }
  }

  /// The name and arguments of a test written in Swift, if the expression is one.
  var testCall: (name: String, arguments: [ScalarExpression])? {
    guard case .apply(let function, let arguments) = kind, function.isTest else { return nil }
    return (function.name, arguments)
  }

  /// Calls `visit` with the number of every variable in it.
  func forEachVariable(_ visit: (Int) -> Void) {
    switch kind {
    case .variable(let variable): visit(variable)
    case .constant: break
    case .negated(let operand), .widened(let operand): operand.forEachVariable(visit)
    case .binary(_, let first, let second):
      first.forEachVariable(visit)
      second.forEachVariable(visit)
    case .call(_, let arguments), .apply(_, let arguments):
      for argument in arguments { argument.forEachVariable(visit) }
    }
  }
}

extension Literal {
  /// The relation and arguments, if it has any.
  var atom: Atom? {
    switch self {
    case .atom(let atom), .negatedAtom(let atom), .group(let atom, _): atom
    case .comparison, .test, .range: nil
    }
  }

  /// Calls `visit` with the number of every variable in it.
  func forEachVariable(_ visit: (Int) -> Void) {
    switch self {
    case .atom(let atom), .negatedAtom(let atom), .group(let atom, _):
      for variable in atom.variables { visit(variable) }
    case .comparison(_, let first, let second, _):
      first.forEachVariable(visit)
      second.forEachVariable(visit)
    case .test(_, let arguments, _, _):
      for argument in arguments { argument.forEachVariable(visit) }
    case .range(let term, let low, let high, _):
      if case .variable(let variable) = term { visit(variable) }
      low.forEachVariable(visit)
      high.forEachVariable(visit)
    }
  }
}
