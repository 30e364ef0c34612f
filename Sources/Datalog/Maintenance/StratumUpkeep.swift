/// How a stratum follows when facts below it change.
enum StratumUpkeep: Equatable {
  /// In proportion to the change.
  case maintained
  /// From the beginning.
  case recomputed(why: String)

  /// As a plan shows it.
  var text: String {
    switch self {
    case .maintained: "maintained"
    case .recomputed(let why): "recomputed: \(why)"
    }
  }
}

extension CheckedProgram {
  /// How a stratum follows when facts below it change.
  ///
  /// A large change may still be followed from the beginning.
  func upkeep(of stratum: Stratum) -> StratumUpkeep {
    let keepsBest = stratum.relations.filter { self[$0].best != nil }
    if !keepsBest.isEmpty, keepsBest.count < stratum.relations.count {
      return .recomputed(why: "best values are found together with other relations")
    }
    if keepsBest.contains(where: { self[$0].isBase || facts[$0] != nil }) {
      return .recomputed(why: "best values may be stated")
    }
    for index in stratum.initialRules + stratum.recursiveRules {
      let rule = rules[index]
      if !keepsBest.isEmpty, let reason = reasonAgainstLosses(ofRule: index, in: stratum) {
        return .recomputed(why: reason)
      }
      if rule.body.contains(where: { $0.atom.map { self[$0.relation].isOnDemand } ?? false }) {
        return .recomputed(why: "a condition is asked anew for every binding")
      }
      if rule.aggregates, self[rule.head].best == nil, !rule.groupsByVariables {
        return .recomputed(why: "an aggregate groups by a computed value")
      }
    }
    return .maintained
  }
}

extension Rule {
  /// Whether each column of the head that groups is a constant or a variable that an atom binds.
  fileprivate var groupsByVariables: Bool {
    var bound: Set<Int> = []
    for case .atom(let atom) in body { bound.formUnion(atom.variables) }
    return headTerms.allSatisfy { term in
      guard case .expression(let expression) = term else { return true }
      if case .constant = expression.kind { return true }
      return expression.loneVariable.map(bound.contains) ?? false
    }
  }
}
