@testable import Datalog

/// Finds the bindings of a body by trying every tuple: the meaning of the language, spelled out.
///
/// Atoms bind first, in the order of the text; then `range` and equations as soon as what they need
/// is bound; then paths that stay; negation last. Inner bodies are solved anew for every binding of
/// the body around them.
struct ReferenceSolver {
  typealias Binding = [String: Value]

  let tuples: [String: Set<[Value]>]
  let columns: [String: [String]]

  /// All bindings of a body's variables that extend a given one.
  func solve(_ body: LiteralSyntax, _ given: Binding) throws -> [Binding] {
    var found: [Binding] = []
    for choice in ReferenceCondition.choices(body) { found += try solve(choice, given) }
    return found
  }

  private func solve(_ conditions: [ReferenceCondition], _ binding: Binding) throws -> [Binding] {
    guard let index = next(conditions, binding) else {
      precondition(conditions.isEmpty, "the body binds all its variables")
      return [binding]
    }
    var rest = conditions
    let condition = rest.remove(at: index)
    var found: [Binding] = []
    for extended in try extend(binding, by: condition, among: rest) {
      found += try solve(rest, extended)
    }
    return found
  }

  static let unnamed = "_@"

  /// What `count()` counts: the values of the names and, in a body without alternatives, of every `_`.
  func match(_ names: [String], of body: LiteralSyntax, in binding: Binding) -> [Value] {
    let named = names.compactMap { binding[$0] }
    guard ReferenceCondition.choices(body).count == 1 else { return named }
    return named
      + binding.filter { $0.key.hasPrefix(Self.unnamed) }.sorted { $0.key < $1.key }.map(\.value)
  }

  // MARK: - Order

  private func next(_ conditions: [ReferenceCondition], _ binding: Binding) -> Int? {
    let ranks = conditions.indices.map { rank(conditions[$0], conditions, binding) }
    guard let best = ranks.compactMap(\.self).min() else { return nil }
    return ranks.firstIndex(of: best)
  }

  /// When a condition is to be taken: the smaller the earlier; `nil` when it cannot be yet.
  private func rank(
    _ condition: ReferenceCondition, _ all: [ReferenceCondition], _ binding: Binding
  ) -> Int? {
    func isBound(_ term: TermSyntax) -> Bool {
      let outer = all.reduce(into: Set<String>()) {
        $0.formUnion(ReferenceNames.visible($1))
      }
      let inner = ReferenceNames.of(term, inside: true)
        .subtracting(ReferenceNames.of(term, inside: false))
      let needed = ReferenceNames.of(term, inside: false).union(inner.intersection(outer))
      return needed.allSatisfy { binding[$0] != nil }
    }
    func isBindable(_ term: TermSyntax) -> Bool {
      term.kind.variableName != nil || term.kind.isWildcard || isBound(term)
    }
    switch condition {
    case .atom(let atom) where TestFunction(rawValue: atom.name.text) != nil:
      return atom.arguments.allSatisfy { isBound($0.term) } ? 4 : nil
    case .atom(let atom) where atom.name.text == BuiltIns.range:
      return isBound(atom.arguments[1].term) && isBound(atom.arguments[2].term) ? 2 : nil
    case .atom(let atom): return atom.arguments.allSatisfy { isBindable($0.term) } ? 1 : nil
    case .move(_, let ends): return ends.allSatisfy { isBindable($0.term) } ? 1 : nil
    case .comparison(let comparison, let left, let right):
      if isBound(left), isBound(right) { return 3 }
      guard comparison == .equal else { return nil }
      return left.kind.variableName != nil && isBound(right)
        || right.kind.variableName != nil && isBound(left) ? 3 : nil
    case .stay(_, let ends):
      guard ends.allSatisfy({ isBindable($0.term) }) else { return nil }
      return ends.contains { isBound($0.term) && !$0.term.kind.isWildcard } ? 3 : 5
    case .negation, .missing: return 6
    }
  }

  // MARK: - Conditions

