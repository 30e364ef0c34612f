extension ProgramEvaluator {
  /// States facts and takes facts back, and brings what was derived up to date.
  ///
  /// What was not evaluated yet stays so. After a failure all that rules derive is evaluated anew when
  /// it is asked for.
  ///
  /// - Parameter stated: By relation, the tuples that are stated from now on and those no more.
  /// - Returns: How the relations changed that were there.
  func update(_ stated: [RelationID: (added: [[UInt32]], removed: [[UInt32]])])
    throws(EvaluationError) -> [RelationID: RelationChange]
  {
    // They keep results of groups, and addresses of what they read.
    innerBodies = [:]
    forgetSharedJoins()
    var changes: [RelationID: RelationChange] = [:]
    var changed: Set<RelationID> = []
    for (relation, facts) in stated.sorted(by: { $0.key.index < $1.key.index }) {
      let change = restate(facts, of: relation)
      if !change.isEmpty {
        changes[relation] = change
        changed.insert(relation)
      }
    }
    worked = (0, 0)
    do {
      try watch.look(symbols)
      for stratum in program.strata {
        let premises = premises(of: stratum)
        let ownChange = stratum.relations.contains(where: changed.contains)
        guard ownChange || !changed.isDisjoint(with: premises) else { continue }
        guard stratum.relations.allSatisfy({ isComplete[$0.index] }) else {
          discard(stratum)
          changed.formUnion(stratum.relations)
          continue
        }
        if stratum.relations.allSatisfy({ program[$0].isOnDemand }) {
          changed.formUnion(stratum.relations)
          continue
        }
        let found = try bringUpToDate(stratum, premises, changes)
        for relation in stratum.relations {
          changes[relation] = found[relation]
          if found[relation] == nil { changed.remove(relation) } else { changed.insert(relation) }
        }
        for (relation, change) in found { install(change, of: relation) }
      }
      uninstallChanges()
      return changes
    } catch {
      uninstallChanges()
      for stratum in program.strata {
        discard(stratum)
        for relation in stratum.relations { isComplete[relation.index] = false }
      }
      if let error = error as? EvaluationError { throw error }
      throw failure(error, rule: worked.rule, round: worked.round)
    }
  }

  private func premises(of stratum: Stratum) -> Set<RelationID> {
    (stratum.initialRules + stratum.recursiveRules).reduce(into: []) {
      $0.formUnion(program.rules[$1].premises)
    }
  }

  // MARK: - Stated facts

  /// Notes what is stated; of a relation without rules that is there, changes its rows.
  ///
  /// - Returns: What changed, as far as rules do not derive it.
  private func restate(
    _ facts: (added: [[UInt32]], removed: [[UInt32]]), of relation: RelationID
  ) -> RelationChange {
    let change = RelationChange(arity: program[relation].schema.arity)
    for tuple in facts.removed { change.removed.insert(tuple) }
    for tuple in facts.added { change.added.insert(tuple) }
    change.finish()
    for tuple in facts.removed { restated[relation, default: RestatedFacts()].takeBack(tuple) }
    for tuple in facts.added { restated[relation, default: RestatedFacts()].state(tuple) }
    install(change, of: relation)
    guard !hasRules(relation), let known = relations[relation.index] else { return change }
    let rows = known.isShared ? Relation(copyOf: known) : known
    relations[relation.index] = rows
    for tuple in facts.removed { if let row = rows.row(of: tuple) { rows.remove(row: row) } }
    for tuple in facts.added { rows.insert(tuple) }
    rows.finishRound(at: 0)
    return change
  }

  // MARK: - Strata

  private func bringUpToDate(
    _ stratum: Stratum, _ premises: Set<RelationID>, _ changes: [RelationID: RelationChange]
  ) throws -> [RelationID: RelationChange] {
    worked = (stratum.initialRules.first ?? stratum.recursiveRules.first ?? 0, 0)
    let own = changes.filter { stratum.relations.contains($0.key) || premises.contains($0.key) }
    guard program.upkeep(of: stratum) == .maintained, !isLarge(own, for: premises) else {
      return try deriveAnew(stratum, gone: [:])
    }
    var work = StratumMaintenance(stratum, own, self)
    do {
      return try work.run()
    } catch is NotMaintainable {
      return try deriveAnew(stratum, gone: work.gone)
    }
  }

  /// Whether so much changed that it costs less to derive a stratum anew.
  private func isLarge(
    _ changes: [RelationID: RelationChange], for premises: Set<RelationID>
  ) -> Bool {
    let changed = changes.values.reduce(0) { $0 + $1.count }
    guard changed > 256 else { return false }
    return changed * 4 > premises.reduce(0) { $0 + (relations[$1.index]?.count ?? 0) }
  }

  /// Derives a stratum anew and compares it with what it was.
  ///
  /// - Parameter gone: What was taken out of its relations already.
  private func deriveAnew(_ stratum: Stratum, gone: [RelationID: Relation]) throws
    -> [RelationID: RelationChange]
  {
    let before = stratum.relations.map { relations[$0.index] }
    discard(stratum)
    for relation in stratum.relations { isComplete[relation.index] = false }
    try evaluate(stratum)
    var changes: [RelationID: RelationChange] = [:]
    for (relation, old) in zip(stratum.relations, before) {
      guard let old, !program[relation].isOnDemand else { continue }
      let new = rows(relation)
      let left = gone[relation]
      let change = RelationChange(arity: new.arity)
      for row in new.liveRows {
        let tuple = new.tuple(at: row)
        if !old.contains(tuple), left?.contains(tuple) != true { change.added.insert(tuple) }
      }
      for source in [old, left].compactMap({ $0 }) {
        for row in source.liveRows {
          let tuple = source.tuple(at: row)
          if !new.contains(tuple) { change.removed.insert(tuple) }
        }
      }
      change.finish()
      if !change.isEmpty { changes[relation] = change }
    }
    return changes
  }
}
