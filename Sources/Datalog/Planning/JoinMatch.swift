/// A rule's conditions that are the same as those of another, up to the names of variables.
struct JoinMatch {
  /// For each condition of the other, the place of the rule's own.
  let positions: [Int]
  /// The rule's variable for each of the other's.
  let variables: [Int: Int]

  /// Combinations are given up after so many comparisons of two conditions.
  private static let mostComparisons = 1_000

  /// Finds conditions of a body that are the same as those of another.
  ///
  /// Different variables stay different. Conditions that do more than read complete relations and
  /// compare what is bound are never the same.
  init?(_ join: [Literal], in body: [Literal]) {
    var search = Search(join: join, body: body)
    guard search.extend() else { return nil }
    positions = search.positions
    variables = search.variables
  }

  private struct Search {
    let join: [Literal]
    let body: [Literal]
    var positions: [Int] = []
    var variables: [Int: Int] = [:]
    private var taken: Set<Int> = []
    private var comparisons = 0

    init(join: [Literal], body: [Literal]) {
      self.join = join
      self.body = body
    }

    /// Finds a place for each of the conditions that have none yet.
    mutating func extend() -> Bool {
      guard positions.count < join.count else { return true }
      let before = self
      for position in body.indices where !taken.contains(position) {
        comparisons += 1
        guard comparisons <= JoinMatch.mostComparisons else { return false }
        if isSame(join[positions.count], body[position]) {
          positions.append(position)
          taken.insert(position)
          if extend() { return true }
        }
        (positions, variables, taken) = (before.positions, before.variables, before.taken)
      }
      return false
    }

    private mutating func isSame(_ first: Literal, _ second: Literal) -> Bool {
      switch (first, second) {
      case (.atom(let first), .atom(let second)),
        (.negatedAtom(let first), .negatedAtom(let second)):
        guard first.relation == second.relation else { return false }
        return zip(first.terms, second.terms).allSatisfy { isSame($0, $1) }
      case (
        .comparison(let first, let left, let right, let isNegated),
        .comparison(let second, let otherLeft, let otherRight, let isAlsoNegated)
      ):
        return first == second && isNegated == isAlsoNegated && isSame(left, otherLeft)
          && isSame(right, otherRight)
      case (
        .test(let first, let arguments, _, let isNegated),
        .test(let second, let others, _, let isAlsoNegated)
      ):
        return first == second && isNegated == isAlsoNegated && areSame(arguments, others)
      default: return false
      }
    }

    private mutating func isSame(_ first: Term, _ second: Term) -> Bool {
      if case .variable(let first) = first, case .variable(let second) = second {
        return isSame(variable: first, second)
      }
      return first == second
    }

    private mutating func isSame(variable first: Int, _ second: Int) -> Bool {
      if let known = variables[first] { return known == second }
      guard !variables.values.contains(second) else { return false }
      variables[first] = second
      return true
    }

    private mutating func areSame(_ first: [ScalarExpression], _ second: [ScalarExpression])
      -> Bool
    {
      first.count == second.count && zip(first, second).allSatisfy { isSame($0, $1) }
    }

    private mutating func isSame(_ first: ScalarExpression, _ second: ScalarExpression) -> Bool {
      switch (first.kind, second.kind) {
      case (.variable(let first), .variable(let second)): isSame(variable: first, second)
      case (.constant(let first), .constant(let second)): first == second
      case (.negated(let first), .negated(let second)),
        (.widened(let first), .widened(let second)):
        isSame(first, second)
      case (.binary(let first, let left, let right), .binary(let second, let other, let last)):
        first == second && isSame(left, other) && isSame(right, last)
      case (.call(let first, let arguments), .call(let second, let others)):
        first == second && areSame(arguments, others)
      default: false
      }
    }
  }
}

extension Rule {
  /// The rule with an atom in the place of conditions.
  func replacing(_ positions: [Int], by atom: Atom) -> Rule {
    var rule = self
    rule.body = [.atom(atom)] + body.indices.filter { !positions.contains($0) }.map { body[$0] }
    return rule
  }

  /// The variables that the head and the conditions elsewhere than at some places read.
  func variablesRead(besides positions: [Int]) -> Set<Int> {
    var read: Set<Int> = []
    for position in body.indices where !positions.contains(position) {
      body[position].forEachVariable { read.insert($0) }
    }
    for term in headTerms {
      switch term {
      case .expression(let expression): expression.forEachVariable { read.insert($0) }
      case .aggregate(_, let arguments, _):
        for argument in arguments { argument.forEachVariable { read.insert($0) } }
      }
    }
    return read
  }
}
