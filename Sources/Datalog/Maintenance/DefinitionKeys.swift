/// What defines the relations of a program, as text that is the same in another program when the
/// definition is.
struct DefinitionKeys {
  private let program: CheckedProgram
  private var rulesByHead: [RelationID: [Int]] = [:]
  private var names: [RelationID: String] = [:]
  private var inProgress: [RelationID] = []

  /// Reads a program's own rules.
  init(_ program: CheckedProgram, ruleCount: Int) {
    self.program = program
    for index in 0..<ruleCount { rulesByHead[program.rules[index].head, default: []].append(index) }
  }

  /// A name for a relation: its own, or for one that the compiler made up what it is made of.
  ///
  /// `nil` for relations that exist for one statement's demand.
  mutating func name(of relation: RelationID) -> String? {
    let info = program[relation]
    guard info.origin == nil, !info.isSharedJoin else { return nil }
    guard info.isMadeUp, let rules = rulesByHead[relation] else {
      return "\(info.schema.name)/\(info.schema.arity)"
    }
    if let known = names[relation] { return known }
    if let depth = inProgress.lastIndex(of: relation) { return "^\(inProgress.count - depth)" }
    inProgress.append(relation)
    let name = "{" + rules.map { key(ofRule: $0) ?? "?\($0)" }.joined(separator: ";") + "}"
    inProgress.removeLast()
    // A name that looks further up than the relation itself is good only there.
    if inProgress.isEmpty { names[relation] = name }
    return name
  }

  /// The rules that define a relation; `nil` if one of them reads what exists for one statement.
  mutating func rules(of relation: RelationID) -> [String]? {
    var keys: [String] = []
    for index in rulesByHead[relation] ?? [] {
      guard let key = key(ofRule: index) else { return nil }
      keys.append(key)
    }
    return keys.sorted()
  }

  private mutating func key(ofRule index: Int) -> String? {
    let rule = program.rules[index]
    var parts = rule.headTerms.map(Self.text)
    parts.append(":-")
    for literal in rule.body {
      var name = ""
      if let atom = literal.atom {
        guard let found = self.name(of: atom.relation) else { return nil }
        name = found
      }
      parts.append(Self.text(literal, name))
    }
    return parts.joined(separator: " ")
  }

  // MARK: - Texts

  private static func text(_ term: HeadTerm) -> String {
    switch term {
    case .expression(let expression): text(expression)
    case .aggregate(let function, let arguments, _):
      "\(function){\(arguments.map(text).joined(separator: ","))}"
    }
  }

  private static func text(_ literal: Literal, _ name: String) -> String {
    switch literal {
    case .atom(let atom): "\(name)(\(text(atom)))"
    case .negatedAtom(let atom): "!\(name)(\(text(atom)))"
    case .group(let atom, let missing):
      "group \(name)(\(text(atom)))\(missing.map { " else \($0)" } ?? "")"
    case .comparison(let comparison, let left, let right, let isNegated):
      "\(isNegated ? "!" : "")[\(text(left)) \(comparison.rawValue) \(text(right))]"
    case .test(let test, let arguments, _, let isNegated):
      "\(isNegated ? "!" : "")\(test)(\(arguments.map(text).joined(separator: ",")))"
    case .range(let term, let low, let high, _): "range(\(text(term)),\(text(low)),\(text(high)))"
    }
  }

  private static func text(_ atom: Atom) -> String {
    atom.terms.map(text).joined(separator: ",")
  }

  private static func text(_ term: Term) -> String {
    switch term {
    case .variable(let variable): "V\(variable)"
    case .constant(let value): "\(value)"
    case .wildcard: "_"
    }
  }

  private static func text(_ expression: ScalarExpression) -> String {
    switch expression.kind {
    case .variable(let variable): "V\(variable)"
    case .constant(let value): "\(value)"
    case .negated(let operand): "-(\(text(operand)))"
    case .widened(let operand): "float(\(text(operand)))"
    case .binary(let operation, let first, let second):
      "(\(text(first)) \(operation) \(text(second)))"
    case .call(let function, let arguments):
      "\(function)(\(arguments.map(text).joined(separator: ",")))"
    case .apply(let function, let arguments):
      "swift \(function.name)(\(arguments.map(text).joined(separator: ",")))"
    }
  }
}
