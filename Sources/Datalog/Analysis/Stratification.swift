/// Orders relations so that each is complete before it is negated or aggregated.
struct Stratification {
  private let builder: ProgramBuilder
  /// For each relation, the rules that derive it.
  private var rulesByHead: [[Int]]
  private var component: [Int]

  /// The strata in the order of evaluation; a cycle through negation or aggregation is reported.
  ///
  /// Marks in the builder the relations that recursion through `min` or `max` defines.
  static func run(on builder: ProgramBuilder) -> [Stratum] {
    var stratification = Stratification(builder: builder)
    return stratification.strata()
  }

  private init(builder: ProgramBuilder) {
    self.builder = builder
    rulesByHead = Array(repeating: [], count: builder.relations.count)
    component = Array(repeating: -1, count: builder.relations.count)
    for (index, rule) in builder.rules.enumerated() { rulesByHead[rule.head.index].append(index) }
  }

  private mutating func strata() -> [Stratum] {
    let edges = builder.relations.indices.map { relation -> [Int] in
      let found = rulesByHead[relation].flatMap { dependencies(of: builder.rules[$0]) }
        .map(\.relation.index)
      return found.count > 1 ? Set(found).sorted() : found
    }
    let components = StronglyConnectedComponents.find(edges)
    for (number, members) in components.enumerated() {
      for member in members { component[member] = number }
    }
    var strata: [Stratum] = []
    for members in components {
      let rules = members.flatMap { rulesByHead[$0] }.sorted()
      guard !rules.isEmpty else { continue }
      check(rules)
      let recursive = rules.filter { isRecursive(builder.rules[$0]) }
      let initial = rules.filter { !isRecursive(builder.rules[$0]) }
      strata.append(
        Stratum(
          relations: members.sorted().map(RelationID.init), initialRules: initial,
          recursiveRules: recursive))
    }
    return strata
  }

  private func dependencies(of rule: Rule) -> [(relation: RelationID, isPositive: Bool)] {
    rule.body.compactMap { literal in
      switch literal {
      case .atom(let atom): (atom.relation, true)
      case .negatedAtom(let atom), .group(let atom, _): (atom.relation, false)
      default: nil
      }
    }
  }

  private func isRecursive(_ rule: Rule) -> Bool {
    let own = component[rule.head.index]
    return rule.body.contains { literal in
      literal.atom.map { component[$0.relation.index] == own } ?? false
    }
  }

  // MARK: - Checks

  private mutating func check(_ rules: [Int]) {
    for index in rules {
      let rule = builder.rules[index]
      for literal in rule.body {
        switch literal {
        case .negatedAtom(let atom) where isCyclic(rule, atom):
          report(.unstratifiedNegation, "its own negation", rule, atom)
        case .group(let atom, _) where isCyclic(rule, atom):
          report(.unstratifiedAggregate, "an aggregate over itself", rule, atom)
        case .atom(let atom) where isCyclic(rule, atom) && rule.aggregates:
          // Of an aggregate over a body the condition that holds it is reported.
          if !keepsBest(rule), !builder.relations[rule.head.index].isMadeUp {
            report(.unstratifiedAggregate, "an aggregate over itself", rule, atom)
          }
        default: break
        }
      }
    }
    for index in rules where builder.rules[index].aggregates && isRecursive(builder.rules[index]) {
      markBest(builder.rules[index])
    }
  }

  private func isCyclic(_ rule: Rule, _ atom: Atom) -> Bool {
    component[atom.relation.index] == component[rule.head.index]
  }

  private func bestValue(of rule: Rule) -> RelationInfo.BestValue? {
    var best: RelationInfo.BestValue?
    for (column, term) in rule.headTerms.enumerated() {
      guard case .aggregate(let function, _, _) = term else { continue }
      guard best == nil, function == .min || function == .max else { return nil }
      best = RelationInfo.BestValue(column: column, keepsGreatest: function == .max)
    }
    return best
  }

  private func keepsBest(_ rule: Rule) -> Bool { bestValue(of: rule) != nil }

  /// Marks the head of a recursive rule through `min` or `max`; its other rules must agree.
  private func markBest(_ rule: Rule) {
    guard let best = bestValue(of: rule) else { return }
    builder.relations[rule.head.index].best = best
    for other in rulesByHead[rule.head.index].map({ builder.rules[$0] }) where other.aggregates {
      if bestValue(of: other) != best {
        let name = builder.relations[rule.head.index].schema.name
        builder.report(
          Diagnostic(
            .unstratifiedAggregate,
            "the rules of '\(name)' aggregate differently, although it is recursive", at: other.span
          ).noting("another rule of it", at: rule.span))
        return
      }
    }
  }

  private func report(_ code: DiagnosticCode, _ what: String, _ rule: Rule, _ atom: Atom) {
    let cycle = [rule.head] + path(from: atom.relation, to: rule.head)
    let names = cycle.map { builder.relations[$0.index] }.filter { !$0.isMadeUp }
      .map { "'\($0.schema.name)'" }
    builder.report(
      Diagnostic(code, "\(names.first ?? "a relation") depends on \(what)", at: atom.span)
        .noting("through \(names.joined(separator: " ← "))"))
  }

  /// The relations on a shortest way of dependencies inside one component.
  private func path(from start: RelationID, to goal: RelationID) -> [RelationID] {
    var previous: [Int: Int] = [start.index: start.index]
    var queue = [start.index]
    var next = 0
    while next < queue.count, previous[goal.index] == nil {
      let relation = queue[next]
      next += 1
      for rule in rulesByHead[relation] {
        for dependency in dependencies(of: builder.rules[rule]) {
          let index = dependency.relation.index
          guard component[index] == component[goal.index], previous[index] == nil else { continue }
          previous[index] = relation
          queue.append(index)
        }
      }
    }
    var path = [goal.index]
    while let last = path.last, last != start.index, let before = previous[last] {
      path.append(before)
    }
    return path.reversed().map(RelationID.init)
  }
}
