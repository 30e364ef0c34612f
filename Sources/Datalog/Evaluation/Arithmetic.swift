/// A mistake in a program that shows only while it runs.
struct ArithmeticError: Error {
  let code: DiagnosticCode
  let message: String
  let span: SourceSpan
}

/// Evaluates expressions and conditions over values.
///
/// An expression may have no value: the year of `XXXX-08-15`, `int("a")`, or arithmetic on text in a
/// column of any type. The condition it stands in then does not hold. A whole number that leaves 64
/// bits, and a division by zero, are errors.
enum Arithmetic {
  /// The value of an expression, or `nil` if it has none.
  static func value(
    of expression: ScalarExpression, _ variable: (Int) -> Value
  ) throws(ArithmeticError) -> Value? {
    switch expression.kind {
    case .variable(let number): return variable(number)
    case .widened(let operand):
      let value = try value(of: operand, variable)
      if case .int(let number)? = value { return .float(Double(number)) }
      return value
    case .constant(let value): return value
    case .negated(let operand):
      switch try value(of: operand, variable) {
      case .int(let number):
        let (result, overflow) = 0.subtractingReportingOverflow(number)
        if overflow { throw overflowed("-", expression.span) }
        return .int(result)
      case .float(let number): return .float(-number)
      default: return nil
      }
    case .binary(let operation, let left, let right):
      guard let first = try value(of: left, variable), let second = try value(of: right, variable)
      else { return nil }
      return try apply(operation, first, second, expression.span)
    case .call(let function, let arguments):
      var values: [Value] = []
      for argument in arguments {
        guard let value = try value(of: argument, variable) else { return nil }
        values.append(value)
      }
      return try ScalarFunctions.apply(function, values, expression.span)
    case .apply(let function, let arguments):
      var values: [Value] = []
      for argument in arguments {
        guard let value = try value(of: argument, variable) else { return nil }
        values.append(value)
      }
      return try function.apply(values, expression.span)
    }
  }

  private static func overflowed(_ operation: String, _ span: SourceSpan) -> ArithmeticError {
    ArithmeticError(
      code: .overflow, message: "the result of '\(operation)' does not fit in 64 bits", span: span)
  }

  static func apply(
    _ operation: ArithmeticOperator, _ first: Value, _ second: Value, _ span: SourceSpan
  ) throws(ArithmeticError) -> Value? {
    switch (first, second) {
    case (.int(let a), .int(let b)):
      // Only columns of type 'any' bring numbers here; they are not joined.
      guard operation != .concatenate else { return nil }
      return .int(try apply(operation, a, b, span))
    case (.float(let a), .float(let b)): return try apply(operation, a, b, span)
    case (.int(let a), .float(let b)): return try apply(operation, Double(a), b, span)
    case (.float(let a), .int(let b)): return try apply(operation, a, Double(b), span)
    case (.text(let a), .text(let b)):
      guard operation == .concatenate else { return nil }
      guard a.utf8.count + b.utf8.count <= ScalarFunctions.longestText else {
        throw ArithmeticError(
          code: .overflow,
          message: "the text would be longer than \(ScalarFunctions.longestText) bytes", span: span)
      }
      return .text(a + b)
    default: return nil
    }
  }

  private static func apply(
    _ operation: ArithmeticOperator, _ a: Int, _ b: Int, _ span: SourceSpan
  ) throws(ArithmeticError) -> Int {
    let result: (partialValue: Int, overflow: Bool)
    switch operation {
    case .add: result = a.addingReportingOverflow(b)
    case .subtract, .concatenate: result = a.subtractingReportingOverflow(b)
    case .multiply: result = a.multipliedReportingOverflow(by: b)
    case .divide, .modulo:
      guard b != 0 else {
        throw ArithmeticError(
          code: .divisionByZero, message: "'\(operation.rawValue)' by zero", span: span)
      }
      result =
        operation == .divide
        ? a.dividedReportingOverflow(by: b) : (b == -1 ? 0 : a % b, false)
    }
    if result.overflow { throw overflowed(operation.rawValue, span) }
    return result.partialValue
  }

  private static func apply(
    _ operation: ArithmeticOperator, _ a: Double, _ b: Double, _ span: SourceSpan
  ) throws(ArithmeticError) -> Value? {
    let result: Double
    switch operation {
    case .add: result = a + b
    case .subtract: result = a - b
    case .multiply: result = a * b
    case .divide, .modulo:
      guard b != 0 else {
        throw ArithmeticError(
          code: .divisionByZero, message: "'\(operation.rawValue)' by zero", span: span)
      }
      result = operation == .divide ? a / b : a.truncatingRemainder(dividingBy: b)
    case .concatenate: return nil
    }
    guard result.isFinite else {
      throw ArithmeticError(
        code: .overflow, message: "the result of '\(operation.rawValue)' is too large for a float",
        span: span)
    }
    return .float(result == 0 ? 0 : result)
  }

  /// Whether a comparison is certainly true.
  ///
  /// Numbers compare by size whatever their type, text by its scalars, dates by what is certain;
  /// values of other types differ, and neither is the smaller.
  static func holds(_ comparison: ComparisonOperator, _ first: Value, _ second: Value) -> Bool {
    if case .date(let a) = first, case .date(let b) = second { return holds(comparison, a, b) }
    let sameKind: Bool
    let less: Bool
    let equal: Bool
    switch (first, second) {
    case (.int(let a), .int(let b)): (sameKind, less, equal) = (true, a < b, a == b)
    case (.float(let a), .float(let b)): (sameKind, less, equal) = (true, a < b, a == b)
    case (.int(let a), .float(let b)):
      let ordering = Value.compare(a, b)
      (sameKind, less, equal) = (true, ordering == .less, ordering == .equal)
    case (.float(let a), .int(let b)):
      let ordering = Value.compare(b, a)
      (sameKind, less, equal) = (true, ordering == .greater, ordering == .equal)
    case (.text(let a), .text(let b)):
      (sameKind, less, equal) = (true, a.unicodeScalarsPrecede(b), a == b)
    case (.bool(let a), .bool(let b)): (sameKind, less, equal) = (true, !a && b, a == b)
    default: (sameKind, less, equal) = (false, false, false)
    }
    switch comparison {
    case .equal: return equal
    case .notEqual: return !equal
    case .less: return sameKind && less && !equal
    case .lessOrEqual: return sameKind && (less || equal)
    case .greater: return sameKind && !less && !equal
    case .greaterOrEqual: return sameKind && (!less || equal)
    }
  }

  private static func holds(
    _ comparison: ComparisonOperator, _ first: CalendarDate, _ second: CalendarDate
  ) -> Bool {
    switch comparison {
    case .equal: first == second
    case .notEqual: first.isCertainlyDifferent(second)
    case .less: first.isCertainlyBefore(second)
    case .lessOrEqual: first.isCertainlyNotAfter(second)
    case .greater: second.isCertainlyBefore(first)
    case .greaterOrEqual: second.isCertainlyNotAfter(first)
    }
  }
}
