/// Makes the body of one rule; every variable that needs a value gets one.
struct BodyGenerator {
  typealias Kind = ProgramGenerator.Kind
  typealias Signature = ProgramGenerator.Signature

  var random: SplitMix64
  let earlier: [Signature]
  let current: [Signature]
  /// Variables with values, by kind.
  private var bound: [Kind: [String]] = [:]
  private var conditions: [String] = []
  private var count = 0

  init(random: SplitMix64, earlier: [Signature], current: [Signature]) {
    self.random = random
    self.earlier = earlier
    self.current = current
  }

  static func constant(_ kind: Kind, _ random: inout SplitMix64) -> String {
    switch kind {
    case .number: String(random.number(in: 0...4))
    case .word: random.pick(["a", "b", "c", "丁"], or: "a")
    case .date:
      random.pick(
        ["@2018-08-15", "@2018-08", "@XXXX-08-15", "@2018", "@2019-01-01"], or: "@2018")
    }
  }

  /// The conditions in any order, as no order may change an answer.
  mutating func shuffledConditions() -> String {
    if conditions.isEmpty { return "1 = 1" }
    conditions.shuffle(using: &random)
    return conditions.joined(separator: ", ")
  }

  mutating func addConditions() {
    for _ in 0..<random.number(in: 1...3) { addGenerator() }
    if random.chance(30) { addAssignment() }
    for _ in 0..<random.number(in: 0...2) { addFilter() }
  }

  /// A term for a column of the head, bound by the body.
  mutating func headTerm(_ kind: Kind) -> String {
    if random.chance(8) { return Self.constant(kind, &random) }
    let variable = boundVariable(kind)
    return kind == .number && random.chance(10) ? "(\(variable) + 1) mod 5" : variable
  }

  /// An aggregate for a head.
  mutating func aggregate() -> String {
    let number = boundVariable(.number)
    switch random.number(in: 0...6) {
    case 0: return "count(\(number))"
    case 1: return "sum(\(number))"
    case 2: return "min(\(number))"
    case 3: return "max(\(number))"
    case 4: return "sum(\(number), \(boundVariable(random.chance(50) ? .word : .number)))"
    case 5: return "count(\(boundVariable(.word)))"
    default: return "count(\(number), \(boundVariable(.word)))"
    }
  }

  // MARK: - Variables

  private mutating func newVariable(_ kind: Kind) -> String {
    count += 1
    switch kind {
    case .number: return "N\(count)"
    case .word: return random.chance(20) ? "?词\(count)" : "T\(count)"
    case .date: return "D\(count)"
    }
  }

  /// A variable that has a value; where there is none yet, an equation gives it one.
  private mutating func boundVariable(_ kind: Kind) -> String {
    if let known = bound[kind]?.randomElement(using: &random) { return known }
    let variable = newVariable(kind)
    conditions.append("\(variable) = \(Self.constant(kind, &random))")
    bound[kind, default: []].append(variable)
    return variable
  }

  /// An argument of a positive atom; a new variable is bound from then on.
  private mutating func argument(_ kind: Kind, new: inout [(Kind, String)]) -> String {
    switch random.number(in: 0...99) {
    case 0..<12: return "_"
    case 12..<22: return Self.constant(kind, &random)
    case 22..<60:
      let known = (bound[kind] ?? []) + new.filter { $0.0 == kind }.map(\.1)
      if let known = known.randomElement(using: &random) { return known }
    case 60..<65 where kind == .number:
      if let known = bound[kind]?.randomElement(using: &random) { return "(\(known) + 1) mod 5" }
    default: break
    }
    let variable = newVariable(kind)
    new.append((kind, variable))
    return variable
  }

  /// An argument that binds nothing.
  private mutating func boundArgument(_ kind: Kind) -> String {
    switch random.number(in: 0...9) {
    case 0...1: return "_"
    case 2: return Self.constant(kind, &random)
    default: return boundVariable(kind)
    }
  }

  private mutating func atom(_ signature: Signature, new: inout [(Kind, String)]) -> String {
    var arguments: [String] = []
    for kind in signature.columns { arguments.append(argument(kind, new: &new)) }
    return "\(signature.name)(\(arguments.joined(separator: ", ")))"
  }

