/// Notes what an evaluator does.
final class EvaluationRecorder {
  /// A rule with one choice of the rows to read.
  private struct Variant: Hashable {
    let rule: Int
    let delta: Int?
  }

  private struct Record {
    let variant: Variant
    var literals: [Literal]
    var runCount = 0
    var factCount = 0
    var time = Duration.zero
  }

  private var records: [Record] = []
  private var recordOfVariant: [Variant: Int] = [:]
  private var recordOfMachine: [ObjectIdentifier: Int] = [:]

  /// Notes the plan that a machine was made for.
  func note(_ plan: RulePlan, rows: [RulePlan.Rows], _ machine: AnyObject) {
    let delta = rows.firstIndex { if case .delta = $0 { true } else { false } }
    let variant = Variant(rule: plan.rule, delta: delta)
    let index = recordOfVariant[variant] ?? records.count
    if index == records.count { records.append(Record(variant: variant, literals: [])) }
    records[index].literals = plan.literals
    recordOfVariant[variant] = index
    recordOfMachine[ObjectIdentifier(machine)] = index
  }

  /// Notes a run of a machine.
  func add(_ machine: AnyObject, facts: Int, time: Duration) {
    guard let index = recordOfMachine[ObjectIdentifier(machine)] else { return }
    records[index].runCount += 1
    records[index].factCount += facts
    records[index].time += time
  }

  /// What was noted, by relation in the order of the first rule that was run.
  func profile(of program: CheckedProgram, count: (RelationID) -> Int) -> EvaluationProfile {
    var order: [RelationID] = []
    var entries: [RelationID: [EvaluationProfile.RuleEntry]] = [:]
    for record in records where record.runCount > 0 {
      let rule = program.rules[record.variant.rule]
      if entries[rule.head] == nil { order.append(rule.head) }
      let delta = record.variant.delta.map { rule.body[$0] }
      entries[rule.head, default: []].append(
        EvaluationProfile.RuleEntry(
          rule: rule.span,
          conditions: record.literals.map { program.spelling(of: $0, in: rule) },
          newest: delta.flatMap { delta in
            record.literals.firstIndex { $0.isSamePlace(as: delta) }
          },
          runCount: record.runCount, factCount: record.factCount, time: record.time))
    }
    return EvaluationProfile(
      relations: order.map { relation in
        let (rules, direction) = (entries[relation] ?? [], program.direction(of: relation))
        // What was shared may have been given back.
        let found = direction == .shared ? rules.reduce(0) { $0 + $1.factCount } : count(relation)
        return EvaluationProfile.RelationEntry(
          name: program.spelling(of: relation), direction: direction, factCount: found,
          rules: rules)
      })
  }
}

extension CheckedProgram {
  fileprivate func direction(of relation: RelationID) -> EvaluationProfile.Direction {
    let info = self[relation]
    if info.isDemand { return .demand }
    if info.isSharedJoin { return .shared }
    return info.origin == nil ? .none : .asked
  }

  /// A relation's name; what stands in the script, for one that the compiler made.
  fileprivate func spelling(of relation: RelationID) -> String {
    let info = self[self[relation].origin ?? relation]
    if !info.isMadeUp || info.isSharedJoin { return RelationSchema.spelling(of: info.schema.name) }
    return info.span?.text ?? "the query"
  }
}

extension Literal {
  /// Whether both are the same condition of the same rule.
  fileprivate func isSamePlace(as other: Literal) -> Bool {
    guard case .atom(let atom) = self, case .atom(let second) = other else { return false }
    return atom.relation == second.relation && atom.terms == second.terms
      && atom.span.range == second.span.range
  }
}
