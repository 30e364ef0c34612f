/// Finds the type of every column by unification over all rules and facts.
///
/// Each column and each variable of a rule is a slot; using a variable in a column makes their
/// slots one. A slot gets its type from declarations, constants and functions; two types in one
/// slot are an error. Columns declared `any` take part in nothing. Whole-number literals fit where
/// floating-point numbers are wanted.
struct TypeInference {
  private let builder: ProgramBuilder
  private var parents: [Int] = []
  private var types: [ValueType?] = []
  /// Whether the slot is `int` only because of literals.
  private var isLiteral: [Bool] = []
  private var origins: [SourceSpan?] = []
  private var firstSlots: [Int] = []
  /// For each rule, the slot of its first variable.
  private var firstVariables: [Int] = []
  private var deferred: [Deferred] = []

  /// A condition that waits until the types it reads are known.
  private enum Deferred {
    case arithmetic(ArithmeticOperator, result: Int, Int, Int, SourceSpan)
    case comparable(Int, Int, SourceSpan)
    case numeric(Int, String, SourceSpan)
  }

  /// Infers the types, writes them into the builder's schemas, and mends literals in its rules and
  /// facts.
  static func run(on builder: ProgramBuilder) {
    var inference = TypeInference(builder: builder)
    inference.addColumns()
    // Facts first: a message then says what a query clashes with, and not the other way round.
    inference.addFacts()
    for index in builder.rules.indices where !builder.hasTooManyErrors {
      inference.add(builder.rules[index])
    }
    // With so many errors there is no program to write types into.
    if builder.hasTooManyErrors { return }
    inference.solveDeferred()
    inference.writeBack()
  }

  private init(builder: ProgramBuilder) { self.builder = builder }

  // MARK: - Slots

  private mutating func makeSlot(_ type: ValueType? = nil, at span: SourceSpan? = nil) -> Int {
    parents.append(parents.count)
    types.append(type)
    isLiteral.append(false)
    origins.append(type == nil ? nil : span)
    return parents.count - 1
  }

  private mutating func root(_ slot: Int) -> Int {
    var slot = slot
    while parents[slot] != slot {
      parents[slot] = parents[parents[slot]]
      slot = parents[slot]
    }
    return slot
  }

  /// Makes two slots one.
  ///
  /// - Parameters:
  ///   - here: What stands at the span.
  ///   - wanted: What it must agree with.
  ///   - wantsHere: The text at the span is of the other type, and the place wants another.
  ///   - converts: Whether the text at the span is a term that might be written otherwise.
  ///   - message: What to say when the types clash: first the one here, then the one wanted.
  /// - Returns: Whether they could be made one.
  @discardableResult
  private mutating func unify(
    _ here: Int, with wanted: Int, at span: SourceSpan, wantsHere: Bool = false,
    converts: Bool = true, _ message: (ValueType, ValueType) -> String
  ) -> Bool {
    let (first, second) = (root(here), root(wanted))
    guard first != second else { return true }
    if let one = types[first], let other = types[second], one != other {
      if one == .any || other == .any { return true }
      if isLiteral[first] && other == .float || isLiteral[second] && one == .float {
        let float = one == .float ? first : second
        parents[float == first ? second : first] = float
        return true
      }
      var diagnostic = Diagnostic(.typeClash, message(one, other), at: span)
      for (slot, type) in [(first, one), (second, other)] {
        if let origin = origins[slot], origin != span {
          diagnostic = diagnostic.noting("\(type.rawValue) because of this", at: origin)
        }
      }
      let (type, place) = wantsHere ? (other, one) : (one, other)
      if converts, let conversion = Self.conversion(of: span.text, type, to: place) {
        diagnostic = diagnostic.fixing("write '\(conversion)'", at: span, with: conversion)
      }
      builder.report(diagnostic)
      return false
    }
    parents[first] = second
    isLiteral[second] =
      types[second] == nil
      ? isLiteral[first]
      : types[first] == nil ? isLiteral[second] : isLiteral[first] && isLiteral[second]
    types[second] = types[second] ?? types[first]
    origins[second] = origins[second] ?? origins[first]
    return true
  }

