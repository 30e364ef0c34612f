/// Why a fact does not hold: for each rule that could derive it, the condition that fails.
public struct FailureReport: Sendable {
  /// What keeps one rule from deriving the fact.
  public struct Attempt: Sendable {
    /// The rule.
    public let rule: SourceSpan
    /// The conditions that hold together, with the values of one binding.
    public let satisfied: [String]
    /// The first condition that no binding of the others satisfies; `nil` when the rule's head
    /// cannot be such a fact.
    public let failing: String?
  }

  /// The fact that was asked for; `_` stands for what was left open.
  public let fact: String
  /// Facts that do hold and match, if there are any after all.
  public let matches: [GroundFact]
  /// One attempt for each rule.
  public let attempts: [Attempt]

  /// The report as lines.
  public var lines: [String] {
    if !matches.isEmpty {
      return ["\(fact) does hold:"] + matches.map { "   \($0)" }
    }
    guard !attempts.isEmpty else { return ["\(fact) is not stated, and no rule derives it"] }
    var lines = ["\(fact) does not hold"]
    for (index, attempt) in attempts.enumerated() {
      let isLast = index == attempts.count - 1
      let indent = isLast ? "   " : "│  "
      let text = attempt.rule.text.split(separator: "\n").map(\.trimmedOfSpaces)
      lines.append("\(isLast ? "└─ " : "├─ ")\(text.joined(separator: " "))")
      for condition in attempt.satisfied { lines.append("\(indent)holds: \(condition)") }
      lines.append(
        attempt.failing.map { "\(indent)fails: \($0)" }
          ?? "\(indent)fails: its head is another fact")
    }
    return lines
  }
}

/// Finds out why a fact does not hold.
struct FailureSearch {
  private let evaluator: ProgramEvaluator
  private let program: CheckedProgram

  init(_ evaluator: ProgramEvaluator) {
    self.evaluator = evaluator
    program = evaluator.program
  }

  /// Reports on an atom whose variables and wildcards are open; its relation must be complete.
  func report(_ atom: Atom, matches: [GroundFact]) throws -> FailureReport {
    let terms = atom.terms.map { term in
      if case .constant(let value) = term { value.shortSpelling } else { "_" }
    }
    let name = RelationSchema.spelling(of: program[atom.relation].schema.name)
    var attempts: [FailureReport.Attempt] = []
    if matches.isEmpty {
      for index in evaluator.ownRules(of: atom.relation) {
        attempts.append(try attempt(index, atom))
      }
    }
    return FailureReport(
      fact: "\(name)(\(terms.joined(separator: ", ")))", matches: matches, attempts: attempts)
  }

  private struct Found: Error {}

  private func attempt(_ index: Int, _ atom: Atom) throws -> FailureReport.Attempt {
    let rule = program.rules[index]
    var given: [Int: UInt32] = [:]
    for (column, term) in atom.terms.enumerated() {
      guard case .constant(let value) = term, case .expression(let head) = rule.headTerms[column]
      else { continue }
      switch head.kind {
      case .variable(let variable):
        let id = evaluator.intern(value)
        if let known = given[variable], known != id {
          return FailureReport.Attempt(rule: rule.span, satisfied: [], failing: nil)
        }
        given[variable] = id
      case .constant(let other):
        if other != value {
          return FailureReport.Attempt(rule: rule.span, satisfied: [], failing: nil)
        }
      default: break
      }
    }
    let rows: [RulePlan.Rows] = rule.body.map { _ in .all }
    var binding = Array(repeating: UInt32?.none, count: rule.variables.count)
    for (variable, value) in given { binding[variable] = value }
    for count in 1...max(1, rule.body.count) {
      var registers: [UInt32]?
      var plan: RulePlan?
      do {
        plan = try evaluator.search(index, rows: rows, given: given, stepCount: count) { found, _ in
          registers = found
          throw Found()
        }
      } catch is Found {}
      if let registers, plan == nil {
        binding = registers.map { $0 }
        continue
      }
      guard let plan, count <= plan.literals.count else { break }
      // What was asked for says nothing about the fact.
      let satisfied = plan.literals.prefix(count - 1).filter {
        !($0.atom.map { program[$0.relation].isDemand } ?? false)
      }
      let bound = boundVariables(satisfied, given)
      return FailureReport.Attempt(
        rule: rule.span, satisfied: satisfied.map { describe($0, rule, binding, bound) },
        failing: describe(plan.literals[count - 1], rule, binding, bound))
    }
    return FailureReport.Attempt(
      rule: rule.span, satisfied: [], failing: "the values that it computes are others")
  }

  private func boundVariables(_ literals: some Sequence<Literal>, _ given: [Int: UInt32]) -> Set<
    Int
  > {
    var bound = Set(given.keys)
    for literal in literals { literal.forEachVariable { bound.insert($0) } }
    return bound
  }

  /// A condition with the values of the variables that are bound.
  private func describe(
    _ literal: Literal, _ rule: Rule, _ binding: [UInt32?], _ bound: Set<Int>
  ) -> String {
    program.spelling(of: literal, in: rule) { variable in
      guard bound.contains(variable), let bits = binding[variable] else { return nil }
      return evaluator.symbols[ValueID(bits: bits)].shortSpelling
    }
  }
}
