extension Evaluation {
  /// Takes over what an evaluation of another program derived, as far as the same rules derive it from
  /// facts that are the same or differ a little.
  ///
  /// A session compiles a program for each statement; with this the relations that it derived stay, and
  /// follow the facts that were typed and taken back. The other evaluation may still be used: it derives
  /// anew what it is asked for.
  ///
  /// - Parameters:
  ///   - earlier: An evaluation on the same state of the graph; nothing happens if it is another one.
  ///   - added: Facts of the graph that count as stated here and did not there.
  ///   - removed: Facts of the graph that counted as stated there and do not here.
  public func takeOver(
    _ earlier: Evaluation, stating added: [GroundFact] = [], withdrawing removed: [GroundFact] = []
  ) {
    var stated: [RelationID: (added: [[Value]], removed: [[Value]])] = [:]
    for fact in added {
      for relation in relations(stating: fact) {
        stated[relation, default: ([], [])].added.append(fact.values)
      }
    }
    for fact in removed {
      for relation in relations(stating: fact) {
        stated[relation, default: ([], [])].removed.append(fact.values)
      }
    }
    // After a failure nothing is there, and all is derived when it is asked for.
    try? evaluator.takeOver(earlier.evaluator, stated: stated)
  }
}