  /// What to write for an expression so that it has another type, where there is a plain way.
  private static func conversion(of text: String, _ type: ValueType, to wanted: ValueType)
    -> String?
  {
    guard text.utf8.count <= 60 else { return nil }
    let bare = text.hasPrefix("\"") ? String(text.dropFirst().dropLast()) : text
    let isNumber = Double(bare) != nil
    switch (type, wanted) {
    case (.int, .text), (.float, .text): return isNumber ? "\"\(text)\"" : "text(\(text))"
    case (.int, .float): return "float(\(text))"
    case (.text, .int): return Int(bare).map(String.init)
    case (.text, .float): return isNumber ? bare : nil
    // `2018-08-15` without '@' is a subtraction.
    case (.text, .date), (.int, .date): return CalendarDate(bare).map { "@\($0)" }
    default: return nil
    }
  }

  private mutating func require(
    _ slot: Int, _ type: ValueType, at span: SourceSpan, _ what: @autoclosure () -> String
  ) {
    let wanted = makeSlot(type)
    unify(slot, with: wanted, at: span) { found, _ in
      "\(what()) must be \(type.rawValue), and this is \(found.rawValue)"
    }
  }

  /// A message for something that is of one type here, and another elsewhere.
  private func inTwoTypes(_ what: @autoclosure @escaping () -> String)
    -> (ValueType, ValueType) -> String
  {
    { "\(what()) is \($0.rawValue) here and \($1.rawValue) elsewhere" }
  }

  private func slot(of relation: RelationID, _ column: Int) -> Int {
    firstSlots[relation.index] + column
  }

  private mutating func addColumns() {
    for (index, relation) in builder.relations.enumerated() {
      firstSlots.append(parents.count)
      let types = builder.declaredTypes[RelationID(index: index)]
      for column in relation.schema.columns.indices {
        let spans = relation.columnSpans
        _ = makeSlot(types?[column], at: spans.isEmpty ? relation.span : spans[column])
      }
    }
  }

  // MARK: - Rules

  private mutating func add(_ rule: Rule) {
    let first = parents.count
    firstVariables.append(first)
    for _ in rule.variables { _ = makeSlot() }
    if builder.pathRelations.contains(rule.head) {
      addPath(rule)
      return
    }
    for literal in rule.body { add(literal, rule, first) }
    for (column, term) in rule.headTerms.enumerated() {
      let columnSlot = slot(of: rule.head, column)
      guard types[root(columnSlot)] != .any else { continue }
      let schema = builder.relations[rule.head.index].schema
      switch term {
      case .expression(let expression):
        let found = infer(expression, rule, first)
        unify(
          found, with: columnSlot, at: expression.span,
          inTwoTypes("column '\(schema.columns[column].name)'"))
      case .aggregate(let function, let arguments, let span):
        let found = inferAggregate(function, arguments, span, rule, first)
        unify(
          found, with: columnSlot, at: span,
          inTwoTypes("column '\(schema.columns[column].name)'"))
      }
    }
  }

  /// The ends of a path's steps have one type; said once, about the step.
  private mutating func addPath(_ rule: Rule) {
    for case .atom(let atom) in rule.body where atom.relation != rule.head {
      let name = builder.relations[atom.relation.index].schema.name
      let end = slot(of: atom.relation, 0)
      let isOneType = unify(slot(of: atom.relation, 1), with: end, at: rule.span, converts: false) {
        "a path goes on from where it led, and the ends of '\(name)' are \($1.rawValue) and "
          + $0.rawValue
      }
      for (column, term) in atom.terms.enumerated() {
        guard case .constant(let value) = term else { continue }
        let span = atom.termSpans[column]
        unify(makeLiteral(value, at: span), with: end, at: span) {
          "\(value) is \($0.rawValue), and the ends of '\(name)' are \($1.rawValue)"
        }
      }
      for column in 0..<builder.schemaArity(rule.head) {
        let columnSlot = root(slot(of: rule.head, column))
        if isOneType {
          unify(columnSlot, with: end, at: rule.span, inTwoTypes("an end of the path"))
        } else {
          types[columnSlot] = .any
        }
      }
    }
  }

