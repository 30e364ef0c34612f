@testable import Datalog

/// Evaluates a script by brute force, straight from its syntax tree: no lowering, no plans, no
/// indexes, no deltas.
///
/// It is the specification that the engine is compared with.
final class ReferenceProgram {
  private var rules: [String: [ClauseSyntax]] = [:]
  private var columns: [String: [String]] = [:]
  private var tuples: [String: Set<[Value]>] = [:]
  private var complete: Set<String> = []
  /// For each relation, all that it depends on, also through others.
  private var reached: [String: Set<String>] = [:]

  init(_ script: Script) {
    for statement in script.statements {
      switch statement.kind {
      case .relation(let declaration):
        columns[declaration.name.text] = declaration.columns.map(\.name.text)
      case .clause(let clause): rules[clause.head.name.text, default: []].append(clause)
      default: break
      }
    }
    for (name, clauses) in rules {
      reached[name] = clauses.reduce(into: []) { found, clause in
        if let body = clause.body { found.formUnion(Self.relations(in: body)) }
      }
    }
    var progress = true
    while progress {
      progress = false
      for (name, direct) in reached {
        let further = direct.union(direct.flatMap { reached[$0] ?? [] })
        if further.count > direct.count {
          reached[name] = further
          progress = true
        }
      }
    }
  }

  /// The rows of a query, as a set.
  func answer(_ query: QuerySyntax) throws -> Set<[Value]> {
    for relation in Self.relations(in: query.body).sorted() { try complete(relation) }
    let head = query.head ?? []
    return try derive(head.map(\.term), query.body)
  }

  // MARK: - Relations

  private func complete(_ name: String) throws {
    guard !complete.contains(name) else { return }
    let group = Set([name] + (reached[name] ?? []).filter { reached[$0]?.contains(name) == true })
    for member in group.sorted() {
      for other in (reached[member] ?? []).subtracting(group).sorted() { try complete(other) }
    }
    complete.formUnion(group)
    try evaluate(group)
  }

  /// Relations that recursion through `min` or `max` defines keep the best of each group; with them
  /// held fixed the others get all that follows, from nothing; until the best values stay.
  private func evaluate(_ group: Set<String>) throws {
    let best = Set(group.filter { name in (rules[name] ?? []).contains { isBest($0, group) } })
    let others = group.subtracting(best)
    while true {
      for name in others { tuples[name] = [] }
      var progress = true
      while progress {
        progress = false
        for name in others.sorted() {
          var found = tuples[name] ?? []
          for rule in rules[name] ?? [] { found.formUnion(try derive(rule)) }
          if found.count > tuples[name]?.count ?? 0 {
            tuples[name] = found
            progress = true
          }
        }
      }
      var isStable = true
      for name in best.sorted() {
        var candidates = tuples[name] ?? []
        for rule in rules[name] ?? [] { candidates.formUnion(try derive(rule, keepingAll: true)) }
        let kept = keepBest(candidates, name, group)
        if kept != tuples[name] ?? [] { isStable = false }
        tuples[name] = kept
      }
      if isStable { return }
    }
  }

  private func isBest(_ clause: ClauseSyntax, _ group: Set<String>) -> Bool {
    guard let body = clause.body, !Self.relations(in: body).isDisjoint(with: group) else {
      return false
    }
    return clause.head.arguments.contains { Self.aggregate($0.term) != nil }
  }

  private func keepBest(_ candidates: Set<[Value]>, _ name: String, _ group: Set<String>)
    -> Set<[Value]>
  {
    guard let rule = (rules[name] ?? []).first(where: { isBest($0, group) }),
      let column = rule.head.arguments.firstIndex(where: { Self.aggregate($0.term) != nil }),
      let (function, _) = Self.aggregate(rule.head.arguments[column].term)
    else { return candidates }
    var best: [[Value]: [Value]] = [:]
    for tuple in candidates {
      var key = tuple
      key.remove(at: column)
      guard let known = best[key] else {
        best[key] = tuple
        continue
      }
      let isBetter =
        function == .min ? tuple[column] < known[column] : known[column] < tuple[column]
      if isBetter { best[key] = tuple }
    }
    return Set(best.values)
  }

