/// Runs a plan: finds the bindings of a rule's body and hands each to a sink.
struct RuleExecutor {
  /// Called with the registers for each binding.
  typealias Sink = (_ registers: [UInt32], _ symbols: inout SymbolTable, _ watch: inout LimitWatch)
    throws -> Void

  private let steps: [ExecutableStep]
  /// The values of the rule's variables; those given are set before a run.
  var registers: [UInt32]
  private var patterns: [String: RegularExpression?] = [:]

  /// Prepares a plan.
  ///
  /// - Parameters:
  ///   - given: The values of the variables that the plan takes as bound.
  ///   - relation: Gives the relation that holds a predicate's rows.
  init(
    _ plan: RulePlan, variableCount: Int, given: [Int: UInt32] = [:],
    symbols: inout SymbolTable, relation: (RelationID) -> Relation,
    innerBody: (RelationID, inout SymbolTable) -> InnerBody?
  ) {
    var prepared: [ExecutableStep] = []
    for step in plan.steps {
      prepared.append(
        ExecutableStep(step, symbols: &symbols, relation: relation, innerBody: innerBody))
    }
    steps = prepared
    registers = Array(repeating: 0, count: variableCount)
    for (variable, value) in given { registers[variable] = value }
  }

  /// Runs the plan.
  ///
  /// - Throws: `ArithmeticError`, `LimitWatch.Stop`, and what the sink throws.
  mutating func run(
    symbols: inout SymbolTable, watch: inout LimitWatch, _ sink: Sink
  ) throws {
    _ = try run(0, &symbols, &watch, sink)
  }

  private mutating func run(
    _ index: Int, _ symbols: inout SymbolTable, _ watch: inout LimitWatch, _ sink: Sink
  ) throws {
    guard index < steps.count else {
      try sink(registers, &symbols, &watch)
      return
    }
    let step = steps[index]
    switch step.kind {
    case .match(let rows): try match(rows, index, &symbols, &watch, sink)
    case .absent(let rows):
      if firstRow(of: rows) == nil { try run(index + 1, &symbols, &watch, sink) }
    case .group(let rows, let missing):
      if firstRow(of: rows, ignoringLastBinding: true) == nil {
        guard let missing, let last = rows.columns.last else { return }
        switch last {
        case .bind(let register): registers[register] = missing
        case .check(let register): if registers[register] != missing { return }
        case .constant(let id): if id != missing { return }
        case .ignore: break
        }
        try run(index + 1, &symbols, &watch, sink)
      } else {
        try match(rows, index, &symbols, &watch, sink)
      }
    case .absentInner(let body, let columns):
      let key = values(of: columns)
      if try body.value(for: key, &symbols, &watch) == nil {
        try run(index + 1, &symbols, &watch, sink)
      }
    case .groupInner(let body, let columns, let missing):
      let key = values(of: columns.dropLast())
      guard let result = try body.value(for: key, &symbols, &watch) ?? missing,
        let last = columns.last
      else { return }
      switch last {
      case .bind(let register): registers[register] = result
      case .check(let register): if registers[register] != result { return }
      case .constant(let id): if result != id { return }
      case .ignore: break
      }
      try run(index + 1, &symbols, &watch, sink)
    case .assign(let register, let expression):
      guard let value = try value(expression, symbols) else { return }
      registers[register] = symbols.intern(value).bits
      try run(index + 1, &symbols, &watch, sink)
    case .compare(let comparison, let left, let right, let isNegated):
      var holds = false
      if let first = try value(left, symbols), let second = try value(right, symbols) {
        holds = Arithmetic.holds(comparison, first, second)
      }
      if holds != isNegated { try run(index + 1, &symbols, &watch, sink) }
    case .test(let test, let arguments, let isNegated):
      try watch.tick()
      var holds = false
      if let values = try values(arguments, symbols) {
        holds = ScalarFunctions.holds(test, values, &patterns)
      }
      if holds != isNegated { try run(index + 1, &symbols, &watch, sink) }
    case .generate(let column, let low, let high):
      try generate(column, low, high, index, &symbols, &watch, sink)
    }
  }

  // MARK: - Atoms

