/// An inner body that is evaluated anew for every group that is asked for.
///
/// What it reads is complete, so a group's result never changes and is kept.
final class InnerBody {
  /// One alternative of the body.
  struct Alternative {
    let rule: Rule
    /// The variables that the group gives values to, in the order of the group.
    let given: [Int]
    var executor: RuleExecutor
  }

  private var alternatives: [Alternative]
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
        for index in alternatives.indices {
          try run(index, group, &symbols, &watch) { _, _ in throw Found() }
        }
      } catch is Found { return 0 }
      return nil
    }
    let aggregation = Aggregation(rule)
    for index in alternatives.indices {
      let rule = alternatives[index].rule
      try run(index, group, &symbols, &watch) { registers, symbols in
        guard let members = try rule.argumentValues(registers, &symbols) else { return }
        aggregation.add(group: group, arguments: members)
      }
    }
    var result: UInt32?
    try aggregation.finish(symbols: &symbols) { tuple, _ in result = tuple.last }
    return result
  }

  private func run(
    _ index: Int, _ group: [UInt32], _ symbols: inout SymbolTable, _ watch: inout LimitWatch,
    _ visit: ([UInt32], inout SymbolTable) throws -> Void
  ) throws {
    for (variable, value) in zip(alternatives[index].given, group) {
      alternatives[index].executor.registers[variable] = value
    }
    try alternatives[index].executor.run(symbols: &symbols, watch: &watch) {
      registers, symbols, _ in try visit(registers, &symbols)
    }
  }
}
