/// Finds the type of every column by unification over all rules and facts.
///
/// Each column and each variable of a rule is a slot; using a variable in a column makes their
/// slots one. A slot gets its type from declarations, constants and functions; two types in one
/// slot are an error. Columns declared `any` take part in nothing. Whole-number literals fit where
/// floating-point numbers are wanted.
struct TypeInference {
  let builder: ProgramBuilder
  var parents: [Int] = []
  var types: [ValueType?] = []
  /// Whether the slot is `int` only because of literals.
  var isLiteral: [Bool] = []
  /// Whether a value of a column declared `any` may be in the slot, so that no comparison tells its type.
  var holdsAny: [Bool] = []
  var origins: [SourceSpan?] = []
  var firstSlots: [Int] = []
  /// For each rule, the slot of its first variable.
  var firstVariables: [Int] = []
  var deferred: [Deferred] = []

  /// A condition that waits until the types it reads are known.
  enum Deferred {
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

  mutating func makeSlot(_ type: ValueType? = nil, at span: SourceSpan? = nil) -> Int {
    parents.append(parents.count)
    types.append(type)
    isLiteral.append(false)
    holdsAny.append(false)
    origins.append(type == nil ? nil : span)
    return parents.count - 1
  }

  mutating func root(_ slot: Int) -> Int {
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
  mutating func unify(
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
    holdsAny[second] = holdsAny[second] || holdsAny[first]
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

  mutating func require(
    _ slot: Int, _ type: ValueType, at span: SourceSpan, _ what: @autoclosure () -> String
  ) {
    let wanted = makeSlot(type)
    unify(slot, with: wanted, at: span) { found, _ in
      "\(what()) must be \(type.rawValue), and this is \(found.rawValue)"
    }
  }

  /// A message for something that is of one type here, and another elsewhere.
  func inTwoTypes(_ what: @autoclosure @escaping () -> String)
    -> (ValueType, ValueType) -> String
  {
    { "\(what()) is \($0.rawValue) here and \($1.rawValue) elsewhere" }
  }

  func slot(of relation: RelationID, _ column: Int) -> Int {
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

  // MARK: - Facts

  private mutating func addFacts() {
    for (relation, rows) in builder.facts.sorted(by: { $0.key.index < $1.key.index }) {
      let schema = builder.relations[relation.index].schema
      guard schema.arity > 0 else { continue }
      for row in 0..<rows.count where !builder.hasTooManyErrors {
        for column in 0..<schema.arity {
          let value = rows.values[row * schema.arity + column]
          let columnSlot = root(slot(of: relation, column))
          if types[columnSlot] == value.type || types[columnSlot] == .any { continue }
          let span = SourceSpan(
            rows.spans[row].source, rows.argumentRanges[row * schema.arity + column])
          let found = makeLiteral(value, at: span)
          unify(
            found, with: columnSlot, at: span,
            inTwoTypes("column '\(schema.columns[column].name)' of '\(schema.name)'"))
        }
      }
    }
  }
}