  private func extend(
    _ binding: Binding, by condition: ReferenceCondition, among rest: [ReferenceCondition]
  ) throws -> [Binding] {
    switch condition {
    case .atom(let atom): return try extend(binding, by: atom)
    case .move(let path, let ends):
      return try moves(path).compactMap { try match($0, ends.map(\.term), binding) }
    case .stay(let path, let ends): return try stay(path, ends.map(\.term), binding)
    case .comparison(let comparison, let left, let right):
      let (first, second) = (try value(left, binding), try value(right, binding))
      if let first, let second {
        return Arithmetic.holds(comparison, first, second) ? [binding] : []
      }
      if let name = left.kind.variableName, binding[name] == nil, let second {
        return [binding.merging([name: second]) { $1 }]
      }
      if let name = right.kind.variableName, binding[name] == nil, let first {
        return [binding.merging([name: first]) { $1 }]
      }
      return []
    case .negation(let inner): return try solve(inner, binding).isEmpty ? [binding] : []
    case .missing(let inner, let ignored):
      let kept = binding.filter { !ignored.contains($0.key) }
      return try solve(inner, kept).isEmpty ? [binding] : []
    }
  }

  private func extend(_ binding: Binding, by atom: AtomSyntax) throws -> [Binding] {
    if let test = TestFunction(rawValue: atom.name.text) {
      let values = try atom.arguments.compactMap { try value($0.term, binding) }
      guard values.count == atom.arguments.count else { return [] }
      var patterns: [String: RegularExpression?] = [:]
      return ScalarFunctions.holds(test, values, &patterns) ? [binding] : []
    }
    if atom.name.text == BuiltIns.range {
      guard case .int(let low)? = try value(atom.arguments[1].term, binding),
        case .int(let high)? = try value(atom.arguments[2].term, binding), low <= high
      else { return [] }
      return try (low...high).compactMap {
        try match([.int($0)], [atom.arguments[0].term], binding)
      }
    }
    let terms = arranged(atom)
    return try (tuples[atom.name.text] ?? []).compactMap { try match($0, terms, binding) }
  }

  private func arranged(_ atom: AtomSyntax) -> [TermSyntax] {
    guard atom.arguments.contains(where: { $0.column != nil }) else {
      return atom.arguments.map(\.term)
    }
    return (columns[atom.name.text] ?? []).map { column in
      atom.arguments.first { $0.column?.text == column }?.term
        ?? TermSyntax(kind: .wildcard, span: atom.span)
    }
  }

  /// The binding that makes the terms equal to a tuple, if there is one.
  private func match(_ tuple: [Value], _ terms: [TermSyntax], _ binding: Binding) throws -> Binding?
  {
    var binding = binding
    for (column, (value, term)) in zip(tuple, terms).enumerated() {
      if term.kind.isWildcard {
        // A fresh variable, which only 'count()' ever looks at.
        binding["\(Self.unnamed)\(term.span.range.lowerBound).\(column)"] = value
        continue
      }
      if let name = term.kind.variableName, binding[name] == nil {
        binding[name] = value
      } else if try self.value(term, binding) != value {
        return nil
      }
    }
    return binding
  }

  // MARK: - Paths

  /// The pairs that a path relates by at least one step.
  private func moves(_ path: PathSyntax) -> Set<[Value]> {
    switch path.kind {
    case .relation(let name): return tuples[name.text] ?? []
    case .inverse(let inner): return Set(moves(inner).map { $0.reversed() })
    case .alternatives(let alternatives):
      return alternatives.reduce(into: []) { $0.formUnion(moves($1)) }
    case .closure(let inner, .zeroOrOne): return moves(inner)
    case .closure(let inner, _):
      let steps = moves(inner)
      var found = steps
      while true {
        var larger = found
        for pair in found {
          for step in steps where step[0] == pair[1] { larger.insert([pair[0], step[1]]) }
        }
        if larger.count == found.count { return found }
        found = larger
      }
    }
  }

  private func stay(_ path: PathSyntax, _ ends: [TermSyntax], _ binding: Binding) throws
    -> [Binding]
  {
    let bound = try ends.filter { !$0.kind.isWildcard }.compactMap { try value($0, binding) }
    if let value = bound.first {
      return try match([value, value], ends, binding).map { [$0] } ?? []
    }
    var nodes: Set<Value> = []
    for relation in path.relations {
      for tuple in tuples[relation] ?? [] { nodes.formUnion(tuple) }
    }
    return try nodes.compactMap { try match([$0, $0], ends, binding) }
  }
}
