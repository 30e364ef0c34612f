/// Warns of constants that occur nowhere in the data: most often a name that is misspelt.
struct UnknownConstants {
  private let builder: ProgramBuilder
  private let table: SymbolTable?
  /// Texts that the program itself states.
  private var ownTexts: Set<String> = []
  /// For each relation, the columns all of whose values are data: none is computed.
  private var dataColumns: [[Bool]]

  /// Looks at the conditions and questions that stand in a script, if there are data from outside
  /// it: in a script that states all its facts, a miss may well be what it shows.
  static func warn(
    in script: SourceText, on builder: ProgramBuilder, actions: [Action],
    facts: (any FactSource)?
  ) {
    let table = facts.map { SymbolTable(continuing: $0.symbols) }
    let loadsFacts = builder.facts.values.contains { $0.loaded.contains { $0.count > 0 } }
    guard table.map({ $0.count > 0 }) ?? false || loadsFacts else { return }
    var check = UnknownConstants(builder, table)
    check.findDataColumns()
    for rule in builder.rules where rule.span.source === script { check.check(rule) }
    for action in actions where action.span.source === script {
      if case .why(let why) = action.kind { check.check(why.atom) }
    }
  }

  private init(_ builder: ProgramBuilder, _ table: SymbolTable?) {
    self.builder = builder
    self.table = table
    for rows in builder.facts.values {
      for case .text(let text) in rows.values { ownTexts.insert(text) }
    }
    for rule in builder.rules {
      for case .expression(let expression) in rule.headTerms {
        if case .constant(.text(let text)) = expression.kind { ownTexts.insert(text) }
      }
    }
    dataColumns = builder.relations.map { Array(repeating: true, count: $0.schema.arity) }
  }

  // MARK: - Columns

  private mutating func findDataColumns() {
    var progress = true
    while progress {
      progress = false
      for rule in builder.rules {
        for (column, term) in rule.headTerms.enumerated()
        where dataColumns[rule.head.index][column] && !isData(term, rule) {
          dataColumns[rule.head.index][column] = false
          progress = true
        }
      }
    }
  }

  private func isData(_ term: HeadTerm, _ rule: Rule) -> Bool {
    switch term {
    case .aggregate(let function, let arguments, _):
      guard function == .min || function == .max else { return function != .list }
      return arguments.first.map { isData($0, rule) } ?? false
    case .expression(let expression): return isData(expression, rule)
    }
  }

  private func isData(_ expression: ScalarExpression, _ rule: Rule) -> Bool {
    switch expression.kind {
    case .constant: true
    case .variable(let variable): isData(variable, rule)
    default: false
    }
  }

  /// Whether an atom binds the variable to data.
  private func isData(_ variable: Int, _ rule: Rule) -> Bool {
    rule.body.contains { literal in
      guard case .atom(let atom) = literal else { return false }
      return atom.terms.enumerated().contains {
        $1 == .variable(variable) && dataColumns[atom.relation.index][$0]
      }
    }
  }

  // MARK: - Constants

  private func check(_ rule: Rule) {
    for literal in rule.body {
      switch literal {
      case .atom(let atom), .negatedAtom(let atom): check(atom)
      case .comparison(.equal, let left, let right, _),
        .comparison(.notEqual, let left, let right, _):
        for (side, other) in [(left, right), (right, left)] {
          guard let variable = side.loneVariable, isData(variable, rule),
            case .constant(let value) = other.kind
          else { continue }
          check(value, other.span)
        }
      case .comparison, .test, .range, .group: break
      }
    }
  }

  private func check(_ atom: Atom) {
    for (column, term) in atom.terms.enumerated() where dataColumns[atom.relation.index][column] {
      guard case .constant(let value) = term else { continue }
      check(value, column < atom.termSpans.count ? atom.termSpans[column] : atom.span)
    }
  }

  private func check(_ value: Value, _ span: SourceSpan) {
    guard case .text(let text) = value, table?.id(of: value) == nil,
      builder.loadedValues.number(of: ValueCoding.bytes(of: value)) == nil, !ownTexts.contains(text)
    else { return }
    let diagnostic = Diagnostic(
      .unknownConstant, "'\(text)' occurs nowhere in the data", at: span)
    guard let near = NearNames.nearest(to: text, among: names) else {
      builder.report(diagnostic)
      return
    }
    // A parameter's value stands outside the script, so nothing can be changed here.
    let isParameter = span.text.hasPrefix("$")
    builder.report(
      isParameter
        ? diagnostic.noting("did you mean '\(near)'?")
        : diagnostic.fixing(
          "did you mean '\(near)'?", at: span, with: Value.text(near).shortSpelling))
  }

  /// The texts of the data that are short enough to be names.
  private var names: [String] {
    let stored = (0..<(table?.count ?? 0)).lazy.compactMap { index -> String? in
      guard case .text(let text)? = table?[ValueID(bits: UInt32(index))] else { return nil }
      return text
    }
    let loaded = (0..<builder.loadedValues.count).lazy.compactMap { index -> String? in
      let value = builder.loadedValues.withBytes(at: index) { ValueCoding.value(of: $0) }
      guard case .text(let text)? = value else { return nil }
      return text
    }
    return (Array(stored) + Array(loaded) + ownTexts).filter { $0.utf8.count <= 120 }
  }
}
