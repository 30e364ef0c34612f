extension CheckedProgram {
  /// A condition as one would write it.
  ///
  /// - Parameter value: What stands for a variable, by its number; its name where that is `nil`.
  func spelling(
    of literal: Literal, in rule: Rule, value: (Int) -> String? = { _ in nil }
  ) -> String {
    func spelling(_ variable: Int) -> String {
      if let value = value(variable) { return value }
      let name = rule.variables[variable]
      return name.hasPrefix("$") ? "_" : name
    }
    func spelling(_ atom: Atom) -> String {
      let info = self[atom.relation]
      let named = self[info.origin ?? atom.relation]
      if named.isMadeUp, !named.isSharedJoin {
        return info.isDemand ? "asked \(named.span?.text ?? "")" : atom.span.text
      }
      let terms = atom.terms.enumerated().map { column, term in
        let text =
          switch term {
          case .variable(let variable): spelling(variable)
          case .constant(let value): value.shortSpelling
          case .wildcard: "_"
          }
        return info.isDemand ? "\(info.schema.columns[column].name): \(text)" : text
      }
      let name = RelationSchema.spelling(of: named.schema.name)
      return "\(info.isDemand ? "asked " : "")\(name)(\(terms.joined(separator: ", ")))"
    }
    switch literal {
    case .atom(let atom), .group(let atom, _): return spelling(atom)
    case .negatedAtom(let atom):
      let text = spelling(atom)
      return text.hasPrefix("not ") ? text : "not \(text)"
    case .comparison(let comparison, let left, let right, let isNegated):
      func side(_ expression: ScalarExpression) -> String {
        expression.loneVariable.map(spelling) ?? expression.span.text
      }
      return "\(isNegated ? "not " : "")\(side(left)) \(comparison.rawValue) \(side(right))"
    case .test(_, _, let span, let isNegated): return (isNegated ? "not " : "") + span.text
    case .range(_, _, _, let span): return span.text
    }
  }
}
