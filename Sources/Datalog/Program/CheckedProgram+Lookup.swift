/// What a session asks of a program beside its answers.
extension CheckedProgram {
  /// The places of the rules, facts and loaded files that define a relation: each kind in the order of
  /// the scripts.
  ///
  /// A rule that the compiler took apart is listed once.
  public func definitions(of name: String) -> [SourceSpan] {
    guard let relation = relation(named: name) else { return [] }
    var seen: [SourceSpan] = []
    let stated = facts[relation].map { $0.spans + $0.loadSpans } ?? []
    for span in rules.filter({ $0.head == relation }).map(\.span) + stated
    where !seen.contains(span) {
      seen.append(span)
    }
    return seen
  }

  /// The relations that change when one of some relations does, those included, by name.
  public func dependents(of names: some Sequence<String>) -> [String] {
    var found = Set(names.compactMap { relation(named: $0) })
    var grows = true
    while grows {
      grows = false
      for rule in rules where !found.contains(rule.head) && reads(rule, found) {
        found.insert(rule.head)
        grows = true
      }
    }
    return found.map { self[$0] }.filter { !$0.isMadeUp }.map(\.schema.name).sorted()
  }

  private func reads(_ rule: Rule, _ relations: Set<RelationID>) -> Bool {
    rule.body.contains { literal in
      switch literal {
      case .atom(let atom), .negatedAtom(let atom), .group(let atom, _):
        relations.contains(atom.relation)
      case .comparison, .test, .range: false
      }
    }
  }

  /// The facts that scripts state, each with its place.
  ///
  /// Relations with facts from files are left out: those have no place in a script.
  public var statedFacts: [(fact: GroundFact, span: SourceSpan)] {
    let listed = facts.filter { $0.value.spans.count == $0.value.count }
    return listed.sorted { $0.key.index < $1.key.index }.flatMap { relation, rows in
      let schema = self[relation].schema
      return rows.spans.enumerated().map { index, span in
        let start = index * schema.arity
        let values = Array(rows.values[start..<start + schema.arity])
        return (GroundFact(schema.name, values), span)
      }
    }
  }
}

extension CheckedProgram {
  /// A relation that a statement needs, as the evaluation comes to it.
  public struct EvaluationStep: Sendable {
    /// The relation's name.
    public let relation: String
    /// Whether its rules read it themselves, directly or through others.
    public let isRecursive: Bool
    /// Whether only those of its facts are derived that the statement asks for.
    public let isDirected: Bool
    /// The rules that derive it; none for stated facts alone.
    public let rules: [SourceSpan]
    /// How an evaluation that is kept follows a change of the facts below it: `maintained`, at a cost
    /// in proportion to the change, or `recomputed:` and why; `nil` for stated facts alone.
    ///
    /// A relation that is maintained is derived anew after a change so large that this costs less.
    public let upkeep: String?
  }

  /// The relations that one of the program's statements needs: stated ones, then derived ones in the
  /// order of their evaluation.
  ///
  /// - Parameter index: The statement, as in ``Evaluation/run(_:)``.
  public func evaluationSteps(ofAction index: Int) -> [EvaluationStep] {
    var needed: Set<RelationID> = []
    var waiting = [relation(ofAction: index)]
    while let next = waiting.popLast() {
      guard needed.insert(next).inserted else { continue }
      for rule in rules where rule.head == next {
        for literal in rule.body {
          switch literal {
          case .atom(let atom), .negatedAtom(let atom), .group(let atom, _):
            waiting.append(atom.relation)
          case .comparison, .test, .range: break
          }
        }
      }
    }
    let derived = strata.flatMap { stratum in
      stratum.relations.map {
        (
          $0, isRecursive: !stratum.recursiveRules.isEmpty,
          upkeep: String?(upkeep(of: stratum).text)
        )
      }
    }
    let stated = needed.subtracting(derived.map(\.0)).sorted {
      self[$0].schema.name < self[$1].schema.name
    }
    return (stated.map { ($0, isRecursive: false, upkeep: nil) } + derived)
      .filter { needed.contains($0.0) && isNamed($0.0) }
      .map { relation, isRecursive, upkeep in
        EvaluationStep(
          relation: self[relation].schema.name, isRecursive: isRecursive,
          isDirected: self[relation].origin != nil, rules: rules(of: relation), upkeep: upkeep)
      }
  }

  /// Whether a relation, or the one whose facts it has, is one of the script's or the graph's.
  private func isNamed(_ relation: RelationID) -> Bool {
    let info = self[relation]
    guard let origin = info.origin else { return !info.isMadeUp }
    return !info.isDemand && !self[origin].isMadeUp
  }

  private func relation(ofAction index: Int) -> RelationID {
    switch actions[index].kind {
    case .query(let query), .deny(_, let query): query.directed ?? query.relation
    case .save(let relation, _, _, _): relation
    case .why(let why): why.atom.relation
    }
  }

  private func rules(of relation: RelationID) -> [SourceSpan] {
    var seen: [SourceSpan] = []
    for rule in rules where rule.head == relation && !seen.contains(rule.span) {
      seen.append(rule.span)
    }
    return seen
  }
}
