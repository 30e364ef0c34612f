/// Writes the types that were found into the program.
extension TypeInference {
  mutating func writeBack() {
    for index in builder.relations.indices {
      let relation = RelationID(index: index)
      let columns = builder.relations[index].schema.columns.enumerated().map {
        RelationSchema.Column($1.name, types[root(slot(of: relation, $0))] ?? .any)
      }
      builder.relations[index].schema = RelationSchema(
        builder.relations[index].schema.name, columns)
    }
    for index in builder.rules.indices {
      mendLiterals(in: &builder.rules[index], variables: firstVariables[index])
    }
    for relation in builder.facts.keys { mendFacts(of: relation) }
  }

  private func isFloat(_ relation: RelationID, _ column: Int) -> Bool {
    builder.relations[relation.index].schema.columns[column].type == .float
  }

  /// Makes whole-number literals in floating-point columns floating-point numbers, also those that
  /// get there through a variable: `X = 1, p(X)`.
  private mutating func mendLiterals(in rule: inout Rule, variables: Int) {
    rule.body = rule.body.map { literal in
      switch literal {
      case .atom(let atom): return .atom(mended(atom))
      case .negatedAtom(let atom): return .negatedAtom(mended(atom))
      case .comparison(.equal, let left, let right, let isNegated):
        return .comparison(
          .equal, isFloatVariable(right, variables) ? left.asFloat : left,
          isFloatVariable(left, variables) ? right.asFloat : right, isNegated: isNegated)
      default: return literal
      }
    }
    let terms = rule.headTerms.enumerated().map { column, term -> HeadTerm in
      guard isFloat(rule.head, column) else { return term }
      switch term {
      case .expression(let expression): return .expression(expression.asFloat)
      case .aggregate(let function, var arguments, let span):
        if !arguments.isEmpty, [.sum, .min, .max].contains(function) {
          arguments[0] = arguments[0].asFloat
        }
        return .aggregate(function, arguments, span)
      }
    }
    rule = Rule(
      head: rule.head, headTerms: terms, body: rule.body, variables: rule.variables,
      span: rule.span)
  }

  private mutating func isFloatVariable(_ expression: ScalarExpression, _ first: Int) -> Bool {
    expression.loneVariable.map { types[root(first + $0)] == .float } ?? false
  }

  private func mended(_ atom: Atom) -> Atom {
    var atom = atom
    for (column, term) in atom.terms.enumerated() where isFloat(atom.relation, column) {
      if case .constant(.int(let number)) = term {
        atom.terms[column] = .constant(.float(Double(number)))
      }
    }
    return atom
  }

  private func mendFacts(of relation: RelationID) {
    let schema = builder.relations[relation.index].schema
    for column in 0..<schema.arity where schema.columns[column].type == .float {
      guard var rows = builder.facts[relation] else { continue }
      for index in stride(from: column, to: rows.values.count, by: schema.arity) {
        if case .int(let number) = rows.values[index] {
          rows.values[index] = .float(Double(number))
        }
      }
      builder.facts[relation] = rows
    }
  }
}

extension ScalarExpression {
  /// The expression with a floating-point number where it might give a whole one.
  fileprivate var asFloat: ScalarExpression {
    switch kind {
    case .constant(.int(let number)):
      ScalarExpression(kind: .constant(.float(Double(number))), span: span)
    case .variable, .constant, .widened: self
    case .negated, .binary, .call, .apply: ScalarExpression(kind: .widened(self), span: span)
    }
  }
}