  private mutating func inferAggregate(
    _ function: AggregateFunction, _ arguments: [ScalarExpression], _ span: SourceSpan,
    _ rule: Rule, _ first: Int
  ) -> Int {
    let slots = arguments.map { infer($0, rule, first) }
    switch function {
    case .count: return makeSlot(.int, at: span)
    case .list: return makeSlot(.text, at: span)
    case .min, .max: return slots[0]
    case .sum:
      deferred.append(.numeric(slots[0], "'sum'", span))
      return slots[0]
    case .avg:
      deferred.append(.numeric(slots[0], "'avg'", span))
      return makeSlot(.float, at: span)
    }
  }

  private mutating func add(_ literal: Literal, _ rule: Rule, _ first: Int) {
    switch literal {
    case .atom(let atom), .negatedAtom(let atom), .group(let atom, _):
      for (column, term) in atom.terms.enumerated() {
        let columnSlot = slot(of: atom.relation, column)
        guard types[root(columnSlot)] != .any else { continue }
        let span = column < atom.termSpans.count ? atom.termSpans[column] : atom.span
        switch term {
        case .variable(let variable):
          unify(
            columnSlot, with: first + variable, at: span, wantsHere: true,
            converts: column < atom.termSpans.count,
            inTwoTypes("'\(rule.variables[variable])'"))
        case .constant(let value):
          let found = makeLiteral(value, at: span)
          let name = builder.relations[atom.relation.index].schema.columns[column].name
          unify(found, with: columnSlot, at: span) {
            "\(value) is \($0.rawValue), and the column '\(name)' is \($1.rawValue)"
          }
        case .wildcard: break
        }
      }
    case .comparison(_, let left, let right, _):
      let slots = (infer(left, rule, first), infer(right, rule, first))
      deferred.append(.comparable(slots.0, slots.1, left.span.joined(with: right.span)))
    case .test(let test, let arguments, _, _):
      for (argument, type) in zip(arguments, test.parameters) {
        require(
          infer(argument, rule, first), type, at: argument.span, "an argument of '\(test.rawValue)'"
        )
      }
    case .range(let term, let low, let high, let span):
      if case .variable(let variable) = term {
        require(first + variable, .int, at: span, "'\(rule.variables[variable])'")
      }
      for bound in [low, high] {
        require(infer(bound, rule, first), .int, at: bound.span, "a bound of 'range'")
      }
    }
  }

  private mutating func makeLiteral(_ value: Value, at span: SourceSpan) -> Int {
    let slot = makeSlot(value.type, at: span)
    isLiteral[slot] = value.type == .int
    return slot
  }

  private mutating func infer(_ expression: ScalarExpression, _ rule: Rule, _ first: Int) -> Int {
    switch expression.kind {
    case .variable(let variable): return first + variable
    case .constant(let value): return makeLiteral(value, at: expression.span)
    case .widened(let operand): return infer(operand, rule, first)
    case .negated(let operand):
      let slot = infer(operand, rule, first)
      deferred.append(.numeric(slot, "'-'", operand.span))
      return slot
    case .binary(.concatenate, let left, let right):
      for operand in [left, right] {
        require(infer(operand, rule, first), .text, at: operand.span, "an operand of '++'")
      }
      return makeSlot(.text, at: expression.span)
    case .binary(let operation, let left, let right):
      let slots = (infer(left, rule, first), infer(right, rule, first))
      let result = makeSlot()
      deferred.append(.arithmetic(operation, result: result, slots.0, slots.1, expression.span))
      return result
    case .call(let function, let arguments):
      let slots = arguments.map { infer($0, rule, first) }
      for (index, type) in function.parameters.enumerated() {
        guard let type else { continue }
        require(
          slots[index], type, at: arguments[index].span, "an argument of '\(function.rawValue)'")
      }
      switch function {
      case .abs, .round, .floor, .ceil:
        deferred.append(.numeric(slots[0], "'\(function.rawValue)'", expression.span))
      case .min, .max:
        unify(slots[1], with: slots[0], at: arguments[1].span) {
          "'\(function.rawValue)' takes values of one type, not \($1.rawValue) and \($0.rawValue)"
        }
      default: break
      }
      return function.result.map { makeSlot($0, at: expression.span) } ?? slots[0]
    case .apply(let function, let arguments):
      return inferCall(of: function, arguments, rule, first, at: expression.span)
    }
  }