  private mutating func match(
    _ rows: ExecutableStep.Rows, _ index: Int, _ symbols: inout SymbolTable,
    _ watch: inout LimitWatch, _ sink: Sink
  ) throws {
    guard let lookUp = rows.index else {
      for row in rows.range {
        try watch.tick()
        guard take(rows, row) else { continue }
        try run(index + 1, &symbols, &watch, sink)
        if rows.isExistential { return }
      }
      return
    }
    var entry = lookUp.newestRow(key(rows), rows.values)
    while entry != 0 {
      let row = Int(entry) - 1
      try watch.tick()
      if row < rows.range.lowerBound { return }
      entry = lookUp.olderRow(than: row)
      guard row < rows.range.upperBound, take(rows, row) else { continue }
      try run(index + 1, &symbols, &watch, sink)
      if rows.isExistential { return }
    }
  }

  /// The first matching row, without binding anything.
  private func firstRow(of rows: ExecutableStep.Rows, ignoringLastBinding: Bool = false) -> Int? {
    guard let lookUp = rows.index else {
      return rows.range.first { agrees(rows, $0, ignoringLastBinding) }
    }
    var entry = lookUp.newestRow(key(rows), rows.values)
    while entry != 0 {
      let row = Int(entry) - 1
      if row < rows.range.lowerBound { return nil }
      if row < rows.range.upperBound, agrees(rows, row, ignoringLastBinding) { return row }
      entry = lookUp.olderRow(than: row)
    }
    return nil
  }

  private func agrees(_ rows: ExecutableStep.Rows, _ row: Int, _ ignoringLast: Bool) -> Bool {
    if rows.hasDeadRows, rows.relation.dead.contains(row) { return false }
    let last = rows.columns.count - (ignoringLast ? 1 : 0)
    for column in 0..<last {
      switch rows.columns[column] {
      case .constant(let id): if rows.values[column][row] != id { return false }
      case .check(let register):
        if rows.values[column][row] != registers[register] { return false }
      case .bind, .ignore: break
      }
    }
    return true
  }

  private func key(_ rows: ExecutableStep.Rows) -> [UInt32] {
    rows.keyColumns.map { value(of: rows.columns[$0]) }
  }

  private func values(of columns: some Collection<ExecutableStep.Column>) -> [UInt32] {
    columns.map(value)
  }

  private func value(of column: ExecutableStep.Column) -> UInt32 {
    switch column {
    case .constant(let id): id
    case .check(let register): registers[register]
    case .bind, .ignore: 0
    }
  }

  /// Binds the variables of a row, if the row agrees with what is bound.
  private mutating func take(_ rows: ExecutableStep.Rows, _ row: Int) -> Bool {
    if rows.hasDeadRows, rows.relation.dead.contains(row) { return false }
    for column in rows.columns.indices {
      switch rows.columns[column] {
      case .constant(let id): if rows.values[column][row] != id { return false }
      case .check(let register):
        if rows.values[column][row] != registers[register] { return false }
      case .bind(let register): registers[register] = rows.values[column][row]
      case .ignore: break
      }
    }
    return true
  }

  // MARK: - Values

  private func value(_ expression: ScalarExpression, _ symbols: SymbolTable) throws -> Value? {
    try Arithmetic.value(of: expression) { symbols[ValueID(bits: registers[$0])] }
  }

  private func values(_ expressions: [ScalarExpression], _ symbols: SymbolTable) throws -> [Value]?
  {
    var values: [Value] = []
    for expression in expressions {
      guard let value = try value(expression, symbols) else { return nil }
      values.append(value)
    }
    return values
  }

  private mutating func generate(
    _ column: ExecutableStep.Column, _ low: ScalarExpression, _ high: ScalarExpression,
    _ index: Int, _ symbols: inout SymbolTable, _ watch: inout LimitWatch, _ sink: Sink
  ) throws {
    guard case .int(let first)? = try value(low, symbols),
      case .int(let last)? = try value(high, symbols), first <= last
    else { return }
    switch column {
    case .bind(let register):
      var number = first
      while true {
        try watch.tick()
        registers[register] = symbols.intern(.int(number)).bits
        try run(index + 1, &symbols, &watch, sink)
        if number == last { return }
        number += 1
      }
    case .check(let register):
      guard case .int(let number) = symbols[ValueID(bits: registers[register])],
        first <= number, number <= last
      else { return }
      try run(index + 1, &symbols, &watch, sink)
    case .constant(let id):
      guard case .int(let number) = symbols[ValueID(bits: id)], first <= number, number <= last
      else { return }
      try run(index + 1, &symbols, &watch, sink)
    case .ignore: try run(index + 1, &symbols, &watch, sink)
    }
  }
}

