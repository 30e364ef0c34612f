/// Finds proofs of facts that an evaluation derived.
///
/// Facts carry the round in which they were derived. A rule's premises from the same stratum must be
/// from earlier rounds, so a proof never goes in a circle, and one is always found.
struct ProofSearch {
  private let evaluator: ProgramEvaluator
  private let program: CheckedProgram
  private var nodeCount = 0

  private static let mostNodes = 5_000
  private static let deepest = 100
  private static let mostMembers = 10

  init(_ evaluator: ProgramEvaluator) {
    self.evaluator = evaluator
    program = evaluator.program
  }

  private struct Found: Error {}

  /// The proof of a fact that holds; its relation must be complete.
  mutating func prove(_ relation: RelationID, row: Int) throws -> ProofTree {
    try prove(relation, row: row, depth: 0)
  }

  private mutating func prove(_ relation: RelationID, row: Int, depth: Int) throws -> ProofTree {
    let rows = evaluator.rows(relation)
    let tuple = rows.tuple(at: row)
    let fact = ground(relation, tuple)
    let stamp = rows.stamp(ofRow: row)
    if evaluator.isStated(row, of: relation) {
      return ProofTree(fact: fact, basis: .stated(at: place(of: fact, relation)))
    }
    nodeCount += 1
    guard depth < Self.deepest, nodeCount < Self.mostNodes else {
      return ProofTree(fact: fact, basis: .cut)
    }
    for index in evaluator.ownRules(of: relation) {
      let rule = program.rules[index]
      guard let registers = try bindings(of: index, tuple, stamp: stamp).first else { continue }
      if let stated = program.relationOfStatedFacts(rule) {
        return ProofTree(fact: fact, basis: .stated(at: place(of: fact, stated)))
      }
      let premises = try premises(of: index, tuple, registers, stamp: stamp, depth: depth)
      let tree = ProofTree(fact: fact, basis: .derived(rule: rule.span, premises: premises))
      // A fact that was asked for may rest on the same fact among all, which has a shorter proof.
      return program[relation].origin == nil ? tree : tree.part(proving: fact) ?? tree
    }
    return ProofTree(fact: fact, basis: .cut)
  }

  private func ground(_ relation: RelationID, _ tuple: [UInt32]) -> GroundFact {
    GroundFact(
      program[relation].schema.name, tuple.map { evaluator.symbols[ValueID(bits: $0)] })
  }

  private func place(of fact: GroundFact, _ relation: RelationID) -> SourceSpan? {
    guard let rows = program.facts[relation] else { return nil }
    let arity = fact.values.count
    for row in 0..<rows.count
    where rows.values[(row * arity)..<((row + 1) * arity)].elementsEqual(fact.values) {
      return rows.spans[row]
    }
    return nil
  }

  // MARK: - Bindings

  /// The variables of a rule's head that a tuple gives values to; `nil` if it does not fit.
  private func given(_ rule: Rule, _ tuple: [UInt32]) -> [Int: UInt32]? {
    var given: [Int: UInt32] = [:]
    for (column, term) in rule.headTerms.enumerated() {
      guard case .expression(let expression) = term else { continue }
      switch expression.kind {
      case .variable(let variable):
        if let known = given[variable], known != tuple[column] { return nil }
        given[variable] = tuple[column]
      case .constant(let value):
        if evaluator.intern(value) != tuple[column] { return nil }
      default: break
      }
    }
    return given
  }

  private func rowChoice(_ rule: Rule, stamp: Int) -> [RulePlan.Rows] {
    rule.body.map { literal in
      if case .atom(let atom) = literal, evaluator.shareStratum(atom.relation, rule.head) {
        .stampedBefore(stamp)
      } else {
        .all
      }
    }
  }

  /// The bindings of a rule's body that give a tuple: one, or the members of its group.
  private func bindings(of index: Int, _ tuple: [UInt32], stamp: Int) throws -> [[UInt32]] {
    let rule = program.rules[index]
    guard let given = given(rule, tuple) else { return [] }
    let isGroup = rule.aggregates && program[rule.head].best == nil
    var found: [[UInt32]] = []
    do {
      _ = try evaluator.search(index, rows: rowChoice(rule, stamp: stamp), given: given) {
        registers, symbols in
        guard try fits(rule, registers, tuple, symbols) else { return }
        found.append(registers)
        if !isGroup || found.count > 10_000 { throw Found() }
      }
    } catch is Found {}
    return found
  }

  /// Whether the expressions of the head give the tuple.
  private func fits(
    _ rule: Rule, _ registers: [UInt32], _ tuple: [UInt32], _ symbols: SymbolTable
  ) throws -> Bool {
    for (column, term) in rule.headTerms.enumerated() {
      let expression: ScalarExpression
      switch term {
      case .expression(let found): expression = found
      case .aggregate(_, let arguments, _):
        guard program[rule.head].best != nil, let argument = arguments.first else { continue }
        expression = argument
      }
      let value = try Arithmetic.value(of: expression) { symbols[ValueID(bits: registers[$0])] }
      if value != symbols[ValueID(bits: tuple[column])] { return false }
    }
    return true
  }

  private func value(of expression: ScalarExpression, _ registers: [UInt32]) throws -> Value? {
    try Arithmetic.value(of: expression) { evaluator.symbols[ValueID(bits: registers[$0])] }
  }

  // MARK: - Premises

