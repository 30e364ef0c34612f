/// Asks whether the rules of a relation derive a tuple, with the tuple's values known from the start.
final class DerivationCheck {
  /// A rule, and the variables of its body that a tuple of the head gives values to.
  private struct Question {
    let rule: Rule
    let given: [(variable: Int, column: Int)]
    /// The columns that the rule gives a constant, with its number.
    let constants: [(column: Int, value: UInt32)]
    /// The columns of the head that the machine gives values to, in their order.
    let columns: [Int]
    let machine: RuleMachine
    let isAggregate: Bool
  }

  private struct Found: Error {}

  private let evaluator: ProgramEvaluator
  private let relation: RelationID
  private var questions: [Question] = []
  private let placeOfRule: [Int: Int]

  /// Prepares the questions.
  ///
  /// - Throws: ``NotMaintainable`` when a rule would have to be evaluated whole for each question.
  init(_ evaluator: ProgramEvaluator, _ relation: RelationID) throws {
    self.evaluator = evaluator
    self.relation = relation
    let rules = evaluator.ownRules(of: relation)
    placeOfRule = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1, $0) })
    for index in rules { questions.append(try question(index)) }
  }

  private func question(_ index: Int) throws -> Question {
    let program = evaluator.program
    let rule = program.rules[index]
    let best = program[rule.head].best
    var bound: Set<Int> = []
    for case .atom(let atom) in rule.body { bound.formUnion(atom.variables) }
    var given: [(variable: Int, column: Int)] = []
    var constants: [(column: Int, value: UInt32)] = []
    var columns: [Int] = []
    for (column, term) in rule.headTerms.enumerated() {
      guard case .expression(let expression) = term else {
        if best != nil { columns.append(column) }
        continue
      }
      columns.append(column)
      if case .constant(let value) = expression.kind {
        constants.append((column, evaluator.intern(value)))
      } else if let variable = expression.loneVariable, bound.contains(variable),
        best?.column != column, !given.contains(where: { $0.variable == variable })
      {
        given.append((variable, column))
      }
    }
    if given.isEmpty, rule.dependsOnHead(bound) {
      throw NotMaintainable(
        reason: "'\(program[program[relation].origin ?? relation].schema.name)' computes its values"
      )
    }
    evaluator.load(rule)
    let choice = rule.body.map { literal -> RulePlan.Rows in
      if case .atom(let atom) = literal, evaluator.shareStratum(atom.relation, rule.head) {
        return .stampedBefore(.max)
      }
      return .all
    }
    let plan = evaluator.plan(index, choice, bound: Set(given.map(\.variable)))
    let machine = evaluator.withSymbols { symbols, _ in
      evaluator.compile(plan, head: .values(withBest: best != nil), &symbols)
    }
    return Question(
      rule: rule, given: given, constants: constants, columns: columns, machine: machine,
      isAggregate: rule.aggregates && best == nil)
  }

  // MARK: - Asking

  /// Whether a rule derives a tuple from rows of its own stratum that are older than `stamp`.
  func derives(_ tuple: [UInt32], before stamp: Int = .max) throws -> Bool {
    for question in questions where prepare(question, tuple) {
      question.machine.stampLimit = stamp
      if question.isAggregate {
        if try aggregate(question) == tuple { return true }
        continue
      }
      let (machine, columns) = (question.machine, question.columns)
      do {
        try evaluator.withSymbols { symbols, watch in
          try machine.run(symbols: &symbols, watch: &watch) { registers, _, _ in
            for (place, column) in columns.enumerated()
            where registers[Int(machine.headRegisters[place])] != tuple[column] {
              return
            }
            throw Found()
          }
        }
      } catch is Found { return true }
    }
    return false
  }

  /// All tuples that the rules derive for the group of a tuple, of a relation that keeps the best.
  func tuples(ofGroup tuple: [UInt32]) throws -> Relation {
    let found = Relation(arity: tuple.count)
    let best = evaluator.program[relation].best?.column
    for question in questions where prepare(question, tuple) {
      question.machine.stampLimit = .max
      let (machine, columns) = (question.machine, question.columns)
      try evaluator.withSymbols { symbols, watch in
        try machine.run(symbols: &symbols, watch: &watch) { registers, _, _ in
          var made = tuple
          for (place, column) in columns.enumerated() {
            let value = registers[Int(machine.headRegisters[place])]
            if column != best, value != tuple[column] { return }
            made[column] = value
          }
          found.insert(made)
        }
      }
    }
    found.finishRound(at: 0)
    return found
  }

  /// What an aggregating rule gives for a group now; `nil` if nothing.
  ///
  /// - Parameter tuple: The values of the group in their columns; the others are not looked at.
  func aggregate(ofRule index: Int, group tuple: [UInt32]) throws -> [UInt32]? {
    guard let place = placeOfRule[index], prepare(questions[place], tuple) else { return nil }
    return try aggregate(questions[place])
  }

  private func aggregate(_ question: Question) throws -> [UInt32]? {
    let groups = Aggregation(question.rule)
    let machine = question.machine
    var result: [UInt32]?
    try evaluator.withSymbols { symbols, watch in
      try machine.run(symbols: &symbols, watch: &watch) { registers, _, _ in
        groups.add(
          registers, group: machine.headRegisters, arguments: machine.argumentRegisters)
      }
      try groups.finish(symbols: &symbols) { tuple, _ in result = tuple }
    }
    return result
  }

  /// Gives a question's machine the values of a tuple; false if the rule cannot derive it.
  private func prepare(_ question: Question, _ tuple: [UInt32]) -> Bool {
    for (column, value) in question.constants where tuple[column] != value {
      // A constant in the place of the best value decides nothing about the group.
      if evaluator.program[relation].best?.column != column { return false }
    }
    for (variable, column) in question.given {
      question.machine.registers[variable] = tuple[column]
    }
    return true
  }
}

extension Rule {
  /// Whether a binding of its atoms is needed to know what its head has, and none of the head's
  /// values tells which.
  fileprivate func dependsOnHead(_ bound: Set<Int>) -> Bool {
    guard !bound.isEmpty else { return false }
    return headTerms.contains { term in
      guard case .expression(let expression) = term else { return false }
      if case .constant = expression.kind { return false }
      return true
    }
  }
}

/// Why relations are derived anew and not brought up to date.
struct NotMaintainable: Error {
  let reason: String
}