  private mutating func bind(_ new: [(Kind, String)]) {
    for (kind, variable) in new { bound[kind, default: []].append(variable) }
  }

  private mutating func anySignature() -> Signature {
    let all = current.isEmpty || random.chance(40) ? earlier : current
    return random.pick(all, or: earlier[0])
  }

  private mutating func earlierSignature() -> Signature { random.pick(earlier, or: earlier[0]) }

  // MARK: - Generators

  private mutating func addGenerator() {
    var new: [(Kind, String)] = []
    switch random.number(in: 0...99) {
    case 0..<55: conditions.append(atom(anySignature(), new: &new))
    case 55..<75: addPath(&new)
    case 75..<83:
      let variable = newVariable(.number)
      new.append((.number, variable))
      conditions.append(
        "range(\(variable), \(random.number(in: 0...2)), \(random.number(in: 1...4)))")
    case 83..<92: addAlternatives(&new)
    default: addDefault(&new)
    }
    bind(new)
  }

  private mutating func addPath(_ new: inout [(Kind, String)]) {
    let binary = (earlier + current).filter(\.isBinary)
    guard let first = binary.randomElement(using: &random) else {
      conditions.append(atom(anySignature(), new: &new))
      return
    }
    let kind = first.columns[0]
    let others = binary.filter { $0.columns[0] == kind }
    var path = step(first.name)
    if random.chance(30) { path = "(\(path) | \(step(random.pick(others, or: first).name)))" }
    if random.chance(25) {
      path = "(\(path))\(["*", "+", "?"].randomElement(using: &random) ?? "")"
    }
    let ends = [argument(kind, new: &new), argument(kind, new: &new)]
    if path == first.name { path = "^\(path)" }
    conditions.append("\(path)(\(ends.joined(separator: ", ")))")
  }

  private mutating func step(_ name: String) -> String {
    let inverse = random.chance(25) ? "^" : ""
    return inverse + name + (["*", "+", "?", "", ""].randomElement(using: &random) ?? "")
  }

  /// Alternatives that bind the same variable, and filters in one of them.
  private mutating func addAlternatives(_ new: inout [(Kind, String)]) {
    let (first, second) = (anySignature(), anySignature())
    guard let kind = first.columns.first(where: second.columns.contains) else { return }
    let variable = newVariable(kind)
    var parts: [String] = []
    for signature in [first, second] {
      let column = signature.columns.firstIndex(of: kind)
      var ignored: [(Kind, String)] = []
      var arguments: [String] = []
      for (index, other) in signature.columns.enumerated() {
        arguments.append(index == column ? variable : argument(other, new: &ignored))
      }
      parts.append("\(signature.name)(\(arguments.joined(separator: ", ")))")
    }
    if random.chance(30) { parts.append("\(variable) = \(Self.constant(kind, &random))") }
    if random.chance(30) { parts[0] += ", \(variable) != \(Self.constant(kind, &random))" }
    conditions.append("(\(parts.joined(separator: " ; ")))")
    new.append((kind, variable))
  }

  private mutating func addDefault(_ new: inout [(Kind, String)]) {
    let signature = earlierSignature()
    var arguments = signature.columns.map { boundArgument($0) }
    let column = random.number(in: 0...(signature.columns.count - 1))
    let kind = signature.columns[column]
    let variable = newVariable(kind)
    arguments[column] = variable
    let inner = "\(signature.name)(\(arguments.joined(separator: ", ")))"
    conditions.append("\(inner) else \(variable) = \(Self.constant(kind, &random))")
    new.append((kind, variable))
  }