  private mutating func inferCall(
    of function: QueryFunction, _ arguments: [ScalarExpression], _ rule: Rule, _ first: Int,
    at span: SourceSpan
  ) -> Int {
    for (argument, type) in zip(arguments, function.parameters) {
      let slot = infer(argument, rule, first)
      guard type != .any else { continue }
      require(slot, type, at: argument.span, "an argument of '\(function.name)'")
    }
    return makeSlot(function.result, at: span)
  }

  // MARK: - Facts

  private mutating func addFacts() {
    for (relation, rows) in builder.facts.sorted(by: { $0.key.index < $1.key.index }) {
      let schema = builder.relations[relation.index].schema
      guard schema.arity > 0 else { continue }
      for row in rows.loadedCount..<rows.count where !builder.hasTooManyErrors {
        for column in 0..<schema.arity {
          let value = rows.values[row * schema.arity + column]
          let columnSlot = root(slot(of: relation, column))
          if types[columnSlot] == value.type || types[columnSlot] == .any { continue }
          let stated = row - rows.loadedCount
          let span = SourceSpan(
            rows.spans[stated].source, rows.argumentRanges[stated * schema.arity + column])
          let found = makeLiteral(value, at: span)
          unify(
            found, with: columnSlot, at: span,
            inTwoTypes("column '\(schema.columns[column].name)' of '\(schema.name)'"))
        }
      }
    }
  }

  // MARK: - Deferred conditions

  private mutating func solveDeferred() {
    var progress = true
    while progress {
      progress = false
      var rest: [Deferred] = []
      for condition in deferred {
        if solve(condition) { progress = true } else { rest.append(condition) }
      }
      deferred = rest
    }
  }

  /// Whether the condition is settled.
  private mutating func solve(_ condition: Deferred) -> Bool {
    switch condition {
    case .numeric(let slot, let user, let span):
      guard let type = types[root(slot)] else { return false }
      if type != .int, type != .float, type != .any { needsNumber(user, type, slot, span) }
      return true
    case .arithmetic(let operation, let result, let left, let right, let span):
      for operand in [left, right] {
        if let type = types[root(operand)], type != .int, type != .float, type != .any {
          needsNumber("'\(operation.rawValue)'", type, operand, span)
          return true
        }
      }
      guard let one = types[root(left)], let other = types[root(right)] else {
        // A whole-number literal takes the other side's type, once that is known.
        return false
      }
      let type: ValueType =
        one == .any || other == .any ? .any : one == .float || other == .float ? .float : .int
      if type == .any { return true }
      let found = makeSlot(type, at: span)
      isLiteral[found] = isLiteral[root(left)] && isLiteral[root(right)]
      unify(found, with: result, at: span, inTwoTypes("the result"))
      return true
    case .comparable(let left, let right, let span):
      let (left, right) = (root(left), root(right))
      switch (types[left], types[right]) {
      case (let one?, let other?):
        let numbers: Set<ValueType> = [.int, .float]
        if one == other || one == .any || other == .any { return true }
        if numbers.contains(one), numbers.contains(other) { return true }
        unify(left, with: right, at: span) {
          "\($0.rawValue) and \($1.rawValue) cannot be compared"
        }
        return true
      case (nil, nil): return false
      default:
        unify(left, with: right, at: span, inTwoTypes("one side of the comparison"))
        return true
      }
    }
  }

