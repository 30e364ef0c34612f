/// The relations and rules that a program needs to find what follows from a change.
///
/// For each relation that changes there are two more, of the tuples that came and of those that left.
/// A rule's changes are found by rules like it in which one condition, or several, reads these.
struct ChangeRules {
  /// How a condition of a rule is read.
  enum Reading: Hashable {
    /// As the rule has it.
    case present
    case added
    case removed
    /// The newest of those that leave the stratum at work.
    case leaving
  }

  fileprivate struct Key: Hashable {
    let rule: Int
    let finds: Finds
    let readings: [Reading]
  }

  fileprivate enum Finds {
    case lost, gained
  }

  fileprivate var relations: [RelationID: (added: RelationID, removed: RelationID)] = [:]
  fileprivate var rules: [Key: Int] = [:]
  /// For rules that keep best values, the rules for their groups.
  var groupRules: [Int: Int] = [:]

  /// More combinations than this are not tried: the rule's relation is derived anew instead.
  fileprivate static let most = 32
}

extension ProgramEvaluator {
  /// Lets the rules of ``ChangeRules`` read a relation's change.
  func install(_ change: RelationChange, of relation: RelationID) {
    let (added, removed) = relationsOfChange(relation)
    relations[added.index] = change.added
    relations[removed.index] = change.removed
  }

  /// Lets the rules of ``ChangeRules`` read the tuples that leave the stratum at work.
  func install(leaving: Relation, of relation: RelationID) {
    relations[relationsOfChange(relation).removed.index] = leaving
  }

  /// Forgets what was installed.
  func uninstallChanges() {
    for (added, removed) in changeRules.relations.values {
      relations[added.index] = nil
      relations[removed.index] = nil
    }
  }

  private func relationsOfChange(_ relation: RelationID) -> (added: RelationID, removed: RelationID)
  {
    if let known = changeRules.relations[relation] { return known }
    let info = RelationInfo(
      schema: program[relation].schema, isMadeUp: true, isBase: false, span: program[relation].span,
      origin: program[relation].origin ?? relation)
    let made = (added: addRelation(info), removed: addRelation(info))
    changeRules.relations[relation] = made
    return made
  }

  // MARK: - Rules

  /// Rules that find at least the tuples of a rule that one of the changes took a derivation from;
  /// `nil` if they would be too many.
  ///
  /// A derivation is lost when an atom's tuple left, or a denied tuple came. Several conditions of it
  /// may have changed; the others are read as they are now, so each combination has a rule.
  func lostRules(of index: Int, by changes: [RelationID: RelationChange]) -> [Int]? {
    var combinations: [(readings: [ChangeRules.Reading], body: [Literal])] = [([], [])]
    for literal in program.rules[index].body {
      let options = [(.present, [literal])] + lostReadings(of: literal, changes)
      combinations = combinations.flatMap { combination in
        options.map { (combination.readings + [$0], combination.body + $1) }
      }
      guard combinations.count <= ChangeRules.most else { return nil }
    }
    return combinations.dropFirst().map { rule(like: index, .lost, $0.readings, $0.body) }
  }

  private func lostReadings(of literal: Literal, _ changes: [RelationID: RelationChange])
    -> [(ChangeRules.Reading, [Literal])]
  {
    guard let atom = literal.atom, let change = changes[atom.relation] else { return [] }
    let (added, removed) = relationsOfChange(atom.relation)
    var found: [(ChangeRules.Reading, [Literal])] = []
    switch literal {
    case .atom:
      if change.removed.count > 0 { found.append((.removed, [.atom(atom.reading(removed))])) }
    case .negatedAtom:
      if change.added.count > 0 { found.append((.added, [.atom(atom.reading(added))])) }
    case .group(_, let missing):
      if change.removed.count > 0 { found.append((.removed, [.atom(atom.reading(removed))])) }
      if let missing, change.added.count > 0, let result = atom.terms.last {
        // The group may have had no row, and the value that stands for none.
        let value = ScalarExpression(kind: .constant(missing), span: atom.span)
        var body = [Literal.atom(atom.reading(added) { $0 < atom.terms.count - 1 })]
        if case .variable(let variable) = result {
          let result = ScalarExpression(kind: .variable(variable), span: atom.span)
          body.append(.comparison(.equal, result, value, isNegated: false))
        }
        found.append((.added, body))
      }
    case .comparison, .test, .range: break
    }
    return found
  }