  // MARK: - Rules

  private func derive(_ clause: ClauseSyntax, keepingAll: Bool = false) throws -> Set<[Value]> {
    let terms = clause.head.arguments.map(\.term)
    guard let body = clause.body else {
      let solver = ReferenceSolver(tuples: tuples, columns: columns)
      return [try terms.compactMap { try solver.value($0, [:]) }]
    }
    return try derive(terms, body, keepingAll: keepingAll)
  }

  /// The tuples of a head; with `keepingAll` an aggregate gives each of its members.
  private func derive(_ head: [TermSyntax], _ body: LiteralSyntax, keepingAll: Bool = false) throws
    -> Set<[Value]>
  {
    let solver = ReferenceSolver(tuples: tuples, columns: columns)
    let names = ReferenceNames.of(body).sorted()
    var plain: Set<[Value]> = []
    var groups: [[Value]: [Int: Set<[Value]>]] = [:]
    let aggregates = head.indices.filter { Self.aggregate(head[$0]) != nil }
    for binding in try solver.solve(body, [:]) {
      var members: [Int: [Value]] = [:]
      var key: [Value] = []
      for (column, term) in head.enumerated() {
        if let (_, terms) = Self.aggregate(term) {
          members[column] =
            terms.isEmpty
            ? solver.match(names, of: body, in: binding)
            : try terms.compactMap { try solver.value($0, binding) }
          if keepingAll, let first = members[column]?.first { key.append(first) }
        } else if let value = try solver.value(term, binding) {
          key.append(value)
        }
      }
      if aggregates.isEmpty || keepingAll {
        if key.count == head.count { plain.insert(key) }
        continue
      }
      guard key.count == head.count - aggregates.count else { continue }
      for (column, member) in members {
        groups[key, default: [:]][column, default: []].insert(member)
      }
    }
    for (key, members) in groups {
      var rest = key[...]
      var tuple: [Value] = []
      for (column, term) in head.enumerated() {
        if let (function, _) = Self.aggregate(term) {
          if let value = ReferenceSolver.aggregate(function, members[column] ?? []) {
            tuple.append(value)
          }
        } else if let value = rest.popFirst() {
          tuple.append(value)
        }
      }
      if tuple.count == head.count { plain.insert(tuple) }
    }
    return plain
  }

  private static func aggregate(_ term: TermSyntax) -> (AggregateFunction, [TermSyntax])? {
    guard case .call(let name, let arguments) = term.kind,
      let function = AggregateFunction(rawValue: name.text),
      ScalarFunction(rawValue: name.text) == nil || arguments.count == 1
    else { return nil }
    return (function, arguments)
  }

  // MARK: - Dependencies

  static func relations(in literal: LiteralSyntax) -> Set<String> {
    switch literal.kind {
    case .atom(let atom):
      let isBuiltIn = BuiltIns.literalNames.contains(atom.name.text)
      return atom.arguments.reduce(into: isBuiltIn ? [] : [atom.name.text]) {
        $0.formUnion(relations(in: $1.term))
      }
    case .path(let path, _): return path.relations
    case .negation(let inner): return relations(in: inner)
    case .comparison(_, let left, let right):
      return relations(in: left).union(relations(in: right))
    case .conjunction(let literals), .disjunction(let literals):
      return literals.reduce(into: []) { $0.formUnion(relations(in: $1)) }
    case .defaulted(let inner, let defaults):
      return defaults.reduce(into: relations(in: inner)) { $0.formUnion(relations(in: $1.value)) }
    }
  }

  private static func relations(in term: TermSyntax) -> Set<String> {
    switch term.kind {
    case .aggregate(_, _, let body): relations(in: body)
    case .binary(_, let left, let right): relations(in: left).union(relations(in: right))
    case .call(_, let arguments):
      arguments.reduce(into: []) { $0.formUnion(relations(in: $1)) }
    case .negated(let operand): relations(in: operand)
    default: []
    }
  }
}
