/// A relation whose rules say that it holds what one or more steps of other relations connect.
///
/// It may be derived from either end: forth from the values of its first column, or back from those of
/// its second. So what is asked for by one of them needs only the facts about that value.
struct TransitiveClosure {
  /// A relation of two columns that leads from one value to the next.
  fileprivate struct Step: Hashable {
    let relation: RelationID
    let isInverted: Bool
  }

  private let relation: RelationID
  /// The steps, with the rule that states each.
  private let steps: [(step: Step, span: SourceSpan)]
  /// Where a rule joins steps.
  private let joiningSpan: SourceSpan
  /// The column whose values the given rules hand on from fact to fact, if all of them do.
  let handedOn: Int?

  /// Recognizes a closure by its rules; `nil` for other relations.
  ///
  /// - Parameter rules: All rules of the relation, which has no stated facts.
  init?(_ relation: RelationID, rules: [Rule]) {
    self.relation = relation
    var steps: Set<Step> = []
    var joiningSpan: SourceSpan?
    /// The steps that rules add before and behind, and whether one joins two facts.
    var (before, behind, joins) = (Set<Step>(), Set<Step>(), false)
    var order: [(step: Step, span: SourceSpan)] = []
    for rule in rules {
      guard let (first, last) = rule.twoHeadVariables else { return nil }
      let atoms = rule.body.compactMap { literal -> Atom? in
        if case .atom(let atom) = literal, atom.terms.count == 2 { atom } else { nil }
      }
      guard atoms.count == rule.body.count else { return nil }
      if atoms.count == 1, let step = Step(atoms[0], from: first, to: last),
        step.relation != relation
      {
        if steps.insert(step).inserted { order.append((step, rule.span)) }
        continue
      }
      guard atoms.count == 2, let middle = atoms[0].otherVariable(than: first, last),
        middle == atoms[1].otherVariable(than: first, last),
        let (one, two) = TransitiveClosure.inOrder(atoms, first, middle, last)
      else { return nil }
      joiningSpan = joiningSpan ?? rule.span
      switch (one.relation == relation, two.relation == relation) {
      case (true, true):
        guard !one.isInverted, !two.isInverted else { return nil }
        joins = true
      case (true, false):
        guard !one.isInverted else { return nil }
        behind.insert(two)
      case (false, true):
        guard !two.isInverted else { return nil }
        before.insert(one)
      case (false, false): return nil
      }
    }
    guard before.isSubset(of: steps), behind.isSubset(of: steps),
      !steps.isEmpty, joins || before == steps || behind == steps, let joiningSpan
    else { return nil }
    self.steps = order
    self.joiningSpan = joiningSpan
    handedOn = joins || !before.isEmpty && !behind.isEmpty ? nil : before.isEmpty ? 0 : 1
  }

  /// The two steps of a body, the one from the head's first variable first.
  private static func inOrder(_ atoms: [Atom], _ first: Int, _ middle: Int, _ last: Int)
    -> (Step, Step)?
  {
    for (one, two) in [(atoms[0], atoms[1]), (atoms[1], atoms[0])] {
      if let one = Step(one, from: first, to: middle), let two = Step(two, from: middle, to: last) {
        return (one, two)
      }
    }
    return nil
  }

  /// Rules for the same facts that hand the value of a column on from fact to fact.
  func rules(handingOn column: Int) -> [Rule] {
    let (first, middle, last) = (0, 1, 2)
    let (from, to) = column == 0 ? (first, middle) : (middle, last)
    let (nextFrom, nextTo) = column == 0 ? (middle, last) : (first, middle)
    let known = Atom(
      relation: relation, terms: [.variable(from), .variable(to)], span: joiningSpan)
    return steps.map { step, span in rule([step.atom(from: first, to: last, span)], span) }
      + steps.map { step, _ in
        rule([known, step.atom(from: nextFrom, to: nextTo, joiningSpan)], joiningSpan)
      }
  }

  private func rule(_ body: [Atom], _ span: SourceSpan) -> Rule {
    Rule(
      head: relation,
      headTerms: [0, 2].map {
        .expression(ScalarExpression(kind: .variable($0), span: span))
      },
      body: body.map(Literal.atom), variables: ["$0", "$1", "$2"], span: span)
  }
}

extension TransitiveClosure.Step {
  /// The step that an atom takes from one variable to another, either way round.
  fileprivate init?(_ atom: Atom, from first: Int, to last: Int) {
    switch atom.terms {
    case [.variable(first), .variable(last)]: self.init(relation: atom.relation, isInverted: false)
    case [.variable(last), .variable(first)]: self.init(relation: atom.relation, isInverted: true)
    default: return nil
    }
  }

  fileprivate func atom(from first: Int, to last: Int, _ span: SourceSpan) -> Atom {
    let terms: [Term] = [.variable(first), .variable(last)]
    return Atom(relation: relation, terms: isInverted ? terms.reversed() : terms, span: span)
  }
}

extension Rule {
  /// The variables of a head of two columns, if they are two different ones.
  fileprivate var twoHeadVariables: (Int, Int)? {
    guard headTerms.count == 2, case .expression(let first) = headTerms[0],
      case .expression(let last) = headTerms[1], let one = first.loneVariable,
      let two = last.loneVariable, one != two
    else { return nil }
    return (one, two)
  }
}

extension Atom {
  /// Its variable that is neither of two, if there is just one such.
  fileprivate func otherVariable(than first: Int, _ last: Int) -> Int? {
    let others = variables.filter { $0 != first && $0 != last }
    return others.count == 1 ? others[0] : nil
  }
}
