/// What a machine asks over whole values: text, dates, functions, and inner bodies.
enum MachineCondition {
  case compare(ComparisonOperator, ScalarExpression, ScalarExpression, isNegated: Bool)
  case test(TestFunction, [ScalarExpression], isNegated: Bool)
  /// The register gets the value.
  case assign(Int32, ScalarExpression)
  case absentInner(InnerBody, [Int32])
  /// The last column is the body's result; it goes to a register, or has to agree with one.
  case groupInner(InnerBody, [Int32], result: ResultColumn, missing: UInt32?)

  enum ResultColumn {
    case bind(Int32)
    case check(Int32)
    case ignore
  }
}

extension MachineCondition {
  /// Whether machines on several threads may ask it: whether it is made of nothing but values.
  fileprivate var isIndependent: Bool {
    switch self {
    case .compare(_, let left, let right, _): left.isBuiltIn && right.isBuiltIn
    case .test(_, let arguments, _): arguments.allSatisfy(\.isBuiltIn)
    case .assign(_, let expression): expression.isBuiltIn
    case .absentInner, .groupInner: false
    }
  }
}

extension ScalarExpression {
  /// Whether no function written in Swift takes part.
  fileprivate var isBuiltIn: Bool {
    switch kind {
    case .variable, .constant: true
    case .negated(let operand), .widened(let operand): operand.isBuiltIn
    case .binary(_, let left, let right): left.isBuiltIn && right.isBuiltIn
    case .call(_, let arguments): arguments.allSatisfy(\.isBuiltIn)
    case .apply: false
    }
  }
}

/// Asks conditions for one machine.
struct ConditionEvaluator {
  let conditions: [MachineCondition]
  private var patterns: [String: RegularExpression?] = [:]

  init(_ conditions: [MachineCondition]) { self.conditions = conditions }

  /// Whether machines on several threads may ask them.
  var areIndependent: Bool { conditions.allSatisfy(\.isIndependent) }

  /// Whether a condition holds; sets the register that it gives a value to.
  mutating func holds(
    _ index: Int, _ registers: UnsafeMutablePointer<UInt32>, _ symbols: inout SymbolTable,
    _ watch: inout LimitWatch
  ) throws -> Bool {
    switch conditions[index] {
    case .compare(let comparison, let left, let right, let isNegated):
      guard let first = try value(left, registers, symbols),
        let second = try value(right, registers, symbols)
      else { return isNegated }
      return Arithmetic.holds(comparison, first, second) != isNegated
    case .test(let test, let arguments, let isNegated):
      var values: [Value] = []
      for argument in arguments {
        guard let value = try value(argument, registers, symbols) else { return isNegated }
        values.append(value)
      }
      return ScalarFunctions.holds(test, values, &patterns) != isNegated
    case .assign(let register, let expression):
      guard let value = try value(expression, registers, symbols) else { return false }
      registers[Int(register)] = symbols.intern(value).bits
      return true
    case .absentInner(let body, let key):
      return try body.value(for: key.map { registers[Int($0)] }, &symbols, &watch) == nil
    case .groupInner(let body, let key, let result, let missing):
      let found = try body.value(for: key.map { registers[Int($0)] }, &symbols, &watch)
      guard let value = found ?? missing else { return false }
      switch result {
      case .bind(let register): registers[Int(register)] = value
      case .check(let register): return registers[Int(register)] == value
      case .ignore: break
      }
      return true
    }
  }

  private func value(
    _ expression: ScalarExpression, _ registers: UnsafeMutablePointer<UInt32>,
    _ symbols: SymbolTable
  ) throws -> Value? {
    try Arithmetic.value(of: expression) { symbols[ValueID(bits: registers[$0])] }
  }
}
