@testable import Datalog

extension ReferenceSolver {
  /// The value of a term under a binding, if it has one.
  func value(_ term: TermSyntax, _ binding: Binding) throws -> Value? {
    switch term.kind {
    case .variable(let name): return binding[name]
    case .constant(let value): return value
    case .wildcard, .parameter: return nil
    case .negated(let operand):
      return try value(operand, binding).flatMap {
        try Arithmetic.apply(.subtract, .int(0), $0, term.span)
      }
    case .binary(let operation, let left, let right):
      guard let first = try value(left, binding), let second = try value(right, binding) else {
        return nil
      }
      return try Arithmetic.apply(operation, first, second, term.span)
    case .call(let name, let arguments):
      let values = try arguments.compactMap { try value($0, binding) }
      guard values.count == arguments.count, let function = ScalarFunction(rawValue: name.text)
      else { return nil }
      return try ScalarFunctions.apply(function, values, term.span)
    case .aggregate(let name, let terms, let body):
      guard let function = AggregateFunction(rawValue: name.text) else { return nil }
      let names = ReferenceNames.of(body).sorted()
      var members: Set<[Value]> = []
      for solution in try solve(body, binding) {
        if terms.isEmpty {
          members.insert(match(names, of: body, in: solution))
        } else {
          let member = try terms.compactMap { try value($0, solution) }
          if member.count == terms.count { members.insert(member) }
        }
      }
      return Self.aggregate(function, members)
    }
  }

  /// The value of an aggregate over the distinct members of a group.
  static func aggregate(_ function: AggregateFunction, _ members: Set<[Value]>) -> Value? {
    let values = members.compactMap(\.first).sorted()
    let numbers = values.compactMap { if case .int(let number) = $0 { number } else { nil } }
    switch function {
    case .count: return .int(members.count)
    case .sum: return .int(numbers.reduce(0, +))
    case .min: return values.first
    case .max: return values.last
    case .avg:
      if numbers.isEmpty { return nil }
      return .float(Double(numbers.reduce(0, +)) / Double(numbers.count))
    case .list: return .text(values.map(\.displayText).joined(separator: ", "))
    }
  }
}
