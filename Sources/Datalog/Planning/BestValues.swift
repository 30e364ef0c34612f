extension CheckedProgram {
  /// The variables of a rule whose values come from best values of its own stratum.
  ///
  /// While these are found they are improved, and what was derived with a worse one may have led to
  /// the best: a group may rest on values that are nowhere any more.
  func variablesOfBestValues(inRule index: Int, of stratum: Stratum) -> Set<Int> {
    let rule = rules[index]
    var found: Set<Int> = []
    for case .atom(let atom) in rule.body where stratum.relations.contains(atom.relation) {
      guard let best = self[atom.relation].best else { continue }
      if case .variable(let variable) = atom.terms[best.column] { found.insert(variable) }
    }
    var grows = !found.isEmpty
    while grows {
      grows = false
      for (variable, literal) in definitions[index] where !found.contains(variable) {
        rule.body[literal].forEachVariable { if found.contains($0) { grows = true } }
        if grows {
          found.insert(variable)
          break
        }
      }
    }
    return found
  }

  /// Whether a rule does no more with the best values of its own stratum than add to them, and give the
  /// sum to the aggregate of its head.
  func handsBestValuesOn(inRule index: Int, of stratum: Stratum) -> Bool {
    let (rule, definitions) = (rules[index], definitions[index])
    let values = variablesOfBestValues(inRule: index, of: stratum)
    var read: Set<Int> = []
    for (place, literal) in rule.body.enumerated() {
      var others: [Int] = []
      if case .atom(let atom) = literal, stratum.relations.contains(atom.relation),
        let best = self[atom.relation].best
      {
        for (column, term) in atom.terms.enumerated() {
          switch term {
          // A value that two conditions read must be the same in both.
          case .variable(let variable) where column == best.column:
            guard read.insert(variable).inserted else { return false }
          case .variable(let variable): others.append(variable)
          case .constant: if column == best.column { return false }
          case .wildcard: break
          }
        }
      } else if let defined = values.first(where: { definitions[$0] == place }) {
        guard literal.defines(defined, byAddingTo: values) else { return false }
      } else {
        literal.forEachVariable { others.append($0) }
      }
      guard values.isDisjoint(with: others) else { return false }
    }
    return rule.headTerms.allSatisfy { term in
      switch term {
      case .expression(let expression): !expression.reads(values)
      case .aggregate(_, let arguments, _): arguments.allSatisfy { $0.adds(to: values) }
      }
    }
  }
}

extension Literal {
  /// Whether it is an equation that gives a variable a sum of some values.
  fileprivate func defines(_ variable: Int, byAddingTo values: Set<Int>) -> Bool {
    guard case .comparison(.equal, let left, let right, isNegated: false) = self else {
      return false
    }
    return [(left, right), (right, left)].contains { side, sum in
      side.loneVariable == variable && sum.adds(to: values)
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