  /// Rules that find the tuples of a rule to which one of the changes gave a derivation.
  ///
  /// Each has all conditions of the rule, so it derives nothing that the rule does not.
  func gainedRules(of index: Int, by changes: [RelationID: RelationChange]) -> [Int] {
    let body = program.rules[index].body
    var bound: Set<Int> = []
    for case .atom(let atom) in body { bound.formUnion(atom.variables) }
    var found: [Int] = []
    func add(_ reading: ChangeRules.Reading, _ position: Int, _ literals: [Literal]) {
      var readings = body.map { _ in ChangeRules.Reading.present }
      readings[position] = reading
      let rest = body[..<position] + literals + body[(position + 1)...]
      found.append(rule(like: index, .gained, readings, Array(rest)))
    }
    for (position, literal) in body.enumerated() {
      guard let atom = literal.atom, let change = changes[atom.relation] else { continue }
      let (added, removed) = relationsOfChange(atom.relation)
      // What only an equation gives a value is not bound by tuples: 1 and 1.0 are equal, not the same.
      func isKnown(_ column: Int) -> Bool {
        if case .variable(let variable) = atom.terms[column] { return bound.contains(variable) }
        return true
      }
      let last = atom.terms.count - 1
      switch literal {
      case .atom:
        if change.added.count > 0 { add(.added, position, [.atom(atom.reading(added))]) }
      case .negatedAtom:
        if change.removed.count > 0 {
          add(.removed, position, [.atom(atom.reading(removed, isKnown)), literal])
        }
      case .group(_, let missing):
        let isKey = { $0 < last && isKnown($0) }
        if change.added.count > 0 {
          add(.added, position, [.atom(atom.reading(added, isKey)), literal])
        }
        if missing != nil, change.removed.count > 0 {
          add(.removed, position, [.atom(atom.reading(removed, isKey)), literal])
        }
      case .comparison, .test, .range: break
      }
    }
    return found
  }

  /// Rules that find the tuples of a recursive rule that lost a derivation with the newest of those
  /// that leave its stratum.
  func leavingRules(of index: Int, in stratum: Stratum)
    -> [(rule: Int, from: RelationID, rows: [RulePlan.Rows])]
  {
    let body = program.rules[index].body
    return body.indices.compactMap { position in
      guard case .atom(let atom) = body[position], stratum.relations.contains(atom.relation) else {
        return nil
      }
      var readings = body.map { _ in ChangeRules.Reading.present }
      readings[position] = .leaving
      var changed = body
      changed[position] = .atom(atom.reading(relationsOfChange(atom.relation).removed))
      var rows = body.map { _ in RulePlan.Rows.all }
      rows[position] = .delta
      return (rule(like: index, .lost, readings, changed), atom.relation, rows)
    }
  }

  private func rule(
    like index: Int, _ finds: ChangeRules.Finds, _ readings: [ChangeRules.Reading],
    _ body: [Literal]
  ) -> Int {
    let key = ChangeRules.Key(rule: index, finds: finds, readings: readings)
    if let known = changeRules.rules[key] { return known }
    var rule = program.rules[index]
    rule.body = body
    let added = addRule(rule)
    changeRules.rules[key] = added
    return added
  }
}

extension Atom {
  /// The atom over another relation; columns that are not read are left open.
  fileprivate func reading(_ other: RelationID, _ isRead: (Int) -> Bool = { _ in true }) -> Atom {
    Atom(
      relation: other, terms: terms.enumerated().map { isRead($0) ? $1 : .wildcard }, span: span,
      termSpans: termSpans)
  }
}