/// A step of a plan with its relations at hand and its constants interned.
private final class ExecutableStep {
  enum Column {
    case constant(UInt32)
    case check(Int)
    case bind(Int)
    case ignore
  }

  /// The rows that a step reads; they do not change while it runs.
  ///
  /// A class, so that entering a step costs one reference and not one for each field.
  final class Rows {
    let relation: Relation
    let values: [[UInt32]]
    let range: Range<Int>
    let columns: [Column]
    let keyColumns: [Int]
    let index: RelationIndex?
    let isExistential: Bool
    let hasDeadRows: Bool

    init(
      _ access: RulePlan.Access, _ relation: Relation, range: Range<Int>, columns: [Column],
      keyColumns: [Int]
    ) {
      self.relation = relation
      values = relation.columns
      self.range = range
      self.columns = columns
      self.keyColumns = keyColumns
      // A short range is read as it is: an index over the whole relation would cost more.
      let usesIndex = !keyColumns.isEmpty && (range.count > 4 || relation.count <= 64)
      index = usesIndex ? relation.index(over: keyColumns) : nil
      isExistential = access.isExistential
      hasDeadRows = relation.best != nil
    }
  }

  enum Kind {
    case match(Rows)
    case absent(Rows)
    case group(Rows, missing: UInt32?)
    case absentInner(InnerBody, [Column])
    case groupInner(InnerBody, [Column], missing: UInt32?)
    case assign(Int, ScalarExpression)
    case compare(ComparisonOperator, ScalarExpression, ScalarExpression, isNegated: Bool)
    case test(TestFunction, [ScalarExpression], isNegated: Bool)
    case generate(Column, ScalarExpression, ScalarExpression)
  }

  let kind: Kind

  init(
    _ step: RulePlan.Step, symbols: inout SymbolTable, relation: (RelationID) -> Relation,
    innerBody: (RelationID, inout SymbolTable) -> InnerBody?
  ) {
    switch step {
    case .absent(let access):
      if let body = innerBody(access.relation, &symbols) {
        kind = .absentInner(body, Self.columns(access, &symbols))
      } else {
        kind = .absent(Self.rows(access, &symbols, relation))
      }
    case .group(let access, let missing):
      let missing = missing.map { symbols.intern($0).bits }
      if let body = innerBody(access.relation, &symbols) {
        kind = .groupInner(body, Self.columns(access, &symbols), missing: missing)
      } else {
        kind = .group(Self.rows(access, &symbols, relation), missing: missing)
      }
    case .match(let access): kind = .match(Self.rows(access, &symbols, relation))
    case .assign(let variable, let expression): kind = .assign(variable, expression)
    case .compare(let comparison, let left, let right, let isNegated):
      kind = .compare(comparison, left, right, isNegated: isNegated)
    case .test(let test, let arguments, let isNegated):
      kind = .test(test, arguments, isNegated: isNegated)
    case .generate(let column, let low, let high):
      kind = .generate(Self.column(column, &symbols), low, high)
    }
  }

  private static func column(_ column: RulePlan.Column, _ symbols: inout SymbolTable) -> Column {
    switch column {
    case .constant(let value): .constant(symbols.intern(value).bits)
    case .check(let variable): .check(variable)
    case .bind(let variable): .bind(variable)
    case .ignore: .ignore
    }
  }

  private static func columns(_ access: RulePlan.Access, _ symbols: inout SymbolTable) -> [Column] {
    var columns: [Column] = []
    for column in access.columns { columns.append(Self.column(column, &symbols)) }
    return columns
  }

  private static func rows(
    _ access: RulePlan.Access, _ symbols: inout SymbolTable, _ relation: (RelationID) -> Relation
  ) -> Rows {
    let found = relation(access.relation)
    let range: Range<Int> =
      switch access.rows {
      case .all: 0..<found.count
      case .delta: found.delta
      case .old: 0..<found.delta.lowerBound
      case .stampedBefore(let stamp): 0..<found.firstRow(stampedFrom: stamp)
      }
    let columns = Self.columns(access, &symbols)
    return Rows(access, found, range: range, columns: columns, keyColumns: access.keyColumns)
  }
}
