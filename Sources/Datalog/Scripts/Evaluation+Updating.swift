extension Evaluation {
  /// States facts and takes facts back, and brings what was derived up to date with them.
  ///
  /// The evaluation then answers as a new one would on the changed facts, at a cost in proportion to
  /// what changes where the relations can be maintained.
  /// Relations that the program does not know, and facts that it states itself, are passed over.
  ///
  /// - Parameters:
  ///   - added: Facts that the source did not state until now.
  ///   - removed: Facts that it stated.
  ///   - limits: What bringing it up to date may use.
  ///   - isCancelled: Asked every few thousand tuples whether to stop.
  /// - Throws: `EvaluationError` when a limit is reached or a computation has no result. The facts are
  ///   changed then too, and what rules derive is evaluated anew when it is asked for.
  public func update(
    adding added: [GroundFact], removing removed: [GroundFact],
    limits: EvaluationLimits = EvaluationLimits(), isCancelled: (@Sendable () -> Bool)? = nil
  ) throws(EvaluationError) {
    var stated: [RelationID: (added: [[UInt32]], removed: [[UInt32]])] = [:]
    for fact in removed {
      for relation in relations(stating: fact) {
        stated[relation, default: ([], [])].removed.append(fact.values.map(evaluator.intern))
      }
    }
    for fact in added {
      for relation in relations(stating: fact) {
        stated[relation, default: ([], [])].added.append(fact.values.map(evaluator.intern))
      }
    }
    evaluator.renew(limits, isCancelled)
    changes = [:]
    changes = try evaluator.update(stated)
  }

  /// The relations of the program whose rows a fact of the graph is: the one of its name, and those
  /// that directed queries read in its place.
  func relations(stating fact: GroundFact) -> [RelationID] {
    guard let relation = program.relation(named: fact.relation),
      program[relation].schema.arity == fact.values.count, !program.states(fact, of: relation)
    else { return [] }
    let copies = program.relations.indices.map(RelationID.init).filter {
      program[$0].isMadeUp && program[$0].isBase && program[$0].origin == relation
    }
    return [relation] + copies
  }

  /// Whether ``changedRows(ofQuery:)`` will tell what the next update does to the answer of a query:
  /// it was answered, and has no limit.
  public func tellsChanges(ofQuery number: Int) -> Bool {
    guard let index = actionIndex(ofQuery: number), let query = query(ofAction: index),
      query.limit == nil
    else { return false }
    return evaluator.isComplete[query.relationInUse(evaluator).index]
  }

  /// The rows that the last ``update(adding:removing:limits:isCancelled:)`` added to the answer of a
  /// query and those that it removed; `nil` when only the whole answer tells, because the query has a
  /// limit or was not answered before.
  public func changedRows(ofQuery number: Int) -> (added: AnswerTable, removed: AnswerTable)? {
    guard tellsChanges(ofQuery: number), let index = actionIndex(ofQuery: number),
      let query = query(ofAction: index)
    else { return nil }
    let relation = query.relationInUse(evaluator)
    let change = changes[relation] ?? RelationChange(arity: program[relation].schema.arity)
    return (
      AnswerTable(query, rows: change.added, symbols: evaluator.symbols),
      AnswerTable(query, rows: change.removed, symbols: evaluator.symbols)
    )
  }
}

extension CheckedProgram {
  /// Whether the program itself states a fact.
  fileprivate func states(_ fact: GroundFact, of relation: RelationID) -> Bool {
    guard let rows = facts[relation] else { return false }
    let arity = fact.values.count
    let isStated = (0..<rows.count).contains { row in
      rows.values[(row * arity)..<((row + 1) * arity)].elementsEqual(fact.values)
    }
    return isStated || rows.loaded.contains { states(fact, $0) }
  }

  private func states(_ fact: GroundFact, _ loaded: LoadedFacts) -> Bool {
    var numbers: [UInt32] = []
    for value in fact.values {
      if case .int(let number) = value, let inline = ValueID(inline: number) {
        numbers.append(inline.bits)
      } else if let number = loadedValues.id(of: value) {
        numbers.append(number)
      } else {
        return false
      }
    }
    return loaded.relation(threads: Workers.count).contains(numbers)
  }
}
