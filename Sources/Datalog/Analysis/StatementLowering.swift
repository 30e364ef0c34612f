extension ProgramBuilder {
  /// Lowers all statements; gives what the scripts ask for, in order.
  func lower(_ gathered: [StatementGathering.Gathered], files: (any FileAccess)?) -> [Action] {
    defineRelations(gathered, files: files)
    let cycles = SyntaxCycles(
      gathered.lazy.compactMap { item in
        if case .clause(let clause) = item.statement.kind { clause } else { nil }
      })
    var actions: [Action] = []
    for item in gathered {
      if hasTooManyErrors { break }
      cycle = []
      switch item.statement.kind {
      case .clause(let clause):
        if clause.body != nil { cycle = cycles.cycle(of: clause.head.name.text) }
        lower(clause, origin: item.origin)
      case .query(let query):
        if let lowered = lower(query, item.statement.span) {
          append(.query(lowered), for: item, to: &actions)
        }
      case .deny(let deny):
        if let lowered = lower(
          QuerySyntax(head: nil, body: deny.body, order: [], limit: nil), item.statement.span,
          isDeny: true)
        {
          append(.deny(message: deny.message, lowered), for: item, to: &actions)
        }
      case .save(let save):
        if let relation = resolve(save.relation) {
          let kind = Action.Kind.save(
            relation, path: save.path.text, hasHeader: save.hasHeader,
            relativeTo: save.path.span.source)
          if DataFormat(path: save.path.text) == nil { reportFormat(save.path) }
          append(kind, for: item, to: &actions)
        }
      case .why(let why):
        if let lowered = lower(why) { append(.why(lowered), for: item, to: &actions) }
      case .relation, .load, .include, .invalid: break
      }
    }
    return actions
  }

  /// Adds an action; expectations count only in the script itself.
  private func append(
    _ kind: Action.Kind, for item: StatementGathering.Gathered, to actions: inout [Action]
  ) {
    // A query of an included script was answered where that script is run.
    if case .query = kind, item.origin != .script { return }
    if case .why = kind, item.origin != .script { return }
    actions.append(
      Action(
        kind: kind, span: item.statement.span,
        expectation: item.origin == .script ? item.statement.expectation : nil))
  }

  // MARK: - Relations

  /// Defines every relation before anything that uses one is lowered.
  private func defineRelations(
    _ gathered: [StatementGathering.Gathered], files: (any FileAccess)?
  ) {
    for item in gathered {
      if case .relation(let declaration) = item.statement.kind {
        define(declaration, item.statement.span)
      }
    }
    load(gathered.map(\.statement), files: files)
    for item in gathered {
      if case .clause(let clause) = item.statement.kind { defineHead(of: clause) }
      if case .invalid(let name?) = item.statement.kind { brokenNames.insert(name) }
    }
  }

  private func define(_ declaration: DeclarationSyntax, _ span: SourceSpan) {
    guard checkName(declaration.name),
      !hasTooManyColumns(declaration.columns.count, declaration.name.span)
    else { return }
    var columns: [RelationSchema.Column] = []
    var types: [ValueType?] = []
    var spans: [SourceSpan] = []
    for column in declaration.columns {
      if columns.contains(where: { $0.name == column.name.text }) {
        report(
          .duplicateColumn, "the column '\(column.name.text)' is declared twice", column.name.span)
        continue
      }
      let type = column.type.flatMap { ValueType(rawValue: $0.text) }
      if let name = column.type, type == nil {
        report(
          Diagnostic(.unknownType, "no type is called '\(name.text)'", at: name.span)
            .suggesting(name.text, among: ValueType.allCases.map(\.rawValue))
            .noting("types are text, int, float, date, bool and any"))
      }
      columns.append(RelationSchema.Column(column.name.text, type ?? .any))
      types.append(type)
      spans.append(column.name.span.joined(with: (column.type ?? column.name).span))
    }
    let schema = RelationSchema(declaration.name.text, columns)
    if let known = relationsByName[schema.name] {
      guard relations[known.index].schema != schema else { return }
      report(
        Diagnostic(
          .duplicateDeclaration, "'\(schema.name)' is already declared otherwise",
          at: declaration.name.span
        ).noting("it is \(self.declaration(of: known))", at: relations[known.index].span))
      return
    }
    let id = define(schema, isBase: false, at: span)
    relations[id.index].columnSpans = spans
    declaredTypes[id] = types
  }

  func checkName(_ name: NameSyntax) -> Bool {
    if isTest(name.text) {
      report(.builtInName, "'\(name.text)' is a test written in Swift", name.span)
      return false
    }
    guard BuiltIns.literalNames.contains(name.text) else { return true }
    report(.builtInName, "'\(name.text)' is built in and cannot be defined", name.span)
    return false
  }

  /// Defines the relation of a head that no declaration names.
  private func defineHead(of clause: ClauseSyntax) {
    let head = clause.head
    guard relationsByName[head.name.text] == nil, checkName(head.name) else { return }
    guard !hasTooManyColumns(head.arguments.count, head.name.span) else {
      brokenNames.insert(head.name.text)
      return
    }
    var columns: [RelationSchema.Column] = []
    for (index, argument) in head.arguments.enumerated() {
      let name = argument.column?.text ?? argument.term.kind.variableName ?? "column\(index + 1)"
      columns.append(RelationSchema.Column(unused(name, among: columns.map(\.name))))
    }
    define(RelationSchema(head.name.text, columns), isBase: false, at: head.span)
  }

  /// The name, or the name with the least number behind it that no other has.
  private func unused(_ name: String, among others: [String]) -> String {
    guard others.contains(name) else { return name }
    var number = 2
    while others.contains("\(name)\(number)") { number += 1 }
    return "\(name)\(number)"
  }

  func reportFormat(_ path: TextSyntax) {
    report(
      .unknownFormat, "'\(path.text)' has no known format; its name ends in .csv, .tsv or .jsonl",
      path.span)
  }

  // MARK: - Clauses

  private func lower(_ clause: ClauseSyntax, origin: StatementGathering.Origin) {
    let head = clause.head
    guard let relation = relationsByName[head.name.text] else { return }
    guard let arranged = arrange(head.arguments, for: relation, head.span) else { return }
    guard let body = clause.body else {
      addFact(arranged, to: relation, head)
      return
    }
    var columns: [HeadColumn] = []
    for (index, term) in arranged.enumerated() {
      guard let term else {
        let name = relations[relation.index].schema.columns[index].name
        report(
          .wrongArity, "a head needs a value for every column; '\(name)' is missing", head.span)
        return
      }
      columns.append(headColumn(term))
    }
    let span = head.span.joined(with: body.span)
    if origin == .script { lintVariables(head.arguments, body) }
    if origin == .script { lintCrossProduct(body) }
    addRules(for: relation, columns, body: body, span: span)
  }

  /// Adds a fact; one with expressions is a rule without conditions.
  private func addFact(_ arranged: [TermSyntax?], to relation: RelationID, _ head: AtomSyntax) {
    var values: [Value] = []
    for (index, term) in arranged.enumerated() {
      guard let term else {
        let name = relations[relation.index].schema.columns[index].name
        report(
          .wrongArity, "a fact needs a value for every column; '\(name)' is missing", head.span)
        return
      }
      switch term.kind {
      case .constant(let value): values.append(value)
      case .variable(let name):
        report(
          Diagnostic(
            .unboundVariable, "a fact has no variables, and '\(name)' is one", at: term.span
          ).fixing("put text in quotation marks: \"\(name)\"", at: term.span, with: "\"\(name)\""))
        return
      case .wildcard:
        report(.misplacedWildcard, "a fact has no '_'; every column needs a value", term.span)
        return
      default:
        let truth = LiteralSyntax(kind: .conjunction([]), span: head.span)
        addRules(
          for: relation, arranged.compactMap { $0.map(headColumn) }, body: truth, span: head.span)
        return
      }
    }
    facts[relation, default: FactRows()].values += values
    facts[relation, default: FactRows()].count += 1
    facts[relation, default: FactRows()].spans.append(head.span)
    facts[relation, default: FactRows()].argumentRanges += arranged.compactMap { $0?.span.range }
  }

  // MARK: - Queries

  private func lower(_ query: QuerySyntax, _ span: SourceSpan, isDeny: Bool = false) -> QueryAction?
  {
    let before = diagnostics.count
    var names: [String] = []
    var columns: [HeadColumn] = []
    if let head = query.head {
      guard !hasTooManyColumns(head.count, span) else { return nil }
      for argument in head {
        let name =
          argument.column?.text ?? argument.term.kind.variableName ?? argument.term.span.text
        if argument.column != nil, names.contains(name) {
          report(.duplicateColumn, "the column '\(name)' is given twice", argument.term.span)
        }
        names.append(unused(name, among: names))
        columns.append(headColumn(argument.term))
      }
      lintVariables(head, query.body)
    } else {
      let output = outputNames(query.body)
      guard !hasTooManyColumns(output.count, span) else { return nil }
      for use in output {
        names.append(use.name)
        columns.append(.term(TermSyntax(kind: .variable(use.name), span: use.span)))
      }
      lintMisspelled(query.body)
    }
    if !isDeny || query.head != nil { lintCrossProduct(query.body) }
    let relation = makeUp(isDeny ? "deny" : "query", arity: columns.count, span)
    addRules(for: relation, columns, body: query.body, span: span)
    let order = query.order.compactMap { key in
      orderColumn(key.term, names).map { (column: $0, descends: key.descends) }
    }
    guard diagnostics[before...].allSatisfy({ $0.severity == .warning }) else { return nil }
    return QueryAction(
      relation: relation, columns: names.map { RelationSchema.Column($0) }, order: order,
      limit: query.limit)
  }

  /// The variables that a query without a head answers: those that its body gives values to.
  ///
  /// A variable that only occurs under `not` or inside an aggregate has no value to show.
  private func outputNames(_ body: LiteralSyntax) -> [(name: String, span: SourceSpan)] {
    var seen: Set<String> = []
    return visibleUses(body).uses.filter { seen.insert($0.name).inserted }
  }

  private func visibleUses(_ literal: LiteralSyntax) -> NameUses {
    var uses = NameUses()
    func visit(_ term: TermSyntax) {
      switch term.kind {
      case .variable: uses.add(term)
      case .negated(let operand): visit(operand)
      case .binary(_, let first, let second):
        visit(first)
        visit(second)
      case .call(_, let arguments): for argument in arguments { visit(argument) }
      case .aggregate, .constant, .parameter, .wildcard: break
      }
    }
    func visit(_ literal: LiteralSyntax) {
      switch literal.kind {
      case .atom(let atom): for argument in atom.arguments { visit(argument.term) }
      case .path(_, let arguments): for argument in arguments { visit(argument.term) }
      case .negation(let inner):
        // The variables of a negated atom must be bound outside; they are no columns of their own,
        // but a wrong one is to be reported as unbound, not to vanish.
        if case .atom(let atom) = inner.kind {
          for argument in atom.arguments { visit(argument.term) }
        }
      case .comparison(_, let first, let second):
        visit(first)
        visit(second)
      case .conjunction(let literals), .disjunction(let literals):
        for literal in literals { visit(literal) }
      case .defaulted(let inner, _): visit(inner)
      }
    }
    visit(literal)
    return uses
  }

  private func orderColumn(_ term: TermSyntax, _ names: [String]) -> Int? {
    let name: String
    switch term.kind {
    case .variable(let variable): name = variable
    case .constant(.text(let word)): name = word
    default: name = term.span.text  // `count(X)` is the name of the column that it heads
    }
    if let index = names.firstIndex(of: name) { return index }
    report(
      Diagnostic(
        .badOrder, "'order by' takes columns of the answer, and '\(term.span.text)' is none",
        at: term.span
      ).suggesting(name, among: names)
        .noting("the columns are \(names.map { "'\($0)'" }.joined(separator: ", "))"))
    return nil
  }

  private func lower(_ why: WhySyntax) -> WhyAction? {
    guard let relation = resolve(why.atom.name),
      let arranged = arrange(why.atom.arguments, for: relation, why.atom.span)
    else { return nil }
    let lowering = RuleLowering(self, [], outerNames: [])
    var terms: [Term] = []
    for term in arranged {
      guard let term else {
        terms.append(.wildcard)
        continue
      }
      switch term.kind {
      case .variable, .wildcard, .constant, .parameter: terms.append(lowering.lowerArgument(term))
      default:
        report(.unexpectedToken, "expected a value or a variable", term.span)
        return nil
      }
    }
    guard !lowering.failed else { return nil }
    let atom = Atom(
      relation: relation, terms: terms, span: why.atom.span,
      termSpans: arranged.map { $0?.span ?? why.atom.span })
    return WhyAction(isNegated: why.isNegated, atom: atom, variables: lowering.variables)
  }
}
