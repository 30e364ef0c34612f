/// Which variables the conditions of a body give values to, and which condition does so for each.
///
/// The order is fixed, whatever the planner does later: atoms bind first; then `range` and
/// equations `V = expression` as soon as what they need is bound, in the order of the text; then
/// paths that stay where they are, over the values of their relations.
struct BoundNames {
  private(set) var names: Set<String> = []
  /// For each variable, the index of the condition that gives it its value.
  private(set) var binders: [String: Int] = [:]
  /// The paths that stay, with neither end bound by anything else.
  private(set) var unanchored: Set<Int> = []
  private let literals: [FlatLiteral]
  /// For each condition with an aggregate, the names in its braces that it shares with the rest of
  /// the body; they must be bound before it has a value.
  private var neededInside: [Int: Set<String>] = [:]

  /// Looks at the conditions of a body.
  ///
  /// - Parameters:
  ///   - given: Variables that have a value from outside.
  ///   - avoided: Relations whose atoms are named as binders only where no other atom binds the
  ///     variable.
  init(
    _ literals: [FlatLiteral], given: Set<String> = [], avoiding avoided: Set<String> = []
  ) {
    self.literals = literals
    names = given
    for isSecondPass in avoided.isEmpty ? [false] : [false, true] {
      for (index, literal) in literals.enumerated() {
        switch literal {
        case .atom(let atom) where atom.name.text == BuiltIns.range && atom.arguments.count != 3:
          bind(atom.arguments, by: index)
        case .atom(let atom) where !BuiltIns.literalNames.contains(atom.name.text):
          if avoided.contains(atom.name.text) == isSecondPass { bind(atom.arguments, by: index) }
        case .step(_, let arguments, _): bind(arguments, by: index)
        default: break
        }
      }
    }
    findNeededInside()
    var pending = literals.indices.filter(mayBindLater)
    while let position = nextReady(pending) {
      let index = pending.remove(at: position)
      bindLater(index)
    }
    // A range without bounds is reported; that it binds nothing need not be said too.
    for index in pending {
      if case .atom(let atom) = literals[index], atom.arguments.count == 3 {
        bind(atom.arguments[0].term, by: index)
      }
    }
  }

  private mutating func findNeededInside() {
    let hasComparison = literals.contains { if case .comparison = $0 { true } else { false } }
    guard hasComparison else { return }
    var seenBy: [String: Int] = [:]
    for literal in literals {
      for name in NameUses.visible(literal).names { seenBy[name, default: 0] += 1 }
    }
    for (index, literal) in literals.enumerated() {
      guard case .comparison(_, let first, let second, _) = literal else { continue }
      var inside = NameUses()
      inside.addInsideAggregates(first)
      inside.addInsideAggregates(second)
      let shared = inside.names.filter { seenBy[$0] != nil }
      if !shared.isEmpty { neededInside[index] = shared }
    }
  }

  private mutating func bind(_ arguments: [ArgumentSyntax], by index: Int) {
    for argument in arguments { bind(argument.term, by: index) }
  }

  private mutating func bind(_ term: TermSyntax, by index: Int) {
    guard case .variable(let name) = term.kind, names.insert(name).inserted else { return }
    binders[name] = index
  }

  private func mayBindLater(_ index: Int) -> Bool {
    switch literals[index] {
    case .comparison(.equal, _, _, _), .identity: true
    case .atom(let atom): atom.name.text == BuiltIns.range
    default: false
    }
  }

  /// The condition to take next; one that only compares is taken when all of it is bound.
  private func nextReady(_ pending: [Int]) -> Int? {
    var unanchored: Int?
    var equation: Int?
    for (position, index) in pending.enumerated() {
      switch literals[index] {
      case .atom(let atom):
        if atom.arguments.count == 3, isBound(atom.arguments[1].term),
          isBound(atom.arguments[2].term)
        {
          return position
        }
      case .identity(_, let arguments, _):
        guard arguments.allSatisfy({ isBindable($0.term) || $0.term.kind.isWildcard }) else {
          continue
        }
        unanchored = unanchored ?? position
        if isBound(arguments[0].term) || isBound(arguments[1].term) {
          equation = equation ?? position
        }
      case .comparison(_, let first, let second, _):
        let isReady =
          isBindable(first) && isBound(second) || isBindable(second) && isBound(first)
        if isReady, neededInside[index]?.isSubset(of: names) ?? true {
          equation = equation ?? position
        }
      default: break
      }
    }
    return equation ?? unanchored
  }

