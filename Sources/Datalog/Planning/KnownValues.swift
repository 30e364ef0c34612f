/// The variables of a rule whose values are known before its atoms are asked for, and the conditions
/// that they are known by.
struct KnownValues {
  private let rule: Rule
  private let program: CheckedProgram
  private var variables: Set<Int> = []
  /// The conditions, each behind those that it needs.
  private(set) var path: [Literal] = []

  /// Begins with the parameters that a rule reads.
  init(_ rule: Rule, _ program: CheckedProgram) {
    self.rule = rule
    self.program = program
    for literal in rule.body {
      if case .atom(let atom) = literal, program.isParameter(atom.relation) { add(literal) }
    }
  }

  /// Whether a term has a value.
  func contains(_ term: Term) -> Bool {
    switch term {
    case .constant: true
    case .variable(let variable): variables.contains(variable)
    case .wildcard: false
    }
  }

  /// Takes a condition that gives its variables their values.
  mutating func add(_ literal: Literal) {
    path.append(literal)
    literal.forEachVariable { variables.insert($0) }
  }

  /// Takes the equations that give further variables values.
  mutating func addEqualValues() {
    var grows = true
    while grows {
      grows = false
      for literal in rule.body {
        guard case .comparison(.equal, let left, let right, isNegated: false) = literal else {
          continue
        }
        for (side, value) in [(left, right), (right, left)] {
          guard let variable = side.loneVariable, !variables.contains(variable), isKnown(value),
            rule.equalsExactly(variable, value, in: program)
          else { continue }
          add(literal)
          grows = true
        }
      }
    }
  }

  private func isKnown(_ value: ScalarExpression) -> Bool {
    switch value.kind {
    case .constant: true
    case .variable(let variable): variables.contains(variable)
    default: false
    }
  }
}

extension Rule {
  /// Whether a variable has a value from outside: of a parameter, or by being equal to a constant.
  func isGiven(_ variable: Int, in program: CheckedProgram) -> Bool {
    body.contains { literal in
      switch literal {
      case .atom(let atom):
        return program.isParameter(atom.relation) && atom.variables.contains(variable)
      case .comparison(.equal, let left, let right, isNegated: false):
        for (side, value) in [(left, right), (right, left)] where side.loneVariable == variable {
          if case .constant = value.kind { return equalsExactly(variable, value, in: program) }
        }
        return false
      default: return false
      }
    }
  }

  /// Whether a variable that an atom binds can only be equal to a value by being the same: `1 = 1.0`
  /// holds too, so both must be known to have one type for which that does not happen.
  fileprivate func equalsExactly(
    _ variable: Int, _ value: ScalarExpression, in program: CheckedProgram
  ) -> Bool {
    guard let type = type(of: variable, in: program), type != .any, type != .float else {
      return false
    }
    switch value.kind {
    case .constant(let value): return value.type == type
    case .variable(let other): return self.type(of: other, in: program) == type
    default: return false
    }
  }

  /// The type of the column that binds a variable; `nil` if no atom does.
  func type(of variable: Int, in program: CheckedProgram) -> ValueType? {
    var found: ValueType?
    for case .atom(let atom) in body {
      for (column, term) in atom.terms.enumerated() where term == .variable(variable) {
        let type = program[atom.relation].schema.columns[column].type
        if type != .any { return type }
        found = .any
      }
    }
    return found
  }
}

extension CheckedProgram {
  /// The relations that read, also through others, a derived relation with a value that is given.
  func relationsThatGiveValues(_ rulesByHead: [[Int]]) -> Set<RelationID> {
    var found: Set<RelationID> = []
    var grows = true
    while grows {
      grows = false
      for rule in rules where !found.contains(rule.head) {
        let gives = rule.body.contains { literal in
          guard let atom = literal.atom else { return false }
          if found.contains(atom.relation) { return true }
          guard !rulesByHead[atom.relation.index].isEmpty else { return false }
          return atom.terms.contains { term in
            switch term {
            case .constant: true
            case .variable(let variable): rule.isGiven(variable, in: self)
            case .wildcard: false
            }
          }
        }
        if gives {
          found.insert(rule.head)
          grows = true
        }
      }
    }
    return found
  }
}
