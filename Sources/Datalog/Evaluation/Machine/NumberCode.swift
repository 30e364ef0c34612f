/// An expression over whole numbers that fit in a value number, as operations on a stack.
///
/// It has no result where a value is something else, or where the result leaves 64 bits or is not
/// defined; then the expression is evaluated over whole values, which also words the error.
struct NumberCode {
  enum Operation {
    case load(Int32)
    case add, subtract, multiply, divide, modulo, negate
  }

  private var operations = FixedList<Operation>()
  private var stack: UnsafeMutablePointer<Int>?

  /// No code: it never has a result.
  init() {}

  /// Code for an expression; without operations when the expression does more than whole numbers.
  ///
  /// - Parameter constant: Gives the register of a constant.
  init(_ expression: ScalarExpression, constant: (Value) -> Int32) {
    var made: [Operation] = []
    guard NumberCode.append(expression, to: &made, constant) else { return }
    operations = FixedList(made)
    stack = .allocate(capacity: made.count)
  }

  var isEmpty: Bool { operations.count == 0 }

  private static func append(
    _ expression: ScalarExpression, to made: inout [Operation], _ constant: (Value) -> Int32
  ) -> Bool {
    switch expression.kind {
    case .variable(let variable): made.append(.load(Int32(variable)))
    case .constant(let value):
      guard case .int = value else { return false }
      made.append(.load(constant(value)))
    case .negated(let operand):
      guard append(operand, to: &made, constant) else { return false }
      made.append(.negate)
    case .binary(let operation, let left, let right):
      guard append(left, to: &made, constant), append(right, to: &made, constant) else {
        return false
      }
      switch operation {
      case .add: made.append(.add)
      case .subtract: made.append(.subtract)
      case .multiply: made.append(.multiply)
      case .divide: made.append(.divide)
      case .modulo: made.append(.modulo)
      case .concatenate: return false
      }
    case .call, .apply, .widened: return false
    }
    return true
  }

  /// The result, if there is one.
  @inline(__always)
  func evaluate(_ registers: UnsafeMutablePointer<UInt32>) -> Int? {
    guard let stack else { return nil }
    var top = -1
    for position in 0..<operations.count {
      if case .load(let register) = operations[position] {
        guard let number = ValueID(bits: registers[Int(register)]).inlineNumber else { return nil }
        top &+= 1
        stack[top] = number
        continue
      }
      if case .negate = operations[position] {
        guard stack[top] != .min else { return nil }
        stack[top] = 0 &- stack[top]
        continue
      }
      top &-= 1
      let (left, right) = (stack[top], stack[top &+ 1])
      let result: (partialValue: Int, overflow: Bool)
      switch operations[position] {
      case .add: result = left.addingReportingOverflow(right)
      case .subtract: result = left.subtractingReportingOverflow(right)
      case .multiply: result = left.multipliedReportingOverflow(by: right)
      case .divide: result = left.dividedReportingOverflow(by: right)
      case .modulo: result = left.remainderReportingOverflow(dividingBy: right)
      case .load, .negate: return nil
      }
      if result.overflow { return nil }
      stack[top] = result.partialValue
    }
    return stack[0]
  }

  func destroy() {
    operations.destroy()
    stack?.deallocate()
  }
}