  private mutating func bindLater(_ index: Int) {
    switch literals[index] {
    case .atom(let atom): bind(atom.arguments, by: index)
    case .comparison(_, let first, let second, _):
      bind(first, by: index)
      bind(second, by: index)
    case .identity(_, let arguments, _):
      if !isBound(arguments[0].term), !isBound(arguments[1].term) { unanchored.insert(index) }
      bind(arguments, by: index)
    default: break
    }
  }

  private func isBindable(_ term: TermSyntax) -> Bool {
    term.kind.variableName != nil || isBound(term)
  }

  /// Whether every variable of a term that stands outside an aggregate is bound.
  func isBound(_ term: TermSyntax) -> Bool {
    switch term.kind {
    case .variable(let name): names.contains(name)
    case .wildcard: false
    case .constant, .parameter, .aggregate: true
    case .negated(let operand): isOperand(operand)
    case .binary(_, let first, let second): isOperand(first) && isOperand(second)
    case .call(_, let arguments): arguments.allSatisfy(isOperand)
    }
  }

  /// A wildcard in an expression is reported, and waits for nothing.
  private func isOperand(_ term: TermSyntax) -> Bool { term.kind.isWildcard || isBound(term) }

  // MARK: - Context

  /// The conditions that give values to some variables, with those that they need themselves.
  ///
  /// They are what an inner body must repeat to use variables that only the body around it binds.
  /// Of an atom only what binds is repeated: an expression in it may need the inner body's value.
  ///
  /// - Returns: `nil` when a variable has its value from outside, or an atom of one of the relations
  ///   would have to be repeated.
  func context(of wanted: Set<String>, without relations: Set<String>) -> [FlatLiteral]? {
    var found: Set<Int> = []
    var queue = wanted.sorted()
    while let name = queue.popLast() {
      guard let index = binders[name] else {
        if names.contains(name) { return nil }
        continue
      }
      guard found.insert(index).inserted else { continue }
      switch literals[index] {
      case .atom(let atom): if relations.contains(atom.name.text) { return nil }
      case .step, .identity: if !relations.isEmpty { return nil }
      case .negation, .comparison, .missing: break
      }
      guard !literals[index].bindsByItself else { continue }
      for needed in NameUses.of([literals[index]]).names where binders[needed] != index {
        queue.append(needed)
      }
    }
    return found.sorted().map { literals[$0].bindingPart }
  }
}

extension FlatLiteral {
  /// Whether it gives values to its variables whatever others have.
  fileprivate var bindsByItself: Bool {
    switch self {
    case .atom(let atom): !BuiltIns.literalNames.contains(atom.name.text)
    case .step: true
    case .identity, .negation, .comparison, .missing: false
    }
  }

  /// The condition, of an atom without what only restricts it by an expression.
  fileprivate var bindingPart: FlatLiteral {
    func plain(_ arguments: [ArgumentSyntax]) -> [ArgumentSyntax] {
      arguments.map { argument in
        switch argument.term.kind {
        case .variable, .wildcard, .constant, .parameter: argument
        case .negated, .binary, .call, .aggregate:
          ArgumentSyntax(
            column: argument.column, term: TermSyntax(kind: .wildcard, span: argument.term.span))
        }
      }
    }
    guard bindsByItself else { return self }
    switch self {
    case .atom(let atom):
      return .atom(
        AtomSyntax(name: atom.name, arguments: plain(atom.arguments), span: atom.span))
    case .step(let relation, let arguments, let span):
      return .step(relation, plain(arguments), span)
    case .identity, .negation, .comparison, .missing: return self
    }
  }
}

extension TermSyntax.Kind {
  /// The variable's name, if the term is nothing but a variable.
  var variableName: String? {
    if case .variable(let name) = self { name } else { nil }
  }
}
