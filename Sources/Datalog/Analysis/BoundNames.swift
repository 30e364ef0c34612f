/// Which variables the conditions of a body give values to.
struct BoundNames {
  private(set) var names: Set<String> = []

  /// The variables that get a value from positive atoms, and from comparisons `V = expression`
  /// over such variables.
  init(_ literals: [FlatLiteral], given: Set<String> = []) {
    names = given
    for literal in literals {
      switch literal {
      case .atom(let atom) where !BuiltIns.literalNames.contains(atom.name.text):
        bind(atom.arguments)
      case .step(_, let arguments, _): bind(arguments)
      default: break
      }
    }
    var pending = literals.filter(Self.mayBindLater)
    var progress = true
    while progress {
      progress = false
      pending.removeAll { literal in
        guard bindLater(literal) else { return false }
        progress = true
        return true
      }
      if !progress { progress = bindNodes(&pending) }
    }
  }

  private mutating func bind(_ arguments: [ArgumentSyntax]) {
    for argument in arguments {
      if case .variable(let name) = argument.term.kind { names.insert(name) }
    }
  }

  private static func mayBindLater(_ literal: FlatLiteral) -> Bool {
    switch literal {
    case .comparison(.equal, _, _, _), .identity: true
    case .atom(let atom): atom.name.text == BuiltIns.range
    default: false
    }
  }

  /// Whether the literal's variables are all bound now.
  private mutating func bindLater(_ literal: FlatLiteral) -> Bool {
    switch literal {
    case .comparison(_, let first, let second, _):
      return bind(first, to: second) || bind(second, to: first)
    case .identity(_, let arguments, _):
      guard arguments.count == 2 else { return true }
      return bind(arguments[0].term, to: arguments[1].term)
        || bind(arguments[1].term, to: arguments[0].term)
    case .atom(let atom):
      guard atom.arguments.count == 3, isBound(atom.arguments[1].term),
        isBound(atom.arguments[2].term)
      else { return false }
      bind(atom.arguments)
      return true
    default: return true
    }
  }

  /// A path that may stay, with neither end bound, gives both ends the relation's values.
  private mutating func bindNodes(_ pending: inout [FlatLiteral]) -> Bool {
    guard
      let index = pending.firstIndex(where: { if case .identity = $0 { true } else { false } })
    else { return false }
    if case .identity(_, let arguments, _) = pending.remove(at: index) { bind(arguments) }
    return true
  }

  private mutating func bind(_ variable: TermSyntax, to value: TermSyntax) -> Bool {
    guard case .variable(let name) = variable.kind, isBound(value) else { return false }
    names.insert(name)
    return true
  }

  /// Whether every variable of a term that stands outside an aggregate is bound.
  func isBound(_ term: TermSyntax) -> Bool {
    switch term.kind {
    case .variable(let name): names.contains(name)
    case .wildcard: false
    case .constant, .parameter, .aggregate: true
    case .negated(let operand): isBound(operand)
    case .binary(_, let first, let second): isBound(first) && isBound(second)
    case .call(_, let arguments): arguments.allSatisfy(isBound)
    }
  }
}

/// Finds conditions of an outer body that give values to variables which an inner body only uses.
enum ContextSearch {
  /// The conditions that bind the names, and what those conditions need themselves.
  static func binders(of missing: Set<String>, among outer: [FlatLiteral]) -> [FlatLiteral] {
    var found: [FlatLiteral] = []
    var used: Set<Int> = []
    var wanted = missing
    var satisfied: Set<String> = []
    while let name = wanted.subtracting(satisfied).sorted().first {
      satisfied.insert(name)
      guard
        let index = outer.indices.first(where: { binds(name, outer[$0], asAtom: true) })
          ?? outer.indices.first(where: { binds(name, outer[$0], asAtom: false) })
      else { continue }
      guard used.insert(index).inserted else { continue }
      found.append(outer[index])
      switch outer[index] {
      case .comparison, .identity: wanted.formUnion(NameUses.of([outer[index]]).names)
      case .atom(let atom) where atom.name.text == BuiltIns.range:
        wanted.formUnion(NameUses.of([outer[index]]).names)
      default: satisfied.formUnion(BoundNames([outer[index]]).names)
      }
    }
    return found
  }

  private static func binds(_ name: String, _ literal: FlatLiteral, asAtom: Bool) -> Bool {
    func isName(_ term: TermSyntax) -> Bool { term.kind.variableName == name }
    switch literal {
    case .atom(let atom):
      return asAtom == !BuiltIns.literalNames.contains(atom.name.text)
        && (asAtom || atom.name.text == BuiltIns.range)
        && atom.arguments.contains { isName($0.term) }
    case .step(_, let arguments, _): return asAtom && arguments.contains { isName($0.term) }
    case .identity(_, let arguments, _):
      return !asAtom && arguments.contains { isName($0.term) }
    case .comparison(.equal, let first, let second, _):
      return !asAtom && (isName(first) || isName(second))
    default: return false
    }
  }
}

extension TermSyntax.Kind {
  /// The variable's name, if the term is nothing but a variable.
  var variableName: String? {
    if case .variable(let name) = self { name } else { nil }
  }
}
