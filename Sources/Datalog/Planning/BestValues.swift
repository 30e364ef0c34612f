extension Rule {
  /// Whether the rule does no more with the best values that it reads than add to them, and give the sum
  /// to the aggregate of its head.
  ///
  /// - Parameter column: The column of an atom's best value, if it has one.
  func handsBestValuesOn(column: (Atom) -> Int?) -> Bool {
    var values: Set<Int> = []
    for literal in body {
      guard let atom = literal.atom, let best = column(atom) else { continue }
      guard case .atom = literal else { return false }
      switch atom.terms[best] {
      case .variable(let variable):
        // A value that two conditions read must be the same.
        guard values.insert(variable).inserted else { return false }
      case .wildcard: break
      case .constant: return false
      }
    }
    var equations: Set<Int> = []
    var grows = true
    while grows {
      grows = false
      for (place, literal) in body.enumerated() where !equations.contains(place) {
        guard case .comparison(.equal, let left, let right, isNegated: false) = literal else {
          continue
        }
        for (side, sum) in [(left, right), (right, left)] {
          guard let variable = side.loneVariable, !values.contains(variable), sum.adds(to: values),
            sum.reads(values)
          else { continue }
          values.insert(variable)
          equations.insert(place)
          grows = true
          break
        }
      }
    }
    for (place, literal) in body.enumerated() where !equations.contains(place) {
      var read: [Int] = []
      if let atom = literal.atom, let best = column(atom) {
        read = atom.terms.enumerated().compactMap { index, term in
          guard index != best, case .variable(let variable) = term else { return nil }
          return variable
        }
      } else {
        literal.forEachVariable { read.append($0) }
      }
      if read.contains(where: values.contains) { return false }
    }
    return headTerms.allSatisfy { term in
      switch term {
      case .expression(let expression): !expression.reads(values)
      case .aggregate(_, let arguments, _): arguments.allSatisfy { $0.adds(to: values) }
      }
    }
  }
}

extension ScalarExpression {
  fileprivate func reads(_ values: Set<Int>) -> Bool {
    var reads = false
    forEachVariable { if values.contains($0) { reads = true } }
    return reads
  }

  /// Whether it grows with each of some values, or does not depend on them.
  fileprivate func adds(to values: Set<Int>) -> Bool {
    switch kind {
    case .variable, .constant: true
    case .widened(let operand): operand.adds(to: values)
    case .binary(.add, let first, let second): first.adds(to: values) && second.adds(to: values)
    case .binary(.subtract, let first, let second):
      first.adds(to: values) && !second.reads(values)
    default: !reads(values)
    }
  }
}