  private mutating func addAssignment() {
    let variable = newVariable(.number)
    if random.chance(20) {
      let (date, second) = (boundVariable(.date), boundVariable(.date))
      let expression = random.pick(
        ["year(\(date)) mod 5", "month(\(date))", "day(\(date))", "days(\(date), \(second))"],
        or: "1")
      conditions.append("\(variable) = \(expression)")
      bound[.number, default: []].append(variable)
      return
    }
    let value = boundVariable(.number)
    let other = boundVariable(.number)
    let expression =
      [
        "(\(value) + \(other)) mod 5", "abs(\(value) - \(other))", "max(\(value), \(other))",
        "\(value) * \(other) / 2 mod 5", "length(text(\(value)))", "\(value)",
      ].randomElement(using: &random) ?? value
    conditions.append(
      random.chance(80) ? "\(variable) = \(expression)" : "\(expression) = \(variable)")
    bound[.number, default: []].append(variable)
  }

  // MARK: - Filters

  private mutating func addFilter() {
    switch random.number(in: 0...99) {
    case 0..<30:
      let kind = Kind.any(&random)
      let sign = ["=", "!=", "<", "<=", ">", ">="].randomElement(using: &random) ?? "="
      let negation = random.chance(20) ? "not " : ""
      let right = random.chance(50) ? Self.constant(kind, &random) : boundVariable(kind)
      conditions.append("\(negation)\(boundVariable(kind)) \(sign) \(right)")
    case 30..<50:
      let signature = earlierSignature()
      let arguments = signature.columns.map { boundArgument($0) }
      conditions.append("not \(signature.name)(\(arguments.joined(separator: ", ")))")
    case 50..<62: addNegatedGroup()
    case 62..<68: conditions.append("contains(\(boundVariable(.word)), \"a\")")
    default: addInnerAggregate()
    }
  }

  /// Atoms of earlier relations, and perhaps a comparison with a variable from around them.
  private mutating func inner() -> (text: String, variables: [(Kind, String)]) {
    var new: [(Kind, String)] = []
    var parts = [atom(earlierSignature(), new: &new)]
    if random.chance(40) { parts.append(atom(earlierSignature(), new: &new)) }
    if random.chance(15) {
      let signature = earlierSignature()
      let arguments = signature.columns.map { kind in
        new.filter { $0.0 == kind }.map(\.1).randomElement(using: &random) ?? "_"
      }
      parts.append("not \(signature.name)(\(arguments.joined(separator: ", ")))")
    }
    if random.chance(40), let outer = bound[.number]?.randomElement(using: &random),
      let local = new.filter({ $0.0 == .number }).map(\.1).randomElement(using: &random)
    {
      parts.append("\(local) \(["<", ">", "!="].randomElement(using: &random) ?? "<") \(outer)")
    }
    parts.shuffle(using: &random)
    return (parts.joined(separator: ", "), new)
  }

  private mutating func addNegatedGroup() {
    let (text, _) = inner()
    if random.chance(30) {
      var ignored: [(Kind, String)] = []
      conditions.append("not (\(text) ; \(atom(earlierSignature(), new: &ignored)))")
    } else {
      // One atom in parentheses is an atom: all its variables must be bound.
      conditions.append("not (\(text), 1 = 1)")
    }
  }

  private mutating func addInnerAggregate() {
    let (text, variables) = inner()
    let result = newVariable(.number)
    let local = variables.filter { $0.0 == .number }.map(\.1).randomElement(using: &random)
    let anything = variables.map(\.1).randomElement(using: &random)
    switch random.number(in: 0...5) {
    case 0 where local != nil && random.chance(40):
      let signature = earlierSignature()
      guard let local, let column = signature.columns.firstIndex(of: .number) else { return }
      var arguments = signature.columns.map { _ in "_" }
      arguments[column] = local
      let other = "\(signature.name)(\(arguments.joined(separator: ", ")))"
      conditions.append("\(result) = count { \(local) : (\(text) ; \(other)) }")
    case 0: conditions.append("\(result) = count { \(text) }")
    case 1...2:
      guard let anything else { return }
      conditions.append("\(result) = count { \(anything) : \(text) }")
    case 3:
      guard let local else { return }
      conditions.append("\(result) = sum { \(local)\(anything.map { ", \($0)" } ?? "") : \(text) }")
    case 4:
      guard let local else { return }
      conditions.append("\(result) = min { \(local) : \(text) }")
    default:
      guard let local else { return }
      conditions.append("max { \(local) : \(text) } >= 2")
      return
    }
    bound[.number, default: []].append(result)
  }
}