  private mutating func needsNumber(
    _ user: String, _ type: ValueType, _ slot: Int, _ span: SourceSpan
  ) {
    var diagnostic = Diagnostic(
      .typeClash, "\(user) takes numbers, and this is \(type.rawValue)", at: span)
    if type == .text, user == "'+'" { diagnostic = diagnostic.noting("text is joined with '++'") }
    if let origin = origins[root(slot)] {
      diagnostic = diagnostic.noting("\(type.rawValue) because of this", at: origin)
    }
    builder.report(diagnostic)
  }

  // MARK: - Results

  private mutating func writeBack() {
    for index in builder.relations.indices {
      let relation = RelationID(index: index)
      let columns = builder.relations[index].schema.columns.enumerated().map {
        RelationSchema.Column($1.name, types[root(slot(of: relation, $0))] ?? .any)
      }
      builder.relations[index].schema = RelationSchema(
        builder.relations[index].schema.name, columns)
    }
    for index in builder.rules.indices {
      mendLiterals(in: &builder.rules[index], variables: firstVariables[index])
    }
    for relation in builder.facts.keys { mendFacts(of: relation) }
  }

  private func isFloat(_ relation: RelationID, _ column: Int) -> Bool {
    builder.relations[relation.index].schema.columns[column].type == .float
  }

  /// Makes whole-number literals in floating-point columns floating-point numbers, also those that
  /// get there through a variable: `X = 1, p(X)`.
  private mutating func mendLiterals(in rule: inout Rule, variables: Int) {
    rule.body = rule.body.map { literal in
      switch literal {
      case .atom(let atom): return .atom(mended(atom))
      case .negatedAtom(let atom): return .negatedAtom(mended(atom))
      case .comparison(.equal, let left, let right, let isNegated):
        return .comparison(
          .equal, isFloatVariable(right, variables) ? left.asFloat : left,
          isFloatVariable(left, variables) ? right.asFloat : right, isNegated: isNegated)
      default: return literal
      }
    }
    let terms = rule.headTerms.enumerated().map { column, term -> HeadTerm in
      guard isFloat(rule.head, column) else { return term }
      switch term {
      case .expression(let expression): return .expression(expression.asFloat)
      case .aggregate(let function, var arguments, let span):
        if !arguments.isEmpty, [.sum, .min, .max].contains(function) {
          arguments[0] = arguments[0].asFloat
        }
        return .aggregate(function, arguments, span)
      }
    }
    rule = Rule(
      head: rule.head, headTerms: terms, body: rule.body, variables: rule.variables,
      span: rule.span)
  }

  private mutating func isFloatVariable(_ expression: ScalarExpression, _ first: Int) -> Bool {
    expression.loneVariable.map { types[root(first + $0)] == .float } ?? false
  }

  private func mended(_ atom: Atom) -> Atom {
    var atom = atom
    for (column, term) in atom.terms.enumerated() where isFloat(atom.relation, column) {
      if case .constant(.int(let number)) = term {
        atom.terms[column] = .constant(.float(Double(number)))
      }
    }
    return atom
  }

  private func mendFacts(of relation: RelationID) {
    let schema = builder.relations[relation.index].schema
    for column in 0..<schema.arity where schema.columns[column].type == .float {
      guard var rows = builder.facts[relation] else { continue }
      for index in stride(from: column, to: rows.values.count, by: schema.arity) {
        if case .int(let number) = rows.values[index] {
          rows.values[index] = .float(Double(number))
        }
      }
      builder.facts[relation] = rows
    }
  }
}

extension ScalarExpression {
  /// The expression with a floating-point number where it might give a whole one.
  fileprivate var asFloat: ScalarExpression {
    switch kind {
    case .constant(.int(let number)):
      ScalarExpression(kind: .constant(.float(Double(number))), span: span)
    case .variable, .constant, .widened: self
    case .negated, .binary, .call, .apply: ScalarExpression(kind: .widened(self), span: span)
    }
  }
}