  private mutating func premises(
    of index: Int, _ tuple: [UInt32], _ registers: [UInt32], stamp: Int, depth: Int
  ) throws -> [ProofTree.Premise] {
    let rule = program.rules[index]
    guard rule.aggregates, program[rule.head].best == nil else {
      return try premises(of: rule, registers, stamp: stamp, depth: depth)
    }
    let members = try bindings(of: index, tuple, stamp: stamp)
    var premises: [ProofTree.Premise] = []
    var seen: Set<GroundFact> = []
    for member in members.prefix(Self.mostMembers) {
      for premise in try self.premises(of: rule, member, stamp: stamp, depth: depth) {
        if case .fact(let tree) = premise, !seen.insert(tree.fact).inserted { continue }
        premises.append(premise)
      }
    }
    if members.count > Self.mostMembers {
      premises.append(.more(members.count - Self.mostMembers))
    }
    return premises
  }

  private mutating func premises(
    of rule: Rule, _ registers: [UInt32], stamp: Int, depth: Int
  ) throws -> [ProofTree.Premise] {
    var premises: [ProofTree.Premise] = []
    for literal in rule.body {
      switch literal {
      case .atom(let atom)
      where program.isParameter(atom.relation) || program[atom.relation].isDemand:
        continue
      case .atom(let atom):
        let limit =
          evaluator.shareStratum(atom.relation, rule.head)
          ? evaluator.rows(atom.relation).firstRow(stampedFrom: stamp) : nil
        guard let row = row(of: atom, registers, below: limit) else { continue }
        premises += spliced(try prove(atom.relation, row: row, depth: depth + 1), atom.relation)
      case .group(let atom, _):
        guard let row = row(of: atom, registers, below: nil) else {
          premises.append(.absent(atom.span.text))
          continue
        }
        premises += spliced(try prove(atom.relation, row: row, depth: depth + 1), atom.relation)
      case .negatedAtom(let atom): premises.append(.absent(describeAbsent(atom, registers)))
      case .comparison(let comparison, let left, let right, let isNegated):
        if let call = left.testCall {
          let values = try call.arguments.map { argument in
            try value(of: argument, registers)?.shortSpelling ?? argument.span.text
          }
          let text = "\(call.name)(\(values.joined(separator: ", ")))"
          premises.append(.condition(isNegated ? "not \(text)" : text))
          continue
        }
        // An equation with a made-up variable only carries a value; it explains nothing.
        guard !isMadeUp(left, rule), !isMadeUp(right, rule) else { continue }
        let text =
          "\(describe(left, rule, registers)) \(comparison.rawValue) "
          + describe(right, rule, registers)
        premises.append(.condition(isNegated ? "not \(text)" : text))
      case .test(let test, let arguments, _, let isNegated):
        let values = arguments.map { argument -> String in
          guard let value = try? value(of: argument, registers) else { return argument.span.text }
          return value.shortSpelling
        }
        let text = "\(test.rawValue)(\(values.joined(separator: ", ")))"
        premises.append(.condition(isNegated ? "not \(text)" : text))
      case .range(_, _, _, let span): premises.append(.condition(span.text))
      }
    }
    return premises
  }

  /// A proof as a premise; of a made-up relation, its premises in its place.
  private func spliced(_ tree: ProofTree, _ relation: RelationID) -> [ProofTree.Premise] {
    guard isMadeUp(relation), case .derived(_, let premises) = tree.basis else {
      return [.fact(tree)]
    }
    return premises
  }

  private func row(of atom: Atom, _ registers: [UInt32], below limit: Int?) -> Int? {
    let rows = evaluator.rows(atom.relation)
    var keys: [Int] = []
    var key: [UInt32] = []
    for (column, term) in atom.terms.enumerated() {
      switch term {
      case .variable(let variable):
        keys.append(column)
        key.append(registers[variable])
      case .constant(let value):
        keys.append(column)
        key.append(evaluator.intern(value))
      case .wildcard: break
      }
    }
    guard !keys.isEmpty else { return rows.liveRows.first { $0 < limit ?? .max } }
    // The oldest has the shortest proof.
    return rows.oldestRow(with: key, in: keys, before: limit ?? .max)
  }

  // MARK: - Wording

  /// Whether the script does not name a relation, nor the one that it is a copy of.
  private func isMadeUp(_ relation: RelationID) -> Bool {
    program[program[relation].origin ?? relation].isMadeUp
  }

  private func isMadeUp(_ expression: ScalarExpression, _ rule: Rule) -> Bool {
    expression.loneVariable.map { rule.variables[$0].hasPrefix("$") } ?? false
  }

  private func describe(_ expression: ScalarExpression, _ rule: Rule, _ registers: [UInt32])
    -> String
  {
    if case .constant(let value) = expression.kind { return value.description }
    guard let value = try? value(of: expression, registers) else { return expression.span.text }
    return "\(expression.span.text) [\(value)]"
  }

  private func describeAbsent(_ atom: Atom, _ registers: [UInt32]) -> String {
    if isMadeUp(atom.relation) { return atom.span.text }
    let terms = atom.terms.map { term in
      switch term {
      case .variable(let variable):
        evaluator.symbols[ValueID(bits: registers[variable])].shortSpelling
      case .constant(let value): value.shortSpelling
      case .wildcard: "_"
      }
    }
    return "not \(program[atom.relation].schema.name)(\(terms.joined(separator: ", ")))"
  }
}

extension CheckedProgram {
  /// The relation of stated facts that a rule of a directed relation takes over, if that is what it
  /// is for.
  fileprivate func relationOfStatedFacts(_ rule: Rule) -> RelationID? {
    guard let atom = rule.body.last?.atom, let origin = self[rule.head].origin else { return nil }
    let info = self[atom.relation]
    let isStated = info.isBase || facts[atom.relation] != nil
    return isStated && info.isMadeUp && info.origin == origin ? atom.relation : nil
  }
}
