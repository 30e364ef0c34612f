/// Warns of rules that can never fire: conditions that exclude each other, and relations that stay
/// empty.
struct NeverTrue {
  private let builder: ProgramBuilder
  private let script: SourceText
  /// Relations that may have facts.
  private var mayHold: Set<RelationID> = []

  /// Looks at the rules of a script.
  ///
  /// The alternatives of one statement are looked at together: that one of them never holds, such
  /// as `X = Y` of a path in front of `X != Y`, is no mistake.
  static func warn(in script: SourceText, on builder: ProgramBuilder) {
    var check = NeverTrue(builder, script)
    let contradictions = builder.rules.map { ContradictionSearch.find(in: $0) }
    let mayContradict = contradictions.contains { $0 != nil }
    let alternatives = Dictionary(grouping: mayContradict ? builder.rules.indices : 0..<0) {
      Statement(head: builder.rules[$0].head, range: builder.rules[$0].span.range)
    }
    check.findRelationsThatMayHold(besides: contradictions)
    for index in builder.rules.indices where builder.rules[index].span.source === script {
      let rule = builder.rules[index]
      if let found = contradictions[index] {
        let others = alternatives[Statement(head: rule.head, range: rule.span.range)] ?? []
        if others.allSatisfy({ contradictions[$0] != nil }) { builder.report(found) }
      } else {
        check.warnOfEmptyRelations(in: rule)
      }
    }
  }

  private struct Statement: Hashable {
    let head: RelationID
    let range: Range<Int>
  }

  private init(_ builder: ProgramBuilder, _ script: SourceText) {
    self.builder = builder
    self.script = script
  }

  private mutating func findRelationsThatMayHold(besides contradictions: [Diagnostic?]) {
    mayHold.formUnion(builder.facts.keys)
    for (index, relation) in builder.relations.enumerated() where relation.isBase {
      mayHold.insert(RelationID(index: index))
    }
    var progress = true
    while progress {
      progress = false
      for (index, rule) in builder.rules.enumerated()
      where contradictions[index] == nil && !mayHold.contains(rule.head) && mayFire(rule) {
        mayHold.insert(rule.head)
        progress = true
      }
    }
  }

  private func mayFire(_ rule: Rule) -> Bool {
    rule.body.allSatisfy { literal in
      if case .atom(let atom) = literal { mayHold.contains(atom.relation) } else { true }
    }
  }

  /// Warns where the cause lies: at a relation without rules, or with none but recursive ones.
  private func warnOfEmptyRelations(in rule: Rule) {
    for case .atom(let atom) in rule.body where !mayHold.contains(atom.relation) {
      let relation = builder.relations[atom.relation.index]
      guard !relation.isMadeUp else { continue }
      let rules = builder.rules.filter { $0.head == atom.relation }
      if rules.isEmpty {
        builder.report(
          Diagnostic(
            .neverTrue, "'\(relation.schema.name)' is declared but has no facts and no rules",
            at: atom.span
          ).noting("declared here", at: relation.span))
      } else if needs(atom.relation, rule.head) {
        builder.report(
          Diagnostic(
            .neverTrue,
            "'\(relation.schema.name)' stays empty: its rules need facts that only they would give",
            at: atom.span
          ).noting("recursion begins with a fact, or with a rule that is not recursive"))
      }
    }
  }

  /// Whether an empty relation depends on another, through empty relations only.
  private func needs(_ relation: RelationID, _ other: RelationID) -> Bool {
    var seen: Set<RelationID> = []
    var pending = [relation]
    while let next = pending.popLast() {
      if next == other { return true }
      guard seen.insert(next).inserted else { continue }
      for rule in builder.rules where rule.head == next {
        for case .atom(let atom) in rule.body where !mayHold.contains(atom.relation) {
          pending.append(atom.relation)
        }
      }
    }
    return false
  }
}
