/// Which relations depend on each other, told from the syntax of the clauses alone.
///
/// Lowering needs to know it before there are rules: what an inner body repeats of the body around
/// it must not be the recursion itself.
struct SyntaxCycles {
  private var numbers: [String: Int] = [:]
  private var members: [Set<String>] = []
  private var componentOf: [Int] = []

  init(_ clauses: some Sequence<ClauseSyntax>) {
    var edges: [[Int]] = []
    var names: [String] = []
    func number(_ name: String) -> Int {
      if let known = numbers[name] { return known }
      numbers[name] = names.count
      names.append(name)
      edges.append([])
      return names.count - 1
    }
    for clause in clauses {
      guard let body = clause.body else { continue }
      let head = number(clause.head.name.text)
      var uses = RelationUses()
      uses.add(body)
      for name in uses.names { edges[head].append(number(name)) }
    }
    componentOf = Array(repeating: 0, count: names.count)
    for (index, component) in StronglyConnectedComponents.find(edges).enumerated() {
      for node in component { componentOf[node] = index }
      members.append(Set(component.map { names[$0] }))
    }
  }

  /// The relations that a relation is recursive with, itself included.
  func cycle(of relation: String) -> Set<String> {
    numbers[relation].map { members[componentOf[$0]] } ?? [relation]
  }
}

/// The names of relations that syntax uses.
private struct RelationUses {
  var names: [String] = []

  mutating func add(_ literal: LiteralSyntax) {
    switch literal.kind {
    case .atom(let atom):
      names.append(atom.name.text)
      for argument in atom.arguments { add(argument.term) }
    case .path(let path, _): add(path)
    case .negation(let inner): add(inner)
    case .comparison(_, let first, let second):
      add(first)
      add(second)
    case .conjunction(let literals), .disjunction(let literals):
      for literal in literals { add(literal) }
    case .defaulted(let inner, let defaults):
      add(inner)
      for value in defaults { add(value.value) }
    }
  }

  private mutating func add(_ path: PathSyntax) {
    switch path.kind {
    case .relation(let name): names.append(name.text)
    case .inverse(let inner), .closure(let inner, _): add(inner)
    case .alternatives(let alternatives): for alternative in alternatives { add(alternative) }
    }
  }

  private mutating func add(_ term: TermSyntax) {
    switch term.kind {
    case .variable, .wildcard, .constant, .parameter: break
    case .negated(let operand): add(operand)
    case .binary(_, let first, let second):
      add(first)
      add(second)
    case .call(_, let arguments): for argument in arguments { add(argument) }
    case .aggregate(_, let terms, let body):
      for term in terms { add(term) }
      add(body)
    }
  }
}
