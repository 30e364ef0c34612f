/// Finds conditions of one body that exclude each other, whatever the facts are.
struct ContradictionSearch {
  private typealias Bound = (comparison: ComparisonOperator, value: Value, span: SourceSpan)

  /// A warning about a rule whose body never holds; `nil` if it may.
  static func find(in rule: Rule) -> Diagnostic? {
    let search = ContradictionSearch()
    var bounds: [Int: [Bound]] = [:]
    for literal in rule.body {
      switch literal {
      case .comparison(let comparison, let left, let right, let isNegated):
        let span = left.span.joined(with: right.span)
        if search.neverHolds(comparison, left, right, isNegated: isNegated) {
          return Diagnostic(.neverTrue, "this is never true", at: span)
        }
        guard !isNegated else { continue }
        if let variable = left.loneVariable, let value = search.constant(right) {
          bounds[variable, default: []].append((comparison, value, span))
        } else if let variable = right.loneVariable, let value = search.constant(left) {
          bounds[variable, default: []].append((comparison.mirrored, value, span))
        }
      case .test(let test, let arguments, let span, let isNegated):
        let values = arguments.compactMap(search.constant)
        guard values.count == arguments.count else { continue }
        var patterns: [String: RegularExpression?] = [:]
        if ScalarFunctions.holds(test, values, &patterns) == isNegated {
          return Diagnostic(.neverTrue, "this is never true", at: span)
        }
      case .range(_, let low, let high, let span):
        if case .int(let first)? = search.constant(low),
          case .int(let last)? = search.constant(high),
          first > last
        {
          return Diagnostic(
            .neverTrue, "there is no number from \(first) to \(last)", at: span)
        }
      case .atom, .negatedAtom, .group: break
      }
    }
    return search.excludedBounds(bounds, rule) ?? search.deniedAtom(rule)
  }

  /// The value of an expression without variables, if it has one.
  private func constant(_ expression: ScalarExpression) -> Value? {
    var isConstant = true
    expression.forEachVariable { _ in isConstant = false }
    guard isConstant else { return nil }
    return (try? Arithmetic.value(of: expression) { _ in .bool(false) }) ?? nil
  }

  private func neverHolds(
    _ comparison: ComparisonOperator, _ left: ScalarExpression, _ right: ScalarExpression,
    isNegated: Bool
  ) -> Bool {
    if let first = constant(left), let second = constant(right) {
      return Arithmetic.holds(comparison, first, second) == isNegated
    }
    guard let variable = left.loneVariable, variable == right.loneVariable else { return false }
    switch comparison {
    case .notEqual, .less, .greater: return !isNegated
    case .equal, .lessOrEqual, .greaterOrEqual: return isNegated
    }
  }

  // MARK: - Pairs

  private func excludedBounds(_ bounds: [Int: [Bound]], _ rule: Rule) -> Diagnostic? {
    for (_, conditions) in bounds.sorted(by: { $0.key < $1.key }) {
      for (index, second) in conditions.enumerated() {
        for first in conditions.prefix(index) where excludes(first, second) {
          return Diagnostic(
            .neverTrue, "'\(first.span.text)' and '\(second.span.text)' are never true together",
            at: second.span
          ).noting("the other condition", at: first.span)
        }
      }
    }
    return nil
  }

  private func excludes(_ first: Bound, _ second: Bound) -> Bool {
    switch (first.comparison, second.comparison) {
    case (.equal, let comparison):
      return !Arithmetic.holds(comparison, first.value, second.value)
    case (let comparison, .equal):
      return !Arithmetic.holds(comparison, second.value, first.value)
    case (.greater, .less), (.greater, .lessOrEqual), (.greaterOrEqual, .less):
      return Arithmetic.holds(.lessOrEqual, second.value, first.value)
    case (.less, .greater), (.lessOrEqual, .greater), (.less, .greaterOrEqual):
      return Arithmetic.holds(.lessOrEqual, first.value, second.value)
    case (.greaterOrEqual, .lessOrEqual):
      return Arithmetic.holds(.less, second.value, first.value)
    case (.lessOrEqual, .greaterOrEqual):
      return Arithmetic.holds(.less, first.value, second.value)
    default: return false
    }
  }

  /// An atom that the body also denies, with the same arguments.
  private func deniedAtom(_ rule: Rule) -> Diagnostic? {
    for case .negatedAtom(let denied) in rule.body {
      for case .atom(let atom) in rule.body
      where atom.relation == denied.relation && atom.terms == denied.terms {
        return Diagnostic(
          .neverTrue, "'\(atom.span.text)' holds and does not hold in one body", at: denied.span
        ).noting("the other condition", at: atom.span)
      }
    }
    return nil
  }
}

extension ComparisonOperator {
  /// The comparison with its sides changed.
  fileprivate var mirrored: ComparisonOperator {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}
