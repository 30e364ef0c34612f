extension CheckedProgram {
  /// Why a relation of best values cannot follow the loss of a fact; `nil` if it can.
  func reasonAgainstLosses(ofRule index: Int, in stratum: Stratum) -> String? {
    let variables = variablesOfBestValues(inRule: index, of: stratum)
    var reason: String?
    for literal in rules[index].body {
      switch literal {
      case .negatedAtom, .group:
        literal.forEachVariable {
          if variables.contains($0) { reason = "a condition looks at values before they are best" }
        }
      case .atom, .comparison, .test, .range: break
      }
    }
    for case .expression(let expression) in rules[index].headTerms {
      expression.forEachVariable {
        if variables.contains($0) { reason = "a group depends on a value before it is best" }
      }
    }
    return reason
  }
}

extension ProgramEvaluator {
  /// The rule whose losses are looked for in the place of a rule's: of one that keeps best values, a
  /// rule for its groups that leaves out all that depends on such values.
  func ruleOfLosses(_ index: Int, in stratum: Stratum) -> Int {
    guard let best = program[program.rules[index].head].best else { return index }
    if let known = changeRules.groupRules[index] { return known }
    let rule = program.rules[index]
    let variables = program.variablesOfBestValues(inRule: index, of: stratum)
    func depends(_ literal: Literal) -> Bool {
      var found = false
      literal.forEachVariable { if variables.contains($0) { found = true } }
      return found
    }
    var body: [Literal] = []
    for literal in rule.body {
      guard case .atom(var atom) = literal else {
        if !depends(literal) { body.append(literal) }
        continue
      }
      for (column, term) in atom.terms.enumerated() {
        if case .variable(let variable) = term, variables.contains(variable) {
          atom.terms[column] = .wildcard
        }
      }
      if stratum.relations.contains(atom.relation), let best = program[atom.relation].best {
        atom.terms[best.column] = .wildcard
      }
      body.append(.atom(atom))
    }
    let nothing = ScalarExpression(kind: .constant(.bool(false)), span: rule.span)
    var terms = rule.headTerms
    terms[best.column] = .expression(nothing)
    let made = addRule(
      Rule(
        head: rule.head, headTerms: terms, body: body, variables: rule.variables, span: rule.span))
    changeRules.groupRules[index] = made
    return made
  }
}
