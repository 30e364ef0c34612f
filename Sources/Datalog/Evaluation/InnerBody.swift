/// An inner body that is evaluated anew for every group that is asked for.
///
/// What it reads is complete, so a group's result never changes and is kept.
final class InnerBody {
  /// One alternative of the body.
  struct Alternative {
    let rule: Rule
    /// The variables that the group gives values to, in the order of the group.
    let given: [Int]
    let machine: RuleMachine
  }

  private let alternatives: [Alternative]
  private var results: [[UInt32]: UInt32?] = [:]

  init(_ alternatives: [Alternative]) { self.alternatives = alternatives }

  /// A rough measure of the bytes it takes.
  var byteCount: Int { results.count * 64 }

  private struct Found: Error {}

  /// The value of a group's aggregate, or anything if the body has a match; `nil` if it has none.
  func value(
    for group: [UInt32], _ symbols: inout SymbolTable, _ watch: inout LimitWatch
  ) throws -> UInt32? {
    if let known = results[group] { return known }
    let result = try compute(group, &symbols, &watch)
    results[group] = .some(result)
    return result
  }

  private func compute(
    _ group: [UInt32], _ symbols: inout SymbolTable, _ watch: inout LimitWatch
  ) throws -> UInt32? {
    guard let rule = alternatives.first?.rule, rule.aggregates else {
      do {
        for alternative in alternatives {
          try run(alternative, group, &symbols, &watch) { _ in throw Found() }
        }
      } catch is Found { return 0 }
      return nil
    }
    let aggregation = Aggregation(rule, isAlone: false)
    for alternative in alternatives {
      let machine = alternative.machine
      try run(alternative, group, &symbols, &watch) { registers in
        aggregation.add(
          registers, group: machine.headRegisters, arguments: machine.argumentRegisters)
      }
    }
    var result: UInt32?
    try aggregation.finish(symbols: &symbols) { tuple, _ in result = tuple.last }
    return result
  }

  private func run(
    _ alternative: Alternative, _ group: [UInt32], _ symbols: inout SymbolTable,
    _ watch: inout LimitWatch, _ visit: (UnsafePointer<UInt32>) throws -> Void
  ) throws {
    for (variable, value) in zip(alternative.given, group) {
      alternative.machine.registers[variable] = value
    }
    try alternative.machine.run(symbols: &symbols, watch: &watch) { registers, _, _ in
      try visit(registers)
    }
  }
}

extension Rule {
  /// The variables of the columns that group, for a rule that the compiler made of an inner body.
  var groupVariables: [Int] {
    headTerms.compactMap { term in
      if case .expression(let expression) = term { expression.loneVariable } else { nil }
    }
  }
}
