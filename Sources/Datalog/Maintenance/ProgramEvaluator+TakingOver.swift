extension ProgramEvaluator {
  /// Takes over what an evaluation of another program on the same facts derived by the same rules,
  /// and brings it up to date with the facts that differ.
  ///
  /// The other evaluation derives anew what it is asked for.
  ///
  /// - Parameter stated: How the graph's facts differ, by relation of this program.
  func takeOver(
    _ other: ProgramEvaluator,
    stated: [RelationID: (added: [[Value]], removed: [[Value]])]
  ) throws(EvaluationError) {
    guard hasSameSymbols(as: other) else { return }
    let partners = partners(in: other)
    guard !partners.isEmpty else { return }
    continueNumbers(of: other)
    var changed = stated.mapValues { facts in
      (added: facts.added.map { $0.map(intern) }, removed: facts.removed.map { $0.map(intern) })
    }
    for (relation, partner) in partners {
      relations[relation.index] = other.relations[partner.index]
      isComplete[relation.index] = other.isComplete[partner.index]
      for tuple in other.restated[partner]?.added ?? [] {
        restated[relation, default: RestatedFacts()].state(tuple)
      }
      let (added, removed) = difference(program.facts[relation], other.program.facts[partner])
      changed[relation, default: ([], [])].added += added
      changed[relation, default: ([], [])].removed += removed
    }
    other.giveAway(partners.values)
    _ = try update(changed.filter { !$0.value.added.isEmpty || !$0.value.removed.isEmpty })
    // The program itself does not state them, nor does the source.
    for relation in restated.keys {
      restated[relation]?.forgetRemoved()
      if restated[relation]?.added.isEmpty == true { restated[relation] = nil }
    }
  }

  /// Forgets rows that another evaluation has now.
  private func giveAway(_ given: some Sequence<RelationID>) {
    for relation in given { relations[relation.index] = nil }
    for stratum in program.strata {
      discard(stratum)
      for relation in stratum.relations { isComplete[relation.index] = false }
    }
    innerBodies = [:]
    forgetSharedJoins()
  }

  /// The tuples that one has and the other does not.
  private func difference(_ new: FactRows?, _ old: FactRows?) -> (
    added: [[UInt32]], removed: [[UInt32]]
  ) {
    if new?.count == old?.count, new?.values == old?.values { return ([], []) }
    let (after, before) = (tuples(of: new), tuples(of: old))
    return (Array(after.subtracting(before)), Array(before.subtracting(after)))
  }

  private func tuples(of facts: FactRows?) -> Set<[UInt32]> {
    guard let facts, facts.count > 0 else { return [] }
    let arity = facts.values.count / facts.count
    return Set(
      (0..<facts.count).map { row in
        facts.values[(row * arity)..<((row + 1) * arity)].map(intern)
      })
  }

  // MARK: - Partners

  /// The relations of another program that are defined alike and evaluated, by those of this one.
  ///
  /// Facts that a program states may differ, but not those that it loads.
  private func partners(in other: ProgramEvaluator) -> [RelationID: RelationID] {
    let hasSameValues = program.loadedValues.areSame(as: other.program.loadedValues)
    func hasSameLoadedFacts(_ new: FactRows?, _ old: FactRows?) -> Bool {
      let (loaded, before) = (new?.loaded ?? [], old?.loaded ?? [])
      guard !loaded.isEmpty || !before.isEmpty else { return true }
      return hasSameValues && loaded.elementsEqual(before, by: ===)
    }
    var (new, old) = (
      DefinitionKeys(program, ruleCount: ruleCount),
      DefinitionKeys(other.program, ruleCount: other.ruleCount)
    )
    // Relations that the compiler made up may be made of the same; each has one partner.
    var candidates: [String: [RelationID]] = [:]
    for index in other.program.relations.indices.reversed() {
      let relation = RelationID(index: index)
      if let name = old.name(of: relation) {
        candidates[name, default: []].append(relation)
      }
    }
    func partner(of relation: RelationID) -> RelationID? {
      guard let name = new.name(of: relation), let found = candidates[name]?.popLast() else {
        return nil
      }
      let (info, known) = (program[relation], other.program[found])
      let isAlike =
        hasSameLoadedFacts(program.facts[relation], other.program.facts[found])
        && info.schema.columns == known.schema.columns && info.isBase == known.isBase
        && info.best == known.best && info.isOnDemand == known.isOnDemand
      return isAlike && hasRules(relation) == other.hasRules(found) ? found : nil
    }
    var partners: [RelationID: RelationID] = [:]
    for index in program.relations.indices {
      let relation = RelationID(index: index)
      if !hasRules(relation), let found = partner(of: relation) { partners[relation] = found }
    }
    for stratum in program.strata {
      let rules = stratum.initialRules + stratum.recursiveRules
      let premises = rules.flatMap { program.rules[$0].premises }
      guard
        premises.allSatisfy({ partners[$0] != nil || stratum.relations.contains($0) })
      else { continue }
      var found: [RelationID: RelationID] = [:]
      for relation in stratum.relations {
        guard let partner = partner(of: relation), other.isComplete[partner.index],
          let rules = new.rules(of: relation), rules == old.rules(of: partner)
        else { break }
        found[relation] = partner
      }
      if found.count == stratum.relations.count { partners.merge(found) { first, _ in first } }
    }
    return partners
  }
}
